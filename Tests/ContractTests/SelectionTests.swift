import Contract
import Source
import Testing

/// What `of` finds: seen through a check that fails on every value, so that each finding quotes one and stands where it is.
@Suite struct SelectionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var selection: String
        var brief: String
        var values: [String]
        var contexts: String
        var testDescription: String { "\(selection) — \(brief)" }

        /// - Parameter values: what is found, in order; their places are marked in the brief, unless nothing is.
        init(_ selection: String, _ brief: String, _ values: [String], contexts: String = "") {
            self.selection = selection
            self.brief = brief
            self.values = values
            self.contexts = contexts
        }
    }

    static let thing = "  thing: {fields: {unit: {}, name: {}}}\n"

    static func run(_ one: Case, inThing: Bool) {
        let check = "{id: seen, of: \(one.selection), not: {pattern: ''}, message: '{value}'}"
        let contexts = inThing ? "  thing: {check: [\(check)]}\n\(one.contexts)" : one.contexts
        var bench = Bench("handoff: recipe\ncontext:\n\(contexts)  unrelated: {}\n\(inThing ? "" : "check: [\(check)]\n")")
        bench.settings.domains = ["acme.example"]
        let marked = Marked(one.brief)
        let findings = bench.findings(marked.text)
        #expect(findings.map(\.message).sorted() == one.values.sorted())
        if !marked.offsets.isEmpty { #expect(findings.map(\.range.lower).sorted() == marked.offsets.sorted()) }
    }

    /// Of the brief as a whole.
    static let parts: [Case] = [
        Case("$keys", "---\n1️⃣owner: a\n2️⃣Due: {x: 1}\n---\n", ["owner", "Due"]),
        Case("$sections", "# 1️⃣A\n\n## *2️⃣B* c\n\nx\n", ["A", "B c"]),
        Case("$sections.level", "# 1️⃣A\n\n### 2️⃣B\n", ["1", "3"]),
        Case("$sections.body", "# 1️⃣A\n\nx\n\n## 2️⃣B\n\ny\n", ["x", "y"]),
        Case("$sections.title", "## 1️⃣A\n", ["A"]),
        Case("$links", "[a](1️⃣https://x.example) and 2️⃣https://y.example/?b=c\n", ["https://x.example", "https://y.example/?b=c"]),
        Case("$links.host", "[a](1️⃣https://User@X.example:80/p) <mailto:a@b.example>\n", ["x.example"]),
        Case(
            "$links.own", "<1️⃣https://acme.example> <2️⃣https://www.ACME.example/a> <3️⃣https://notacme.example>\n", ["true", "true", "false"]),
        Case("$links.query.utm_source", "<1️⃣https://x.example/?utm_source=a%20b+c&utm_medium=d#utm_source=e>\n", ["a b c"]),
        Case("$links.query.*", "<1️⃣https://x.example/?a=b> <2️⃣https://x.example/?c=d>\n", ["b", "d"]),
        Case("$links.text", "[words](1️⃣y.md)\n", ["words"]),
        Case("$links.in", "## Banner\n\n- Final URL: 1️⃣https://x.example\n\n2️⃣https://y.example\n", ["Final URL", "Banner"]),
        Case("$links", "---\na: 1️⃣https://x.example\nb: [2️⃣https://y.example, z]\n---\n", ["https://x.example", "https://y.example"]),
        Case("$prose", "# 1️⃣A\n\n2️⃣b\n", ["A", "b"]),
        Case("{from: $prose, where: {of: .in, equals: list}}", "a\n\n- 1️⃣b\n  - 2️⃣c\n", ["b", "c"]),
        Case("{from: $prose, where: {of: .in, equals: table}}", "a\n\n| 1️⃣b |\n| --- |\n| 2️⃣c |\n", ["b", "c"]),
        Case("{from: $prose, where: {of: .in, equals: quote}}", "a\n\n> 1️⃣b\n", ["b"]),
        Case("{from: $prose, where: {of: .in, equals: link}}", "a [1️⃣b](c.md) d\n", ["b"]),
        Case(
            "{from: $prose, where: {of: .in, equals: text}}", "1️⃣a `b`2️⃣ c\n",
            ["a", "c"]),
        Case("$fences", "```js\n1️⃣a\n```\n\n    2️⃣b\n", ["a", "b"]),
        Case("$fences.lang", "```js x\n1️⃣a\n```\n", ["js"]),
        Case("$comments", "1️⃣<!-- a -->\n\nx 2️⃣<!-- b --> y\n", ["<!-- a -->", "<!-- b -->"]),
        Case("$lines", "1️⃣a\r\n2️⃣b", ["a", "b"]),
        Case("$lines", "<!-- a -->\n1️⃣b\n<!--\nc\n\nd -->\n2️⃣e <!-- f -->g", ["b", "e g"]),
        Case("{from: $lines, where: {pattern: '[a-g]'}}", "<!-- a\nb -->\n1️⃣c <!-- d -->\n", ["c "]),
        Case("$file-lines", "1️⃣<!-- a\n2️⃣b -->", ["<!-- a", "b -->"]),
        Case("{from: $file-lines, where: {pattern: b}}", "a <!--\n1️⃣b -->\n", ["b -->"]),
        Case("$path", "1️⃣x\n", ["proposals/one.md"]),
        Case("$keys", "no front matter\n", []), Case("$fences", "x\n", []), Case("$sections.nothing", "# A\n\n# B\n", []),
    ]

    @Test(arguments: parts) func partsOfTheBriefAreRecords(one: Case) { Self.run(one, inThing: false) }

    /// Of a context, a field, or from the current value.
    static let paths: [Case] = [
        Case("thing", "Thing: 1️⃣salt\n", ["salt"], contexts: thing), Case("thing", "x\n", [], contexts: thing),
        Case("thing", "Thing: TBD\n", [], contexts: thing),
        Case("thing.unit", "---\nthing: [{unit: 1️⃣a}, {unit: 2️⃣b, name: c}]\n---\n", ["a", "b"], contexts: thing),
        Case("thing.*", "---\nthing:\n  - 1️⃣{unit: a}\n  - 2️⃣{unit: b}\n---\n", ["unit: a", "unit: b"], contexts: thing),
        Case("thing.*.*", "---\nthing: [{unit: 1️⃣a}, {unit: 2️⃣b, name: 3️⃣c}]\n---\n", ["a", "b", "c"], contexts: thing),
        Case("thing.$links", "Thing: <1️⃣https://x.example>\n\nOther: https://y.example\n", ["https://x.example"], contexts: thing),
        Case("thing.$links.host", "## Thing\n\n- <1️⃣https://x.example>\n\n## Other\n\nhttps://y.example\n", ["x.example"], contexts: thing),
        Case("thing.$prose", "## Thing\n\n1️⃣a\n\n2️⃣b\n\n## Other\n\nc\n", ["a", "b"], contexts: thing),
        // a paragraph that others share: only what is the thing's
        Case("thing.$prose", "Thing: 1️⃣a b\nOther: c\n", ["a b"], contexts: thing + "  other: {}\n"),
        Case("thing.$prose", "**Other:** c **Thing:** 1️⃣a b\n", ["a b"], contexts: thing + "  other: {}\n"),
        Case("thing.$lines", "## Thing\n\n1️⃣a\n<!-- b -->\n2️⃣c\n", ["a", "c"], contexts: thing),
        Case("thing.$sections", "## Thing\n\n### 1️⃣A\n\nx\n\n## Other\n", ["A"], contexts: thing),
        Case("thing.$fences", "## Thing\n\n```\n1️⃣a\n```\n\n## Other\n\n```\nb\n```\n", ["a"], contexts: thing),
        Case("thing.$comments", "## Thing\n\nx 1️⃣<!-- a --> y\n\n## Other\n\n<!-- b -->\n", ["<!-- a -->"], contexts: thing),
        Case("[thing, other]", "Thing: 1️⃣a\nOther: 2️⃣b\n", ["a", "b"], contexts: thing + "  other: {}\n"),
    ]

    @Test(arguments: paths) func pathsLeadFromContextsToTheirFields(one: Case) { Self.run(one, inThing: false) }

    static let current: [Case] = [
        Case(".", "Thing: 1️⃣salt\n", ["salt"]), Case("'*'", "---\nthing: [1️⃣a, 2️⃣b]\n---\n", ["a", "b"]),
        Case(".$links", "Thing: <1️⃣https://x.example>, 2️⃣https://y.example\n", ["https://x.example", "https://y.example"]),
        Case("other", "Thing: a\nOther: 1️⃣b\n", ["b"], contexts: "  other: {}\n"),
    ]

    @Test(arguments: current) func aContextsCheckStartsFromItsValue(one: Case) { Self.run(one, inThing: true) }

    /// Every step of a pipeline, and their order.
    static let pipes: [Case] = [
        Case("{from: thing, split: ','}", "Thing: 1️⃣a,  2️⃣b ,, 3️⃣c\n", ["a", "b", "c"], contexts: thing),
        Case(
            "{from: thing, split: ' | '}", "---\nthing: 1️⃣é | 2️⃣ü\n---\n",
            ["é", "ü"], contexts: thing),
        Case("{from: thing, split: ',', where: {pattern: '^b'}}", "Thing: a, 1️⃣b, c, 2️⃣bc\n", ["b", "bc"], contexts: thing),
        Case("{from: thing, split: ',', where: [{pattern: b}, {length: {min: 2}}]}", "Thing: a, b, c, 1️⃣bc\n", ["bc"], contexts: thing),
        Case("{from: thing, capture: '[A-Z]-\\d+'}", "Thing: see 1️⃣P-1, 2️⃣P-22\n", ["P-1", "P-22"], contexts: thing),
        Case("{from: thing, capture: '[A-Z]-(\\d+)'}", "Thing: see 1️⃣P-1, 2️⃣P-22\n", ["1", "22"], contexts: thing),
        Case("{from: {from: thing, capture: '(\\w)=(\\w)'}, take: last}", "Thing: a=b 1️⃣c=d\n", ["c"], contexts: thing),
        Case("{from: thing, capture: '\\w+', take: first}", "Thing: 1️⃣one two\n", ["one"], contexts: thing),
        Case("{from: thing, capture: '\\w+', take: last}", "Thing: one 1️⃣two\n", ["two"], contexts: thing),
        Case(
            "{from: thing, capture: '\\w+', take: distinct}", "Thing: 1️⃣a 2️⃣b a b 3️⃣c\n", ["a", "b", "c"],
            contexts: thing),
        Case("{from: thing, split: ';', capture: '^\\w', take: last}", "Thing: ab; 1️⃣cd\n", ["c"], contexts: thing),
        Case("{from: [thing, other], take: distinct}", "Thing: 1️⃣a\nOther: a\n", ["a"], contexts: thing + "  other: {}\n"),
        Case("{from: thing, parse: url}", "Thing: 1️⃣https://x.example/?a=b\n", ["https://x.example/?a=b"], contexts: "  thing: {}\n"),
        Case(
            "{from: {from: thing, parse: url}, where: {of: .query.a, equals: b}}", "Thing: 1️⃣https://x.example/?a=b\n",
            ["https://x.example/?a=b"], contexts: "  thing: {}\n"),
        Case(
            "{from: {from: $fences, parse: json}, where: {of: .a.b, equals: '1'}, take: last}",
            "```\n{\"a\": {\"b\": 2}}\n```\n\n```\n1️⃣{\"a\": {\"b\": 1}}\n```\n", [""]),
        Case("{from: $fences, parse: yaml, where: {type: list}}", "```\n1️⃣- a\n- b\n```\n\n```\na: b\n```\n\n```\n\"\n```\n", [""]),
        Case("{from: $sections, take: first}", "# 1️⃣A\n\n# B\n", ["A"]),
        Case("{from: $sections, where: {of: .body, required: true}}", "# A\n\n# 1️⃣B\n\nx\n", ["B"]),
        Case("{from: thing, where: {equals: TBD}}", "Thing: TBD\n", [], contexts: thing),
    ]

    @Test(arguments: pipes) func aPipelineTakesItsStepsInOrder(one: Case) { Self.run(one, inThing: false) }

    static let tables = """
        define: {dry: {of: .unit, one-of: [gram, kilo]}}
        tables:
          kind:
            - {is: Bulk, when: [{use: dry}, {of: .name, pattern: flour}]}
            - {is: Dry, when: {use: dry}}
            - {is: Wet}
          few: [{is: Small, when: {of: .unit, equals: gram}}]
        """

    static let decisions: [Row] = [
        Row(
            "fields: {unit: {}, name: {}}\ncheck:\n  - {id: k, of: {table: kind, with: ., place: .name}, not: {pattern: Bulk}, message: '{.unit} of {.name} is {value}'}",
            "---\nthing: [{unit: gram, name: salt}, {unit: kilo, name: 1️⃣flour}, {unit: cup, name: flour}]\n---\n", ["recipe/thing.name:k"],
            says: ["kilo of flour is Bulk"], more: tables),
        Row(
            "fields: {unit: {}, name: {}}\ncheck:\n  - {id: k, of: {table: kind, with: .}, equals: Dry}",
            "---\nthing: [{unit: gram, name: salt}, 1️⃣{unit: cup, name: flour}]\n---\n", ["k"], more: tables),
        Row(
            "fields: {unit: {}, name: {}}\ncheck:\n  - {id: k, of: {table: kind, with: .}, equals: Dry, place: .unit}",
            "---\nthing: [{unit: 1️⃣cup, name: flour}]\n---\n", ["recipe/thing.unit:k"], more: tables),
        // no row holds: nothing is selected
        Row(
            "fields: {unit: {}}\ncheck:\n  - {id: k, of: {table: few, with: .}, equals: Big}",
            "---\nthing: [{unit: cup}, 1️⃣{unit: gram}]\n---\n",
            ["k"], more: tables),
        // from outside the context, row by row
        Row(
            "{fields: {unit: {}, name: {}}}", "---\nthing: [1️⃣{unit: cup, name: a}, {unit: gram, name: b}]\n---\n", ["recipe/k:k"],
            more: tables + "\ncheck: [{id: k, of: {table: kind, with: thing}, not: {equals: Wet}}]"),
    ]

    @Test(arguments: decisions) func theFirstRowOfATableThatHoldsDecides(row: Row) { row.run() }

    static let messages: [Row] = [
        Row(
            "- {pattern: x, message: '{value}/{value|lower}/{label}/{title}/{to}/{other}/{nobody knows}'}", "Thing: 1️⃣SALT\nOther: b\n",
            ["pattern"], says: ["SALT/salt/Thing/Thing/The kitchen/b/{nobody knows}"], more: "  other: {}"),
        Row(
            "title: My things\nlabels: [stuff]\ncheck: [{pattern: x, message: '{label} is {title|lower}, not {other}'}]", "**Stuff:** 1️⃣y\n",
            ["pattern"], says: ["Stuff is my things, not {other}"], more: "  other: {}"),
        Row(
            "fields: {a: {}, b: {check: [{pattern: x, message: '{.a} with {value} in {title}'}]}}", "---\nthing: [{a: 1, b: 1️⃣2}]\n---\n",
            [".b:pattern"], says: ["1 with 2 in B"]),
        Row(
            "- {pattern: x, message: 'two {braces} and {1,2} stay'}", "Thing: 1️⃣y\nBraces: ok\n", ["pattern"],
            says: ["two ok and {1,2} stay"], more: "  braces: {}"),
    ]

    @Test(arguments: messages) func messagesHaveTheirGapsFilled(row: Row) { row.run() }

    @Test func questionAndPasteComeFromTheCheckElseTheContext() throws {
        let bench = Row(
            "question: How much, {to}?\npaste: \"thing: [how much]\"\ncheck:\n  - required\n  - {id: own, pattern: x, question: 'Why {value}?', paste: 'thing: x'}\n  - {id: plain, pattern: y}",
            ""
        ).bench
        let missing = try #require(bench.findings("x\n").first)
        #expect(missing.question == "How much, The kitchen?")
        #expect(missing.paste == "thing: [how much]")
        #expect(missing.isMissing)
        let found = bench.findings("Thing: salt\n")
        #expect(found.map(\.check) == ["own", "plain"])
        #expect(found.map(\.question) == ["Why salt?", "How much, The kitchen?"])
        // Lines that show how to write a value help only where there is none.
        #expect(found.map(\.paste) == ["thing: x", nil])
    }

    @Test func commentsLeaveOutAllowances() {
        let bench = Bench(
            "handoff: recipe\ncontext: {thing: {check: [required]}}\ncheck: [{id: none, of: $comments, not: {required: true}}]\n")
        bench.expect(
            "1️⃣<!-- handoff: allow recipe/thing because the guest brings it -->\n\n2️⃣<!-- a -->\n",
            finds: ["recipe/thing:required", "recipe/none:none"])
    }
}
