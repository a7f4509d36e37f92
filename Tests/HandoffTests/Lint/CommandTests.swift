import Foundation
import Testing

extension LintOptionTests {
    /// Options, colour and the exit codes of every command.
    @Suite struct Commands {
        @Test(
            "an option that can't be understood fails the run with a sentence",
            arguments: [
                ["lint", "--nope"], ["lint", "--format", "xml"], ["lint", "--format", ""], ["lint", "--format", "json="],
                ["lint", "--format"],
                ["lint", "--format", "json", "--format", "text"], ["lint", "--format", "text", "--format", "text"],
                ["lint", "--fail-on", "info"], ["lint", "--fail-on"],
                ["lint", "--color", "blue"], ["lint", "--today", "today"], ["lint", "--today", "2027-02-29"],
                ["lint", "--today", "01.03.2027"], ["lint", "--handoff", "nope"],
                ["lint", "--handoff", "handoff"], ["lint", "--only", "nope"], ["lint", "--config", "nope.yml"],
                ["lint", "--stdin", "briefs/a.md"],
                ["lint", "--path", "briefs/a.md"], ["lint", "--quiet=yes"], ["lint", "-x"], ["nope"], ["--nope"], ["contracts", "nope"],
                ["contracts", "list", "nope"],
                ["contracts", "list", "--config", "nope.yml"], ["contracts", "validate", "--config", "nope.yml"],
                ["contracts", "test", "nope"],
                ["contracts", "test", "--nope"], ["explain"], ["explain", "nope"], ["explain", "nope.md"], ["explain", "kickoff", "again"],
            ])
        func optionErrors(_ arguments: [String]) throws {
            let team = try Kickoff.team(["briefs/a.md": Kickoff.ready])
            let result = try Program.run(arguments, in: team.url)
            Program.expectForTerminals(result)
            #expect(result.code == 2)
            #expect(result.output == "")
            #expect(result.error.split(separator: "\n").first.map { $0.count > 15 } == true, "\(result.error)")
        }

        @Test(
            "help and version are 0 and go to standard output",
            arguments: [
                ["--help"], ["-h"], ["help"], ["--version"], ["lint", "--help"], ["lint", "-h"], ["help", "lint"], ["contracts", "--help"],
                ["contracts", "list", "--help"],
                ["contracts", "validate", "--help"], ["contracts", "test", "--help"], ["explain", "--help"], ["lint", "--nope", "--help"],
            ])
        func helpAndVersion(_ arguments: [String]) throws {
            let result = try Program.run(arguments, in: Program.root)
            Program.expectForTerminals(result)
            #expect(result.code == 0)
            #expect(!result.output.isEmpty)
            #expect(result.error == "")
            if !arguments.contains("--version"), !arguments.contains("list"), !arguments.contains("validate"), !arguments.contains("test") {
                #expect(result.output.contains("Examples:\n"))
            }
        }

        @Test func theVersionIsANumber() throws {
            let output = try Program.run(["--version"], in: Program.root).output
            #expect(output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
        }

        @Test("contracts list, validate and test: 0 when all is well", arguments: ["list", "validate", "test"])
        func contractsAreWell(_ command: String) throws {
            let (team, nothing) = (try Kickoff.team(), try Scratch())
            for folder in [Program.root.appending(path: "fixtures/team"), team.url, nothing.url] {
                let result = try Program.run(["contracts", command], in: folder)
                Program.expectForTerminals(result)
                #expect(result.code == 0, "\(folder.lastPathComponent) \(result.error)")
                #expect(!result.output.isEmpty)
            }
        }

        @Test func contractsListNamesWhatABriefCanDeclare() throws {
            let team = try Kickoff.team()
            let output = try Program.run(["contracts", "list"], in: team.url).output
            #expect(output.contains("kickoff — Sales to Delivery\n  must carry: Goal\n  better with: "))
            #expect(output.contains("campaign-to-analytics"))
            #expect(!output.contains("\nhandoff — "), "the common contract can't be declared")
        }

        @Test(
            "contracts test: 1 and the example's name when one is not as it should be",
            arguments: [
                ("passes: [{name: an empty brief, brief: \"\"}]", "an empty brief"),
                ("fails: [{name: a full brief, finds: [kickoff/goal], brief: \"## Goal\\nx\\n\\n## Budget\\n5\\n\"}]", "a full brief"),
                ("fails: [{name: the wrong check, finds: [\"kickoff/goal:pattern\"], brief: \"\"}]", "the wrong check"),
            ])
        func failingExamples(_ examples: String, _ says: String) throws {
            let team = try Kickoff.team(["kickoff.yml": Kickoff.contract + "examples:\n  \(examples)\n"])
            let result = try Program.run(["contracts", "test", "kickoff"], in: team.url)
            #expect(result.code == 1)
            #expect(result.output.contains("kickoff: 0 of 1 examples as they should be\n"))
            #expect(result.output.contains(says))
            #expect(try Program.run(["contracts", "test", "campaign-to-analytics"], in: team.url).code == 0)
            #expect(try Program.run(["contracts", "test"], in: team.url).code == 1)
        }

        // MARK: colour

        @Test(
            "colour is for terminals, unless somebody says otherwise",
            arguments: [
                ([], [:], false), (["--color", "always"], [:], true), (["--color", "never"], [:], false),
                ([], ["CLICOLOR_FORCE": "1"], true), ([], ["CLICOLOR_FORCE": "0"], false),
                ([], ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false), ([], ["NO_COLOR": "", "CLICOLOR_FORCE": "1"], true),
                (["--color", "always"], ["NO_COLOR": "1"], true),
                (["--color", "never"], ["CLICOLOR_FORCE": "1"], false), (["--color", "auto"], ["CLICOLOR_FORCE": "1"], true),
            ] as [([String], [String: String], Bool)])
        func colour(_ arguments: [String], _ environment: [String: String], _ isColoured: Bool) throws {
            let team = try Kickoff.team(["briefs/a.md": Kickoff.empty])
            let result = try Program.run(["lint"] + arguments, in: team.url, environment: environment)
            #expect(result.output.contains("\u{1B}[") == isColoured)
            // Nothing but colour may differ.
            let plain = try Program.run(["lint", "--color", "never"], in: team.url)
            #expect(result.output.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain.output)
        }

        @Test func filesAndJSONHaveNoColour() throws {
            let team = try Kickoff.team(["briefs/a.md": Kickoff.empty])
            let json = try Program.run(["lint", "--color", "always", "--format", "json", "--format", "text=out.txt"], in: team.url)
            #expect(!json.output.contains("\u{1B}"))
            let text = try String(contentsOf: team.url.appending(path: "out.txt"), encoding: .utf8)
            #expect(text.contains("HOLD") && !text.contains("\u{1B}"))
        }

        @Test func severalFormatsSayTheSame() throws {
            let team = try Kickoff.team(["briefs/a.md": Kickoff.empty])
            let together = try Program.run(["lint", "--format", "text", "--format", "json=out.json"], in: team.url)
            #expect(together.output == (try Program.run(["lint"], in: team.url).output))
            let json = try Program.run(["lint", "--format", "json"], in: team.url)
            #expect(json.outputBytes == (try Data(contentsOf: team.url.appending(path: "out.json"))))
            #expect(together.code == 1 && json.code == 1)
        }
    }
}
