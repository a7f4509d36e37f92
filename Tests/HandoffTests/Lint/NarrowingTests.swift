import Foundation
import Testing

extension LintOptionTests {
    /// `--only`, `--today`, allowances, fingerprints, order.
    @Suite struct Narrowing {
        static let both = ["kickoff/budget:required", "kickoff/goal:required"]

        @Test(
            "--only narrows the run to rules and checks",
            arguments: [
                (["kickoff/goal"], ["kickoff/goal:required"], Int32(1)), (["kickoff/budget"], ["kickoff/budget:required"], 0),
                (["kickoff/goal", "kickoff/budget"], both, 1),
                (["kickoff/goal:required"], ["kickoff/goal:required"], 1), (["kickoff/*"], both, 1), (["*"], both, 1),
                (["*:required"], both, 1), (["handoff/status"], [], 0), (["handoff/status:status"], [], 0), (["handoff/*"], [], 0),
                (["kickoff/link"], [], 0), (["kickoff/link:type"], [], 0),
            ] as [([String], [String], Int32)])
        func only(_ rules: [String], _ finds: [String], _ code: Int32) throws {
            let team = try Kickoff.team(["briefs/a.md": Kickoff.empty])
            let result = try Program.lint(rules.flatMap { ["--only", $0] }, in: team)
            #expect(result.rules == finds)
            #expect(result.code == code)
        }

        @Test(
            "--only of what doesn't exist fails the run with the nearest name",
            arguments: [
                ("kickoff/gaol", "Did you mean “kickoff/goal”?"), ("goal", "there is no such rule"),
                ("kickoff/goal:requird", "Did you mean “kickoff/goal:required”?"), ("kickof/*", "no rule is called so."),
                ("handoff/status:required", "there is no such rule"), ("*:requird", "no rule is called so."),
            ] as [(String, String)])
        func onlyUnknown(_ rule: String, _ says: String) throws {
            let result = try Program.lint(["--only", rule], in: try Kickoff.team(["briefs/a.md": Kickoff.empty]))
            #expect(result.error.hasPrefix("handoff: --only \(rule): "))
            #expect(result.error.contains(says))
            #expect(result.code == 2)
        }

        @Test("--only and an allowance of another rule leave each other alone")
        func onlyWithAllowances() throws {
            let team = try Kickoff.team(["briefs/a.md": "---\nallow: [kickoff/budget because we know]\n---\n"])
            let result = try Program.lint(["--only", "kickoff/goal"], in: team)
            #expect(result.rules == ["kickoff/goal:required"])
        }

        // MARK: allowances

        struct Case: Sendable, CustomTestStringConvertible {
            var allowance: String
            var today = Program.today
            /// What is still live.
            var finds: [String]
            var says = ""

            init(_ allowance: String, today: String = Program.today, finds: [String] = [], says: String = "") {
                self.allowance = allowance
                self.today = today
                self.finds = finds
                self.says = says
            }

            var testDescription: String { "\(allowance) on \(today)" }
        }

        static let goal = "kickoff/goal:required"
        static let problem = "handoff/allowance:allowance"

        static let cases = [
            Case("kickoff/goal because we know"), Case("kickoff/goal:required because we know"),
            Case("kickoff/goal until 2027-03-01 because we know"),
            Case(
                "kickoff/goal until 2027-03-01 because we know", today: "2027-03-02", finds: [goal, problem], says: "ended on 2027-03-01"),
            Case("kickoff/goal until 2027-03-01 because we know", today: "2020-01-01"),
            Case("kickoff/goal until tomorrow because we know", finds: [goal, problem], says: "“until tomorrow” is no date"),
            Case("kickoff/goal until 2027-02-30 because we know", finds: [goal, problem], says: "is no date"),
            Case("kickoff/goal until because we know", finds: [goal, problem], says: "is no date"),
            Case("kickoff/goal", finds: [goal, problem], says: "needs a reason"),
            Case("kickoff/goal because", finds: [goal, problem], says: "needs a reason"),
            Case("kickoff/goal until 2027-12-31", finds: [goal, problem], says: "needs a reason"),
            Case("kickoff/goal we know", finds: [goal, problem], says: "needs a reason"),
            Case("kickoff/gaol because we know", finds: [goal, problem], says: "Did you mean “kickoff/goal”?"),
            Case(
                "campaign-to-analytics/utm because it is print", finds: [goal, problem],
                says: "There is no rule “campaign-to-analytics/utm” for this brief."),
            Case("kickoff/goal:pattern because we know", finds: [goal, problem], says: "There is no rule"),
            Case(
                "kickoff/link because there is none", finds: [goal, problem],
                says: "Nothing is left for “allow kickoff/link” to allow; delete it."),
            Case("handoff/status because we know", finds: [goal, problem], says: "“handoff/status” cannot be allowed."),
            Case("handoff/allowance because we know", finds: [goal, problem], says: "cannot be allowed"),
            Case("KICKOFF/GOAL because we know", finds: [goal, problem], says: "Did you mean “kickoff/goal”?"),
        ]

        @Test("an allowance in a comment or in front matter lets a finding be, or says why not", arguments: cases, [true, false])
        func allowance(_ allow: Case, _ inComment: Bool) throws {
            let brief =
                inComment
                ? "---\nbudget: 5\n---\n<!-- handoff: allow \(allow.allowance) -->\n"
                : "---\nbudget: 5\nallow:\n  - \"\(allow.allowance)\"\n---\n"
            let result = try Program.lint(["--today", allow.today], in: try Kickoff.team(["briefs/a.md": brief]))
            let live = result.findings.filter { $0.state == "live" }
            #expect(live.map { "\($0.rule):\($0.check)" }.sorted() == allow.finds.sorted())
            #expect(result.findings.filter { $0.state == "allowed" }.map(\.rule) == (allow.finds.isEmpty ? ["kickoff/goal"] : []))
            if let found = live.first(where: { $0.rule == "handoff/allowance" }) {
                #expect("\(found.line):\(found.column)" == (inComment ? "4:1" : "4:5"))
                #expect(found.message.contains(allow.says), "\(found.message)")
                #expect(found.severity == "error")
            }
            #expect(result.code == (allow.finds.isEmpty ? 0 : 1))
        }

        @Test(
            "an allowance in front matter can also be a group, or stand alone",
            arguments: [
                "{rule: kickoff/goal, because: we know}", "{rule: kickoff/goal, until: 2027-12-31, reason: we know}",
                "kickoff/goal because we know",
                "[{rule: kickoff/goal, because: we know}]",
            ])
        func allowanceForms(_ value: String) throws {
            let result = try Program.lint(in: try Kickoff.team(["briefs/a.md": "---\nbudget: 5\nallow: \(value)\n---\n"]))
            #expect(result.findings.map { "\($0.rule) \($0.state)" } == ["kickoff/goal allowed"])
            #expect(result.code == 0)
        }

        @Test func anAllowanceOfAContextCoversItsFields() throws {
            let brief = "---\ngoal: x\nbudget: {amount: 5, currency: GBP}\nallow: [kickoff/budget because they pay so]\n---\n"
            let result = try Program.lint(in: try Kickoff.team(["briefs/a.md": brief]))
            #expect(result.findings.map { "\($0.rule) \($0.state)" } == ["kickoff/budget.currency allowed"])
        }

        @Test func anAllowanceOfAFieldLeavesItsContextAlone() throws {
            let brief = "---\ngoal: x\nallow: [kickoff/budget.currency because they pay so]\n---\n"
            let result = try Program.lint(in: try Kickoff.team(["briefs/a.md": brief]))
            #expect(result.rules == ["kickoff/budget:required", "handoff/allowance:allowance"])
        }

        @Test func oneAllowanceCoversAllFindingsOfItsRule() throws {
            let brief =
                "---\ngoal: x\nbudget: [{currency: GBP}, {currency: CHF}]\nallow: [kickoff/budget.currency because they pay so]\n---\n"
            let result = try Program.lint(in: try Kickoff.team(["briefs/a.md": brief]))
            #expect(result.findings.map(\.state) == ["allowed", "allowed"])
        }

        @Test("in open stages an allowance counts as in others, and a mistake in it is an error")
        func allowancesInDrafts() throws {
            let brief = "---\nstatus: draft\nbudget: 5\nallow: [kickoff/goal because we know, kickoff/gaol because we know]\n---\n"
            let result = try Program.lint(in: try Kickoff.team(["briefs/a.md": brief]))
            #expect(result.findings.filter { $0.state != "allowed" }.map(\.short) == ["4:39 error handoff/allowance:allowance"])
            #expect(result.code == 1)
        }

        @Test func aCancelledBriefNeedsNoCleaningUp() throws {
            let brief = "---\nstatus: cancelled\nallow: [kickoff/goal because we know]\n---\n"
            let result = try Program.lint(in: try Kickoff.team(["briefs/a.md": brief]))
            #expect(result.rules == [])
        }

        @Test func anAllowanceInAFenceIsAnExample() throws {
            let brief = "---\nbudget: 5\n---\n```\n<!-- handoff: allow kickoff/goal because we know -->\n```\n"
            #expect(try Program.lint(in: try Kickoff.team(["briefs/a.md": brief])).rules == ["kickoff/goal:required"])
        }

        // MARK: fingerprints

        static let faulty = "---\nid: moving\nstatus: raedy\nbudget: [{currency: GBP}, {currency: CHF}]\n---\n# Move\n\n- plan: gone.txt\n"

        static func fingerprints(_ result: LintResult) -> [String: [String]] {
            Dictionary(grouping: result.findings, by: { "\($0.rule):\($0.check)" }).mapValues { $0.map(\.fingerprint) }
        }

        @Test(
            "a fingerprint stays when lines move, text is added and the brief with its id is renamed",
            arguments: [
                ("briefs/a.md", faulty.replacing("# Move\n", with: "# Move the shop\n\nA new paragraph.\n\n\n")),
                ("briefs/a.md", faulty.replacing("---\nid", with: "---\ntitle: new\nnotes: |\n  one\n  two\nid")),
                ("briefs/a.md", faulty.replacing("\n", with: "\r\n")),
                ("briefs/other/b.md", faulty), ("briefs/a.md", faulty + "\n## More\nText\n"),
                ("briefs/a.md", faulty.replacing("GBP", with: "JPY")),
            ] as [(String, String)])
        func fingerprintsAreStable(_ path: String, _ text: String) throws {
            let before = Self.fingerprints(try Program.lint(in: try Kickoff.team(["briefs/a.md": Self.faulty])))
            let after = Self.fingerprints(try Program.lint(in: try Kickoff.team([path: text])))
            #expect(before.values.map(\.count).reduce(0, +) == 5)
            #expect(after == before)
        }

        @Test func fingerprintsAreUniqueAndSixteenDigitsLong() throws {
            let files = (0..<20).map { ("briefs/\($0).md", Self.faulty.replacing("moving", with: "id-\($0)")) }
            let result = try Program.lint(in: try Kickoff.team(Dictionary(uniqueKeysWithValues: files)))
            #expect(result.findings.count == 100)
            #expect(Set(result.findings.map(\.fingerprint)).count == 100)
            #expect(result.findings.allSatisfy { $0.fingerprint.wholeMatch(of: /[0-9a-f]{16}/) != nil })
        }

        @Test func withoutAnIdThePathNamesTheBrief() throws {
            let text = Self.faulty.replacing("id: moving\n", with: "")
            let one = Self.fingerprints(try Program.lint(in: try Kickoff.team(["briefs/a.md": text])))
            let two = Self.fingerprints(try Program.lint(in: try Kickoff.team(["briefs/b.md": text])))
            #expect(one.keys == two.keys)
            for (rule, prints) in one { #expect(Set(prints).isDisjoint(with: two[rule] ?? [])) }
        }

        @Test func aSettledFindingLeavesTheOthersAsTheyAre() throws {
            let before = Self.fingerprints(try Program.lint(in: try Kickoff.team(["briefs/a.md": Self.faulty])))
            let settled = Self.faulty.replacing("status: raedy\n", with: "status: ready\n")
            let after = Self.fingerprints(try Program.lint(in: try Kickoff.team(["briefs/a.md": settled])))
            #expect(after == before.filter { !$0.key.hasPrefix("handoff/status") })
        }

        // MARK: order

        @Test func twoRunsOverManyBriefsAreIdenticalAndInTheOrderOfPaths() throws {
            var files: [String: String] = [:]
            for i in 0..<200 {
                let name = "briefs/\(["a", "B", "ä", "z/y", "z-y"][i % 5])\((i * 37) % 200).md"
                files[name] =
                    "---\nid: id-\(i % 40)\npart-of: a\(i % 200).md\nstatus: \(["ready", "raedy", "draft", "dropped"][i % 4])\n---\n- plan: x\n"
            }
            let team = try Kickoff.team(files)
            let runs = try (0..<2).map { _ in try Program.run(["lint", "--today", Program.today, "--format", "json"], in: team.url) }
            #expect(runs[0].outputBytes == runs[1].outputBytes)
            let output = try JSONDecoder().decode(LintOutput.self, from: runs[0].outputBytes)
            #expect(output.briefs.count == 200)
            let paths = output.briefs.map(\.path)
            #expect(paths == paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
            for brief in output.briefs {
                let places = brief.findings.map { [$0.line, $0.column] }
                #expect(places == places.sorted { $0.lexicographicallyPrecedes($1) })
            }
            let texts = try (0..<2).map { _ in try Program.run(["lint", "--today", Program.today], in: team.url).output }
            #expect(texts[0] == texts[1])
        }

        @Test func theKeysOfTheJSONAreSorted() throws {
            let team = try Kickoff.team(["briefs/a.md": Self.faulty])
            let result = try Program.run(["lint", "--format", "json"], in: team.url)
            let found = result.output.matches(of: /"(briefs|schema|summary|version)":/).map { String($0.1) }
            #expect(found.filter { $0 != "briefs" } == ["schema", "summary", "version"])
            #expect(result.output.hasPrefix("{\"briefs\":["))
            for line in result.output.split(separator: "\n") where line.hasPrefix("{\"boundary") {
                let keys = line.matches(of: /"(boundary|findings|handoff|id|path|stage|status|verdict)":/).map { String($0.1) }
                #expect(keys == keys.sorted())
            }
        }

        // MARK: across briefs

        @Test func anIdThatTwoBriefsHaveIsAnErrorInBoth() throws {
            func brief(_ id: String) -> String { "---\nid: \(id)\ngoal: x\nbudget: 5\n---\n" }
            let team = try Kickoff.team([
                "briefs/a.md": brief("one"), "briefs/b.md": brief("one"), "briefs/c.md": brief("two"), "briefs/d.md": brief("One"),
            ])
            let result = try Program.lint(in: team)
            #expect(result.briefs.filter { !$0.findings.isEmpty }.map(\.path) == ["briefs/a.md", "briefs/b.md"])
            #expect(result.findings.map(\.short) == ["2:5 error kickoff/id:unique", "2:5 error kickoff/id:unique"])
            #expect(result.findings.map { $0.message.contains("briefs/b.md") || $0.message.contains("briefs/a.md") } == [true, true])
            #expect(result.code == 1)
            // One alone is compared with all, too.
            let alone = try Program.lint(["briefs/b.md"], in: team)
            #expect(alone.rules == ["kickoff/id:unique"])
        }
    }
}
