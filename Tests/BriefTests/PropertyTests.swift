import Brief
import SeededRandom
import Source
import Testing

/// What must hold for any text, tried on thousands that a fixed seed makes.
@Suite struct PropertyTests {
    static let seeds = Array(UInt64(1)...8)
    static let documentsPerSeed = 300

    // MARK: any Markdown

    /// Lines in which everything a brief can hold turns up, also broken off.
    static func randomMarkdown(_ random: inout SeededRandom) -> String {
        let lines = [
            "# Title", "## Goal(s)", "### 🎯 3. Owner:", "Owner: Dana", "**Owner:** Dana **Due:** 2027-03-12", "**Audience**",
            "- Owner: Mira", "  - Source: linkedin",
            "1. **Due** — May", "* [ ] Tags verified", "- [x] Done: yes", "| utm_source | utm_medium |", "| --- | --- |",
            "| linkedin | [medium] |", "| Owner | Dana |", "> Due: x",
            "> - Owner: y", "```", "```json", "{\"a\": 1}", "~~~", "<!-- hint -->", "<!--", "-->", "<div>",
            "[a](https://acme.example/?utm_source=b)", "[[Wiki page]]",
            "https://acme.example/{{x}}", "`https://acme.example`", "_e.g. a_", "***bold***", "**broken", "TBD", "[insert]",
            "Réunion: été 🚀", "שלום: דנה", "    Code: x", "\tTab: y",
            "", "", "", "---", "===", "Start / Deadline: a", "a | b: c · d: e", "N/A – because", "&amp; &#128640;: z", "line\\", "two  ",
            "| a: b | c", "\u{FEFF}", "x\u{0}y", "- ", "+", "a:", ":",
            "![i](j.png): k", "<b>Owner:</b> z", "# ", "www.acme.example", "dana@acme.example", "~~Owner:~~ x", "**a:**b", "- - - Deep: x",
        ]
        let count = Int.random(in: 0...24, using: &random)
        var text = Int.random(in: 0..<4, using: &random) == 0 ? "---\nowner: Dana\nutm: {source: [a, \"é\"]}\n---\n" : ""
        for _ in 0..<count {
            text += lines.randomElement(using: &random)!
            if Int.random(in: 0..<12, using: &random) != 0 { text += "\n" }
        }
        return text
    }

    static func each(_ seed: UInt64, _ body: (String) -> Void) {
        var random = SeededRandom(seed)
        for _ in 0..<documentsPerSeed { body(randomMarkdown(&random)) }
    }

    /// Everything a parse says, in words.
    static func description(_ brief: Brief) -> [String] {
        brief.contexts.map { context in
            "\(context.form) \(brief.labels(of: context)) \(context.labelRange) \(context.next) \(context.isTopLevel) \(brief.fill(context.content)) \(brief.text(context.content))"
        } + brief.markdown.links.map { "\($0.url) \($0.range) \($0.anchor)" } + brief.markdown.comments.map { "\($0)" } + [
            "\(String(describing: brief.title))"
        ]
    }

    @Test(arguments: seeds) func everyPlaceLiesInTheFile(seed: UInt64) {
        Self.each(seed) { text in
            let brief = Brief(SourceText(path: "brief.md", text: text))
            let bytes = brief.source.bytes
            let file = ByteRange(0, bytes.count)
            func isPlace(_ range: ByteRange) -> Bool {
                // Ranges begin and end at characters, never inside one.
                func isBoundary(_ i: Int) -> Bool { i >= bytes.count || bytes[i] & 0xC0 != 0x80 }
                return range.start <= range.end && file.contains(range) && isBoundary(range.lower) && isBoundary(range.upper)
            }
            #expect(brief.markdown.runs.allSatisfy { isPlace($0.range) }, "\(text.debugDescription)")
            #expect(brief.markdown.links.allSatisfy { isPlace($0.range) && isPlace($0.anchor) }, "\(text.debugDescription)")
            #expect(brief.markdown.comments.allSatisfy(isPlace), "\(text.debugDescription)")
            #expect(
                brief.contexts.allSatisfy { isPlace($0.labelRange) && (brief.range($0.content).map(isPlace) ?? true) },
                "\(text.debugDescription)")
        }
    }

    @Test(arguments: seeds) func textAtALabelIsTheLabel(seed: UInt64) {
        Self.each(seed) { text in
            let brief = Brief(SourceText(path: "brief.md", text: text))
            for context in brief.contexts where context.form != .table {
                #expect(
                    Label.all(brief.source.text(context.labelRange)).first ?? "" == brief.labels(of: context).first ?? "",
                    "\(text.debugDescription)")
            }
        }
    }

    @Test(arguments: seeds) func contextsAreNestedAndInOrder(seed: UInt64) {
        Self.each(seed) { text in
            let brief = Brief(SourceText(path: "brief.md", text: text))
            var ends = [brief.contexts.count]
            for (i, context) in brief.contexts.enumerated() {
                while ends.count > 1, ends.last! <= i { ends.removeLast() }
                #expect(context.next > i && context.next <= ends.last!, "\(text.debugDescription)")
                ends.append(context.next)
            }
            let starts = brief.contexts.map(\.labelRange.lower)
            #expect(starts == starts.sorted(), "\(text.debugDescription)")
            #expect(
                brief.markdown.links.map(\.anchor.start) == brief.markdown.links.map(\.anchor.start).sorted(), "\(text.debugDescription)")
        }
    }

    @Test(arguments: seeds) func sameBytesGiveTheSame(seed: UInt64) {
        Self.each(seed) { text in
            #expect(
                Self.description(Brief(SourceText(path: "a.md", text: text)))
                    == Self.description(Brief(SourceText(path: "a.md", text: text))))
        }
    }

    @Test(arguments: seeds) func lineEndsDoNotMatter(seed: UInt64) {
        func meaning(_ text: String) -> [String] {
            let brief = Brief(SourceText(path: "brief.md", text: text))
            let lines = LineTable(brief.source)
            return brief.contexts.map { context in
                let value = String(String.UnicodeScalarView(brief.text(context.content).unicodeScalars.filter { $0 != "\r" }))
                return
                    "\(lines.place(context.labelRange)) \(context.form) \(brief.labels(of: context)) \(context.isTopLevel) \(brief.fill(context.content)) \(value)"
            }
        }
        Self.each(seed) { text in
            let plain = text.replacing("\u{0}", with: " ")
            let expected = meaning(plain)
            #expect(meaning(plain.replacing("\n", with: "\r\n")) == expected, "CRLF: \(plain.debugDescription)")
            // A second mark is a character of its own.
            if plain.unicodeScalars.first != "\u{FEFF}" {
                #expect(meaning("\u{FEFF}" + plain) == expected, "BOM: \(plain.debugDescription)")
            }
        }
    }

    // MARK: against a second way of reading

    /// Headings by looking at lines: right for documents of headings and sentences only.
    @Test(arguments: seeds) func sectionsAreTheHeadingsThatLinesShow(seed: UInt64) {
        var random = SeededRandom(seed &* 31)
        let names = ["Goal", "Owner", "Who we talk to", "Größe 🚀", "3. Offer", "Budget (optional)", "C# and F#", "Due ##"]
        for _ in 0..<Self.documentsPerSeed {
            var text = ""
            for _ in 0..<Int.random(in: 1...14, using: &random) {
                switch Int.random(in: 0..<4, using: &random) {
                case 0, 1:
                    text +=
                        String(repeating: "#", count: Int.random(in: 1...7, using: &random)) + " " + names.randomElement(using: &random)!
                        + "\n"
                case 2: text += "A sentence of words\n"
                default: text += "\n"
                }
            }
            let brief = Brief(SourceText(path: "brief.md", text: text))
            let table = LineTable(brief.source)
            var expected: [(line: Int, level: Int, label: String)] = []
            for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let level = line.prefix { $0 == "#" }.count
                guard (1...6).contains(level), line.dropFirst(level).first == " " else { continue }
                expected.append((i + 1, level, Label.normalised(String(line.dropFirst(level + 1)))))
            }
            if let title = brief.title {
                // The title is the first heading and the only one of the first level.
                #expect(expected.first?.level == 1 && expected.count { $0.level == 1 } == 1)
                #expect(expected.first?.line == table.place(title).line)
                expected.removeFirst()
            }
            let sections = brief.contexts.filter { $0.form == .section }
            #expect(sections.map { table.place($0.labelRange).line } == expected.map(\.line), "\(text)")
            #expect(sections.map { brief.labels(of: $0).first ?? "" } == expected.map(\.label), "\(text)")
            // A section ends before the next heading of its own or a higher level.
            let indices = brief.contexts.indices.filter { brief.contexts[$0].form == .section }
            for (k, i) in indices.enumerated() where k < expected.count {
                let inside = expected[(k + 1)...].prefix { $0.level > expected[k].level }.count
                #expect(indices.count { $0 > i && $0 < brief.contexts[i].next } == inside, "\(text)")
            }
        }
    }

    /// A brief written from known context is read back as that context, whatever forms it was written in.
    @Test(arguments: seeds) func whatIsWrittenIsRead(seed: UInt64) {
        var random = SeededRandom(seed &* 97)
        let names = [
            "Owner", "Call to action", "Zielgruppe", "Größe", "utm_source", "Échéance", "Público-alvo", "Cíl", "Due", "Required sections",
        ]
        let values: [(text: String, read: String, fill: Fill)] = [
            ("Dana Okafor", "Dana Okafor", .real), ("120 audits by May", "120 audits by May", .real), ("été 🚀", "été 🚀", .real),
            ("https://acme.example/?a=b", "https://acme.example/?a=b", .real), ("[Copy deck](https://acme.example)", "Copy deck", .real),
            ("TBD", "TBD", .unfilled),
            ("[name]", "[name]", .unfilled), ("N/A – print only", "N/A – print only", .waived), ("N/A", "N/A", .unexplained),
            ("2027-03-12", "2027-03-12", .real),
            ("a **bold** word", "a bold word", .real), ("_who decides?_", "who decides?", .unfilled),
            ("LinkedIn / newsletter", "LinkedIn / newsletter", .real),
            ("10:30 o’clock", "10:30 o’clock", .real),
        ]
        for _ in 0..<Self.documentsPerSeed {
            var expected: [String] = []
            var matter = ""
            var body = "# A title\n\nSome words before it begins.\n\nAnd more.\n\n"
            for name in names.shuffled(using: &random).prefix(Int.random(in: 1...6, using: &random)) {
                let value = values.randomElement(using: &random)!
                let form = Int.random(in: 0..<7, using: &random)
                let line = "\(Label.normalised(name)) = \(value.read) (\(value.fill))"
                switch form {
                case 0:
                    // Markup is nothing special in front matter.
                    guard value.text == value.read else { continue }
                    matter += "\(name): \"\(value.text)\"\n"
                    expected.insert(line, at: matter.count { $0 == "\n" } - 1)
                    continue
                case 1: body += "**\(name):** \(value.text)\n\n"
                case 2: body += "- \(name): \(value.text)\n\n"
                case 3: body += "\(name): \(value.text)\n\n"
                case 4:
                    // A label that stands alone speaks for all that follows, up to a line across.
                    body += "**\(name)**\n\n\(value.text)\n\n---\n\n"
                case 5: body += "- **\(name)** — \(value.text)\n\n<!-- a comment ends the list -->\n\n"
                default: body += "## \(name)\n\n\(value.text)\n\n"
                }
                expected.append(line)
            }
            let text = (matter.isEmpty ? "" : "---\n\(matter)---\n\n") + body
            let brief = Brief(SourceText(path: "brief.md", text: text))
            let seen = brief.contexts.map { context in
                let value = context.form == .section ? Self.ownText(context, brief) : brief.text(context.content)
                let fill = context.form == .section ? Self.ownFill(context, brief) : brief.fill(context.content)
                return "\(brief.labels(of: context).first ?? "") = \(value) (\(fill))"
            }
            #expect(seen == expected, "\(text)")
        }
    }

    /// The first paragraph of a section: labels that happen to follow a section stand inside it.
    private static func ownText(_ context: NamedContext, _ brief: Brief) -> String {
        guard case .markdown(let extent) = context.content else { return "" }
        return brief.firstParagraph(of: extent).text
    }

    private static func ownFill(_ context: NamedContext, _ brief: Brief) -> Fill {
        guard case .markdown(var extent) = context.content else { return .unfilled }
        let first = Int(extent.blocks.lowerBound)
        extent.blocks = Int32(first)..<brief.markdown.blocks[first].next
        extent.contexts = Int32(extent.contexts.lowerBound)..<Int32(extent.contexts.lowerBound)
        return brief.fill(.markdown(extent))
    }
}
