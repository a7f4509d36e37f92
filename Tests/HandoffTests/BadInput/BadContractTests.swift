import Foundation
import Testing

extension BadInputTests {
    /// Contracts that can't be right: said with file, line and column, and nothing is judged by them.
    @Suite struct Contracts {
        struct Case: Sendable, CustomTestStringConvertible {
            var name: String
            var files: [String: String]
            /// Each is a line on standard error.
            var says: [String]
            /// How many lines the mistake is told in, where that matters.
            var problems: Int?

            var testDescription: String { name }
        }

        static let config = "briefs: [\"briefs/*.md\"]\ncontracts: [\"contracts/*.yml\"]\n"

        static let cases = [
            Case(
                name: "a contract that extends itself", files: ["a.yml": "handoff: a\nextends: a\n"],
                says: ["contracts/a.yml:2:10: “a” extends itself: a → a."]),
            Case(
                name: "two contracts that extend each other",
                files: ["a.yml": "handoff: a\nextends: b\n", "b.yml": "handoff: b\nextends: a\n"],
                says: ["contracts/b.yml:2:10: “b” extends itself: a → b → a."], problems: 1),
            Case(
                name: "three in a circle, and one that leads into it",
                files: [
                    "a.yml": "handoff: a\nextends: b\n", "b.yml": "handoff: b\nextends: c\n", "c.yml": "handoff: c\nextends: a\n",
                    "d.yml": "handoff: d\nextends: a\n",
                ],
                says: ["extends itself: a → b → c → a."], problems: 1),
            Case(
                name: "a check whose id is no name",
                files: ["a.yml": "handoff: a\ncheck: [{id: \"a b\\e[1m:c\", of: $keys, count: {max: 1}}]\n"],
                says: ["contracts/a.yml:2:14: “a b", "can't name a check; use lower case words joined by hyphens."], problems: 1),
            Case(
                name: "a parent that isn't there", files: ["a.yml": "handoff: a\nextends: shipped/campaign-to-analytic\n"],
                says: [
                    "contracts/a.yml:2:10: There is no contract “shipped/campaign-to-analytic” to extend. Did you mean “shipped/campaign-to-analytics”?"
                ]),
            Case(
                name: "two contracts with one id", files: ["a.yml": "handoff: a\n", "b.yml": "title: B\nhandoff: a\n"],
                says: ["contracts/b.yml:2:10: There is already a contract “a” in contracts/a.yml, line 1; give one another name."]),
            Case(
                name: "a shipped id that extends nothing", files: ["a.yml": "handoff: campaign-to-analytics\n"],
                says: [
                    "contracts/a.yml:1:10: “campaign-to-analytics” is a shipped handoff; to change it, say extends: shipped/campaign-to-analytics."
                ]),
            Case(
                name: "an unknown key", files: ["a.yml": "handoff: a\ntitel: A\n"],
                says: ["contracts/a.yml:2:1: A contract has nothing called “titel”. Did you mean “title”?"]),
            Case(
                name: "an unknown test", files: ["a.yml": "handoff: a\ncontext:\n  goal: {check: [{patern: x}]}\n"],
                says: ["contracts/a.yml:3:19: A check has nothing called “patern”. Did you mean “pattern”?"]),
            Case(
                name: "an unknown test with a name of its own",
                files: ["a.yml": "handoff: a\ncontext:\n  goal: {check: {short: {lenght: {max: 9}}}}\n"],
                says: ["contracts/a.yml:3:26: A check has nothing called “lenght”. Did you mean “length”?"]),
            Case(
                name: "a pattern that can't be read", files: ["a.yml": "handoff: a\ncontext:\n  goal: {pattern: '(a'}\n"],
                says: ["contracts/a.yml:3:"]),
            Case(
                name: "a definition that uses itself", files: ["a.yml": "handoff: a\ndefine:\n  x: {use: y}\n  y: {use: x}\n"],
                says: ["contracts/a.yml:3:6: “x” is defined by itself.", "contracts/a.yml:4:6: “y” is defined by itself."]),
            Case(
                name: "a table that looks into itself",
                files: ["a.yml": "handoff: a\ntables:\n  t:\n    - {is: A, when: {of: {table: t, with: .}, equals: A}}\n"],
                says: ["contracts/a.yml:4:21: The table “t” looks into itself."]),
            Case(
                name: "a vocabulary out of the folder",
                files: ["a.yml": "handoff: a\nvocabulary: {x: {file: ../../../../../../etc/hostname}}\n"],
                says: ["contracts/a.yml:2:24: There is no file “../../../../../../etc/hostname” beside this contract."]),
            Case(
                name: "an empty file", files: ["a.yml": ""],
                says: ["contracts/a.yml:1:1: The file is empty; a contract begins with “handoff: its-name”."]),
            Case(
                name: "a list", files: ["a.yml": "- handoff: a\n"],
                says: ["contracts/a.yml:1:1: Expected “name: value” lines; a contract begins with"]),
            Case(
                name: "a tab", files: ["a.yml": "handoff: a\ncontext:\n\tgoal: {}\n"],
                says: ["contracts/a.yml:3:1: This line is indented with a tab; use spaces."]),
            Case(
                name: "a key twice", files: ["a.yml": "handoff: a\nhandoff: b\n"],
                says: ["contracts/a.yml:2:1: “handoff” stands here a second time (first on line 1)"]),
            Case(
                name: "nesting without end", files: ["a.yml": "handoff: a\ncheck: " + String(repeating: "[", count: 3000)],
                says: ["contracts/a.yml:2:71: Lists within lists"]),
            Case(
                name: "a bomb of aliases", files: ["a.yml": "handoff: a\n" + bomb],
                says: ["contracts/a.yml:6:24: ", "unfold to more than 50000 values"]),
            Case(name: "NUL", files: ["a.yml": "handoff: a\0\n"], says: ["contracts/a.yml:1:"]),
            Case(
                name: "UTF-16", files: ["a.yml": "\u{0}h\u{0}a"],
                says: ["contracts/a.yml:1:1: This is not UTF-8 text; save the file as UTF-8."]),
        ]

        /// Each line holds the one before nine times.
        static var bomb: String {
            let names = ["a", "b", "c", "d", "e", "f", "g"]
            var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
            for (one, next) in zip(names, names.dropFirst()) {
                text += "\(next): &\(next) [" + Array(repeating: "*\(one)", count: 9).joined(separator: ", ") + "]\n"
            }
            return text
        }

        @Test("a contract that can't be right is reported with its place, and nothing is judged", arguments: cases)
        func isReported(_ bad: Case) throws {
            let files = Dictionary(uniqueKeysWithValues: bad.files.map { ("contracts/\($0.key)", $0.value) })
            let team = try Scratch(files.merging(["handoff.yml": Self.config, "briefs/one.md": "---\nhandoff: a\n---\n"]) { $1 })
            let lint = try Program.lint(in: team)
            #expect(lint.code == 2)
            #expect(lint.json == nil)
            #expect(lint.error.hasPrefix("handoff: contracts/"))
            for says in bad.says { #expect(lint.error.contains(says), "\(lint.error)") }

            let validate = try Program.run(["contracts", "validate"], in: team.url)
            Program.expectForTerminals(validate)
            #expect(validate.code == 1)
            if let problems = bad.problems {
                #expect(validate.output.split(separator: "\n").count { $0.hasPrefix("contracts/") } == problems)
            }
            for says in bad.says { #expect(validate.output.contains(says)) }

            #expect(try Program.run(["contracts", "test"], in: team.url).code == 2)
            #expect(try Program.run(["contracts", "list"], in: team.url).code == 2)
        }

        @Test(
            "a test that is misspelt is one mistake",
            arguments: [
                "context: {goal: {check: [{patern: x}]}}", "context: {goal: {check: {short: {lenght: {max: 9}}}}}", "check: [requird]",
                "check: [{when: {patern: x}, required: true}]", "check: [{all: [{patern: x}]}]", "check: [{not: {patern: x}}]",
                "define: {x: {patern: y}}", "tables: {t: [{is: a, when: {patern: y}}]}", "check: [{count: {where: {patern: y}}}]",
            ])
        func isReportedOnce(_ lines: String) throws {
            let team = try Scratch(["handoff.yml": "contracts: [a.yml]\n", "a.yml": "handoff: a\n\(lines)\n"])
            let result = try Program.run(["contracts", "validate"], in: team.url)
            #expect(result.output.hasSuffix("\n1 mistake.\n"), "\(result.output)")
            #expect(result.output.contains("Did you mean “"))
            #expect(result.code == 1)
        }

        @Test("a contract that is no file is reported", arguments: File.Kind.allCases)
        func noFile(_ kind: File.Kind) throws {
            let team = try Kickoff.team(["handoff.yml": Self.config])
            try FileManager.default.createDirectory(at: team.url.appending(path: "contracts"), withIntermediateDirectories: true)
            try kind.make("contracts/a.yml", in: team)
            let result = try Program.lint(in: team)
            #expect(result.error.contains("contracts/a.yml:1:1: This contract can't be read: "))
            #expect(result.error.contains(kind == .device ? "out of the folder" : kind.says))
            #expect(result.code == 2)
        }

        // MARK: patterns that never end

        @Test(
            "a pattern that backtracks for ever gives up, and its check says so",
            arguments: [
                "pattern: '^(a+)+$'", "pattern: '^(a|aa)+$'", "not: {pattern: '^(a|a?)+$'}", "all: [{pattern: '^(a+)+$'}]",
                // What a condition, a filter or a capture gave up on is for the rule to say as well.
                "of: {capture: '^(a|aa)+$'}, equals: x", "when: {pattern: '^(a|aa)+$'}, equals: x",
                "of: {where: {pattern: '^(a|aa)+$'}}, equals: x", "count: {max: 0, where: {pattern: '^(a|aa)+$'}}",
                "any: [{pattern: '^(a+)+$'}]", "pattern: '(.*)*(.*)*(.*)*(.*)*(.*)*[^a-z! ]'", "not: {not: {pattern: '^(a|aa)+$'}}",
            ])
        func givesUp(_ check: String) throws {
            let contract = "handoff: kickoff\ncontext:\n  goal:\n    check: [{id: slow, \(check)}]\n"
            let team = try Kickoff.team([
                "kickoff.yml": contract, "briefs/one.md": "---\ngoal: \(String(repeating: "a", count: 5000))!\n---\n",
            ])
            let result = try Program.lint(in: team)
            #expect(result.rules == ["kickoff/goal:slow"])
            #expect(result.findings.allSatisfy { $0.message.contains("needs too long") })
            #expect(result.code == 1)
        }

        @Test func aDecisionTableDoesNotPassOverARowThatItGaveUpOn() throws {
            let contract = """
                handoff: kickoff
                define: {slow: {of: .name, pattern: '^(a|aa)+$'}}
                tables: {kinds: [{is: slow, when: {use: slow}}, {is: fine}]}
                context:
                  goal:
                    fields: {name: {labels: [name]}}
                    check: [{id: kind, of: {table: kinds, with: .}, equals: fine}]

                """
            let brief = "---\ngoal: {name: \(String(repeating: "a", count: 5000))!}\n---\n"
            let team = try Kickoff.team(["kickoff.yml": contract, "briefs/one.md": brief, "briefs/two.md": brief])
            let result = try Program.lint(in: team)
            #expect(result.rules == ["kickoff/goal:kind", "kickoff/goal:kind"])
            #expect(result.findings.allSatisfy { $0.message.contains("needs too long") })
        }

        @Test func aPatternOverManyLinesGivesUpOnEach() throws {
            let contract = "handoff: kickoff\ncheck: [{id: slow, of: $lines, not: {pattern: '^(a|aa)+$'}}]\n"
            let line = String(repeating: "a", count: 60) + "!\n"
            let team = try Kickoff.team(["kickoff.yml": contract, "briefs/one.md": String(repeating: line, count: 200)])
            let result = try Program.lint(in: team)
            #expect(result.findings.count == 200)
            #expect(result.code == 1)
        }

        // MARK: names that don't exist

        @Test(
            "an unknown handoff comes with the nearest name",
            arguments: [
                ("campain-to-analytics", "Did you mean “campaign-to-analytics”?"),
                ("Campaign to analytcs", "Did you mean “Campaign to analytics”?"),
                ("kikoff", "Did you mean “kickoff”?"), ("handoff", "It can be: "),
                ("zzz", "It can be: campaign-to-analytics, "),
            ])
        func unknownHandoff(_ name: String, _ says: String) throws {
            let team = try Kickoff.team(["briefs/one.md": "---\nstatus: ready\nhandoff: \(name)\n---\n"])
            let result = try Program.lint(in: team)
            #expect(result.findings.map(\.short) == ["3:10 error handoff/unknown-type:unknown-type"])
            #expect(result.findings.first?.message.contains("“\(name)”") == true)
            #expect(result.findings.first?.message.contains(says) == true, "\(result.findings.map(\.message))")
            #expect(result.code == 1)

            let option = try Program.lint(["--handoff", name, "briefs"], in: team)
            #expect(option.error.contains("--handoff \(name): there is no such handoff."))
            #expect(option.error.contains(says.hasPrefix("It") ? "It can be: " : "Did you mean"))
            #expect(option.code == 2)
        }
    }
}
