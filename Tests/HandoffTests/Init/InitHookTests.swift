import Foundation
import GitFixture
import Testing

extension InitTests {
    /// The hook, with real commits.
    @Suite struct Hook {
        static func team(_ files: [String: String] = [:]) throws -> TestRepository {
            let team = try GitTeam.make(files)
            return team
        }

        static func expect(_ code: Int32, _ team: TestRepository, _ files: [String: String], at location: SourceLocation = #_sourceLocation)
            throws
        {
            for (path, text) in files { try team.write(path, text) }
            try team.stage()
            let commit = try team.commitWithHooks()
            #expect(commit.code == code, "\(commit.output)\(commit.error)", sourceLocation: location)
        }

        @Test func aBriefWithGapsIsRefusedAGoodOneAndADraftPass() throws {
            let team = try Self.team()
            try team.initialise("--yes")
            try team.write("briefs/a.md", Kickoff.empty)
            try team.stage()
            let refused = try team.commitWithHooks()
            #expect(refused.code == 1)
            #expect(refused.error.contains("briefs/a.md — Kick-off — HOLD: do not start"))
            #expect(refused.error.contains("What is it for?".lowercased()))
            #expect(refused.error.contains("Not committed. Add what is missing, or say “status: draft” at the top of the brief"))
            try Self.expect(0, team, ["briefs/a.md": Kickoff.ready])
            try Self.expect(0, team, ["briefs/b.md": "---\nstatus: draft\n---\n"])
            try Self.expect(0, team, ["briefs/a.md": "---\nstatus: needs info\n---\n"])
            try Self.expect(0, team, ["code.c": "int x;\n"])
        }

        @Test func whatIsStagedCountsNotWhatLiesAbout() throws {
            let team = try Self.team()
            try team.initialise("--yes")
            try team.write("briefs/a.md", Kickoff.ready)
            try team.stage()
            try team.write("briefs/a.md", Kickoff.empty)
            #expect(try team.commitWithHooks().code == 0)
        }

        @Test func aMergeIsShownAndNeverBlocked() throws {
            let team = try Self.team(["x": "1"])
            try team.initialise("--yes")
            try team.git("checkout", "-q", "-b", "other")
            try team.commit("gaps", files: ["briefs/a.md": Kickoff.empty, "x": "2"])
            try team.git("checkout", "-q", "main")
            try team.commit("mine", files: ["x": "3"])
            #expect(throws: TestRepository.Failure.self) { try team.git("merge", "-q", "other") }
            try team.write("x", "4")
            try team.stage()
            let merge = try team.commitWithHooks()
            #expect(merge.code == 0)
            #expect(merge.error.contains("briefs/a.md — Kick-off — HOLD"))
            #expect(try team.git("rev-list", "--count", "--merges", "HEAD") == "1")
        }

        @Test func withoutTheProgramTheCommitPassesAndSaysSo() throws {
            let team = try Self.team()
            let program = team.folder.appending(path: "handoff")
            try FileManager.default.copyItem(at: Program.binary, to: program)
            _ = try Program.run(["init", "--yes"], in: team.url, environment: team.environment, executable: program)
            try FileManager.default.removeItem(at: program)
            try team.write("briefs/a.md", Kickoff.empty)
            try team.stage()
            let path = "/usr/bin:/bin"
            let commit = try team.commitWithHooks(environment: ["PATH": path])
            #expect(commit.code == 0)
            #expect(
                commit.error == "The briefs in this commit were not checked: handoff is not installed here (pip install handoff-lint).\n")
            // Another one on the path does.
            let bin = team.folder.appending(path: "bin")
            try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(at: bin.appending(path: "handoff"), withDestinationURL: Program.binary)
            try team.write("briefs/b.md", Kickoff.empty)
            try team.stage()
            #expect(try team.commitWithHooks(environment: ["PATH": "\(bin.path):\(path)"]).code == 1)
        }

        // MARK: chaining

        struct Chained: Sendable, CustomTestStringConvertible {
            var name: String
            var hook: String
            /// What `init` says it does with it: lines added, or the hook kept under another name.
            var isExtended: Bool

            var testDescription: String { name }
        }

        static let chained = [
            Chained(name: "sh", hook: "#!/bin/sh\necho \"$0\" >>../ran\n", isExtended: true),
            Chained(
                name: "bash by env", hook: "#!/usr/bin/env bash\nset -euo pipefail\necho \"${BASH_SOURCE[0]}\" >>../ran\n", isExtended: true
            ),
            Chained(name: "options of the shell", hook: "#! /bin/sh -e\necho x >>../ran", isExtended: true),
            Chained(name: "without a first line", hook: "echo x >>../ran\n", isExtended: true),
            Chained(name: "exec", hook: "#!/bin/sh\nexec sh -c 'echo x >>../ran'\n", isExtended: true),
            Chained(name: "Python", hook: "#!/usr/bin/env python3\nopen('../ran', 'a').write(__file__ + '\\n')\n", isExtended: false),
            Chained(name: "env with options", hook: "#!/usr/bin/env -S python3 -u\nopen('../ran', 'a').write('x\\n')\n", isExtended: false),
        ]

        @Test("a hook that is there goes on running", arguments: chained)
        func chaining(_ given: Chained) throws {
            let team = try Self.team()
            try team.script(".git/hooks/pre-commit", given.hook)
            let state = try team.state()
            let result = try team.initialise("--yes")
            #expect(result.output.contains("  \(given.isExtended ? "added" : "before")  "), "\(result.output)")
            let ran = team.folder.appending(path: "ran")
            try Self.expect(0, team, ["briefs/a.md": Kickoff.ready])
            #expect(FileManager.default.fileExists(atPath: ran.path))
            try Self.expect(1, team, ["briefs/a.md": Kickoff.empty])
            // Its own refusal counts as before.
            try team.write("briefs/a.md", Kickoff.ready + "\n")
            try FileManager.default.removeItem(at: ran)
            try FileManager.default.createDirectory(at: ran, withIntermediateDirectories: true)
            try team.stage()
            #expect(try team.commitWithHooks().code != 0)
            #expect(try team.initialise("--yes").output.contains(".git/hooks/pre-commit runs handoff already.\n"))
            #expect(try team.initialise("--undo", "--yes").code == 0)
            #expect(try team.state().filter { $0.key.hasPrefix(".git/") } == state.filter { $0.key.hasPrefix(".git/") })
        }

        @Test func aLinkIsKeptAsALink() throws {
            let team = try Self.team(["tools/check.sh": "#!/bin/sh\necho x >>../ran\n"])
            try team.script("tools/check.sh", "#!/bin/sh\necho x >>../ran\n")
            try team.link(".git/hooks/pre-commit", to: "../../tools/check.sh")
            let state = try team.state()
            try team.initialise("--yes")
            #expect(try team.state()[".git/hooks/pre-commit.before-handoff"] == "→ ../../tools/check.sh")
            #expect(try team.text("tools/check.sh") == "#!/bin/sh\necho x >>../ran\n")
            try Self.expect(0, team, ["briefs/a.md": Kickoff.ready])
            #expect(FileManager.default.fileExists(atPath: team.folder.appending(path: "ran").path))
            try team.initialise("--undo", "--yes")
            #expect(try team.state()[".git/hooks/pre-commit"] == state[".git/hooks/pre-commit"])
        }

        @Test func aHookThatIsSwitchedOffStaysSo() throws {
            let team = try Self.team()
            try team.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n")
            try team.initialise("--yes")
            try Self.expect(0, team, ["briefs/a.md": Kickoff.ready])
            try Self.expect(1, team, ["briefs/a.md": Kickoff.empty])
            try team.initialise("--undo", "--yes")
            #expect(try team.text(".git/hooks/pre-commit") == "#!/bin/sh\nexit 1\n")
        }

        @Test func whatWouldBeWrittenOverIsShownInstead() throws {
            let team = try Self.team()
            try team.script(".git/hooks/pre-commit", "#!/usr/bin/perl\n")
            try team.script(".git/hooks/pre-commit.before-handoff", "mine")
            let state = try team.state()
            let result = try team.initialise("--yes")
            #expect(
                result.output.contains(
                    "pre-commit.before-handoff is there already, and would be written over. The lines, to put there by hand:"))
            #expect(result.output.contains("lint --staged --quiet"))
            #expect(try team.state() == state)
        }

        // MARK: where

        @Test func theTeamsOwnFolderOfHooks() throws {
            let team = try Self.team()
            try team.git("config", "core.hooksPath", "tools/hooks")
            try team.initialise("--yes")
            #expect(!team.exists(".git/hooks/pre-commit"))
            // What colleagues get names nothing of this machine.
            #expect(try !team.text("tools/hooks/pre-commit").contains(Program.binary.path))
            let bin = team.folder.appending(path: "bin")
            try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(at: bin.appending(path: "handoff"), withDestinationURL: Program.binary)
            try team.write("briefs/a.md", Kickoff.empty)
            try team.stage()
            #expect(try team.commitWithHooks(environment: ["PATH": "\(bin.path):/usr/bin:/bin"]).code == 1)
            #expect(try team.initialise("--undo", "--yes").output.contains("  delete    tools/hooks/pre-commit\n"))
            #expect(!team.exists("tools"))
        }

        @Test("husky's hooks stand beside what it writes itself", arguments: [".husky/_", ".husky"])
        func husky(folder: String) throws {
            let own = "npm test || true\n"
            let team = try Self.team([".husky/pre-commit": own, ".husky/_/pre-commit": "#!/bin/sh\nsh -e .husky/pre-commit\n"])
            try team.git("config", "core.hooksPath", folder)
            let result = try team.initialise("--yes")
            #expect(result.output.contains("  added    .husky/pre-commit "), "\(result.output)")
            let text = try team.text(".husky/pre-commit")
            #expect(text.hasSuffix(own) && text.contains("handoff_program=$(command -v handoff || :)"))
            #expect(try team.text(".husky/_/pre-commit") == "#!/bin/sh\nsh -e .husky/pre-commit\n")
        }

        @Test func behindTheLineByWhichHuskyStarts() throws {
            let start = "#!/usr/bin/env sh\n. \"$(dirname -- \"$0\")/_/husky.sh\"\n"
            let team = try Self.team([".husky/pre-commit": start + "\nnpm test\n"])
            try team.git("config", "core.hooksPath", ".husky")
            try team.initialise("--yes")
            #expect(try team.text(".husky/pre-commit").hasPrefix(start + "# handoff: begin"))
        }

        @Test func hooksThatOtherRepositoriesUseAreLeftAlone() throws {
            let team = try Self.team()
            let shared = team.folder.appending(path: "shared hooks")
            try team.git("config", "core.hooksPath", shared.path)
            let result = try team.initialise("--yes")
            #expect(result.code == 0)
            #expect(result.output.contains("shared hooks (core.hooksPath), outside this repository, where others may use them too"))
            #expect(!FileManager.default.fileExists(atPath: shared.path))
        }

        @Test func aLinkedWorkTreeHasTheHooksOfItsRepository() throws {
            let team = try Self.team()
            let other = team.folder.appending(path: "other tree")
            try team.git("worktree", "add", "-q", "-b", "other", other.path)
            try team.initialise("--yes", in: other)
            #expect(team.exists(".git/hooks/pre-commit"))
            try Data(Kickoff.empty.utf8).write(to: other.appending(path: "a.md"))
            try FileManager.default.createDirectory(at: other.appending(path: "briefs"), withIntermediateDirectories: true)
            try FileManager.default.moveItem(at: other.appending(path: "a.md"), to: other.appending(path: "briefs/a.md"))
            try team.git("add", "-A", in: other)
            #expect(try team.commitWithHooks(in: other).code == 1)
            try Self.expect(1, team, ["briefs/b.md": Kickoff.empty])
            // Taken back from either.
            try team.initialise("--undo", "--yes")
            #expect(!team.exists(".git/hooks/pre-commit"))
        }

        @Test func hooksOfOneWorkTreeAlone() throws {
            let team = try Self.team()
            let other = team.folder.appending(path: "other")
            try team.git("worktree", "add", "-q", "-b", "other", other.path)
            try team.git("config", "extensions.worktreeConfig", "true")
            try team.git("config", "--worktree", "core.hooksPath", "own", in: other)
            try team.initialise("--yes", in: other)
            #expect(team.exists("own/pre-commit", in: other))
            #expect(!team.exists(".git/hooks/pre-commit"))
        }

        @Test func theScriptIsPlainShell() throws {
            let team = try Self.team()
            try team.script(".git/hooks/pre-commit", "#!/usr/bin/python3\n")
            try team.initialise("--yes")
            let check = try Program.run(
                ["-n", ".git/hooks/pre-commit"], in: team.url, executable: URL(filePath: "/bin/dash"))
            #expect(check.code == 0, "\(check.error)")
        }
    }
}
