import Foundation
import GitFixture
import Testing

extension GitScopeTests {
    /// `--since` and `--rev` judge commits.
    @Suite struct Commits {
        static let missing = Staged.missing

        /// main with two briefs; a branch that broke one, added one, and left the rest; main went on and broke another.
        static func branched() throws -> TestRepository {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.ready, "briefs/b.md": Kickoff.empty, "briefs/c.md": Kickoff.ready])
            try team.git("checkout", "-q", "-b", "topic")
            try team.commit(files: ["briefs/a.md": Kickoff.empty, "briefs/sub/new.md": Kickoff.ready])
            try team.git("checkout", "-q", "main")
            try team.commit(files: ["briefs/c.md": Kickoff.empty])
            try team.git("checkout", "-q", "topic")
            return team
        }

        static let changed = ["briefs/a.md hold: \(missing)", "briefs/sub/new.md ready"]

        @Test("what the branch changed is judged, as it is in HEAD", arguments: ["main", "HEAD~1", "main~1", "refs/heads/main", "topic~1"])
        func since(_ revision: String) throws {
            let team = try Self.branched()
            // What is not committed is not looked at.
            try team.write("briefs/a.md", Kickoff.ready)
            try team.write("briefs/b.md", Kickoff.ready + "\n")
            try team.stage()
            let result = try team.lint("--since", revision)
            #expect(result.lines == Self.changed)
            #expect(result.code == 1)
            #expect(result.error == "")
        }

        @Test("from any folder", arguments: ["briefs", "briefs/sub", ".git"])
        func fromAnyFolder(_ folder: String) throws {
            let team = try Self.branched()
            #expect(try team.lint("--since", "main", folder: folder).lines == Self.changed)
            if folder == "briefs" {
                #expect(try team.lint("--since", "main", "sub", folder: folder).lines == ["briefs/sub/new.md ready"])
                #expect(try team.lint("--since", "main", "../briefs/a.md", folder: folder).lines == Array(Self.changed.prefix(1)))
            }
        }

        @Test func withADetachedHead() throws {
            let team = try Self.branched()
            try team.git("checkout", "-q", "--detach")
            #expect(try team.lint("--since", "main").lines == Self.changed)
        }

        @Test func inABareRepository() throws {
            let team = try Self.branched()
            let bare = try team.clone("bare.git", "--bare")
            try team.git("symbolic-ref", "HEAD", "refs/heads/topic", in: bare)
            #expect(try team.lint("--since", "main", in: bare).lines == Self.changed)
            #expect(try team.lint("--since", "main", "briefs/sub", in: bare).lines == ["briefs/sub/new.md ready"])
            #expect(try team.lint("--rev", "main", "briefs/c.md", in: bare).lines == ["briefs/c.md hold: \(Self.missing)"])
            #expect(try team.lint("--rev", "main", in: bare.appending(path: "refs")).briefs.count == 3)
            let result = try team.lint("--staged", in: bare)
            #expect(result.code == 2)
            #expect(result.error.contains("this is a bare repository"))
        }

        @Test func inALinkedWorkTree() throws {
            let team = try Self.branched()
            let other = team.folder.appending(path: "other")
            try team.git("checkout", "-q", "main")
            try team.git("worktree", "add", "-q", other.path, "topic")
            #expect(try team.lint("--since", "main", in: other.appending(path: "briefs")).lines == Self.changed)
        }

        @Test func whenAGitHookNamesTheRepository() throws {
            let team = try Self.branched()
            let environment = ["GIT_DIR": team.url.path + "/.git", "GIT_WORK_TREE": team.url.path]
            #expect(try team.lint("--since", "main", in: team.folder, environment: environment).lines == Self.changed)
        }

        @Test func nothingChangedIsSaid() throws {
            let team = try Self.branched()
            let result = try team.lint("--since", "HEAD")
            #expect(result.code == 0)
            #expect(result.text == "Nothing to check. Looked for briefs that differ between HEAD and HEAD.\n")
        }

        // MARK: --rev

        @Test("every brief of a commit is judged", arguments: ["main~1", "HEAD~1"])
        func rev(_ revision: String) throws {
            let team = try Self.branched()
            try FileManager.default.removeItem(at: team.url.appending(path: "briefs"))
            let result = try team.lint("--rev", revision)
            #expect(result.lines == ["briefs/a.md ready", "briefs/b.md hold: \(Self.missing)", "briefs/c.md ready"])
            #expect(try team.lint("--rev", revision, "briefs/b.md").lines == ["briefs/b.md hold: \(Self.missing)"])
        }

        @Test func aCommitHasItsOwnRules() throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.empty])
            try team.commit(files: ["kickoff.yml": Kickoff.contract.replacing("required: true", with: "required: false")])
            #expect(try team.lint("--rev", "HEAD").code == 0)
            #expect(try team.lint("--rev", "HEAD~1").code == 1)
            #expect(try team.lint("--rev", "HEAD", "--rules-from", "HEAD~1").code == 1)
            #expect(try team.lint("--rules-from", "HEAD~1").code == 1)
            #expect(try team.lint().code == 0)
        }

        @Test func withoutAConfigWhatDeclaresAHandoffIsABrief() throws {
            let team = try TestRepository()
            let brief = "---\nhandoff: campaign-to-analytics\n---\n"
            try team.commit(files: [
                "a.md": brief, "sub/b.md": brief, "notes.md": "x", ".hidden/c.md": brief, "node_modules/d.md": brief, "e.txt": brief,
            ])
            #expect(try team.lint("--rev", "HEAD").briefs.map(\.path) == ["a.md", "sub/b.md"])
            #expect(try team.lint("--rev", "HEAD", folder: "sub").briefs.map(\.path) == ["a.md", "sub/b.md"])
        }

        @Test func theConfigNearestToTheFolderIsTheOne() throws {
            let team = try TestRepository()
            try team.commit(files: [
                "shop/handoff.yml": Kickoff.config, "shop/kickoff.yml": Kickoff.contract, "shop/briefs/a.md": Kickoff.empty,
                "briefs/b.md": "x",
            ])
            let result = try team.lint("--rev", "HEAD", folder: "shop/briefs")
            #expect(result.lines == ["briefs/a.md hold: \(Self.missing)"])
            #expect(result.text.hasPrefix("a.md — ") || result.text.hasPrefix("../briefs/a.md — "))
            #expect(try team.lint("--rev", "HEAD", "--config", "shop/handoff.yml").lines == ["briefs/a.md hold: \(Self.missing)"])
            #expect(try team.lint("--rev", "HEAD").briefs.isEmpty)
        }

        @Test func aCommitAndItsWorkTreeComeToTheSame() throws {
            let team = try TestRepository()
            let fixtures = Program.root.appending(path: "fixtures/team")
            for case let file as URL in FileManager.default.enumerator(at: fixtures, includingPropertiesForKeys: [.isRegularFileKey])! {
                guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
                try team.write(String(file.path.dropFirst(fixtures.path.count + 1)), Data(contentsOf: file))
            }
            try team.commit()
            let plain = try team.lint()
            #expect(!plain.briefs.isEmpty)
            #expect(try team.lint("--rev", "HEAD").json == plain.json)
        }

        // MARK: what can't be done

        struct Refusal: Sendable, CustomTestStringConvertible {
            var arguments: [String]
            var says: String
            var make: @Sendable (TestRepository) throws -> URL = { $0.url }

            var testDescription: String { arguments.joined(separator: " ") }
        }

        static let refusals = [
            Refusal(arguments: ["--staged", "--since", "main"], says: "--staged and --since exclude each other"),
            Refusal(arguments: ["--since", "main", "--rev", "main"], says: "--since and --rev exclude each other"),
            Refusal(arguments: ["--staged", "--stdin"], says: "--staged and --stdin exclude each other"),
            Refusal(arguments: ["--rev", "HEAD", "--stdin"], says: "--rev and --stdin exclude each other"),
            Refusal(arguments: ["--since", "nope"], says: "Looking for “nope” did not work: there is no such branch, tag or commit"),
            Refusal(arguments: ["--rev", "nope"], says: "there is no such branch, tag or commit"),
            Refusal(arguments: ["--rules-from", "nope"], says: "there is no such branch, tag or commit"),
            Refusal(arguments: ["--since", ""], says: "there is no such branch"),
            Refusal(arguments: ["--since", "main..topic"], says: "Name one branch, tag or commit"),
            Refusal(arguments: ["--rev", "HEAD:briefs"], says: "it is no commit"),
            Refusal(
                arguments: ["--rev", "HEAD", "--config", "nope.yml"], says: "--config nope.yml: there is no such file in the commit HEAD"),
            Refusal(arguments: ["--rev", "HEAD", "--config", "/etc/handoff.yml"], says: "the config is one of the repository’s files"),
            Refusal(arguments: ["--rev", "HEAD", "nope.md"], says: "nope.md: there is no such file or folder"),
            Refusal(arguments: ["--staged", "--baseline", "b.json", "--write-baseline"], says: "leave out --staged"),
            Refusal(arguments: ["--since", "other"], says: "their histories are unrelated") {
                try $0.git("checkout", "-q", "--orphan", "other")
                try $0.commitStaged()
                try $0.git("checkout", "-q", "topic")
                return $0.url
            },
            Refusal(arguments: ["--since", "origin/main"], says: "Bring the whole history: git fetch --unshallow") {
                try $0.commit(files: ["x": "1"])
                try $0.commit(files: ["x": "2"])
                return try $0.clone("shallow", "--depth", "1", "--no-single-branch")
            },
            Refusal(arguments: ["--since", "main"], says: "Did you mean origin/main?") { try $0.clone("clone") },
            Refusal(arguments: ["--since", "origin/main"], says: "git fetch origin main:refs/remotes/origin/main") {
                try $0.clone("single", "--depth", "1", "--single-branch")
            },
            Refusal(arguments: ["--staged"], says: "is in no git repository") { $0.folder },
            Refusal(arguments: ["--rules-from", "main"], says: "is in no git repository") { $0.folder },
        ]

        @Test("what can't be done is said in a sentence that says what to do", arguments: refusals)
        func refused(_ refusal: Refusal) throws {
            let team = try Self.branched()
            let result = try team.lint(refusal.arguments, in: refusal.make(team))
            #expect(result.code == 2)
            #expect(result.error.hasPrefix("handoff: "))
            #expect(result.error.contains(refusal.says), "\(result.error)")
            #expect(result.briefs.isEmpty)
        }

        @Test func beforeTheFirstCommitThereIsNothingToCompareWith() throws {
            let team = try TestRepository(["handoff.yml": Kickoff.config])
            for arguments in [["--since", "HEAD"], ["--rev", "HEAD"]] {
                let result = try team.lint(arguments)
                #expect(result.code == 2)
                #expect(result.error.contains("there are no commits yet"), "\(result.error)")
            }
        }

        @Test func someoneElsesRepositoryIsOnlyReadWhenItIsTrusted() throws {
            guard getuid() == 0 else { return }
            let team = try Self.branched()
            // libgit2 asks whom the folder belongs to; root may give it away.
            try #require(chown(team.url.path, 4321, 4321) == 0 && chown(team.url.path + "/.git", 4321, 4321) == 0)
            let result = try team.lint("--since", "main")
            #expect(result.code == 2)
            #expect(result.error.contains("belongs to another user"), "\(result.error)")
            #expect(result.error.contains("git config --global --add safe.directory \(team.url.path)"), "\(result.error)")
            let config = team.folder.appending(path: "home/.gitconfig")
            try Data("[safe]\n\tdirectory = \(team.url.path)\n".utf8).write(to: config)
            #expect(try team.lint("--since", "main").lines == Self.changed)
        }

        @Test func aPartialCloneNeverTakesWhatIsMissingForDeleted() throws {
            let team = try Self.branched()
            try team.git("config", "uploadpack.allowFilter", "true")
            let clone = try team.clone("partial", "--filter=blob:none", "--no-checkout")
            let result = try team.lint("--rev", "HEAD", in: clone)
            #expect(result.code == 2)
            #expect(result.error.contains("git fetch --refetch --no-filter"), "\(result.error)")
        }
    }
}
