internal import Source

/// Cards as one web page that needs nothing else: to send, to open anywhere, to print, one sheet of A4 a card.
///
/// The page loads nothing and runs nothing, whatever stands in it.
package struct CardHTML: Sendable {
    package init() {}

    package func text(_ cards: [HandoffCard]) -> String {
        var html = HTML()
        html.literal(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" \
            content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="referrer" content="no-referrer">
            <meta name="color-scheme" content="light dark">
            <meta name="viewport" content="width=device-width, initial-scale=1">

            """)
        html.add("title", words: cards.first.map { "\($0.title) – \(cards.map(\.handoff).joined(separator: ", "))" } ?? "")
        html.literal("\n<style>\n")
        html.literal(Self.style)
        html.literal("\n</style>\n</head>\n<body>\n")
        for card in cards { add(card, &html) }
        html.literal("</body>\n</html>\n")
        return html.text
    }

    private func add(_ card: HandoffCard, _ html: inout HTML) {
        html.add("article", .class(density(card))) { html in
            html.add("header") { html in
                html.add("h1", .auto, words: card.title)
                html.add("p", .class("kind"), .auto, words: kind(card))
                if card.missing > 0 {
                    html.add("p", .class("gap"), words: "\(card.missing.of("thing is", "things are")) not given yet; marked below.")
                }
            }
            html.literal("\n")
            rows("What this handoff stands on", "elements", card.elements, card, &html)
            if !card.context.isEmpty { rows("Context", "context", card.context, card, &html) }
            if !card.checklist.isEmpty { rows("Checklist", "checklist", card.checklist, card, &html) }
            questions(card, &html)
            html.add("footer", words: card.origin)
            html.literal("\n")
        }
        html.literal("\n")
    }

    private func kind(_ card: HandoffCard) -> String {
        let parts = [card.handoff, card.direction, card.status.map { "status: \($0)" }].compactMap(\.self)
        return parts.joined(separator: " · ")
    }

    // MARK: rows

    private func rows(_ title: String, _ name: String, _ rows: [HandoffCard.Row], _ card: HandoffCard, _ html: inout HTML) {
        html.add("section", .class(name)) { html in
            html.add("h2", words: title)
            html.add("dl") { html in
                for row in rows {
                    html.add("div", isMissing(row) ? .class("missing") : nil) { html in
                        html.add("dt", .auto, words: row.title)
                        html.add("dd") { entry(row, card, &$0) }
                    }
                    html.literal("\n")
                }
            }
        }
        html.literal("\n")
    }

    private func isMissing(_ row: HandoffCard.Row) -> Bool { if case .missing = row.entry { true } else { false } }

    private func entry(_ row: HandoffCard.Row, _ card: HandoffCard, _ html: inout HTML) {
        switch row.entry {
        case .given(let lines, let origin):
            blocks(lines, &html)
            if let origin { html.add("p", .class("note"), words: "(\(origin))") }
        case .missing(let question):
            html.add("p") { $0.add("strong", words: HandoffCard.notGiven) }
            if let question { html.add("p", .auto, words: card.asks(question)) }
        case .nothing: break
        }
        guard let note = row.note else { return }
        let isAlone = if case .nothing = row.entry { true } else { false }
        html.add("p", .class(isAlone ? "said" : "note"), .auto) { $0.linked(note) }
    }

    /// Lines of a value: tables gathered from their rows, each other line for itself.
    private func blocks(_ lines: [CardLine], _ html: inout HTML) {
        var i = 0
        while i < lines.count {
            guard lines[i].kind == .header || lines[i].kind == .row else {
                line(lines[i], &html)
                i += 1
                continue
            }
            var end = i + 1
            while end < lines.count, lines[end].kind == .row { end += 1 }
            html.add("table") { html in
                for row in lines[i..<end] {
                    html.add("tr") { html in
                        for text in row.texts { html.add(row.kind == .header ? "th" : "td", .auto) { $0.linked(text) } }
                    }
                }
            }
            i = end
        }
    }

    private func line(_ line: CardLine, _ html: inout HTML) {
        let text = line.texts.joined(separator: " ")
        let depth = min(line.depth, 3)
        switch line.kind {
        case .heading: html.add("p", .auto) { $0.add("strong") { $0.linked(text) } }
        case .item: html.add("p", .class("item in\(depth)"), .auto) { $0.linked(text) }
        case .openBox, .tickedBox:
            let isTicked = line.kind == .tickedBox
            html.add("p", .class("item box in\(depth)"), .auto) { html in
                html.add(
                    "span", .class("box"), .own("role", "img"), .data("aria-label", isTicked ? "done" : "open"), words: isTicked ? "☑" : "☐"
                )
                html.words(" ")
                html.linked(text)
            }
        case .text, .header, .row: html.add("p", .auto) { $0.linked(text) }
        }
    }

    private func questions(_ card: HandoffCard, _ html: inout HTML) {
        html.add("section", .class("questions")) { html in
            html.add("h2", words: "Open questions")
            if card.questions.isEmpty {
                html.add("p", words: "None.")
                return
            }
            html.add("ul") { html in
                for question in card.questions {
                    html.add("li", .auto) { html in
                        html.linked(question.text)
                        html.add("span", .class("note"), words: " – \(card.words(question))")
                    }
                    html.literal("\n")
                }
            }
        }
        html.literal("\n")
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

extension HTML.Attribute {
    /// Somebody's words run in their own direction.
    fileprivate static var auto: HTML.Attribute { .own("dir", "auto") }
}
