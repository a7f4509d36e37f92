import Brief
import Source
import Testing
import YAML

@Suite struct FrontMatterTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        /// A piece of the sentence.
        var says: String
        var testDescription: String { says }

        init(_ text: String, _ says: String) {
            self.text = text
            self.says = says
        }
    }

    /// 1️⃣ is where each problem stands.
    static let mistakes: [Mistake] = [
        Mistake("1️⃣---\nowner: Dana\n", "never closed"),
        Mistake("1️⃣---", "never closed"),
        Mistake("1️⃣---\nowner: Dana\n----\n", "never closed"),
        Mistake("1️⃣---\r\nowner: Dana\r\n", "never closed"),
        Mistake("1️⃣+++\nowner = \"Dana\"\n+++\n", "+++"),
        Mistake("1️⃣{\n  \"owner\": \"Dana\"\n}\n", "braces"),
        Mistake("1️⃣{\"owner\": \"Dana\"}\n", "braces"),
        Mistake("---\n1️⃣- Dana\n- Mira\n---\n", "“name: value” lines"),
        Mistake("---\n1️⃣Just a sentence.\n---\n", "“name: value” lines"),
        Mistake("---\nutm:\n1️⃣\tsource: linkedin\n---\n", "tab"),
        Mistake("---\nowner: Dana\n1️⃣owner: Mira\n---\n", "“owner” stands here a second time (first on line 2)"),
        Mistake("---\nowner: Dana\ndue: 2027-03-12\n1️⃣Owner: Mira\n---\n", "“Owner” stands here a second time (first on line 2)"),
        Mistake("---\nÜbergabe: Dana\n1️⃣übergabe: Mira\n---\n", "“übergabe” stands here a second time (first on line 2)"),
        Mistake("---\r\nowner: Dana\r\n1️⃣owner: Mira\r\n---\r\n", "(first on line 2)"),
        Mistake("---\rowner: Dana\r1️⃣owner: Mira\r---\r", "(first on line 2)"),
        Mistake("---\rowner: Dana\r1️⃣Owner: Mira\r---\r", "(first on line 2)"),
        Mistake("---\nutm: {source: a, 1️⃣source: b}\n---\n", "“source” stands here a second time"),
        Mistake("---\nüß: 🚀\n\u{65E5}: {a: 1, 1️⃣a: 2}\n---\n", "“a” stands here a second time (first on line 3)"),
        Mistake("---\ntitle: Webinar1️⃣: the sequel\n---\n", "colon in it needs quotes"),
        Mistake("---\nowner: 1️⃣@dana\n---\n", "begins with @ needs quotes"),
        Mistake("---\ninput: 1️⃣[the files](https://drive.acme.example/x)\ndue: 2027-03-12\n---\n", "begins with a link needs quotes"),
        Mistake("---\nowner: 1️⃣`dana`\n---\n", "begins with ` needs quotes"),
        Mistake("---\nowner: 1️⃣\"Dana\ndue: 2027-03-12\n---\n", "never closed"),
        Mistake("---\nowner: 1️⃣[Dana, Mira\ndue: 2027-03-12\n---\n", "bracket is opened here"),
        Mistake("---\nowner: 1️⃣*dana\n---\n", "begins with * needs quotes"),
        Mistake("---\n? 1️⃣[a, b]\n: c\n---\n", "plain name"),
    ]

    @Test(arguments: mistakes) func mistakeIsToldWithItsPlace(mistake: Mistake) throws {
        for mark in ["", "\u{FEFF}"] {
            let marked = Marked(mark + mistake.text)
            let source = SourceText(path: "brief.md", text: marked.text)
            let matter = FrontMatter(source)
            #expect(matter.problems.count == 1)
            let problem = try #require(matter.problems.first)
            #expect(problem.problem.sentence.contains(mistake.says), "\(problem.problem.sentence)")
            // A mark at the file's start is no character: what stands at the first one stands behind it.
            #expect(LineTable(source).position(problem.range.lower) == LineTable(source).position(marked.offsets[0]))
        }
    }

    @Test func onlyDuplicateKeysLeaveTheRestReadable() {
        let duplicate = Brief(SourceText(path: "brief.md", text: "---\nowner: Dana\nowner: Mira\n---\n\nDue: 2027-03-12\n"))
        #expect(duplicate.frontMatter.isReadable)
        #expect(duplicate.contexts.map { duplicate.labels(of: $0).first } == ["owner", "due"])
        #expect(duplicate.text(duplicate.contexts[0].content) == "Dana")
        let broken = Brief(SourceText(path: "brief.md", text: "---\nowner: @dana\n---\n\nDue: 2027-03-12\n"))
        #expect(!broken.frontMatter.isReadable)
        #expect(broken.contexts.map { broken.labels(of: $0).first } == ["due"])
    }

    static let none = [
        "Owner: Dana\n", "----\nowner: Dana\n----\n", " ---\nowner: Dana\n---\n", "\n---\nowner: Dana\n---\n", "", "{name}\n",
        "{: .class}\n", "{{ owner }}\n", "--\n",
    ]

    @Test(arguments: none) func blockElsewhereOrOtherwiseIsNoFrontMatter(text: String) {
        let matter = FrontMatter(SourceText(path: "brief.md", text: text))
        #expect(matter.entries.isEmpty)
        #expect(matter.problems.isEmpty)
        #expect(matter.range == nil)
        #expect(matter.bodyStart == 0)
    }

    /// 1️⃣ is where the Markdown begins.
    static let closings = [
        "---\nowner: Dana\n---\n1️⃣Due: x\n", "---\nowner: Dana\n...\n1️⃣Due: x\n", "--- \t\nowner: Dana\n---  \n1️⃣Due: x\n",
        "---\r\nowner: Dana\r\n---\r\n1️⃣Due: x\r\n",
        "---\rowner: Dana\r---\r1️⃣Due: x\r", "---\nowner: Dana\n---1️⃣", "---\nowner: Dana\n---\n1️⃣---\nDue: x\n---\n",
        "---\nowner: |\n  ---\n  Dana\n---\n1️⃣",
    ]

    @Test(arguments: closings) func blockEndsAtItsClosingLine(text: String) {
        for mark in ["", "\u{FEFF}"] {
            let marked = Marked(mark + text)
            let matter = FrontMatter(SourceText(path: "brief.md", text: marked.text))
            #expect(matter.problems.isEmpty)
            #expect(matter.entries.map(\.key) == ["owner"])
            #expect(matter.bodyStart == marked.offsets[0])
        }
    }

    @Test(arguments: ["---\n---\n", "---\n\n---\n", "---\n# only a comment\n---\n", "---\n~\n---\n"]) func emptyBlockIsNoProblem(
        text: String
    ) {
        let matter = FrontMatter(SourceText(path: "brief.md", text: text))
        #expect(matter.problems.isEmpty)
        #expect(matter.entries.isEmpty)
        #expect(matter.range != nil)
    }

    @Test func keysAreFoundWithoutCase() {
        let matter = FrontMatter(SourceText(path: "brief.md", text: "---\nOwner: Dana\nHANDOFF: x\n---\n"))
        #expect(matter.value("owner")?.value.text == "Dana")
        #expect(matter.value("handoff")?.value.text == "x")
        #expect(matter.value("due") == nil)
    }

    /// Exact places of keys and values: 1️⃣ and 2️⃣ around the first, 3️⃣ and 4️⃣ around the second.
    static let places = [
        "---\n1️⃣owner2️⃣: 3️⃣Dana Okafor4️⃣\n---\n",
        "---\n1️⃣owner2️⃣:   3️⃣\"Dana Okafor\"4️⃣   # who\n---\n",
        "---\r\n1️⃣Größe 🚀2️⃣: 3️⃣\u{65E5}\u{672C}4️⃣\r\n---\r\n",
        "---\nfirst: ü\n1️⃣utm2️⃣: 3️⃣{source: a, medium: [b, c]}4️⃣\n---\n",
        "---\n1️⃣utm2️⃣:\n  - 3️⃣[a, b]4️⃣\n---\n",
        "---\n1️⃣utm2️⃣:\n  3️⃣source: a\n  medium: b4️⃣\nnext: 1\n---\n",
    ]

    @Test(arguments: places) func keysAndValuesHaveExactPlaces(text: String) throws {
        for mark in ["", "\u{FEFF}"] {
            let marked = Marked(mark + text)
            let matter = FrontMatter(SourceText(path: "brief.md", text: marked.text))
            let entry = try #require(matter.entries.first { $0.key != "first" })
            #expect(entry.keyRange == ByteRange(marked.offsets[0], marked.offsets[1]))
            let value = entry.value.items?.first ?? entry.value
            #expect(value.range == ByteRange(marked.offsets[2], marked.offsets[3]))
        }
    }

    @Test func nestingAndReferencesHaveLimits() throws {
        let deep = "---\na: " + String(repeating: "[", count: 100) + String(repeating: "]", count: 100) + "\n---\n"
        let problem = try #require(FrontMatter(SourceText(path: "brief.md", text: deep)).problems.first)
        #expect(problem.problem.sentence.contains("nested more than"))
        var bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for i in 1...9 { bomb += "a\(i): &a\(i) [\(Array(repeating: "*a\(i - 1)", count: 10).joined(separator: ", "))]\n" }
        let unfolded = try #require(FrontMatter(SourceText(path: "brief.md", text: bomb + "---\n")).problems.first)
        #expect(unfolded.problem.sentence.contains("unfold"))
        let large = "---\na: " + String(repeating: "x", count: FrontMatter.largest) + "\n---\n"
        let tooLarge = try #require(FrontMatter(SourceText(path: "brief.md", text: large)).problems.first)
        #expect(tooLarge.problem == .tooLarge(limit: FrontMatter.largest))
    }

    @Test func anchorsAreUnfolded() {
        let matter = FrontMatter(SourceText(path: "brief.md", text: "---\na: &x {source: linkedin}\nb: *x\n---\n"))
        #expect(matter.problems.isEmpty)
        #expect(matter.value("b")?.value["source"]?.text == "linkedin")
    }
}
