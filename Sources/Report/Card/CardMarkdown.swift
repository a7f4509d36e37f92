internal import Source

/// Cards as Markdown, for a mail, a chat or a ticket. Every line says something in plain text, too.
package struct CardMarkdown: Sendable {
    package init() {}

    package func text(_ cards: [HandoffCard]) -> String { cards.map(text).joined(separator: "\n---\n\n") }

    private func text(_ card: HandoffCard) -> String {
        let kind = [card.handoff, card.direction, card.status.map { "status: \($0)" }].compactMap(\.self).map(MarkdownEscape.text)
        var lines = ["# \(escaped(card.title))", "", kind.joined(separator: " · ")]
        if card.missing > 0 { lines += ["", "**\(card.missing.of("thing is", "things are")) not given yet**; marked below."] }
        for (title, rows) in [("What this handoff stands on", card.elements), ("Context", card.context), ("Checklist", card.checklist)]
        where !rows.isEmpty {
            lines += ["", "## \(title)", ""] + rows.flatMap { self.rows($0, card) }
        }
        lines += ["", "## Open questions", ""]
        lines += card.questions.map { "- \(linked($0.text)) – \(MarkdownEscape.text(card.words($0)))" }
        if card.questions.isEmpty { lines.append("None.") }
        return lines.joined(separator: "\n") + "\n\n\(escaped(card.origin))\n"
    }

    private func rows(_ row: HandoffCard.Row, _ card: HandoffCard) -> [String] {
        let title = "- **\(escaped(row.title)):**"
        var lines: [String]
        switch row.entry {
        case .given(let values, let origin):
            let suffix = origin.map { " (\(MarkdownEscape.text($0)))" } ?? ""
            if values.count == 1, values[0].kind == .text {
                lines = ["\(title) \(linked(values[0].texts.joined(separator: " ")))\(suffix)"]
            } else {
                lines = [title + suffix] + values.map(line)
            }
        case .missing(let question):
            lines = ["\(title) **\(HandoffCard.notGiven)**" + (question.map { " – \(MarkdownEscape.text(card.asks($0)))" } ?? "")]
        case .nothing: lines = [title]
        }
        guard let note = row.note else { return lines }
        if case .nothing = row.entry { return ["\(title) \(linked(note))"] }
        return lines + ["  - \(linked(note))"]
    }

    /// Cells go into one line: no mail or chat draws a table inside a list.
    private func line(_ line: CardLine) -> String {
        let indent = String(repeating: "  ", count: 1 + min(line.depth, 3))
        let text = line.texts.map(linked).joined(separator: " · ")
        return switch line.kind {
        case .openBox: "\(indent)- [ ] \(text)"
        case .tickedBox: "\(indent)- [x] \(text)"
        case .heading, .header: "\(indent)- **\(line.texts.map(escaped).joined(separator: " · "))**"
        case .text, .item, .row: "\(indent)- \(text)"
        }
    }

    /// At the start of a line.
    private func escaped(_ text: String) -> String { MarkdownEscape.text(text.trimmed) }

    /// Addresses stay addresses, in the one form that mail, chats and CommonMark agree on.
    private func linked(_ text: String) -> String {
        Address.split(text.trimmed).map { $0.isAddress ? "<\($0.text)>" : MarkdownEscape.text($0.text) }.joined()
    }
}
