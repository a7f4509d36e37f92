import Brief
import Source
import Testing

/// Named context in every form: where its label stands, and whether it may speak for the whole brief.
@Suite struct ContextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        /// Label of each context in order; a table has none. `!` in front: it can't speak for the brief.
        var labels: [String]
        var values: [String]?
        var testDescription: String { text }

        init(_ text: String, _ labels: [String], _ values: [String]? = nil) {
            self.text = text
            self.labels = labels
            self.values = values
        }
    }

    /// 1️⃣, 2️⃣ … stand at the labels' first characters.
    static let cases: [Case] = [
        // front matter
        Case("---\n1️⃣owner: Dana\n2️⃣Due: 2027-03-12\n---\n", ["owner", "due"], ["Dana", "2027-03-12"]),
        // sections
        Case("## 1️⃣Goal\n\n120 audits\n", ["goal"], ["120 audits"]),
        Case("# 1️⃣Owner\n\nDana\n", ["owner"], ["Dana"]),
        Case("# Title\n\n## 1️⃣Goal\n\na\n\n### 2️⃣Due\n\nb\n\n## 3️⃣Owner\n\nc\n", ["goal", "!due", "owner"], ["a\nDue\nb", "b", "c"]),
        Case("# Title\n\n1️⃣Owner: Dana\n\nMore.\n", ["owner"], ["Dana"]),
        Case("# 1️⃣One\n\na\n\n# 2️⃣Two\n\nb\n", ["one", "two"], ["a", "b"]),
        Case("## 1️⃣Goal\n\n1. a\n\n# 2️⃣Late title\n\n## 3️⃣Due\n\nb\n", ["goal", "late title", "!due"]),
        Case("1️⃣Audience\n---\n\nFleet\n\n2️⃣Offer\n===\n\nb\n", ["audience", "offer"], ["Fleet", "b"]),
        // bold labels
        Case("**1️⃣Audience:** VP\n", ["audience"], ["VP"]),
        Case("**1️⃣Audience**: VP\n", ["audience"], ["VP"]),
        Case("__1️⃣Audience__ — VP\n", ["audience"], ["VP"]),
        Case("**1️⃣# Deadline**\n\n2027-03-12\n", ["deadline"], ["2027-03-12"]),
        Case("**1️⃣Audience**\n\nVP\n\nand CFO\n\n**2️⃣Due**\n\nMay\n", ["audience", "due"], ["VP\nand CFO", "May"]),
        Case("**1️⃣Owner:** Dana **2️⃣Due:** May\n", ["owner", "due"], ["Dana", "May"]),
        Case("**1️⃣Owner:** Dana\n**2️⃣Due:** May\n", ["owner", "due"], ["Dana", "May"]),
        Case("***1️⃣Owner:*** Dana\n", ["owner"], ["Dana"]),
        Case("**1️⃣Owner:**\nDana\n", ["owner"], ["Dana"]),
        Case("**1️⃣Formats**\n\n- a\n- b\n\n---\n\nc\n", ["formats"], ["a\nb"]),
        // lines in capitals
        Case(
            "1️⃣SCOPE\nPress release and Q&A\n\n2️⃣WE'LL SIGN IT OFF IF\n- a\n- b\n", ["scope", "we'll sign it off if"],
            ["Press release and Q&A", "a\nb"]),
        Case("1️⃣MATERIAL\n\nOne.\n\nTwo.\n\n2️⃣FEE\n\n40 hours\n", ["material", "fee"], ["One.\nTwo.", "40 hours"]),
        Case("TODO\nSCOPE\n\nGA4\n\nUTM_SOURCE\n\n%%CLICK%%\n", []),
        // lines that head what is below them
        Case(
            "1️⃣What is this?\nTwelve resellers put it in their parcels.\n", ["what is this"], ["Twelve resellers put it in their parcels."]),
        Case("What is this? Twelve resellers.\n", []),
        Case("1️⃣We sign it off when\n- [ ] a\n- [ ] b\n", ["we sign it off when"], ["a\nb"]),
        Case("We sign it off when\n\n- [ ] a\n", []),
        Case("1️⃣Checklist\n[ ] a\n[x] b\n", ["checklist"], ["[ ] a [x] b"]),
        Case(
            "1️⃣DO / DON'T\n2️⃣Do: one idea.\n3️⃣Don't: hands.\n", ["do / don't", "do", "don't"],
            ["Do: one idea. Don't: hands.", "one idea.", "hands."]),
        // list labels
        Case("- 1️⃣Owner: Dana\n- two banners\n* 2️⃣Due: May\n", ["owner", "due"], ["Dana", "May"]),
        Case("- **1️⃣Owner** — Dana\n- **2️⃣Due** – May\n- 3️⃣Budget - 12 EUR\n", ["owner", "due", "budget"], ["Dana", "May", "12 EUR"]),
        Case("1. 1️⃣Owner: Dana\n2) 2️⃣Due: May\n", ["owner", "due"], ["Dana", "May"]),
        Case("- 1️⃣UTM:\n  - 2️⃣Source: a\n  - 3️⃣Medium: b\n", ["utm", "!source", "!medium"], ["Source: a\nMedium: b", "a", "b"]),
        Case("- a\n  - 1️⃣Owner: Mira\n", ["!owner"], ["Mira"]),
        Case("- a\n\n  1️⃣Owner: Mira\n", ["owner"]),
        Case("+ 1️⃣Landing pages:\n\n  https://acme.example\n", ["landing pages"], ["https://acme.example"]),
        Case("- paid-social – not organic, see below.\n", ["paid social"]),
        // plain labels
        Case("1️⃣Owner: Dana\n2️⃣Receiver: Mira\nKowalska\n", ["owner", "receiver"], ["Dana", "Mira Kowalska"]),
        Case("1️⃣Owner: Dana | 2️⃣Due: May · 3️⃣Budget: 12 EUR\n", ["owner", "due", "budget"], ["Dana", "May", "12 EUR"]),
        Case("1️⃣Acceptance criteria:\n\n- [ ] a\n- [x] b\n", ["acceptance criteria"], ["a\nb"]),
        Case("1️⃣Links:\n- a\n- b\n", ["links"], ["a\nb"]),
        Case("1️⃣Owner:\n", ["owner"], [""]),
        Case("1️⃣Owner: Dana\n\nNext paragraph.\n", ["owner"], ["Dana"]),
        Case("`1️⃣utm_source`: linkedin\n", ["utm source"], ["linkedin"]),
        Case("> 1️⃣Owner: Dana\n", ["owner"], ["Dana"]),
        Case("👩‍💻 Ünïted\n1️⃣Öwner: Dána\n", ["öwner"], ["Dána"]),
        Case("1️⃣Due: 10:30 at https://acme.example:8080/a\n", ["due"], ["10:30 at https://acme.example:8080/a"]),
        Case("1️⃣Responsable : Claire\n2️⃣Échéance\u{A0}: mai\n", ["responsable", "échéance"], ["Claire", "mai"]),
        // scope
        Case(
            "## 1️⃣Deliverables\n\n- 2️⃣Status: done\n  - 3️⃣Owner: Mira\n\n### 4️⃣Status\n\nx\n", ["deliverables", "status", "!owner", "!status"]),
        Case("# T\n\n## 1️⃣A\n\n**2️⃣Owner:** Dana\n\n### 3️⃣B\n\n**4️⃣Owner:** Mira\n", ["a", "owner", "!b", "!owner"]),
        Case("## 1️⃣A\n\n**2️⃣Plan**\n\n- 3️⃣Owner: Mira\n", ["a", "plan", "!owner"]),
    ]

    @Test(arguments: cases) func labelsStandWhereTheyAreWritten(one: Case) {
        let marked = Marked(one.text)
        let brief = Brief(SourceText(path: "brief.md", text: marked.text))
        let seen = brief.contexts.filter { $0.form != .table }
        #expect(seen.map { ($0.isTopLevel ? "" : "!") + (brief.labels(of: $0).first ?? "") } == one.labels)
        if marked.offsets.count == one.labels.count { #expect(seen.map(\.labelRange.lower) == marked.offsets) }
        if let values = one.values { #expect(seen.map { brief.text($0.content) } == values) }
    }

    static let noLabels = [
        "We meet at 10:30 and look at https://acme.example/a.\n",
        "We asked three customers and they all told us the same thing in different words: nobody reads the second page.\n",
        "```\nOwner: Dana\n## Due\n```\n", "~~~\n**Owner:** Dana\n~~~\n", "    Owner: Dana\n", "<!-- Owner: Dana -->\n",
        "<!--\nOwner: Dana\n-->\n",
        "We want **fleet managers** to remember **no empty miles**.\n", "[Owner: x](https://acme.example)\n", "First we ship. Then: rest\n",
        "10:30\n", ": Dana\n", "- [ ] Owner: Dana\n", "- [x] **Due:** May\n", "- Paid-social only\n", "Owner:Dana\n", "\\## Due\n",
        "#Due\n", "####### Due\n",
    ]

    @Test(arguments: noLabels) func thisIsNoNamedContext(text: String) {
        let brief = Brief(SourceText(path: "brief.md", text: text))
        let known: Set = ["owner", "due", "then", "10", "first we ship. then"]
        let found = brief.contexts.flatMap(brief.labels).filter {
            known.contains($0) || $0.isEmpty || text.contains("://") || text.contains("**fleet")
        }
        #expect(found.isEmpty)
    }

    @Test func titleIsNoContext() {
        for (text, title) in [
            ("# Spring webinar\n\nOwner: Dana\n\nx\n", "Spring webinar"), ("# A\n\n## B\n", "A"), ("## B\n\n# A\n", nil),
            ("# A\n\n# B\n", nil), ("# Owner\n\nDana\n", nil),
            ("Some text first.\n\n# A\n\n## B\n", "A"),
        ] {
            let brief = Brief(SourceText(path: "brief.md", text: text))
            #expect(brief.title.map(brief.source.text) == title)
            #expect(!brief.contexts.contains { brief.labels(of: $0).first == title?.lowercased() })
        }
    }

    @Test func boxesKeepTheirState() throws {
        let brief = Brief(SourceText(path: "brief.md", text: "## Criteria\n\n- [x] a\n- [ ] b\n- [X] c\n  - [ ] d\n- e\n"))
        let boxes = brief.boxes(try #require(brief.contexts.first).content)
        #expect(boxes.all == 4)
        #expect(boxes.ticked == 2)
    }

    /// 1️⃣ and 2️⃣ around the address, 3️⃣ before the next.
    static let links = [
        "[text](1️⃣https://acme.example/a2️⃣ \"title\")\n", "<1️⃣https://acme.example/a2️⃣>\n", "See 1️⃣https://acme.example/a2️⃣, please.\n",
        "![alt](1️⃣https://acme.example/a2️⃣)\n", "[[1️⃣https://acme.example/a2️⃣]]\n", "```\nGET 1️⃣https://acme.example/a2️⃣ now\n```\n",
        "`1️⃣https://acme.example/a2️⃣`\n",
        "| a |\n| --- |\n| 1️⃣https://acme.example/a2️⃣ |\n", "é🚀 [ü](1️⃣https://acme.example/a2️⃣)\n",
        "\u{FEFF}\r\n- 1️⃣https://acme.example/a2️⃣\r\n",
        "    1️⃣https://acme.example/a2️⃣\n", "```\nx = \"1️⃣https://acme.example/a2️⃣\"\n```\n",
    ]

    @Test(arguments: links) func linkStandsWhereItsAddressIs(text: String) throws {
        let marked = Marked(text)
        let brief = Brief(SourceText(path: "brief.md", text: marked.text))
        #expect(brief.markdown.links.count == 1)
        let link = try #require(brief.markdown.links.first)
        #expect(link.url == "https://acme.example/a")
        #expect(link.range == ByteRange(marked.offsets[0], marked.offsets[1]))
    }

    @Test(arguments: [
        "a 1️⃣<!-- one -->2️⃣ b\n", "1️⃣<!-- one\nover lines -->2️⃣\n", "## A 1️⃣<!-- x -->2️⃣\n", "- 1️⃣<!-- x -->2️⃣\n", "\u{FEFF}1️⃣<!-- x -->2️⃣\n",
        "| a |\n| --- |\n| 1️⃣<!-- x -->2️⃣ |\n",
        "1️⃣<!-- é🚀 -->2️⃣\r\n",
    ])
    func commentsHaveTheirPlace(text: String) {
        let marked = Marked(text)
        let brief = Brief(SourceText(path: "brief.md", text: marked.text))
        #expect(brief.markdown.comments == [ByteRange(marked.offsets[0], marked.offsets[1])])
    }

    @Test func commentsInCodeAreText() {
        let brief = Brief(SourceText(path: "brief.md", text: "```\n<!-- x -->\n```\n\n`<!-- y -->`\n"))
        #expect(brief.markdown.comments.isEmpty)
    }
}
