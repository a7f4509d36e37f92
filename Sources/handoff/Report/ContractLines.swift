internal import Contract
internal import Report
internal import Rework
internal import Source
internal import Workspace
internal import YAML

/// Lines for a team's contract that ask for what keeps coming back.
struct ContractLines {
    var team: Team
    var rulebook: Rulebook

    /// Of every cause that has come back twice, and the first of each handoff besides.
    func changes(_ comebacks: [Comeback]) -> [ReportPage.Change] {
        comebacks.compactMap { $0.decision == nil ? nil : change($0) }
    }

    func change(_ comeback: Comeback) -> ReportPage.Change? {
        guard let contract = rulebook.contract(comeback.handoff), let lines = context(comeback, contract) else { return nil }
        let id = contract.id
        // Whether the team has a contract of its own for it already.
        let own = contract.at.file == "shipped/\(id).yml" ? nil : contract.at.file
        let place = ContractPlace(id, team.config)
        let text: String
        let how: String
        if own != nil {
            text = "context:\n" + lines
            how = "The file is there: add the context below its “context:”, or to the entry of the same name."
        } else {
            text = "handoff: \(id)\nextends: shipped/\(id)\ncontext:\n" + lines
            how =
                place.configLine.map { "A new file. handoff.yml has to name it: \($0.trimmed)" }
                ?? "A new file; handoff.yml names the folder already."
        }
        return ReportPage.Change(handoff: comeback.handoff, subject: comeback.subject, file: own ?? place.file, how: how, lines: text)
    }

    private func context(_ comeback: Comeback, _ contract: Contract) -> String? {
        let briefs = comeback.briefs == 1 ? "one brief" : "\(comeback.briefs) briefs"
        let projects = comeback.projects > 1 ? " of \(comeback.projects) projects" : ""
        switch comeback.subject {
        case .question(let text):
            let id = Self.slug(text)
            guard !id.isEmpty else { return nil }
            let why = "This was asked in \(briefs)\(projects) after the hand-off."
            return Self.entry(id, title: String(text.prefix(80)), question: text, why: why)
        case .context(let name):
            // A cause may name a field of a context.
            let id = name.split(separator: ".").first.map(String.init) ?? name
            guard let spec = contract.context(id) else { return nil }
            let why = "Work came back for it in \(briefs)\(projects): \(Self.how(comeback))."
            let isWrong = (comeback.changes[.wrong] ?? 0) > (comeback.changes[.missing] ?? 0) + (comeback.changes[.dropped] ?? 0)
            let question = isWrong ? "Who has confirmed it, and is it final?" : nil
            return Self.entry(id, title: nil, question: question, why: why, isRequired: !spec.isRequired)
        }
    }

    private static func how(_ comeback: Comeback) -> String {
        let words: [(Cause.Change, String)] = [(.missing, "missing"), (.wrong, "changed"), (.dropped, "taken out")]
        return words.compactMap { change, word in comeback.changes[change].map { "\(word) \($0 == 1 ? "once" : "\($0) times")" } }
            .joined(separator: ", ")
    }

    private static func entry(_ id: String, title: String?, question: String?, why: String, isRequired: Bool = true) -> String {
        var lines = ["  \(id):"]
        if let title { lines.append("    title: \(title.yamlValue)") }
        if let question { lines.append("    question: \(question.yamlValue)") }
        lines.append("    why: \(why.yamlValue)")
        lines.append("    severity: error")
        if isRequired { lines.append("    required: true") }
        if let title { lines += ["    paste: |", "      ## \(heading(title))", "      [answer]"] }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A question as a heading: words only, so that the lines stay one block.
    private static func heading(_ text: String) -> String {
        text.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ").capitalisedFirst
    }

    /// Lower case words joined by hyphens, the first few.
    private static func slug(_ text: String) -> String {
        text.lowercased().split { !("a"..."z" ~= $0) && !("0"..."9" ~= $0) }.prefix(5).joined(separator: "-")
    }
}
