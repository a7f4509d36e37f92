import Foundation
import GitFixture
import Testing

extension GitScopeTests {
    /// `--staged` judges what is about to be committed, and nothing else.
    @Suite struct Staged {
        struct Case: Sendable, CustomTestStringConvertible {
            var name: String
            var before: [String: String]
            var act: @Sendable (TestRepository) throws -> Void
            var arguments: [String]
            var lines: [String]
            var code: Int32

            init(
                _ name: String, _ before: [String: String] = [:], _ arguments: [String] = [], lines: [String], code: Int32,
                _ act: @escaping @Sendable (TestRepository) throws -> Void
            ) {
                (self.name, self.before, self.arguments, self.lines, self.code, self.act) = (name, before, arguments, lines, code, act)
            }

            var testDescription: String { name }
        }

        static let missing = "kickoff/budget:required, kickoff/goal:required"

        static let cases = [
            Case("nothing is staged", ["briefs/a.md": Kickoff.empty], lines: [], code: 0) { try $0.write("briefs/a.md", "x") },
            Case("broken in the work tree, repaired in the index", ["briefs/a.md": Kickoff.empty], lines: ["briefs/a.md ready"], code: 0) {
                try $0.write("briefs/a.md", Kickoff.ready)
                try $0.stage()
                try $0.write("briefs/a.md", Kickoff.empty)
            },
            Case(
                "repaired in the work tree, broken in the index", ["briefs/a.md": Kickoff.ready], lines: ["briefs/a.md hold: \(missing)"],
                code: 1
            ) {
                try $0.write("briefs/a.md", Kickoff.empty)
                try $0.stage()
                try $0.write("briefs/a.md", Kickoff.ready)
            },
            Case(
                "deleted in the work tree, changed in the index", ["briefs/a.md": Kickoff.ready], lines: ["briefs/a.md hold: \(missing)"],
                code: 1
            ) {
                try $0.write("briefs/a.md", Kickoff.empty)
                try $0.stage()
                try $0.remove("briefs/a.md")
            },
            Case(
                "only what differs is judged", ["briefs/a.md": Kickoff.empty, "briefs/b.md": Kickoff.empty], lines: ["briefs/b.md ready"],
                code: 0
            ) {
                try $0.write("briefs/b.md", Kickoff.ready + "\n")
                try $0.stage()
            },
            Case("a partially staged file", ["briefs/a.md": Kickoff.ready + "\n## Notes\nx\n"], lines: ["briefs/a.md ready"], code: 0) {
                try $0.write("briefs/a.md", Kickoff.ready + "\n## Notes\ny\n")
                try $0.stage()
                try $0.write("briefs/a.md", Kickoff.empty + "\n## Notes\nz\n")
            },
            Case("new", lines: ["briefs/deep/n.md hold: \(missing)"], code: 1) {
                try $0.write("briefs/deep/n.md", Kickoff.empty)
                try $0.stage()
            },
            Case("new and not staged", lines: [], code: 0) { try $0.write("briefs/n.md", Kickoff.empty) },
            Case("intended to be added", lines: [], code: 0) {
                try $0.write("briefs/n.md", Kickoff.empty)
                try $0.git("add", "-N", "briefs/n.md")
            },
            Case("renamed", ["briefs/a.md": Kickoff.empty], lines: ["briefs/sub/b.md hold: \(missing)"], code: 1) {
                try $0.write("briefs/sub/x", "")
                try $0.git("mv", "briefs/a.md", "briefs/sub/b.md")
            },
            Case("deleted", ["briefs/a.md": Kickoff.empty], lines: [], code: 0) { try $0.git("rm", "-q", "briefs/a.md") },
            Case(
                "in an index of version 4", ["briefs/a.md": Kickoff.ready, "briefs/ab.md": Kickoff.ready],
                lines: ["briefs/ab.md hold: \(missing)"], code: 1
            ) {
                try $0.write("briefs/ab.md", Kickoff.empty)
                try $0.stage()
                try $0.git("update-index", "--index-version", "4")
            },
            Case("in an index that another process holds", lines: ["briefs/a.md hold: \(missing)"], code: 1) {
                try $0.write("briefs/a.md", Kickoff.empty)
                try $0.stage()
                try $0.write(".git/index.lock", "")
            },
            Case("a change that is no brief", ["briefs/a.md": Kickoff.empty], lines: [], code: 0) {
                try $0.write("notes.md", "x")
                try $0.write("other/b.md", "---\nhandoff: kickoff\n---\n")
                try $0.stage()
            },
            Case("named paths narrow", [:], ["briefs/a.md"], lines: ["briefs/a.md hold: \(missing)"], code: 1) {
                try $0.write("briefs/a.md", Kickoff.empty)
                try $0.write("briefs/b.md", Kickoff.empty)
                try $0.stage()
            },
            Case(
                "named folders narrow", [:], ["briefs/sub", "./briefs/../briefs/c.md"],
                lines: ["briefs/c.md hold: \(missing)", "briefs/sub/a.md hold: \(missing)"], code: 1
            ) {
                for path in ["briefs/sub/a.md", "briefs/subway.md", "briefs/c.md"] { try $0.write(path, Kickoff.empty) }
                try $0.stage()
            },
            Case(
                "a named file that declares a handoff is judged wherever it is", [:], ["other/b.md"],
                lines: ["other/b.md hold: \(missing)"], code: 1
            ) {
                try $0.write("other/b.md", "---\nhandoff: kickoff\n---\n")
                try $0.stage()
            },
            Case("a named file that did not change is not judged", ["briefs/a.md": Kickoff.empty], ["briefs/a.md"], lines: [], code: 0) {
                _ in
            },
            Case("a draft blocks nobody", lines: ["briefs/a.md draft: \(missing)"], code: 0) {
                try $0.write("briefs/a.md", "---\nstatus: draft\n---\n")
                try $0.stage()
            },
            Case("a brief that became executable", ["briefs/a.md": Kickoff.empty], lines: ["briefs/a.md hold: \(missing)"], code: 1) {
                try $0.git("update-index", "--chmod=+x", "briefs/a.md")
            },
            Case("a name with a quote, a line end and letters of its own", lines: ["briefs/ü \"q\"\nx.md ready"], code: 0) {
                try $0.write("briefs/ü \"q\"\nx.md", Kickoff.ready)
                try $0.stage()
            },
        ]

        @Test("what is staged is judged", arguments: cases)
        func isJudged(_ given: Case) throws {
            let team = try GitTeam.make(given.before)
            try given.act(team)
            let result = try team.lint(["--staged"] + given.arguments)
            #expect(result.lines == given.lines, "\(result.error)")
            #expect(result.code == given.code)
            #expect(result.error == "")
            #expect(result.text.contains("Nothing to check. Looked for ") == given.lines.isEmpty)
        }

        @Test func beforeTheFirstCommitEverythingStagedIsJudged() throws {
            let team = try TestRepository(["handoff.yml": Kickoff.config, "kickoff.yml": Kickoff.contract, "briefs/a.md": Kickoff.empty])
            #expect(try team.lint("--staged").code == 0)
            try team.stage()
            #expect(try team.lint("--staged").lines == ["briefs/a.md hold: \(Self.missing)"])
        }

        @Test("from any folder, paths are those of the one who asks", arguments: ["", "briefs", "briefs/sub", "other"])
        func fromAnyFolder(_ folder: String) throws {
            let team = try GitTeam.make(["briefs/sub/b.md": Kickoff.ready, "other/x": "x"])
            try team.write("briefs/a.md", Kickoff.empty)
            try team.write("briefs/sub/b.md", Kickoff.empty)
            try team.stage()
            let result = try team.lint("--staged", folder: folder)
            #expect(result.lines == ["briefs/a.md hold: \(Self.missing)", "briefs/sub/b.md hold: \(Self.missing)"])
            #expect(result.text.hasPrefix(["": "", "briefs": "../", "briefs/sub": "../../", "other": "../"][folder]! + "briefs/a.md — "))
            if folder == "briefs/sub" {
                #expect(try team.lint("--staged", "b.md", folder: folder).lines == ["briefs/sub/b.md hold: \(Self.missing)"])
            }
        }

        @Test func aLinkedWorkTreeHasItsOwnIndex() throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.ready])
            let other = team.folder.appending(path: "other")
            try team.git("worktree", "add", "-q", "-b", "side", other.path)
            try Data(Kickoff.empty.utf8).write(to: other.appending(path: "briefs/a.md"))
            try team.git("add", "-A", in: other)
            #expect(try team.lint("--staged", in: other.appending(path: "briefs")).lines == ["briefs/a.md hold: \(Self.missing)"])
            #expect(try team.lint("--staged").lines == [])
        }

        @Test func aHookSeesTheIndexThatGitCommits() throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.ready, "briefs/b.md": Kickoff.ready])
            try team.write("briefs/a.md", Kickoff.empty)
            try team.stage()
            try team.write("briefs/b.md", Kickoff.ready + "\n")
            let hook = "#!/bin/sh\nexec \"$HANDOFF\" lint --staged --today \(Program.today) > hook.out 2>&1\n"
            try team.write(".git/hooks/pre-commit", hook)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: team.url.appending(path: ".git/hooks/pre-commit").path)
            // Only b.md: git makes an index of its own for it, in which a.md is as it was.
            let only = try Program.run(
                ["git", "commit", "-q", "-m", "b", "briefs/b.md"], in: team.url,
                environment: team.environment.merging(["HANDOFF": Program.binary.path]) { $1 }, executable: URL(filePath: "/usr/bin/env"))
            #expect(only.code == 0, "\(only.error)")
            #expect(try String(contentsOf: team.url.appending(path: "hook.out"), encoding: .utf8).hasPrefix("briefs/b.md — "))
            let all = try Program.run(
                ["git", "commit", "-q", "-m", "a"], in: team.url,
                environment: team.environment.merging(["HANDOFF": Program.binary.path]) { $1 }, executable: URL(filePath: "/usr/bin/env"))
            #expect(all.code == 1)
            #expect(try String(contentsOf: team.url.appending(path: "hook.out"), encoding: .utf8).hasPrefix("briefs/a.md — "))
        }

        // MARK: rules

        struct RuleChange: Sendable, CustomTestStringConvertible {
            var name: String
            var all: Bool
            var act: @Sendable (TestRepository) throws -> Void

            var testDescription: String { name }
        }

        static let rules = [
            RuleChange(name: "the config", all: true) {
                try $0.write("handoff.yml", Kickoff.config + people + "domains: [acme.example]\n")
            },
            RuleChange(name: "a contract", all: true) { try $0.write("kickoff.yml", Kickoff.contract + "  note: {title: Note}\n") },
            RuleChange(name: "people", all: true) { try $0.write("people.yml", "people: [Ada, Ben]\n") },
            RuleChange(name: "a brief", all: false) { try $0.write("briefs/b.md", Kickoff.ready + "\n") },
            RuleChange(name: "some other file", all: false) { try $0.write("README.md", "x") },
            RuleChange(name: "a contract in the work tree alone", all: false) {
                try $0.write("briefs/b.md", Kickoff.ready + "\n")
                try $0.git("add", "briefs/b.md")
                try $0.write("kickoff.yml", Kickoff.contract + "  note: {title: Note}\n")
            },
        ]

        static let people = "people: people.yml\n"

        @Test("when rules differ, all briefs are judged", arguments: rules)
        func rulesDiffer(_ change: RuleChange) throws {
            let team = try GitTeam.make(
                ["briefs/a.md": Kickoff.ready, "briefs/b.md": Kickoff.ready, "people.yml": "people: [Ada]\n"], config: Self.people)
            try change.act(team)
            if !change.name.hasSuffix("alone") { try team.stage() }
            let paths = try team.lint("--staged").briefs.map(\.path)
            #expect(paths.contains("briefs/a.md") == change.all)
        }

        @Test func rulesAreThoseOfTheIndex() throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.empty])
            try team.write("kickoff.yml", Kickoff.contract.replacing("required: true", with: "required: false"))
            try team.stage()
            try team.write("kickoff.yml", "nonsense: [")
            #expect(try team.lint("--staged").lines == ["briefs/a.md ready"])
            #expect(try team.lint().code == 2)
        }

        @Test func aBrokenContractInTheIndexFailsTheRun() throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.ready])
            try team.write("kickoff.yml", "handoff: kickoff\nnope: 1\n")
            try team.stage()
            try team.write("kickoff.yml", Kickoff.contract)
            let result = try team.lint("--staged")
            #expect(result.code == 2)
            #expect(result.error.contains("kickoff.yml:2:1"))
        }

        // MARK: what can't be judged

        @Test func aBriefThatAMergeLeftUndecidedFailsTheRunAfterTheOthers() throws {
            let team = try GitTeam.make(["briefs/a.md": "1", "briefs/b.md": Kickoff.ready])
            let blob = try team.git("rev-parse", "HEAD:briefs/a.md")
            try team.write("briefs/b.md", Kickoff.empty)
            try team.stage()
            try team.git("rm", "-q", "--cached", "briefs/a.md")
            try team.git(
                ["update-index", "--index-info"], input: Data("100644 \(blob) 2\tbriefs/a.md\n100644 \(blob) 3\tbriefs/a.md\n".utf8))
            let result = try team.lint("--staged")
            #expect(result.lines == ["briefs/b.md hold: \(Self.missing)"])
            #expect(result.error == "handoff: briefs/a.md: a merge left it undecided; settle it and stage it with “git add”.\n")
            #expect(result.code == 2)
        }

        @Test func aNameThatIsNoUTF8FailsTheRun() throws {
            let team = try GitTeam.make()
            let blob = try team.git(["hash-object", "-w", "--stdin"], input: Data(Kickoff.ready.utf8))
            try team.git(
                ["update-index", "-z", "--index-info"], input: Data("100644 \(blob)\tbriefs/".utf8) + [0xFF, 0x2E, 0x6D, 0x64, 0])
            let result = try team.lint("--staged")
            #expect(result.error == "handoff: briefs/\u{FFFD}.md: its name is no UTF-8; rename it.\n")
            #expect(result.code == 2)
        }

        @Test(
            "links lead to what is staged, and never out of the folder",
            arguments: [
                ("../notes/real.md", Int32(1), ""), ("nowhere.md", 2, "this link leads nowhere"),
                ("/etc/hostname", 2, "leads out of the folder"),
                ("../../secret.md", 2, "leads out of the folder"), ("a.md", 2, "lead in a circle"),
                ("../kickoff.yml/x", 2, "leads nowhere"),
            ] as [(String, Int32, String)])
        func links(_ target: String, _ code: Int32, _ says: String) throws {
            let team = try GitTeam.make(["notes/real.md": Kickoff.empty])
            try team.link("briefs/a.md", to: target)
            try team.stage()
            let result = try team.lint("--staged")
            #expect(result.code == code)
            #expect(says.isEmpty ? result.error == "" : result.error.contains(says), "\(result.error)")
            if code == 1 { #expect(result.lines == ["briefs/a.md hold: \(Self.missing)"]) }
        }

        @Test func aBriefIsJudgedWhenWhatItsLinkLeadsToChanges() throws {
            let team = try GitTeam.make(["notes/real.md": Kickoff.ready])
            try team.link("briefs/a.md", to: "../notes/real.md")
            try team.commit()
            try team.write("notes/real.md", Kickoff.empty)
            try team.stage()
            #expect(try team.lint("--staged").lines == ["briefs/a.md hold: \(Self.missing)"])
        }

        @Test func aBriefThatIsTooLargeIsAFinding() throws {
            let team = try GitTeam.make()
            try team.write("briefs/a.md", String(repeating: "x\n", count: 600_000))
            try team.stage()
            #expect(try team.lint("--staged").lines == ["briefs/a.md hold: handoff/text:text"])
        }

        @Test(
            "what can't be done is said in a sentence",
            arguments: [
                (["briefs/untracked.md"], "handoff: briefs/untracked.md: this is not in the index; add it with “git add”.\n"),
                (["briefs/nope.md"], "handoff: briefs/nope.md: there is no such file or folder.\n"),
                (["/etc"], "handoff: /etc: this is outside "),
            ] as [([String], String)])
        func sentences(_ paths: [String], _ says: String) throws {
            let team = try GitTeam.make()
            try team.write("briefs/untracked.md", "x")
            let result = try team.lint(["--staged"] + paths)
            #expect(result.error.hasPrefix(says), "\(result.error)")
            #expect(result.code == 2)
        }

        @Test func anIndexThatCantBeReadFailsTheRun() throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.ready])
            try team.write(".git/index", "nonsense")
            let result = try team.lint("--staged")
            #expect(result.code == 2)
            #expect(result.error.hasPrefix("handoff: Reading the index did not work: the index is damaged"))
        }

        @Test func aBriefWhoseObjectIsGoneFailsTheRun() throws {
            let team = try GitTeam.make()
            try team.write("briefs/a.md", Kickoff.ready)
            try team.stage()
            let id = try team.git("rev-parse", ":briefs/a.md")
            try team.remove(".git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
            let result = try team.lint("--staged")
            #expect(result.code == 2)
            #expect(result.error.contains("git fsck"), "\(result.error)")
        }
    }
}
