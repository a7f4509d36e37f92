import Foundation
import GitFixture
import Testing

extension InitTests {
    /// The hook and the acts: it refuses what moves on with gaps, and nothing else.
    @Suite struct HookAndActs {
        static let gaps = "---\nstatus: draft\n---\n# Shop\n"

        /// A team with the hook, and one brief in the stage that these acts lead to.
        static func team(_ status: String, _ brief: String = gaps) throws -> TestRepository {
            let team = try GitTeam.make()
            try team.initialise("--yes")
            try team.commit("a brief", files: ["briefs/a.md": brief.replacing("status: draft", with: "status: \(status)")])
            return team
        }

        static func act(_ arguments: [String], in team: TestRepository) throws -> Program.Result {
            try Program.run(arguments + ["--commit"], in: team.url, environment: team.environment)
        }

        static let ask = ["ask", "briefs/a.md", "Which offer?"]
        static let sendBack = ["return", "briefs/a.md", "--missing", "goal"]
        static let accept = ["accept", "briefs/a.md", "--as", "Lee Park"]
        static let deliver = ["deliver", "briefs/a.md"]
        static let send = ["send", "briefs/a.md"]

        @Test(
            "asking and sending back a brief with gaps is committed",
            arguments: [
                (ask, "ready"), (sendBack, "ready"), (ask, "accepted"), (sendBack, "accepted"), (sendBack, "needs info"),
                (ask, "delivered"),
            ])
        func passes(_ arguments: [String], _ status: String) throws {
            let team = try Self.team(status)
            let result = try Self.act(arguments, in: team)
            #expect(result.code == 0, "\(result.output)\(result.error)")
            #expect(try team.git("rev-list", "--count", "HEAD") == "3")
            #expect(try team.git("status", "--porcelain", "briefs") == "")
        }

        @Test(
            "moving a brief with gaps on is refused by the hook, whichever way it moves",
            arguments: [(accept, "ready"), (accept, "needs info"), (deliver, "accepted")])
        func refuses(_ arguments: [String], _ status: String) throws {
            let team = try Self.team(status)
            let result = try Self.act(arguments, in: team)
            #expect(result.code == 2)
            #expect(result.error.contains("HOLD: do not start") && result.error.contains("git did not commit it"), "\(result.error)")
            #expect(try team.git("rev-list", "--count", "HEAD") == "2")
        }

        @Test func sendingRefusesBeforeTheHookHasTo() throws {
            let team = try Self.team("draft")
            let refused = try Self.act(Self.send, in: team)
            #expect(refused.code == 1 && refused.output.contains("HOLD: do not start"))
            #expect(try team.text("briefs/a.md") == Self.gaps)
            // By hand, the hook refuses the same.
            try Hook.expect(1, team, ["briefs/a.md": Self.gaps.replacing("draft", with: "ready")])
            try team.git("checkout", "-q", "HEAD", "--", "briefs/a.md")
            // With a reason it is sent, and the hook takes the reason, too.
            let sent = try Self.act(Self.send + ["--anyway", "the slot closes today"], in: team)
            #expect(sent.code == 0, "\(sent.output)\(sent.error)")
            #expect(try team.git("log", "-1", "--format=%s") == "Send briefs/a.md")
        }

        @Test func aWholeBriefGoesAllTheWay() throws {
            let whole = Kickoff.ready.replacing("status: ready", with: "status: draft")
            let team = try Self.team("draft", whole)
            for act in [Self.send, Self.ask, Self.sendBack, Self.send, Self.accept, Self.deliver] {
                let result = try Self.act(act, in: team)
                #expect(result.code == 0, "\(act): \(result.output)\(result.error)")
            }
            #expect(try team.git("rev-list", "--count", "HEAD") == "8")
        }

        @Test("saving is never refused while the brief is with its author", arguments: ["draft", "returned", "needs info", "cancelled"])
        func saving(_ status: String) throws {
            let team = try Self.team("draft")
            try Hook.expect(0, team, ["briefs/a.md": Self.gaps.replacing("draft", with: status) + "\nmore\n"])
            try Hook.expect(0, team, ["briefs/b.md": Self.gaps.replacing("draft", with: status)])
        }
    }
}
