import Foundation
import Report
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Whatever a brief says, it is text on its card: no element, attribute, address or mark of the page comes from it.
@Suite struct HostileCardTests {
    static let payloads =
        BadInputTests.HostileText.payloads + [
            "</style><script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
            "data:text/html,<script>alert(1)</script>", "https://evil.example/\"onclick=\"x", "https://evil.example/'x<b>", "vbscript:x",
            "https://a.example/\u{202E}gpj.exe", "xhttps://a.example", "mailto:a@b.example?subject=x\"y", "# heading", "1. item", "9) item",
            "- [x] done", "> quote", "---", "===", "    code", "\tcode", "```", "~~~", "[a]: https://x", "</article></body>", "{{7*7}}",
        ]

    static let fields = [
        "title", "handoff", "from", "to", "status", "row", "note", "origin", "value", "cell", "question", "text", "asked", "since", "path",
    ]

    static func card(_ field: String, _ payload: String) -> HandoffCard {
        func value(_ name: String, _ usual: String) -> String { name == field ? payload : usual }
        let lines = [
            CardLine(.text, [value("value", "WITNESS")]), CardLine(.header, ["a", value("cell", "b")]),
            CardLine(.row, ["c", value("cell", "d")]),
            CardLine(.openBox, depth: 1, [value("value", "WITNESS")]), CardLine(.heading, [value("value", "h")]),
        ]
        return HandoffCard(
            title: value("title", "Brief"), handoff: value("handoff", "Kick-off"), from: value("from", "Sales"),
            to: value("to", "Delivery"),
            status: value("status", "ready"),
            elements: [
                .init(
                    value("row", "Owner"), .given([CardLine(.text, [value("value", "Dana")])], origin: value("origin", "team default")),
                    note: value("note", "n"))
            ],
            context: [
                .init(value("row", "Goal"), .given(lines, origin: nil)),
                .init(value("row", "Offer"), .missing(question: value("question", "Which?"))),
                .init("Review", .nothing, note: value("note", "monthly")),
            ],
            checklist: [.init("NEIGHBOUR", .given(lines, origin: nil))],
            questions: [.init(text: value("text", "Which?"), asked: [value("asked", "dana")], since: value("since", "2026-12-01"))],
            path: value("path", "briefs/a.md"), day: "2026-12-02")
    }

    final class Reader: NSObject, XMLParserDelegate {
        var elements: [String] = []
        var addresses: [String] = []
        var words = ""

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
        ) {
            if name == "a" { addresses.append(attributes["href"] ?? "") }
            let rest = attributes.filter { name != "a" || $0.key != "href" }.sorted { $0.key < $1.key }
            if name != "a" { elements.append(name + rest.map { " \($0.key)=\($0.value)" }.joined()) }
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { words += string }

        /// Everything between `<body>` and `</body>`; what we write of HTML is XML, too.
        init?(_ page: String) {
            guard let start = page.range(of: "<body>"), let end = page.range(of: "</body>", options: .backwards) else { return nil }
            super.init()
            let parser = XMLParser(data: Data(page[start.lowerBound..<end.upperBound].utf8))
            parser.delegate = self
            guard parser.parse() else { return nil }
        }
    }

    @Test("the page has the elements it has without it", arguments: fields)
    func page(_ field: String) throws {
        let plain = CardHTML().text([Self.card("", "")])
        let usual = try #require(Reader(plain))
        for payload in Self.payloads {
            let text = CardHTML().text([Self.card(field, payload)])
            let note = "\(field): \(payload.debugDescription.prefix(60))"
            let read = try #require(Reader(text), "no well-formed page, \(note)")
            // A long value prints smaller.
            func shape(_ reader: Reader) -> [String] { reader.elements.map { $0.hasPrefix("article") ? "article" : $0 } }
            #expect(shape(read) == shape(usual), "\(note)")
            #expect(read.words.contains("NEIGHBOUR"), "\(note)")
            for address in read.addresses {
                let hasScheme = ["https://", "http://", "mailto:"].contains { address.lowercased().hasPrefix($0) }
                #expect(hasScheme && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }, "\(note)")
            }
            let bad = text.unicodeScalars.filter { $0 != "\n" && ($0.isForbiddenInTerminals || $0 == "\u{FEFF}") }
            #expect(bad.isEmpty, "control characters, \(note)")
            // The head is ours, but for the title.
            func head(_ page: String) -> String { String(page[..<(page.range(of: "<body>")?.lowerBound ?? page.endIndex)]) }
            let titles = /<title>[^<]*<\/title>/
            #expect(head(text).replacing(titles, with: "") == head(plain).replacing(titles, with: ""), "\(note)")
        }
    }

    @Test("the Markdown has the lines it has without it", arguments: fields)
    func markdown(_ field: String) {
        let usual = CardMarkdown().text([Self.card("", "")]).components(separatedBy: "\n").map(Self.start)
        for payload in Self.payloads {
            let text = CardMarkdown().text([Self.card(field, payload)])
            let note = "\(field): \(payload.debugDescription.prefix(60))"
            #expect(text.components(separatedBy: "\n").map(Self.start) == usual, "\(note)")
            let bad = text.unicodeScalars.filter { $0 != "\n" && ($0.isForbiddenInTerminals || $0 == "\u{FEFF}") }
            #expect(bad.isEmpty, "control characters, \(note)")
            let address = /<(?:https?:\/\/|mailto:)[A-Za-z0-9\-._~:\/?#\[\]@!$&'()*+,;=%]+>/.ignoresCase()
            let rest = text.replacing(address, with: "").replacing("- [ ] ", with: "").replacing(/&#\d+;/, with: "\u{200B}")
            for sign in ["<", ">", "[", "]", "`", "|", "$", "://"] { #expect(!rest.contains(sign), "\(sign), \(note)") }
            #expect(rest.firstMatch(of: /[@!][A-Za-z0-9_]/) == nil, "a mention, \(note)")
        }
    }

    /// What a line is: a heading, an item, a box, a rule, text.
    private static func start(_ line: String) -> String {
        let kind = line.prefixMatch(of: /(?: *- \[.\]| *-(?= )|#+(?= )|\d+[.)]|---|===|```|>|$)/).map { String($0.output) } ?? "text"
        return kind
    }

    @Test(
        "what can be followed, and where it ends",
        arguments: [
            ("see https://a.example/x, then", ["https://a.example/x"]), ("(https://a.example/x)", ["https://a.example/x"]),
            ("https://a.example/x_(y).", ["https://a.example/x_(y)"]), ("HTTP://A.example", ["HTTP://A.example"]),
            ("mailto:dana@acme.example", ["mailto:dana@acme.example"]), ("https://", []), ("xhttps://a.example", []),
            ("javascript:alert(1)", []), ("https://a.example/ü", []), ("https://a.example/a\u{202E}b", ["https://a.example/a"]),
            ("ftp://a.example file:///etc/passwd", []),
        ])
    func addresses(_ text: String, _ expected: [String]) throws {
        let card = HandoffCard(
            title: "x", handoff: "h", from: nil, to: nil, status: nil, elements: [],
            context: [.init("v", .given([CardLine(.text, [text])], origin: nil))],
            checklist: [], questions: [], path: "a.md", day: "2026-12-02")
        #expect(try #require(Reader(CardHTML().text([card]))).addresses == expected)
    }
}
