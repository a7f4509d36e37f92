import Foundation
import Testing

extension BadInputTests {
    /// Output that nobody takes.
    @Suite struct Output {
        /// The reader is gone before the first byte is written.
        static let closedPipe = "{ sleep 0.3; \"$HANDOFF\" %; } | true; exit ${PIPESTATUS[0]}"
        /// The reader takes the first line and goes.
        static let leavingReader = "\"$HANDOFF\" % | head -n 1 > first.txt; exit ${PIPESTATUS[0]}"

        @Test(
            "a closed pipe keeps the exit code and says nothing", arguments: [closedPipe, leavingReader],
            [
                ("lint briefs/good.md", Int32(0)), ("lint", 1), ("lint --format json", 1), ("lint --fail-on never", 0),
                ("lint --quiet gone.md", 2),
                ("contracts list", 0), ("contracts validate", 0), ("contracts test", 1), ("explain kickoff", 0), ("--help", 0),
                ("lint --help", 0), ("--version", 0), ("explain briefs/1.md", 0),
            ])
        func keepsTheCode(_ script: String, _ command: (arguments: String, code: Int32)) throws {
            let contract = Kickoff.contract + "examples:\n  passes: [{name: nothing, brief: \"\"}]\n"
            let team = try Kickoff.team(["kickoff.yml": contract, "briefs/good.md": Kickoff.ready])
            for i in 0..<300 { try team.write("briefs/\(i).md", Kickoff.empty) }
            let result = try Program.shell(script.replacing("%", with: command.arguments), in: team.url)
            #expect(result.code == command.code)
            #expect(result.error == (command.code == 2 ? "handoff: gone.md: there is no such file or folder.\n" : ""))
        }

        #if os(Linux)
            @Test(
                "a full disk fails the run and is said",
                arguments: [
                    "lint", "lint briefs/good.md", "lint --format json", "contracts list", "contracts validate", "explain kickoff",
                    "--help", "--version",
                ],
                ["/dev/full"])
            func fullDisk(_ arguments: String, _ target: String) throws {
                let team = try Kickoff.team(["briefs/good.md": Kickoff.ready, "briefs/bad.md": Kickoff.empty])
                let result = try Program.shell("\"$HANDOFF\" \(arguments) > \(target)", in: team.url)
                #expect(result.error == "handoff: the output can't be written: the disk is full.\n")
                #expect(result.code == 2)
            }

            @Test func aFullDiskUnderStandardErrorChangesNothing() throws {
                let team = try Kickoff.team(["briefs/bad.md": Kickoff.empty])
                let result = try Program.shell("\"$HANDOFF\" lint gone.md briefs/bad.md 2> /dev/full", in: team.url)
                #expect(result.output.contains("1 on hold"))
                #expect(result.code == 2)
            }
        #endif

        @Test(
            "closed standard output fails the run and nothing is written where it does not belong",
            arguments: ["", "--format text --format json=out.json"])
        func closedOutput(_ options: String) throws {
            let team = try Kickoff.team(["briefs/bad.md": Kickoff.empty])
            let result = try Program.shell("\"$HANDOFF\" lint \(options) >&-", in: team.url)
            #expect(result.error.contains("handoff: the output can't be written: "))
            #expect(result.code == 2)
            #expect(try String(contentsOf: team.url.appending(path: "briefs/bad.md"), encoding: .utf8) == Kickoff.empty)
            if let data = try? Data(contentsOf: team.url.appending(path: "out.json")) {
                #expect((try? JSONDecoder().decode(LintOutput.self, from: data)) != nil)
            }
        }

        @Test(
            "a file that can't be written fails the run, says which, and leaves nothing behind",
            arguments: [
                "json=missing/out.json", "text=missing/out.txt", "json=briefs", "json=/dev/full/x", "json=briefs/good.md/x.json",
            ])
        func unwritableFile(_ format: String) throws {
            let team = try Kickoff.team(["briefs/good.md": Kickoff.ready])
            let before = try names(in: team)
            let result = try Program.run(["lint", "--format", format], in: team.url)
            Program.expectForTerminals(result)
            #expect(result.error.hasPrefix("handoff: the output can't be written: \(format.split(separator: "=")[1]): "))
            #expect(result.code == 2)
            #expect(try names(in: team) == before)
        }

        @Test func aFileIsReplacedAsAWhole() throws {
            let team = try Kickoff.team(["briefs/good.md": Kickoff.ready, "out.json": String(repeating: "old ", count: 10_000)])
            let result = try Program.run(["lint", "--format", "json=out.json"], in: team.url)
            #expect(result.code == 0)
            #expect(result.output == "")
            let written = try JSONDecoder().decode(LintOutput.self, from: Data(contentsOf: team.url.appending(path: "out.json")))
            #expect(written.summary["ready"] == 1)
            #expect(try names(in: team).filter { $0.contains("part") } == [])
        }

        private func names(in scratch: Scratch) throws -> [String] {
            try FileManager.default.subpathsOfDirectory(atPath: scratch.url.path).sorted()
        }
    }
}
