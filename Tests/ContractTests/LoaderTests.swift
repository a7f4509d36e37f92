import BuiltinContracts
import Contract
import Source
import Testing

/// Every mistake in a contract has its line, its column and, where one is near, the spelling that was meant.
@Suite struct LoaderTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        var contract: String
        /// Sentences, in order of their places 1️⃣, 2️⃣ …
        var says: [String]
        var files: [String: String]
        /// Nothing else is told.
        var isAll = true
        var testDescription: String { contract }

        init(_ contract: String, _ says: String..., files: [String: String] = [:]) {
            self.contract = contract
            self.says = says
            self.files = files
        }
    }

    static let head = "handoff: recipe\n"
    static func thing(_ lines: String) -> String { head + "context:\n  thing:\n" + Bench.indented(lines, by: 4) + "\n" }
    static func check(_ check: String) -> String { thing("check:\n  - \(check)") }

    static let unknownKeys: [Mistake] = [
        Mistake(head + "1️⃣titel: x\n", "A contract has nothing called “titel”. Did you mean “title”?"),
        Mistake(
            head + "1️⃣zzz: x\n",
            "A contract has nothing called “zzz”. It can be: handoff, title, extends, abstract, from, to, risk, boundary, standard, vocabulary, define, tables, context, check, severity, examples."
        ),
        Mistake(thing("1️⃣lables: [x]"), "The context “thing” has nothing called “lables”. Did you mean “labels”?"),
        Mistake(thing("fields:\n  unit: {1️⃣lable: x}"), "The context “unit” has nothing called “lable”. Did you mean “labels”?"),
        Mistake(check("{1️⃣patern: x, id: a}"), "A check has nothing called “patern”. Did you mean “pattern”?").amongOthers,
        Mistake(check("{pattern: x, 1️⃣sevrity: info}"), "A check has nothing called “sevrity”. Did you mean “severity”?"),
        Mistake(check("{not: {1️⃣patern: x, id: a}}"), "A check has nothing called “patern”. Did you mean “pattern”?").amongOthers,
        Mistake(check("{pattern: x, when: {1️⃣equal: x, id: a}}"), "A check has nothing called “equal”. Did you mean “equals”?").amongOthers,
        Mistake(check("{of: {1️⃣form: thing}, pattern: x}"), "A selection has nothing called “form”. Did you mean “from”?"),
        Mistake(check("{length: {1️⃣maximum: 3, max: 3}}"), "length has nothing called “maximum”. It can be: min, max, unit."),
        Mistake(check("{count: {1️⃣mx: 3}}"), "count has nothing called “mx”. Did you mean “max”?"),
        Mistake(check("{range: {max: 1, 1️⃣bye: x}}"), "range has nothing called “bye”. Did you mean “by”?"),
        Mistake(
            check("{one-of: {vocabulary: v, 1️⃣exakt: true}}") + "vocabulary: {v: [a]}\n",
            "one-of has nothing called “exakt”. Did you mean “exact”?"),
        Mistake(check("{equals: {of: thing, 1️⃣on: x}}"), "A comparison has nothing called “on”. Did you mean “of”?"),
        Mistake(check("{order: {names: [a], 1️⃣other: forbid}}"), "order has nothing called “other”. Did you mean “others”?"),
        Mistake(thing("rows: {1️⃣heads: name}"), "rows has nothing called “heads”. Did you mean “head”?"),
        Mistake(head + "boundary: {decision: x, 1️⃣wen: y}\n", "boundary has nothing called “wen”. Did you mean “when”?"),
        Mistake(head + "standard: {1️⃣ower: x}\n", "standard has nothing called “ower”. Did you mean “owner”?"),
        Mistake(
            head + "standard: {failure-signal: {text: x, 1️⃣abov: 3}}\n", "failure-signal has nothing called “abov”. Did you mean “above”?"),
        Mistake(head + "vocabulary: {v: {1️⃣fil: x, tiers: []}}\n", "A vocabulary has nothing called “fil”. Did you mean “file”?"),
        Mistake(head + "tables: {t: [{is: x, 1️⃣whe: y}]}\n", "A row of a decision table has nothing called “whe”. Did you mean “when”?"),
        Mistake(head + "examples: {1️⃣pases: []}\n", "examples has nothing called “pases”. Did you mean “passes”?"),
        Mistake(
            head + "examples: {passes: [{name: a, brief: b, 1️⃣finds: [x]}]}\n",
            "An example has nothing called “finds”. It can be: name, brief."),
    ]

    static let unknownNames: [Mistake] = [
        Mistake(check("1️⃣requird"), "“requird” is no test. Did you mean “required”?"),
        Mistake(check("1️⃣pattern"), "“pattern” needs a value: {pattern: …}."),
        Mistake(check("1️⃣{pattern: x, length: {max: 1}}"), "A check has one test; this one has pattern and length. Make it two checks."),
        Mistake(check("1️⃣{id: nothing}"), "“nothing” is no inherited check, so it needs a test."),
        Mistake(
            check("1️⃣{of: thing}"),
            "A check needs a test: required, type, pattern, equals, one-of, range, length, count, unique, order, all, any, not, brief, use. Without a test, a check needs the id of the inherited one it changes."
        ),
        Mistake(check("1️⃣{of: thng, pattern: x}"), "There is no context “thng”. Did you mean “thing”?"),
        Mistake(
            check("{pattern: x, when: 1️⃣{of: thng, required: true}}"), "There is no context “thng”. Did you mean “thing”?"),
        Mistake(
            thing("fields: {unit: {}}") + "check:\n  - 1️⃣{id: a, of: thing.unti, pattern: x}\n",
            "There is no field “thing.unti”. Did you mean “thing.unit”?"),
        Mistake(check("{of: 1️⃣$link, pattern: x}"), "There is no part “$link”. Did you mean “$links”?"),
        Mistake(check("{of: 1️⃣thing.$zzz, pattern: x}"), "There is no part “$zzz”."),
        Mistake(check("{of: 1️⃣thing..a, pattern: x}"), "“thing..a” has two dots in a row or ends with one."),
        Mistake(
            check("1️⃣{one-of: {vocabulary: spises}}") + "vocabulary: {spices: [a]}\n",
            "There is no vocabulary “spises”. Did you mean “spices”?"),
        Mistake(
            check("1️⃣{range: {min: a, by: spises}}") + "vocabulary: {spices: {tiers: [[a]]}}\n",
            "There is no vocabulary “spises”. Did you mean “spices”?"),
        Mistake(
            check("1️⃣{range: {min: rew, by: heat}}") + "vocabulary: {heat: {tiers: [[raw], [hot]]}}\n",
            "There is no tier “rew”. Did you mean “raw”?"),
        Mistake(check("1️⃣{use: dri}") + "define: {dry: {pattern: x}}\n", "There is no definition “dri”. Did you mean “dry”?"),
        Mistake(check("{not: 1️⃣{use: dri}}") + "define: {dry: {pattern: x}}\n", "There is no definition “dri”. Did you mean “dry”?"),
        Mistake(check("1️⃣{of: {table: knd}, equals: a}") + "tables: {kind: [{is: x}]}\n", "There is no table “knd”. Did you mean “kind”?"),
        Mistake(
            check("1️⃣2️⃣{pattern: x, message: '{thng} is {valeu}'}"), "There is no gap “{thng}”. Did you mean “{thing}”?",
            "There is no gap “{valeu}”. Did you mean “{value}”?"),
        Mistake(
            "handoff: 1️⃣recipe\ncontext: {thing: {check: [required]}}\nseverity: {recipe/thng: info}\n",
            "There is no rule “recipe/thng”. Did you mean “recipe/thing”?"),
        Mistake(
            "handoff: 1️⃣recipe\ncontext: {thing: {check: [required]}}\nseverity: {'recipe/thing:requird': info}\n",
            "There is no rule “recipe/thing:requird”. Did you mean “recipe/thing:required”?"),
        Mistake(check("{pattern: x, severity: 1️⃣warnign}"), "severity has no “warnign”. Did you mean “warning”?"),
        Mistake(check("{pattern: x, severity: {1️⃣handedd: info}}"), "There is no stage “handedd”. Did you mean “handed”?"),
        Mistake(check("{pattern: x, severity: {draft: 1️⃣of}}"), "severity has no “of”. Did you mean “off”?"),
        Mistake(check("{type: 1️⃣dat}"), "type has no “dat”. Did you mean “date”?"),
        Mistake(check("{type: [date, 1️⃣integr]}"), "type has no “integr”. Did you mean “integer”?"),
        Mistake(check("{length: {max: 1, unit: 1️⃣word}}"), "unit has no “word”. Did you mean “words”?"),
        Mistake(check("{unique: 1️⃣brif}"), "unique has no “brif”. Did you mean “brief”?"),
        Mistake(check("{order: 1️⃣ascendng}"), "order is ascending, descending or {names: […]}. Did you mean “ascending”?"),
        Mistake(check("{order: {names: [a], others: 1️⃣forbidd}}"), "others has no “forbidd”. Did you mean “forbid”?"),
        Mistake(check("{of: {from: thing, take: 1️⃣frst}, pattern: x}"), "take has no “frst”. Did you mean “first”?"),
        Mistake(check("{of: {from: thing, parse: 1️⃣jsn}, pattern: x}"), "parse has no “jsn”. Did you mean “json”?"),
        Mistake(thing("scope: 1️⃣breif"), "scope has no “breif”. Did you mean “brief”?"),
        Mistake(thing("boxes: 1️⃣chose"), "boxes has no “chose”. Did you mean “choose”?"),
        Mistake(thing("signal: 1️⃣traking"), "signal has no “traking”. Did you mean “tracking”?"),
        Mistake(thing("rows: {from: [value, 1️⃣link]}"), "from has no “link”. Did you mean “links”?"),
        Mistake(check("1️⃣{pattern: 'a(b'}"), "The pattern a(b can't be read at its character 4: missing closing parenthesis."),
        Mistake(
            check("1️⃣{of: {from: thing, capture: '[b'}, pattern: x}"),
            "The pattern [b can't be read at its character 3: missing terminating ] for character class."),
        Mistake(check("1️⃣{pattern: 'é(b'}"), "The pattern é(b can't be read at its character 4: missing closing parenthesis."),
        Mistake(check("{range: {min: 1️⃣soon}}"), "“soon” is no limit; write a number, a date such as 2027-03-31, or today+30d."),
        Mistake(check("{range: 1️⃣{by: x}}"), "range needs a min or a max."),
        Mistake(check("{one-of: 1️⃣{exact: true}}"), "one-of needs a list, {of: …} or {vocabulary: …}."),
    ]

    static let wrongTypes: [Mistake] = [
        Mistake("1️⃣title: x\n", "A contract begins with “handoff: its-name”."),
        Mistake("handoff: 1️⃣My Recipe\n", "“My Recipe” can't name a handoff; use lower case words joined by hyphens."),
        Mistake("1️⃣handoff: 2️⃣[a]\n", "A contract begins with “handoff: its-name”.", "handoff needs a text, not a list."),
        Mistake("1️⃣", "The file is empty; a contract begins with “handoff: its-name”."),
        Mistake("1️⃣- a\n", "Expected “name: value” lines; a contract begins with “handoff: its-name”."),
        Mistake(head + "context: 1️⃣[thing]\n", "context needs the contexts by name, not a list."),
        Mistake(head + "context: {1️⃣My Thing: {}}\n", "“My Thing” can't name a context; use lower case words joined by hyphens."),
        Mistake(head + "context: {thing: 1️⃣[a]}\n", "The context “thing” needs “name: value” lines, not a list."),
        Mistake(thing("title: 1️⃣[a]"), "title needs a text, not a list."),
        Mistake(thing("labels: 1️⃣{a: b}"), "labels needs a list of texts, not a group of “name: value” lines."),
        Mistake(thing("labels: [a, 1️⃣[b]]"), "labels needs a text, not a list."),
        Mistake(check("{required: 1️⃣maybe}"), "required is true or false."),
        Mistake(check("{count: {max: 1️⃣many}}"), "max needs a whole number."),
        Mistake(check("{length: {min: 1️⃣-1}}"), "min needs a whole number."),
        Mistake(head + "abstract: 1️⃣maybe\n", "abstract is true or false."),
        Mistake(check("{pattern: 1️⃣[a]}"), "pattern needs a text, not a list."),
        Mistake(check("1️⃣[a]"), "A check needs “name: value” lines, not a list."),
        Mistake(head + "boundary: 1️⃣x\n", "boundary needs “name: value” lines, not a text."),
        Mistake(head + "standard: {failure-signal: {above: 1️⃣x}}\n", "above needs a number."),
        Mistake(head + "tables: {t: 1️⃣x}\n", "A decision table is a list of {is, when}."),
        Mistake(head + "tables: {t: [1️⃣{when: required}]}\n", "A row of a decision table needs “is”."),
        Mistake(head + "vocabulary: {v: {tiers: 1️⃣x}}\n", "tiers needs a list, lowest first."),
        Mistake(head + "vocabulary: {v: {file: 1️⃣x.yml}}\n", "There is no file “x.yml” beside this contract."),
        Mistake(head + "vocabulary: {v: {file: 1️⃣x.yml}}\n", "“x.yml” is no list of words.", files: ["x.yml": "a: b\n"]),
        Mistake(
            head + "vocabulary: {v: {file: 1️⃣x.yml}}\n",
            "“x.yml” can't be read: A bracket is opened here and never closed, or a comma is missing.", files: ["x.yml": "[a\n"]),
        Mistake(head + "vocabulary: 1️⃣[a]\n", "vocabulary needs “name: value” lines, not a list."),
        Mistake(head + "define: 1️⃣[required]\n", "define needs “name: value” lines, not a list."),
        Mistake(head + "tables: 1️⃣x\n", "tables needs “name: value” lines, not a text."),
        Mistake(head + "severity: 1️⃣info\n", "severity needs “name: value” lines, not a text."),
        Mistake(head + "examples: {fails: [1️⃣{name: a, brief: b}]}\n", "A failing example says which rules it finds: finds: [rule]."),
        Mistake(head + "examples: {passes: [1️⃣{name: a}]}\n", "An example needs a name and a brief."),
        Mistake(head + "examples: {passes: 1️⃣x}\n", "passes needs a list of {name, brief}."),
        // YAML that can't be read
        Mistake(head + "title: a1️⃣: b\n", "A value with a colon in it needs quotes: title: \"Webinar: the sequel\"."),
        Mistake(head + "context:\n1️⃣\tthing: {}\n", "This line is indented with a tab; use spaces."),
        Mistake(head + "title: a\n1️⃣title: b\n", "“title” stands here a second time (first on line 2); keep one."),
    ]

    static let doubles: [Mistake] = [
        Mistake(
            thing("check:\n  - {pattern: x}\n  - 1️⃣{pattern: y}"), "There are two checks called “pattern” here; give one an id of its own."),
        Mistake(
            thing("check:\n  - {id: a, pattern: x}\n  - 1️⃣{id: a, length: {max: 1}}"),
            "There are two checks called “a” here; give one an id of its own."),
        Mistake(thing("required: 1️⃣true\ncheck: [required]"), "“required” stands both here and under check; keep one."),
        Mistake(
            thing("check: [{use: a}]") + "define:\n  a: 1️⃣{use: b}\n  b: 2️⃣{not: {use: a}}\n", "“a” is defined by itself.",
            "“b” is defined by itself."),
        Mistake(head + "define: {a: 1️⃣{use: a}}\n", "“a” is defined by itself."),
        Mistake(head + "define: {a: 1️⃣{pattern: x, when: {any: [{use: a}]}}}\n", "“a” is defined by itself."),
        Mistake(head + "tables: {t: [{is: x, when: 1️⃣{of: {table: t}, equals: x}}]}\n", "The table “t” looks into itself."),
        Mistake(
            head + "define: {a: 1️⃣{of: {from: {table: t}}, pattern: x}}\ntables: {t: [{is: x, when: 2️⃣{use: a}}]}\n",
            "“a” is defined by itself.", "The table “t” looks into itself."),
        Mistake("handoff: recipe\nextends: 1️⃣recipe\n", "“recipe” extends itself: recipe → recipe."),
        Mistake("handoff: recipe\nextends: 1️⃣shipped/handof\n", "There is no contract “shipped/handof” to extend."),
    ]

    static func run(_ mistake: Mistake) {
        let marked = Marked(mistake.contract)
        var bench = Bench(marked.text)
        bench.files = mistake.files
        let lines = LineTable(SourceText(path: "contract.yml", text: marked.text))
        var problems = bench.library.problems
        if !mistake.isAll { problems = problems.filter { mistake.says.contains($0.message) } }
        #expect(problems.map(\.message) == mistake.says)
        #expect(problems.allSatisfy { $0.file == "contract.yml" })
        #expect(
            problems.map { "\($0.place.line):\($0.place.column)" }
                == marked.offsets.map { lines.position($0) }.map { "\($0.line):\($0.column)" })
    }

    @Test(arguments: unknownKeys) func unknownKeyIsToldWithTheNearest(mistake: Mistake) { Self.run(mistake) }
    @Test(arguments: unknownNames) func unknownNameIsToldWithTheNearest(mistake: Mistake) { Self.run(mistake) }
    @Test(arguments: wrongTypes) func valueOfTheWrongKindIsTold(mistake: Mistake) { Self.run(mistake) }
    @Test(arguments: doubles) func whatStandsTwiceOrTurnsInCirclesIsTold(mistake: Mistake) { Self.run(mistake) }

    @Test func manyMistakesAreToldTogetherInOrder() {
        let bench = Bench("handoff: recipe\ntitel: x\ncontext:\n  thing: {lables: [a], check: [requird, {of: thng, pattern: '('}]}\n")
        #expect(bench.library.problems.map(\.place.line) == [2, 4, 4, 4, 4])
    }

    // MARK: several files

    @Test func twoContractsWithOneIdAreTold() {
        var bench = Bench("handoff: recipe\n")
        bench.contracts = ["zwei.yml": "title: Second\nhandoff: recipe\n"]
        let problems = bench.library.problems
        #expect(problems.map(\.message) == ["There is already a contract “recipe” in contract.yml, line 1; give one another name."])
        #expect(problems.map { "\($0.file):\($0.place.line):\($0.place.column)" } == ["zwei.yml:2:10"])
    }

    @Test func aCircleOfContractsIsToldForEachInIt() {
        var bench = Bench("handoff: a\nextends: b\n")
        bench.contracts = ["b.yml": "handoff: b\nextends: c\n", "c.yml": "handoff: c\nextends: a\n"]
        let problems = bench.library.problems
        #expect(!problems.isEmpty)
        #expect(
            problems.allSatisfy {
                $0.message.contains("extends itself: ") && $0.message.contains("→") && $0.place.line == 2 && $0.place.column == 10
            })
        #expect(bench.library.contracts.isEmpty)
    }

    static let parents: [(String, String?)] = [
        ("handoff: own\nextends: shipped/base\n", nil), ("handoff: base\nextends: shipped/base\n", nil),
        ("handoff: own\nextends: other\n", nil),
        ("handoff: own\nextends: 1️⃣shipped/bse\n", "There is no contract “shipped/bse” to extend. Did you mean “shipped/base”?"),
        ("handoff: own\nextends: 1️⃣othr\n", "There is no contract “othr” to extend. Did you mean “other”?"),
        ("handoff: own\nextends: 1️⃣base\n", "There is no contract “base” to extend."),
        ("handoff: 1️⃣base\n", "“base” is a shipped handoff; to change it, say extends: shipped/base. To replace it, choose another name."),
        (
            "handoff: 1️⃣base\nextends: other\n",
            "“base” is a shipped handoff; to change it, say extends: shipped/base. To replace it, choose another name."
        ), ("handoff: own\nextends: 1️⃣own\n", "“own” extends itself: own → own."),
    ]

    @Test(arguments: parents) func aParentIsAShippedContractOrOneOfTheTeams(contract: String, says: String?) {
        let marked = Marked(contract)
        var bench = Bench(marked.text)
        bench.shipped = ["base.yml": "handoff: base\n"]
        bench.contracts = ["other.yml": "handoff: other\n"]
        let problems = bench.library.problems
        #expect(problems.map(\.message).map { $0.hasPrefix(says ?? "–") } == (says == nil ? [] : [true]), "\(problems.map(\.message))")
        if let problem = problems.first {
            let place = LineTable(SourceText(path: "", text: marked.text)).position(marked.offsets[0])
            #expect(problem.place.line == place.line && problem.place.column == place.column)
        }
    }
}

extension LoaderTests.Mistake {
    /// A misspelt test leaves a check without one, which is told as well.
    fileprivate var amongOthers: LoaderTests.Mistake {
        var mistake = self
        mistake.isAll = false
        return mistake
    }
}
