internal import ArgumentParser
internal import Brief
internal import Contract
internal import Git
internal import Source
internal import Workspace

/// What a shell offers behind an act: the briefs that it can be done to, by stage.
enum BriefCompletion {
    static func of(_ stages: Set<Stage>) -> CompletionKind {
        .custom { (_: [String], _: Int, _: String) -> [String] in
            let shell = CompletionShell.requesting
            return paths(stages).compactMap { word($0, for: shell) }
        }
    }

    /// As typed in the current folder, by name. None where the team's files can't be read: a shell shows no complaints.
    static func paths(_ stages: Set<Stage>) -> [String] {
        guard let team = try? Team(configFile: nil), team.problems.isEmpty, !team.config.lifecycle.isOff,
            let day = try? DayOption.day(nil)
        else { return [] }
        let rulebook = team.rulebook(today: day, tree: team.workTree.tree)
        let shown = ShownPath(root: team.workTree.root)
        let files = BriefFiles.all(team, handoff: nil).files
        let isOffered = Parallel.map(files, tool: { Memory() }) { file, memory in
            guard let bytes = try? team.files.bytes(at: file.location, limit: Judge.largestBrief) else { return false }
            let source = SourceText(path: file.path, bytes: bytes)
            guard source.encodingProblem == nil else { return false }
            let brief = Brief(source)
            return (rulebook.handoffs(of: brief, fallback: file.fallback) ?? []).contains { contract in
                let bound = BoundBrief(brief, contract, rulebook: rulebook, memory: memory)
                return stages.contains(bound.stage(in: rulebook.settings.lifecycle) ?? .handed)
            }
        }
        return zip(files, isOffered).filter(\.1).map { shown.text($0.0.path) }
    }

    /// As the shell's completion script takes it for this name and nothing else; nil where there is no such way: each line is a word, and
    /// what begins with a dash would be an option.
    static func word(_ path: String, for shell: CompletionShell?) -> String? {
        let isLine = path.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
            default: scalar != "\u{FFFD}"
            }
        }
        guard isLine, !path.isEmpty, !path.hasPrefix("-") else { return nil }
        switch shell {
        // `compgen -W` expands its words: without quotes a name such as $(date).md would be run.
        case .bash?: return ShellWord(path).text
        // `_describe` takes what stands behind a colon for a description.
        case .zsh?: return path.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
        default: return path
        }
    }
}
