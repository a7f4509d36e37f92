internal import Brief
package import Contract
internal import Source
internal import YAML

/// A brief to fill in, made from the contracts it must satisfy: the text that `new` writes.
///
/// Whatever a person has to decide stands in brackets, so that an untouched brief counts as unfilled in every required context and as
/// real in none. Contracts are read here and nothing else: the same contracts and values always give the same text.
package struct Blank {
    package let text: String

    /// - Parameters:
    ///   - contracts: one or several; what they share is asked once.
    ///   - status: the word for a draft; nil where the team keeps no statuses.
    ///   - values: what is known already, by context: `owner`, `receiver`, `due`, `id`, `project`.
    ///   - translation: the contracts' words in that language.
    ///   - rulebook: says what they demand of this team; what its config answers once for all briefs is not asked again.
    package init(
        _ contracts: [Contract], rulebook: Rulebook, language: Language = .english, translation: Translation = Translation(),
        status: String?, values: [String: String] = [:]
    ) {
        let demands = contracts.map(rulebook.demanded)
        let headings = Headings(contracts, demands, language)
        let contexts = BlankContext.all(contracts, demands, welcome: contracts.map(rulebook.welcome), headings, translation)
        var text = Self.frontMatter(contracts, contexts, status, values)
        if let title = Self.title(contracts.map(translation.name), values, headings) { text += "# \(title)\n" }
        for context in contexts where context.place == .section {
            text += "\n## \(context.heading)\n"
            for question in context.questions { text += "<!-- \(question.inComment) -->\n" }
            text += context.lines.joined(separator: "\n") + "\n"
        }
        self.text = text + Self.more(contexts, BlankWords(language))
    }

    // MARK: front matter

    private static func frontMatter(_ contracts: [Contract], _ contexts: [BlankContext], _ status: String?, _ values: [String: String])
        -> String
    {
        let ids = contracts.map(\.id)
        var lines = ["handoff: " + (ids.count == 1 ? ids[0].yamlValue : "[\(ids.map(\.yamlValue).joined(separator: ", "))]")]
        if let status { lines.append("status: \(status.yamlValue)") }
        let asked = contexts.filter { $0.place == .frontMatter }
        let order = ["id", "project", "owner", "receiver", "due"]
        for id in order + asked.map(\.id).filter({ !order.contains($0) }) {
            if let value = values[id]?.oneLine, !value.isEmpty {
                lines.append("\(id): \(value.yamlValue)")
            } else if let context = asked.first(where: { $0.id == id }) {
                lines += context.lines
            }
        }
        return "---\n" + lines.joined(separator: "\n") + "\n---\n"
    }

    // MARK: Markdown

    /// The project's name, else the handoffs'; nothing where that names a context and so would take in all the rest.
    private static func title(_ handoffs: [String], _ values: [String: String], _ headings: Headings) -> String? {
        let names = [values["project"], handoffs.joined(separator: ", ")].compactMap { $0?.oneLine }
        return names.first { !$0.isEmpty && !headings.isLabel($0) }?.inHeading
    }

    /// What is not demanded, by name only: a brief is no form.
    private static func more(_ contexts: [BlankContext], _ words: BlankWords) -> String {
        let better = contexts.filter { $0.place == .better }.map(\.heading)
        let known = contexts.filter { $0.place == .whereItApplies }.map(\.heading)
        let lines =
            (better.isEmpty ? [] : ["\(words.better) \(better.joined(separator: ", ")).".inComment])
            + (known.isEmpty ? [] : ["\(words.whereItApplies) \(known.joined(separator: ", ")).".inComment])
        return lines.isEmpty ? "" : "\n<!--\n" + lines.joined(separator: "\n") + "\n-->\n"
    }
}

extension String {
    /// Line ends as spaces.
    var oneLine: String { split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ") }

    /// Nothing in it ends a comment.
    var inComment: String {
        var text = oneLine
        while text.contains("--") { text = text.replacing("--", with: "–") }
        return text.replacing("->", with: "→")
    }

    /// Nothing in it is taken for markup.
    var inHeading: String {
        String(flatMap { character in "\\`*_[]<#|".contains(character) ? ["\\", character] : [character] })
    }
}
