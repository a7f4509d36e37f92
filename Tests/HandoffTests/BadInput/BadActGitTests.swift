import Foundation
import GitFixture
import Testing

extension BadInputTests {
    /// `--commit` in repositories as they are.
    @Suite struct ActsInGit {
        struct State: Sendable, CustomTestStringConvertible {
            var name: String
            var make: @Sendable (TestRepository) throws -> Void
            var brief = "briefs/a.md"
            /// What is said, or part of it.
            var says: String

            var testDescription: String { name }
        }

        static func marker(_ name: String, _ file: String, _ says: String) -> State {
            State(name: name, make: { try $0.write(".git/\(file)", "\(try $0.git("rev-parse", "HEAD"))\n") }, says: says)
        }

        static func hook(_ name: String) -> State {
            State(
                name: "a \(name) hook that refuses",
                make: { team in
                    try team.script(
                        ".git/hooks/\(name)", "#!/bin/sh\necho 'Write the ticket, please.'\necho '\u{1B}[31mTwice.' >&2\nexit 1\n")
                },
                says: "handoff: git did not commit it. Nothing was changed. It says:\nWrite the ticket, please.\n\u{FFFD}[31mTwice.\n")
        }

        static let refusing = [
            State(
                name: "another git at work", make: { try $0.write(".git/index.lock", "") },
                says: "handoff: Another git is at work here; wait until it has finished."),
            marker(
                "a merge under way", "MERGE_HEAD", "handoff: A merge is under way here; finish it first (git commit, or git merge --abort)."
            ),
            marker("a cherry-pick under way", "CHERRY_PICK_HEAD", "handoff: A cherry-pick is under way here; finish it first"),
            marker("a revert under way", "REVERT_HEAD", "handoff: A revert is under way here; finish it first"),
            State(
                name: "a rebase under way", make: { try $0.write(".git/rebase-merge/done", "") },
                says: "handoff: A rebase is under way here; finish it first (git rebase --continue, or --abort). Nothing was changed.\n"),
            hook("pre-commit"), hook("commit-msg"), hook("prepare-commit-msg"),
            State(
                name: "a hook that refuses a brief git did not know",
                make: { team in
                    try hook("pre-commit").make(team)
                    try team.write("briefs/new.md", ActTeam.brief)
                }, brief: "briefs/new.md", says: "It says:\nWrite the ticket, please."),
            State(
                name: "a brief that git ignores",
                make: { team in
                    try team.write(".git/info/exclude", "new.md\n")
                    try team.write("briefs/new.md", ActTeam.brief)
                }, brief: "briefs/new.md",
                says:
                    "handoff: git did not commit it. Nothing was changed. briefs/new.md is among the files that git is told to ignore (.gitignore); leave out --commit.\n"
            ),
        ]

        @Test("where git can't commit, the brief and the index stay what they were", arguments: refusing)
        func refused(_ state: State) throws {
            let team = try ActTeam.make()
            try state.make(team)
            try team.write("staged.txt", "waiting")
            if state.name != "another git at work" { try team.git("add", "staged.txt") }
            let (before, text) = (try team.everything(), try team.text(state.brief))
            let result = try team.act(["ask", state.brief, "Which offer?", "--commit"])
            #expect(result.error.contains(state.says), "\(result.error)")
            #expect(result.error.contains("Nothing was changed.") && result.code == 2 && result.output == "")
            #expect(try team.everything() == before)
            #expect(try team.text(state.brief) == text)
        }

        @Test("who git does not know is told how to say it")
        func nobody() throws {
            let team = try ActTeam.make()
            try team.git("config", "user.useConfigOnly", "true")
            let names = ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"]
            let result = try Program.run(
                ["env"].dropFirst() + names.flatMap { ["-u", $0] } + [Program.binary.path] + ActTeam.ask + ["--commit"], in: team.url,
                environment: team.environment, executable: URL(filePath: "/usr/bin/env"))
            #expect(
                result.error.hasPrefix("handoff: git did not commit it. Nothing was changed. git doesn't know who you are;"),
                "\(result.error)")
            #expect(result.code == 2)
            #expect(try team.text("briefs/a.md") == ActTeam.brief)
        }

        @Test("what a hook made of the brief is its own, and is told")
        func hookThatWrites() throws {
            let team = try ActTeam.make()
            try team.script(".git/hooks/pre-commit", "#!/bin/sh\necho formatted >> briefs/a.md\nexit 1\n")
            let result = try team.act(ActTeam.ask + ["--commit"])
            #expect(
                result.error.hasPrefix("handoff: git did not commit it. Already written, and still there: briefs/a.md."), "\(result.error)")
            #expect(try team.text("briefs/a.md").hasSuffix("- [ ] Which offer?\nformatted\n"))
        }

        @Test func outsideGitNothingCanBeCommitted() throws {
            let team = try Kickoff.team(["briefs/a.md": ActTeam.brief])
            let result = try Program.run(
                ActTeam.ask + ["--commit"], in: team.url,
                environment: ["GIT_CEILING_DIRECTORIES": team.url.deletingLastPathComponent().path])
            #expect(result.error == "handoff: --commit needs a git repository, and here is none. Nothing was changed.\n")
            #expect(result.code == 2)
            #expect(try Program.run(ActTeam.ask, in: team.url).code == 0)
        }

        @Test func onAnUnbornBranchItIsTheFirstCommit() throws {
            let team = try TestRepository(["handoff.yml": Kickoff.config, "kickoff.yml": Kickoff.contract, "briefs/a.md": ActTeam.brief])
            let result = try team.act(ActTeam.ask + ["--commit"])
            #expect(result.code == 0, "\(result.error)")
            #expect(try team.git("show", "--name-only", "--format=%s") == "Ask about briefs/a.md\n\nbriefs/a.md")
            #expect(try team.git("status", "--porcelain") == "?? handoff.yml\n?? kickoff.yml")
        }

        @Test func onNoBranchTheCommitIsMadeAndThatIsSaid() throws {
            let team = try ActTeam.make()
            try team.git("checkout", "-q", "--detach")
            let result = try team.act(ActTeam.ask + ["--commit"])
            #expect(result.code == 0 && result.output.contains("This commit is on no branch yet; git switch -c NAME makes one of it.\n"))
            #expect(try team.git("rev-list", "--count", "main..HEAD") == "1")
        }

        @Test("what else waits in the index stays there, as it was")
        func dirtyIndex() throws {
            let team = try ActTeam.make(["briefs/a.md": ActTeam.brief, "briefs/b.md": ActTeam.brief, "gone.txt": "x"])
            try team.write("briefs/b.md", ActTeam.draft)
            try team.write("new.txt", "new")
            try team.git("add", "briefs/b.md", "new.txt")
            try team.git("rm", "-q", "gone.txt")
            try team.write("briefs/b.md", "later")
            let result = try team.act(ActTeam.ask + ["--commit"])
            #expect(result.code == 0, "\(result.error)")
            #expect(try team.git("show", "--name-only", "--format=") == "briefs/a.md")
            #expect(try team.git("status", "--porcelain") == "MM briefs/b.md\nD  gone.txt\nA  new.txt")
        }

        @Test("a link to a brief is followed; the commit has the brief, and no link leads out")
        func links() throws {
            let team = try ActTeam.make()
            try team.link("briefs/link.md", to: "a.md")
            try team.link("briefs/out.md", to: "../../out.md")
            try ActTeam.brief.write(to: team.folder.appending(path: "out.md"), atomically: true, encoding: .utf8)
            try team.commit("links")
            let result = try team.act(["ask", "briefs/link.md", "Which offer?", "--commit"])
            #expect(result.code == 0 && result.output.contains("Committed: Ask about briefs/a.md\n"), "\(result.error)")
            #expect(try team.git("status", "--porcelain") == "")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: team.url.appending(path: "briefs/link.md").path) == "a.md")
            let out = try team.act(["ask", "briefs/out.md", "Which offer?", "--commit"])
            #expect(out.code == 2)
            #expect(
                out.error
                    == "handoff: briefs/out.md can't be read: this link leads out of the folder; it is not read. Nothing was changed.\n")
            #expect(try String(contentsOf: team.folder.appending(path: "out.md"), encoding: .utf8) == ActTeam.brief)
            // The brief and its link named together are one brief.
            let both = try team.act(["return", "briefs/link.md", "briefs/a.md", "--missing", "goal", "--commit"])
            #expect(both.code == 0, "\(both.error)")
        }
    }
}
