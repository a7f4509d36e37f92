import Foundation
import Testing

extension LintOptionTests {
    /// Verdicts, stages and exit codes.
    @Suite struct Verdicts {
        struct Case: Sendable, CustomTestStringConvertible {
            var status: String
            var body = ""
            var verdict: String
            /// The end of the brief's line.
            var says: String
            var code: Int32

            var testDescription: String { "\(status) → \(verdict)" }
        }

        static let filled = "## Goal\nMove\n\n## Budget\n5 days\n"

        static let cases = [
            Case(status: "ready", verdict: "hold", says: "HOLD: do not start", code: 1),
            Case(status: "Handed off", verdict: "hold", says: "HOLD: do not start", code: 1),
            Case(status: "accepted", verdict: "hold", says: "HOLD: do not start", code: 1),
            Case(status: "delivered", verdict: "hold", says: "HOLD: do not start", code: 1),
            Case(status: "ready", body: filled, verdict: "ready", says: "ready", code: 0),
            Case(status: "✅ Ready (v2)", body: filled, verdict: "ready", says: "ready", code: 0),
            Case(status: "live", body: filled, verdict: "ready", says: "ready", code: 0),
            Case(status: "draft", verdict: "draft", says: "draft, 1 to settle before it is handed off", code: 0),
            Case(status: "wip", verdict: "draft", says: "draft, 1 to settle before it is handed off", code: 0),
            Case(status: "draft", body: filled, verdict: "draft", says: "draft, nothing missing", code: 0),
            Case(status: "needs info", verdict: "draft", says: "waiting for an answer, 1 to settle before it is handed off", code: 0),
            Case(status: "returned", verdict: "draft", says: "sent back, 1 to settle before it is handed off", code: 0),
            Case(status: "reopened", body: filled, verdict: "draft", says: "sent back, nothing missing", code: 0),
            Case(status: "cancelled", verdict: "exempt", says: "cancelled, not checked", code: 0),
            Case(status: "abandoned", body: filled, verdict: "exempt", says: "cancelled, not checked", code: 0),
        ]

        @Test("each status has its verdict, its line and its exit code", arguments: cases)
        func verdict(_ status: Case) throws {
            let team = try Kickoff.team(["briefs/a.md": "---\nstatus: \"\(status.status)\"\n---\n\(status.body)"])
            let result = try Program.lint(in: team)
            #expect(result.briefs.map(\.verdict) == [status.verdict])
            #expect(result.briefs.map(\.status) == [status.status])
            #expect(result.briefs.map(\.boundary) == [status.verdict == "hold" ? "Do not start" : nil])
            #expect(result.text.split(separator: "\n").first.map(String.init) == "briefs/a.md — Kick-off — \(status.says)")
            #expect(result.text.contains("If it moves on like this: the project starts blind.") == (status.verdict == "hold"))
            #expect(result.code == status.code)
        }

        @Test func inOpenStagesErrorsAreShownAsWarnings() throws {
            let team = try Kickoff.team(["briefs/a.md": "---\nstatus: draft\n---\n"])
            let findings = try Program.lint(in: team).findings
            #expect(
                findings.map { "\($0.rule) \($0.severity) \($0.declared) \($0.state)" } == [
                    "kickoff/budget warning warning live", "kickoff/goal warning error lowered",
                ])
        }

        @Test func noStatusMeansHandedOff() throws {
            let result = try Program.lint(in: try Kickoff.team(["briefs/a.md": ""]))
            #expect(result.briefs.map { "\($0.stage) \($0.verdict)" } == ["handed hold"])
        }

        @Test func anUnknownStatusIsAnErrorWithTheNearestWordAndJudgedAsHandedOff() throws {
            let result = try Program.lint(in: try Kickoff.team(["briefs/a.md": "---\nstatus: raedy\ngoal: x\nbudget: 5\n---\n"]))
            #expect(result.findings.map(\.short) == ["2:9 error handoff/status:status"])
            #expect(result.findings.first?.message == "“raedy” is no status we know. Did you mean “ready”?")
            #expect(result.briefs.map { "\($0.stage) \($0.verdict)" } == ["handed hold"])
            #expect(result.code == 1)
        }

        @Test func aTeamCanHaveItsOwnWordsOrNone() throws {
            let files = ["briefs/a.md": "---\nstatus: cooking\n---\n", "briefs/b.md": "---\nstatus: draft\n---\n"]
            let own = try Program.lint(in: try Kickoff.team(files, config: "lifecycle: {draft: [cooking]}\n"))
            #expect(own.briefs.map(\.stage) == ["draft", "handed"])
            #expect(own.rules.filter { $0.hasPrefix("handoff/status") }.count == 1)
            let none = try Program.lint(in: try Kickoff.team(files, config: "lifecycle: none\n"))
            #expect(none.briefs.map(\.stage) == ["handed", "handed"])
            #expect(none.rules.filter { $0.hasPrefix("handoff/status") } == [])
        }

        @Test(
            "--fail-on sets the least severity that fails the run",
            arguments: [
                (Kickoff.empty, "error", Int32(1)), (Kickoff.empty, "warning", 1), (Kickoff.empty, "never", 0),
                ("---\ngoal: x\n---\n", "error", 0),
                ("---\ngoal: x\n---\n", "warning", 1), ("---\ngoal: x\n---\n", "never", 0), (Kickoff.ready, "warning", 0),
                ("---\nstatus: draft\n---\n", "error", 0),
                ("---\nstatus: draft\n---\n", "warning", 0), ("---\nstatus: returned\n---\n", "error", 0),
                ("---\nstatus: cancelled\n---\n", "warning", 0), ("---\nstatus: draft\nallow: [nope]\n---\n", "error", 1),
            ] as [(String, String, Int32)])
        func failOn(_ brief: String, _ severity: String, _ code: Int32) throws {
            let team = try Kickoff.team(["briefs/a.md": brief])
            #expect(try Program.lint(["--fail-on", severity], in: team).code == code)
            #expect(try Program.lint(["--fail-on", severity, "gone.md"], in: team).code == 2, "a run that fails is 2 whatever was found")
        }

        @Test(
            "draft and returned never fail, whatever --fail-on says", arguments: ["draft", "returned", "needs info"], ["error", "warning"])
        func openStagesNeverFail(_ status: String, _ severity: String) throws {
            let team = try Kickoff.team(["briefs/a.md": "---\nstatus: \(status)\nbudget: 5\n---\n"])
            let result = try Program.lint(["--fail-on", severity], in: team)
            #expect(result.rules == ["kickoff/goal:required"])
            #expect(result.code == 0)
        }

        @Test func theSummaryCountsVerdictsAndFindings() throws {
            let team = try Kickoff.team([
                "briefs/a.md": Kickoff.ready, "briefs/b.md": Kickoff.empty, "briefs/c.md": "---\nstatus: draft\n---\n",
                "briefs/d.md": "---\nstatus: dropped\n---\n",
                "briefs/e.md": "---\nallow: [kickoff/goal because we know]\nbudget: 5\n---\n",
            ])
            let result = try Program.lint(in: team)
            #expect(
                result.json?.summary == [
                    "briefs": 5, "ready": 2, "hold": 1, "draft": 1, "exempt": 1, "errors": 1, "warnings": 3, "infos": 0, "allowed": 1,
                    "baselined": 0,
                ])
            #expect(result.text.hasSuffix("\n5 briefs: 2 ready, 1 on hold, 1 draft, 1 cancelled · 1 error, 3 warnings, 1 allowed\n"))
            #expect(result.text.contains("briefs/e.md — Kick-off — ready · 1 allowed\n"))
        }

        @Test func aFindingSaysWhatIsMissingWhatIsAskedAndWhatToPaste() throws {
            let result = try Program.lint(in: try Kickoff.team(["briefs/a.md": "---\nbudget: 5\n---\n"]))
            let lines = result.text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
            #expect(
                lines == [
                    "briefs/a.md — Kick-off — HOLD: do not start", "1:1 error Goal is missing. kickoff/goal",
                    "Delivery will ask: what is it for?",
                    "Add: ## Goal", "[what will be different afterwards]", "If it moves on like this: the project starts blind.",
                    "1 brief: 1 on hold · 1 error",
                ])
        }

        @Test func quietLeavesOutBriefsWithNothingToDo() throws {
            let team = try Kickoff.team([
                "briefs/a.md": Kickoff.ready, "briefs/b.md": Kickoff.empty, "briefs/c.md": "---\nstatus: dropped\n---\n",
            ])
            for option in ["--quiet", "-q"] {
                let text = try Program.lint([option], in: team).text
                #expect(text.contains("briefs/b.md"))
                #expect(!text.contains("briefs/a.md") && !text.contains("briefs/c.md"))
            }
        }

        @Test func verboseShowsWhatIsAllowedAndWhatIsSkipped() throws {
            let team = try Kickoff.team(["briefs/a.md": "---\nallow: [kickoff/goal because we know]\nbudget: 5\n---\n", "notes.md": "x"])
            let plain = try Program.lint(["briefs/a.md", "notes.md"], in: team).text
            #expect(!plain.contains("kickoff/goal") && !plain.contains("notes.md"))
            for option in ["--verbose", "-v"] {
                let text = try Program.lint([option, "briefs/a.md", "notes.md"], in: team).text
                #expect(text.contains("kickoff/goal"))
                #expect(text.contains("Not checked: notes.md"))
            }
        }

        // MARK: several handoffs

        static let review =
            "handoff: review\ntitle: Peer review\nto: Editors\ncontext:\n  status: {scope: brief}\n  reviewer: {required: true}\n"

        func two(_ brief: String) throws -> LintResult {
            let config = Kickoff.config.replacing("[kickoff.yml]", with: "[kickoff.yml, review.yml]")
            return try Program.lint(in: try Kickoff.team(["handoff.yml": config, "review.yml": Self.review, "briefs/a.md": brief]))
        }

        @Test(
            "a brief with several handoffs has a verdict for each, by its own status or the common one",
            arguments: [
                ("status: ready", ["kickoff handed hold", "review handed hold"], Int32(1)),
                ("status: draft", ["kickoff draft draft", "review draft draft"], 0),
                ("status: {kickoff: draft, review: ready}", ["kickoff draft draft", "review handed hold"], 1),
                ("status.kickoff: draft\nstatus.review: cancelled", ["kickoff draft draft", "review cancelled exempt"], 0),
                ("status: draft\nstatus.review: ready", ["kickoff draft draft", "review handed hold"], 1),
                ("status: ready\nstatus.kickoff: accepted\nreviewer: Dana", ["kickoff accepted hold", "review handed ready"], 1),
                ("status: {Kick-off: cancelled, Peer review: draft}", ["kickoff cancelled exempt", "review draft draft"], 0),
            ] as [(String, [String], Int32)])
        func severalHandoffs(_ lines: String, _ verdicts: [String], _ code: Int32) throws {
            let result = try two("---\nhandoff: [kickoff, review]\nbudget: 5\n\(lines)\n---\n")
            #expect(result.briefs.map { "\($0.handoff ?? "-") \($0.stage) \($0.verdict)" } == verdicts)
            #expect(result.json?.summary["briefs"] == 2)
            #expect(result.code == code)
        }

        @Test func aHandoffThatAListRepeatsIsJudgedOnce() throws {
            let result = try two("---\nhandoff: [review, Peer review, kickoff]\nreviewer: x\ngoal: x\nbudget: 5\n---\n")
            #expect(result.verdicts == ["briefs/a.md review ready", "briefs/a.md kickoff ready"])
        }

        @Test func anUnknownHandoffInAListIsAFindingBesideTheOthers() throws {
            let result = try two("---\nhandoff: [review, kickof]\nreviewer: x\n---\n")
            #expect(result.findings.map(\.short) == ["2:19 error handoff/unknown-type:unknown-type"])
            #expect(result.code == 1)
        }

        @Test func anAllowanceCountsForAllHandoffsOfABrief() throws {
            let result = try two(
                "---\nhandoff: [kickoff, review]\nallow: [kickoff/goal because we know, review/reviewer because Dana asked]\nbudget: 5\n---\n"
            )
            #expect(result.verdicts == ["briefs/a.md kickoff ready", "briefs/a.md review ready"])
            #expect(result.code == 0)
        }

        @Test func fingerprintsOfSeveralHandoffsDiffer() throws {
            let shared = Self.review.replacing("reviewer: {required: true}", with: "goal: {required: true}")
            let config = Kickoff.config.replacing("[kickoff.yml]", with: "[kickoff.yml, review.yml]")
            let brief = "---\nhandoff: [kickoff, review]\nstatus: raedy\n---\n"
            let result = try Program.lint(in: try Kickoff.team(["handoff.yml": config, "review.yml": shared, "briefs/a.md": brief]))
            #expect(Set(result.findings.map(\.fingerprint)).count == result.findings.count)
            #expect(result.findings.count > 3)
        }

        // MARK: where a value comes from

        @Test(
            "a value comes from the brief, else from the brief it is part of, else from the team's defaults",
            arguments: [
                ("", "", "", []), ("", "", "loud", ["kickoff/tone:one-of"]), ("", "", "calm", []), ("", "calm", "loud", []),
                ("", "loud", "calm", ["kickoff/tone:one-of"]), ("calm", "loud", "loud", []),
                ("loud", "calm", "calm", ["kickoff/tone:one-of"]), ("TBD", "calm", "loud", []),
                ("TBD", "TBD", "loud", ["kickoff/tone:one-of"]), ("TBD", "TBD", "calm", []),
            ] as [(String, String, String, [String])])
        func inheritance(_ own: String, _ parent: String, _ standard: String, _ finds: [String]) throws {
            let team = try Kickoff.team(
                [
                    "kickoff.yml": Kickoff.contract + "  tone: {one-of: [calm, bold]}\n",
                    "briefs/a.md": "---\ngoal: x\nbudget: 5\npart-of: ../campaign.md\ntone: \(own)\n---\n",
                    "campaign.md": "---\ntone: \(parent)\n---\n",
                ],
                config: standard.isEmpty ? "" : "defaults: {tone: \(standard)}\n")
            #expect(try Program.lint(in: team).rules == finds)
        }

        @Test(
            "the fields of a context come along",
            arguments: [
                ("budget: {currency: USD}", "", []), ("", "budget: {currency: USD}", []),
                ("", "budget: {currency: GBP}", ["kickoff/budget.currency:one-of"]),
                ("budget: {currency: EUR}", "budget: {currency: GBP}", []), ("budget: TBD", "budget: {currency: EUR}", []),
            ] as [(String, String, [String])])
        func inheritedFields(_ own: String, _ parent: String, _ finds: [String]) throws {
            let team = try Kickoff.team([
                "briefs/a.md": "---\ngoal: x\npart-of: ../campaign.md\n\(own)\n---\n", "campaign.md": "---\n\(parent)\n---\n",
            ])
            #expect(try Program.lint(in: team).rules == finds)
        }

        @Test(
            "part-of names a brief by path or id",
            arguments: ["campaign.md", "campaign", "../campaign.md", "/campaign.md", "../campaign.md#goal", "shared", "other.md"])
        func partOf(_ reference: String) throws {
            let team = try Kickoff.team([
                "briefs/a.md": "---\npart-of: \"\(reference)\"\n---\n", "campaign.md": "## Goal\nMove\n\n## Budget\n5\n",
                "briefs/other.md": Kickoff.ready,
                "briefs/shared-one.md": "---\nid: shared\ngoal: x\nbudget: 5\n---\n",
            ])
            for arguments in [[], ["briefs/a.md"]] {
                let result = try Program.lint(arguments, in: team)
                #expect(result.rules == [])
                #expect(result.code == 0)
            }
        }

        @Test func whatStandsForTheBriefItselfIsNotInherited() throws {
            let team = try Kickoff.team([
                "briefs/a.md": "---\npart-of: b.md\n---\n", "briefs/b.md": "---\nstatus: draft\nid: b\ngoal: x\nbudget: 5\n---\n",
            ])
            let result = try Program.lint(in: team)
            #expect(result.briefs.map { "\($0.path) \($0.id ?? "-") \($0.stage)" } == ["briefs/a.md - handed", "briefs/b.md b draft"])
            #expect(result.rules == [])
        }

        @Test("briefs that are part of each other or of themselves end", arguments: ["a.md", "b.md"])
        func partOfACircle(_ reference: String) throws {
            let team = try Kickoff.team([
                "briefs/a.md": "---\npart-of: \(reference)\n---\n", "briefs/b.md": "---\npart-of: a.md\nbudget: 5\n---\n",
            ])
            let result = try Program.lint(in: team)
            #expect(result.rules.filter { $0 == "kickoff/goal:required" }.count == 2)
            #expect(result.code == 1)
        }
    }
}
