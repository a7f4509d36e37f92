import Foundation
import GitFixture
import Testing

extension InitTests {
    /// What is written where, and that nothing is ever lost.
    @Suite struct Writing {
        @Test func aNewRepositoryIsSetUp() throws {
            let team = try TestRepository()
            let result = try team.initialise("--yes")
            #expect(result.code == 0, "\(result.error)")
            #expect(result.error == "")
            #expect(
                try team.git("status", "--short", "-uall").split(separator: "\n").map(String.init).sorted() == [
                    "?? briefs/campaign-to-analytics/example.md", "?? handoff.yml",
                ])
            #expect(try team.state()[".git/hooks/pre-commit"]?.hasPrefix("755 ") == true)
            let validated = try Program.run(["contracts", "validate"], in: team.url)
            #expect(validated.output == "10 contracts and handoff.yml: no mistakes.\n")
            let lint = try team.lint()
            #expect(lint.code == 0)
            #expect(lint.verdicts == ["briefs/campaign-to-analytics/example.md campaign-to-analytics draft"])
            try team.stage()
            #expect(try team.commitWithHooks().code == 0)
        }

        @Test func theSecondTimeNothingIsWritten() throws {
            let team = try TestRepository([
                "briefs/a.md": PlainBriefs.analytics, ".gitlab-ci.yml": "build: {script: [make]}\n", ".github/x": "",
                ".pre-commit-config.yaml": "repos:\n  - repo: local\n    hooks: []\n",
            ])
            let first = try team.initialise("--yes", "--with", "hook")
            #expect(first.output.contains("7 files written."), "\(first.output)")
            let state = try team.state()
            for arguments in [["--yes"], [], ["--yes", "--handoff", "crm"]] {
                let again = try Program.run(["init"] + arguments, in: team.url, environment: team.environment)
                #expect(again.code == 0)
                #expect(again.output.hasSuffix("Nothing to write.\n"), "\(again.output)")
                #expect(try team.state() == state)
            }
        }

        @Test func withoutATerminalItOnlyShows() throws {
            let team = try TestRepository(["briefs/a.md": PlainBriefs.analytics, "briefs/b.md": PlainBriefs.analytics])
            let state = try team.state()
            let result = try team.initialise("--without", "example")
            #expect(result.code == 0)
            #expect(result.error == "")
            #expect(result.output.contains("  new      handoff.yml "))
            #expect(
                result.output.contains(
                    "Nothing was written. To write it: handoff init --handoff campaign-to-analytics --without example --yes\n"))
            #expect(try team.state() == state)
        }

        @Test func outsideGitThereIsNoHook() throws {
            let scratch = try Scratch()
            let environment = ["GIT_CEILING_DIRECTORIES": scratch.url.deletingLastPathComponent().path]
            let result = try Program.run(["init", "--yes"], in: scratch.url, environment: environment)
            #expect(result.code == 0, "\(result.error)")
            #expect(result.output.contains("No git hook: this folder is in no git repository.\n"))
            #expect(result.output.contains("To take it back, delete handoff.yml and briefs/campaign-to-analytics/example.md.\n"))
            #expect(try Program.lint([], in: scratch).verdicts == ["briefs/campaign-to-analytics/example.md campaign-to-analytics draft"])
            let undo = try Program.run(["init", "--undo", "--yes"], in: scratch.url, environment: environment)
            #expect(undo.code == 2)
            #expect(undo.error.contains("this is no git repository"))
        }

        @Test func aConfigThatIsThereStays() throws {
            let team = try TestRepository(["handoff.yml": "domains: [acme.example]\n"])
            let result = try team.initialise("--yes", "--handoff", "crm")
            #expect(result.output.contains("handoff.yml is there already and stays as it is.\n"))
            #expect(result.output.contains("\nseverity:\n  campaign-to-analytics: warning\n"))
            #expect(!result.output.contains("  crm: warning\n"))
            #expect(try team.text("handoff.yml") == "domains: [acme.example]\n")
            #expect(!team.exists("briefs"))
            #expect(team.exists(".git/hooks/pre-commit"))
        }

        @Test func aConfigWithAMistakeIsToldBeforeAnythingIsWritten() throws {
            let team = try TestRepository(["handoff.yml": "brief: x\n"])
            let result = try team.initialise("--yes")
            #expect(result.code == 2)
            #expect(result.error.hasPrefix("handoff: handoff.yml:1:1: "))
            #expect(!team.exists(".git/hooks/pre-commit"))
        }

        @Test(
            "what can't be understood is said in one sentence",
            arguments: [
                (["--handoff", "crn"], "--handoff crn: there is no such handoff. Did you mean “crm”?"),
                (["--handoff", "handoff"], "--handoff handoff: there is no such handoff."),
                (["--with", "hook", "--without", "hook"], "--with hook and --without hook exclude each other."),
                (["--undo", "--with", "hook"], "--undo takes back everything; leave out the other options."),
                (["--with", "hooks"], ""),
            ] as [([String], String)])
        func refused(arguments: [String], sentence: String) throws {
            let team = try TestRepository()
            let state = try team.state()
            let result = try Program.run(["init", "--yes"] + arguments, in: team.url, environment: team.environment)
            #expect(result.code == 2)
            #expect(result.output == "")
            #expect(result.error.hasPrefix(sentence.isEmpty ? "Error: " : "handoff: \(sentence)"), "\(result.error)")
            #expect(try team.state() == state)
        }

        @Test func aBareRepositoryHasNothingToSetUp() throws {
            let team = try TestRepository(options: ["--bare"])
            let result = try team.initialise("--yes")
            #expect(result.code == 2)
            #expect(result.error.contains("bare repository"))
        }

        // MARK: one strict handoff

        @Test func onlyTheChosenHandoffHoldsWorkUp() throws {
            let team = try TestRepository()
            try team.initialise("--yes", "--handoff", "Marketing to sales")
            for handoff in ["marketing-to-sales", "crm", "content-to-design"] {
                try team.write("briefs/\(handoff).md", "---\nhandoff: \(handoff)\nstatus: ready\n---\n")
            }
            let lint = try team.lint("briefs/crm.md", "briefs/content-to-design.md", "briefs/marketing-to-sales.md")
            #expect(
                lint.verdicts == [
                    "briefs/content-to-design.md content-to-design ready", "briefs/crm.md crm ready",
                    "briefs/marketing-to-sales.md marketing-to-sales hold",
                ])
            // What every handoff shares is strict here and a warning there.
            let owner = lint.briefs.map { brief in brief.findings.first { $0.rule == "handoff/owner" }?.severity }
            #expect(owner == ["warning", "warning", "error"])
            // It is still asked for.
            let new = try Program.run(["new", "crm", "--print"], in: team.url)
            #expect(new.output.contains("\n## Fields\n"))
        }

        @Test func whatOldBriefsLackHoldsUpNobodysFirstCommit() throws {
            let team = try TestRepository()
            try team.commit("before", files: ["briefs/a.md": PlainBriefs.analytics, "briefs/b.md": PlainBriefs.analytics])
            let result = try team.initialise("--yes")
            #expect(result.output.contains("2 of 2 lack something the next team would ask for."))
            #expect(try team.text("handoff.yml").hasSuffix("\nbaseline: \".handoff-baseline.json\"\n"))
            try team.stage()
            let commit = try team.commitWithHooks()
            #expect(commit.code == 0, "\(commit.output)\(commit.error)")
            #expect(
                try team.lint().verdicts == [
                    "briefs/a.md campaign-to-analytics ready", "briefs/b.md campaign-to-analytics ready",
                    "briefs/example.md campaign-to-analytics draft",
                ])
            try team.write("briefs/c.md", PlainBriefs.analytics)
            #expect(try team.lint("briefs/c.md").code == 1)
        }

        @Test func withoutABaselineOldBriefsAreOnHold() throws {
            let team = try TestRepository(["briefs/a.md": PlainBriefs.analytics, "briefs/b.md": PlainBriefs.analytics])
            try team.initialise("--yes", "--without", "baseline")
            #expect(!team.exists(".handoff-baseline.json"))
            #expect(try team.lint().code == 1)
        }

        // MARK: where

        struct Sign: Sendable, CustomTestStringConvertible {
            var name: String
            var files: [String: String] = [:]
            var remote = ""
            var arguments: [String] = []
            /// Besides config, example and hook.
            var written: [String]

            var testDescription: String { name }
        }

        static let signs = [
            Sign(name: "nothing", written: []),
            Sign(name: "a GitHub remote", remote: "git@github.com:acme/briefs.git", written: [".github/workflows/handoff.yml"]),
            Sign(name: "GitHub by address", remote: "https://x:y@github.com/acme/gitlab.git", written: [".github/workflows/handoff.yml"]),
            Sign(name: "the folder .github", files: [".github/CODEOWNERS": ""], written: [".github/workflows/handoff.yml"]),
            Sign(name: "a GitLab remote", remote: "ssh://git@gitlab.acme.example:22/github/briefs.git", written: [".gitlab-ci.yml"]),
            Sign(name: "another remote", remote: "https://git.acme.example/github.com/gitlab.git", written: []),
            Sign(name: "a folder for a remote", remote: "/srv/github.com/gitlab", written: []),
            Sign(
                name: "by wish", arguments: ["--with", "github", "--with", "gitlab"],
                written: [".github/workflows/handoff.yml", ".gitlab-ci.yml"]),
            Sign(name: "against the signs", files: [".github/x": ""], arguments: ["--without", "github"], written: []),
        ]

        @Test("servers' files are written where something asks for them", arguments: signs)
        func servers(_ sign: Sign) throws {
            let team = try TestRepository(sign.files)
            if !sign.remote.isEmpty { try team.git("remote", "add", "origin", sign.remote) }
            let result = try Program.run(["init", "--yes"] + sign.arguments, in: team.url, environment: team.environment)
            #expect(result.code == 0, "\(result.error)")
            let paths = [".github/workflows/handoff.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"]
            #expect(paths.filter { team.exists($0) } == sign.written)
        }

        @Test func preCommitTakesTheHooksPlace() throws {
            let team = try TestRepository([".pre-commit-config.yaml": "repos:\n- repo: local\n  hooks: []\n"])
            let result = try team.initialise("--yes")
            #expect(result.output.contains("No git hook: pre-commit runs the check (once on each machine: pre-commit install).\n"))
            #expect(!team.exists(".git/hooks/pre-commit"))
            #expect(try team.text(".pre-commit-config.yaml").contains("additional_dependencies: [\"handoff-lint==0.1.0\"]"))
        }

        @Test func fromAFolderBelowTheTopIsSetUp() throws {
            let team = try TestRepository(["a/b/x.txt": ""])
            let result = try team.initialise("--yes", folder: "a/b")
            #expect(result.output.contains("  new      ../../handoff.yml "))
            #expect(team.exists("handoff.yml"))
            #expect(team.exists(".git/hooks/pre-commit"))
        }

        @Test func aConfigInAFolderIsNamedToEveryPiece() throws {
            let team = try TestRepository(["teams/eu/handoff.yml": Kickoff.config, "teams/eu/kickoff.yml": Kickoff.contract])
            try team.initialise("--yes", "--with", "github", "--with", "gitlab", folder: "teams/eu")
            for path in [".github/workflows/handoff.yml", ".gitlab-ci.yml", ".git/hooks/pre-commit"] {
                #expect(try team.text(path).contains(" --config teams/eu/handoff.yml"), "\(path)")
            }
            try team.stage()
            #expect(try team.commitWithHooks().code == 0)
            try team.write("teams/eu/briefs/a.md", Kickoff.empty)
            try team.stage()
            #expect(try team.commitWithHooks().code == 1)
        }

        @Test func nothingIsWrittenThroughLinks() throws {
            let team = try TestRepository()
            let outside = try Scratch(["workflows/x": ""])
            try team.link(".github", to: outside.url.path)
            try team.link(".gitlab-ci.yml", to: outside.url.appending(path: "gone.yml").path)
            try team.link("briefs", to: outside.url.path)
            let result = try team.initialise("--yes", "--with", "github", "--with", "gitlab")
            #expect(result.code == 0, "\(result.error)")
            #expect(result.output.contains(".github/workflows/handoff.yml: it is left alone: “.github” on the way is a link."))
            #expect(result.output.contains(".gitlab-ci.yml: it is left alone: it is a link to something else."))
            #expect(try FileManager.default.subpathsOfDirectory(atPath: outside.url.path).sorted() == ["workflows", "workflows/x"])
            #expect(team.exists("handoff.yml"))
        }

        @Test func whatCantBeWrittenIsSaidAndCanBeTakenBack() throws {
            let team = try TestRepository(["briefs/x.txt": ""])
            let state = try team.state()
            // A folder in which nobody can write, for root as well: its name is too long.
            try team.git("config", "core.hooksPath", String(repeating: "x", count: 300))
            let result = try team.initialise("--yes")
            #expect(result.code == 2)
            #expect(result.error.contains("can't be written: "))
            #expect(result.error.contains("2 files before it were written; handoff init --undo takes back what was."))
            #expect(try team.initialise("--undo", "--yes").code == 0)
            #expect(try team.state() == state)
        }

        @Test(
            "names that mean something elsewhere are names",
            arguments: ["two words, it's", "$(touch gone) `touch gone`", "a\nb", "\"q\" -n ö", "a;b&c|d %s\\n {a,b}*?"])
        func hostileNames(name: String) throws {
            let team = try TestRepository(name: name)
            // A copy of the program whose own path is as hostile.
            let program = team.folder.appending(path: "bin \(name)/handoff")
            try FileManager.default.createDirectory(at: program.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(at: program, withDestinationURL: Program.binary)
            for file in ["a", "b"] { try team.write("\(name) briefs/\(file).md", PlainBriefs.analytics) }
            try team.write("\(name) briefs/\(name).md", PlainBriefs.design)
            let result = try Program.run(
                ["init", "--yes", "--with", "github", "--with", "gitlab"], in: team.url, environment: team.environment, executable: program)
            Program.expectForTerminals(result)
            #expect(result.code == 0, "\(result.error)")
            try team.stage()
            let commit = try team.commitWithHooks()
            #expect(commit.code == 0, "\(commit.output)\(commit.error)")
            #expect(!commit.error.contains("not installed"))
            let lint = try team.lint()
            #expect(Set(lint.briefs.map(\.path)).isSuperset(of: ["\(name) briefs/a.md", "\(name) briefs/\(name).md"]))
            #expect(lint.briefs.first { $0.path == "\(name) briefs/\(name).md" }?.handoff == "content-to-design")
            try team.write("\(name) briefs/c.md", PlainBriefs.analytics)
            try team.stage()
            #expect(try team.commitWithHooks().code == 1)
            #expect(try team.initialise("--undo", "--yes").code == 0)
            #expect(!team.exists("handoff.yml") && !team.exists(".git/hooks/pre-commit"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: team.folder.path).contains("gone") == false)
            #expect(!team.exists("gone"))
        }
    }
}
