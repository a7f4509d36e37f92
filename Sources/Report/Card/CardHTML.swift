internal import Source

/// Cards as one web page that needs nothing else: to send, to open anywhere, to print, one sheet of A4 a card.
package struct CardHTML: Sendable {
    package init() {}

    package func text(_ cards: [HandoffCard]) -> String {
        let title = cards.first.map { "\($0.title) – \(cards.map(\.handoff).joined(separator: ", "))" } ?? ""
        return CardMarkup.document(title: title, style: Self.style, .lines(cards.map(card)))
    }

    private func card(_ card: HandoffCard) -> CardMarkup {
        var head = [CardMarkup.element("h1", auto, card.title), .element("p", Self.named("kind") + auto, kind(card))]
        if card.missing > 0 {
            head.append(.element("p", [("class", "gap")], "\(card.missing.of("thing is", "things are")) not given yet; marked below."))
        }
        var parts = [CardMarkup.element("header", [], head), rows("What this handoff stands on", "elements", card.elements, card)]
        if !card.context.isEmpty { parts.append(rows("Context", "context", card.context, card)) }
        if !card.checklist.isEmpty { parts.append(rows("Checklist", "checklist", card.checklist, card)) }
        parts.append(questions(card))
        parts.append(.element("footer", [], card.origin))
        return .element("article", Self.named(density(card)), [.lines([]), .lines(parts)])
    }

    private var auto: [(StaticString, String)] { [("dir", "auto")] }

    private static func named(_ name: String?) -> [(StaticString, String)] { name.map { name in [("class" as StaticString, name)] } ?? [] }

    private func kind(_ card: HandoffCard) -> String {
        let parts = [card.handoff, card.direction, card.status.map { "status: \($0)" }].compactMap(\.self)
        return parts.joined(separator: " · ")
    }

    // MARK: rows

    private func rows(_ title: String, _ name: String, _ rows: [HandoffCard.Row], _ card: HandoffCard) -> CardMarkup {
        let pairs = rows.map { row in
            CardMarkup.element(
                "div", Self.named(isMissing(row) ? "missing" : nil), [CardMarkup.element("dt", auto, row.title), entry(row, card)])
        }
        return .element("section", Self.named(name), [.element("h2", [], title), .element("dl", [], [.lines([]), .lines(pairs)])])
    }

    private func isMissing(_ row: HandoffCard.Row) -> Bool { if case .missing = row.entry { true } else { false } }

    private func entry(_ row: HandoffCard.Row, _ card: HandoffCard) -> CardMarkup {
        var parts: [CardMarkup] = []
        switch row.entry {
        case .given(let lines, let origin):
            parts = blocks(lines)
            if let origin { parts.append(.element("p", [("class", "note")], "(\(origin))")) }
        case .missing(let question):
            parts = [.element("p", [], [.element("strong", [], HandoffCard.notGiven)])]
            if let question { parts.append(.element("p", auto, card.asks(question))) }
        case .nothing: break
        }
        if let note = row.note { parts.append(.element("p", Self.named(parts.isEmpty ? "said" : "note") + auto, [.linkedText(note)])) }
        return .element("dd", [], parts)
    }

    /// Lines of a value: tables gathered from their rows, each other line for itself.
    private func blocks(_ lines: [CardLine]) -> [CardMarkup] {
        var blocks: [CardMarkup] = []
        var table: [CardMarkup] = []
        func close() {
            if !table.isEmpty { blocks.append(.element("table", [], table)) }
            table = []
        }
        for line in lines {
            switch line.kind {
            case .header, .row:
                if line.kind == .header { close() }
                let cells = line.texts.map { text in
                    line.kind == .header ? CardMarkup.element("th", auto, [.linkedText(text)]) : .element("td", auto, [.linkedText(text)])
                }
                table.append(.element("tr", [], cells))
            default:
                close()
                blocks.append(self.line(line))
            }
        }
        close()
        return blocks
    }

    private func line(_ line: CardLine) -> CardMarkup {
        let text = CardMarkup.linkedText(line.texts.joined(separator: " "))
        let depth = min(line.depth, 3)
        switch line.kind {
        case .heading: return .element("p", auto, [.element("strong", [], [text])])
        case .item: return .element("p", Self.named("item in\(depth)") + auto, [text])
        case .openBox, .tickedBox:
            let isTicked = line.kind == .tickedBox
            let box = CardMarkup.element(
                "span", [("class", "box"), ("role", "img"), ("aria-label", isTicked ? "done" : "open")], isTicked ? "☑" : "☐")
            return .element("p", Self.named("item box in\(depth)") + auto, [box, .text(" "), text])
        case .text, .header, .row: return .element("p", auto, [text])
        }
    }

    private func questions(_ card: HandoffCard) -> CardMarkup {
        let items = card.questions.map { question in
            CardMarkup.element(
                "li", auto, [.linkedText(question.text), .element("span", [("class", "note")], " – \(card.words(question))")])
        }
        let body = items.isEmpty ? CardMarkup.element("p", [], "None.") : .element("ul", [], [.lines([]), .lines(items)])
        return .element("section", [("class", "questions")], [.element("h2", [], "Open questions"), body])
    }

    // MARK: how it looks

    /// The more a card says, the smaller it prints, so that it stays on one sheet; the smallest can still be read.
    private func density(_ card: HandoffCard) -> String {
        var lines = card.questions.count
        for row in card.elements + card.context + card.checklist {
            lines += 1 + (row.note?.count ?? 0) / Self.lineLength
            guard case .given(let values, _) = row.entry else { continue }
            lines += values.reduce(0) { $0 + 1 + $1.texts.joined().count / Self.lineLength }
        }
        return lines < 45 ? "airy" : lines < 75 ? "close" : "dense"
    }

    /// Letters in half the width of the sheet.
    private static let lineLength = 60

    private static let style: StaticString = """
        :root { color-scheme: light dark; --ink: #1c2024; --soft: #5b6470; --line: #d5dae0; --paper: #fff; --gap: #9a3412; --gap-paper: #fff4e8; }
        @media (prefers-color-scheme: dark) {
        :root { --ink: #e6e9ec; --soft: #a3adb8; --line: #3a424b; --paper: #16191d; --gap: #fdba74; --gap-paper: #33230f; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.45 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
        article { max-width: 60em; margin: 0 auto; padding: 1.5em; overflow-wrap: anywhere; }
        h1 { font-size: 1.5em; line-height: 1.2; margin: 0; }
        h2 { font-size: 1em; margin: 1.2em 0 .3em; border-bottom: 1px solid var(--line); }
        p { margin: 0; }
        .kind, .note, footer { color: var(--soft); }
        .note, footer { font-size: .88em; }
        .gap { color: var(--gap); font-weight: 600; }
        footer { margin-top: 1.2em; }
        dl { margin: 0; columns: 22em 2; column-gap: 2em; }
        dl > div { break-inside: avoid; padding: .2em 0; }
        dt { font-weight: 600; }
        dd { margin: 0; }
        .missing { background: var(--gap-paper); border-inline-start: 3px solid var(--gap); padding-inline-start: .5em; }
        .missing strong { color: var(--gap); }
        .item { padding-inline-start: 1.1em; }
        .item:not(.box)::before { content: "–"; display: inline-block; width: 1em; margin-inline-start: -1em; }
        p.box { text-indent: -1.1em; padding-inline-start: 1.3em; }
        .in1 { margin-inline-start: 1.1em; } .in2 { margin-inline-start: 2.2em; } .in3 { margin-inline-start: 3.3em; }
        ul { margin: 0; padding-inline-start: 1.2em; }
        table { border-collapse: collapse; font-size: .92em; }
        th, td { border: 1px solid var(--line); padding: .1em .4em; text-align: start; vertical-align: top; }
        a { color: inherit; }
        @page { size: A4; margin: 11mm 12mm; }
        @media print {
        :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --gap: #7c2d12; --gap-paper: #fff; }
        article { max-width: none; padding: 0; }
        article + article { break-before: page; }
        .airy { font-size: 9.5pt; line-height: 1.35; } .close { font-size: 8pt; line-height: 1.25; } .dense { font-size: 6.5pt; line-height: 1.2; }
        h2 { margin-top: .7em; } footer { margin-top: .7em; }
        dl { columns: 2; column-gap: 6mm; }
        dl > div { padding: .1em 0; }
        }
        """
}
