internal import ArgumentParser
internal import Audit
internal import Contract
internal import Workspace

/// What there is a page for, for shells and for who has mistyped it.
enum ExplainCompletion {
    static func names(_ rulebook: Rulebook) -> [String] {
        rulebook.contracts.map(\.id) + rulebook.ruleNames.keys.sorted() + BuiltinRule.allCases.map(\.rule)
            + AuditFinding.Audit.allCases.map(\.rawValue)
    }

    /// Those, and the briefs.
    static var kind: CompletionKind {
        .custom { (_: [String], _: Int, _: String) -> [String] in
            let shell = CompletionShell.requesting
            return all().compactMap { BriefCompletion.word($0, for: shell) }
        }
    }

    /// None where the team's files can't be read: a shell shows no complaints.
    static func all() -> [String] {
        guard let team = try? Team(configFile: nil), team.problems.isEmpty, let day = try? DayOption.day(nil) else { return [] }
        let names = names(team.rulebook(today: day, tree: team.workTree.tree))
        return names + BriefFiles.all(team, handoff: nil).files.map { ShownPath(root: team.workTree.root).text($0.path) }
    }
}
