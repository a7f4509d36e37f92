import Foundation
import GitFixture
import Testing

extension GitScopeTests {
    /// Repositories as they are: each scope works there, or says in a sentence what to do.
    @Suite struct States {
        static let missing = Staged.missing

        /// What one scope comes to.
        enum Outcome: Sendable {
            case lines([String])
            /// Exit code 2, with this in the sentence.
            case says(String)
        }

        struct State: Sendable, CustomTestStringConvertible {
            var name: String
            var staged: Outcome = .lines(["briefs/b.md hold: \(missing)"])
            var since: Outcome = .lines(["briefs/a.md hold: \(missing)"])
            var rev: Outcome = .lines(["briefs/a.md hold: \(missing)", "briefs/b.md ready"])
            /// Where it is tried: nil for the repository itself.
            var make: @Sendable (TestRepository) throws -> URL?

            var testDescription: String { name }
        }

        /// On a branch that broke `a`, with `b` about to be broken.
        static func team() throws -> TestRepository {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.ready + "\n", "briefs/b.md": Kickoff.ready, "other/x": "x"])
            try team.git("branch", "base")
            try team.commit(files: ["briefs/a.md": Kickoff.empty])
            try breakB(team.url, team)
            return team
        }

        static func breakB(_ folder: URL, _ team: TestRepository) throws {
            try Data((Kickoff.empty + "\n").utf8).write(to: folder.appending(path: "briefs/b.md"))
            try team.git("add", "briefs/b.md", in: folder)
        }

        /// A clone with everything checked out, `base` beside it, and `b` about to be broken there too.
        static func clone(_ team: TestRepository, _ name: String, _ options: String...) throws -> URL {
            try team.git("config", "uploadpack.allowFilter", "true")
            try team.git("reset", "-q", "--hard")
            try team.git("commit", "-q", "--allow-empty", "-m", "youngest")
            let url = team.folder.appending(path: name)
            try team.git(["clone", "-q", "--template=", "--no-single-branch"] + options + ["file://\(team.url.path)", url.path])
            try team.git("branch", "base", "origin/base", in: url)
            try breakB(url, team)
            return url
        }

        static func object(_ team: TestRepository, _ name: String) throws -> URL {
            let id = try team.git("rev-parse", name)
            return team.url.appending(path: ".git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
        }

        static func damage(_ team: TestRepository, _ name: String, isGone: Bool = false) throws {
            let file = try object(team, name)
            let data = try Data(contentsOf: file)
            try FileManager.default.removeItem(at: file)
            if !isGone { try data.prefix(data.count / 2).write(to: file) }
        }

        static func appendToConfig(_ team: TestRepository, _ lines: String) throws {
            let config = team.url.appending(path: ".git/config")
            try (Data(contentsOf: config) + Data(lines.utf8)).write(to: config)
        }

        static let sha256 = "this repository names its objects by SHA-256, which handoff can't read yet"

        static let states = [
            State(name: "an ordinary one") { _ in nil },
            State(name: "a shallow clone", since: .says("git fetch --unshallow")) { try clone($0, "shallow", "--depth", "1") },
            State(name: "a shallow clone that reaches far enough") { try clone($0, "deep", "--depth", "3") },
            State(name: "a clone without old blobs", since: .says("git fetch --refetch --no-filter")) {
                try clone($0, "blobless", "--filter=blob:none")
            },
            State(name: "a clone without old trees", since: .says("git fetch --refetch --no-filter")) {
                try clone($0, "treeless", "--filter=tree:0")
            },
            State(name: "SHA-256", staged: .says(sha256), since: .says(sha256), rev: .says(sha256)) {
                let url = $0.folder.appending(path: "sha256")
                try $0.git("init", "-q", "--object-format=sha256", url.path)
                return url
            },
            State(name: "reftable", staged: .says("“reftable”"), since: .says("“reftable”"), rev: .says("“reftable”")) {
                // This git may know no such repositories; to say so in the config is what a newer one does as well.
                try appendToConfig($0, "[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefstorage = reftable\n")
                return nil
            },
            State(name: "a sparse index", staged: .says("git sparse-checkout reapply --no-sparse-index")) {
                try $0.git("sparse-checkout", "set", "--cone", "--sparse-index", "briefs")
                return nil
            },
            State(name: "a sparse checkout") {
                try $0.git("sparse-checkout", "set", "--cone", "--no-sparse-index", "other")
                return nil
            },
            State(name: "a split index", staged: .says("git update-index --no-split-index")) {
                try $0.git("update-index", "--split-index")
                return nil
            },
            State(name: "a linked work tree") {
                let url = $0.folder.appending(path: "linked")
                try $0.git("worktree", "add", "-q", "--detach", url.path)
                try breakB(url, $0)
                return url
            },
            State(name: "a submodule") {
                let outer = $0.folder.appending(path: "outer")
                try $0.git("init", "-q", outer.path)
                try $0.git("submodule", "add", "-q", "file://\($0.url.path)", "inner", in: outer)
                let url = outer.appending(path: "inner")
                try $0.git("branch", "base", "origin/base", in: url)
                try breakB(url, $0)
                return url
            },
            State(name: "a bare one", staged: .says("this is a bare repository")) {
                let url = try $0.clone("bare.git", "--bare")
                return url
            },
            State(name: "a detached head") {
                try $0.git("checkout", "-q", "--detach")
                return nil
            },
            State(
                name: "a head before its first commit", staged: .lines(["briefs/a.md hold: \(missing)", "briefs/b.md hold: \(missing)"]),
                since: .says("there are no commits yet"), rev: .says("there are no commits yet")
            ) {
                try $0.git("checkout", "-q", "--orphan", "fresh")
                return nil
            },
            State(name: "no commits and nothing staged", staged: .lines([]), since: .says("no commits yet"), rev: .says("no commits yet")) {
                let url = $0.folder.appending(path: "empty")
                try $0.git("init", "-q", url.path)
                return url
            },
            State(name: "a config for each work tree") {
                try $0.git("config", "extensions.worktreeConfig", "true")
                try $0.git("config", "--worktree", "core.sparseCheckout", "false")
                return nil
            },
            State(name: "someone else's", staged: .says("safe.directory"), since: .says("safe.directory"), rev: .says("safe.directory")) {
                guard getuid() == 0 else { throw Skipped() }
                try #require(chown($0.url.path, 4321, 4321) == 0 && chown($0.url.path + "/.git", 4321, 4321) == 0)
                return nil
            },
            State(
                name: "a damaged blob that is staged", staged: .says("git fsck"),
                since: .lines(["briefs/a.md hold: \(missing)"])
            ) {
                try damage($0, ":briefs/b.md")
                return nil
            },
            State(name: "a damaged blob of a commit", staged: .says("git fsck"), since: .says("git fsck"), rev: .says("git fsck")) {
                try damage($0, "HEAD:briefs/a.md")
                return nil
            },
            State(name: "a missing tree", staged: .says("git fsck"), since: .says("git fsck"), rev: .says("git fsck")) {
                try damage($0, "HEAD:briefs", isGone: true)
                return nil
            },
            State(name: "a damaged tree", staged: .says("git fsck"), since: .says("git fsck"), rev: .says("git fsck")) {
                try damage($0, "HEAD^{tree}")
                return nil
            },
            State(name: "a damaged index", staged: .says("git reset")) {
                var data = try Data(contentsOf: $0.url.appending(path: ".git/index"))
                data[data.count / 2] ^= 1
                try $0.write(".git/index", data)
                return nil
            },
            State(name: "an index that was cut off", staged: .says("git reset")) {
                try $0.write(".git/index", Data(contentsOf: $0.url.appending(path: ".git/index")).dropLast(40))
                return nil
            },
            State(name: "commits that are replaced") {
                // What was replaced stays as it was written.
                try $0.git("replace", "HEAD", "HEAD~1")
                return nil
            },
            State(name: "grafts") {
                try $0.write(".git/info/grafts", try $0.git("rev-parse", "HEAD") + "\n")
                return nil
            },
        ]

        private struct Skipped: Error {}

        @Test("in every state each scope works or says what to do", arguments: states)
        func works(_ state: State) throws {
            let team = try Self.team()
            let folder: URL
            do {
                folder = try state.make(team) ?? team.url
            } catch is Skipped {
                return
            }
            for (arguments, outcome) in [
                (["--staged"], state.staged), (["--since", "base"], state.since), (["--rev", "HEAD"], state.rev),
            ] {
                // Once with nothing kept, once with what the first run left.
                for run in 1...2 {
                    let result = try team.lint(arguments, in: folder)
                    let note = "\(arguments), run \(run): \(result.error)"
                    switch outcome {
                    case .lines(let lines):
                        #expect(result.lines == lines, "\(note)")
                        #expect(result.code == (lines.contains { $0.contains(" hold") } ? 1 : 0), "\(note)")
                        #expect(result.error == "", "\(note)")
                    case .says(let words):
                        #expect(result.code == 2, "\(note)")
                        #expect(result.error.hasPrefix("handoff: "), "\(note)")
                        #expect(result.error.contains(words), "\(note)")
                    }
                }
            }
        }

        @Test func whileGitTidiesUpTheAnswerIsTheSame() async throws {
            let team = try Self.team()
            let isDone = Task.detached {
                for _ in 0..<6 { try team.git("gc", "-q", "--prune=now") }
            }
            for _ in 0..<8 {
                #expect(try team.lint("--staged").lines == ["briefs/b.md hold: \(Self.missing)"])
                #expect(try team.lint("--since", "base").lines == ["briefs/a.md hold: \(Self.missing)"])
            }
            try await isDone.value
        }

        #if os(Linux)
            @Test func gitsLibraryIsLoadedOnlyWhereItIsAsked() throws {
                let team = try Self.team()
                func isLoaded(_ arguments: [String], in folder: URL) throws -> Bool {
                    // The loader tells on standard error which libraries it looks for.
                    let environment = team.environment.merging(["LD_DEBUG": "libs"]) { $1 }
                    return try Program.run(["lint"] + arguments, in: folder, environment: environment).error.contains("libgit2")
                }
                let outside = try Kickoff.team(["briefs/a.md": Kickoff.ready])
                #expect(try !isLoaded([], in: outside.url))
                #expect(try !isLoaded([], in: team.url))
                #expect(try !isLoaded(["briefs/a.md"], in: team.url))
                #expect(try isLoaded(["--staged"], in: team.url))
                try team.write(".gitignore", "*.tmp\n")
                #expect(try !isLoaded([], in: team.url))
                try team.write(".gitignore", "*.md\n")
                #expect(try isLoaded([], in: team.url))
            }
        #endif

        // MARK: paths

        @Test func namesThatOnlyCapitalsTellApartAreTwoBriefs() throws {
            let team = try Self.team()
            let blob = try team.git("rev-parse", ":briefs/b.md")
            for name in ["briefs/A.md", "briefs/B.md"] { try team.git("update-index", "--add", "--cacheinfo", "100644,\(blob),\(name)") }
            #expect(
                try team.lint("--staged").lines
                    == ["briefs/A.md", "briefs/B.md", "briefs/b.md"].map { "\($0) hold: \(Self.missing)" })
            try team.commitStaged()
            #expect(
                try team.lint("--rev", "HEAD").lines
                    == ["briefs/A.md", "briefs/B.md", "briefs/a.md", "briefs/b.md"].map { "\($0) hold: \(Self.missing)" })
        }

        @Test func namesWithLineEndsAndQuotesAreOneNameEach() throws {
            let team = try Self.team()
            let name = "briefs/a\n::error::x \"q\" 'r' \\ $(x).md"
            try team.write(name, Kickoff.empty)
            try team.stage()
            try team.commitStaged()
            for arguments in [["--since", "base"], ["--rev", "HEAD"]] {
                #expect(try team.lint(arguments).lines.contains("\(name) hold: \(Self.missing)"))
            }
        }

        @Test("a name that is no UTF-8 fails the run, after the others", arguments: [["--since", "base"], ["--rev", "HEAD"]])
        func nameThatIsNoUTF8(_ arguments: [String]) throws {
            let team = try Self.team()
            let blob = try team.git("rev-parse", ":briefs/b.md")
            try team.git(
                ["update-index", "-z", "--index-info"], input: Data("100644 \(blob)\tbriefs/".utf8) + [0xFF, 0x2E, 0x6D, 0x64, 0])
            try team.commitStaged()
            let result = try team.lint(arguments)
            #expect(result.error == "handoff: briefs/\u{FFFD}.md: its name is no UTF-8; rename it.\n")
            #expect(result.lines.contains("briefs/a.md hold: \(Self.missing)"))
            #expect(result.code == 2)
        }

        @Test func aHundredThousandChangedFilesTakeNoMinutes() throws {
            let team = try Self.team()
            let tip = try team.git("rev-parse", "HEAD")
            var stream = "blob\nmark :1\ndata 3\na,b\ncommit refs/heads/many\ncommitter A <a@b> 1800000000 +0000\ndata 1\nx\nfrom \(tip)\n"
            for number in 0..<100_000 { stream += "M 100644 :1 sheets/\(number / 1000)/\(number).csv\n" }
            try team.git(["fast-import", "--quiet"], input: Data(stream.utf8))
            try team.git("symbolic-ref", "HEAD", "refs/heads/many")
            // Added by one branch, and deleted by what is staged.
            #expect(try team.lint("--since", "base").lines == ["briefs/a.md hold: \(Self.missing)"])
            #expect(try team.lint("--staged").lines == ["briefs/b.md hold: \(Self.missing)"])
        }

        // MARK: words of strangers

        static let payloads = [
            "::set-output name=x::y", "\n::stop-commands::t\n", "%0A::error::x", "##[add-mask]x", "<script>alert(1)</script>", "]]><x/>",
            "[x](javascript:alert(1))", "| a | b |", "\u{1B}[31mx\u{1B}]0;t\u{7}", "\u{202E}x", "$(touch x)`touch x`",
        ]

        @Test("the name of a revision is text and nothing else", arguments: FormatName.allCases)
        func hostileRevision(_ format: FormatName) throws {
            let team = try Self.team()
            for payload in Self.payloads {
                for option in ["--since", "--rev", "--rules-from"] {
                    let result = try Program.run(
                        ["lint", "\(option)=\(payload)", "--format", format.rawValue], in: team.url, environment: team.environment)
                    let note = "\(option) \(payload.debugDescription)"
                    #expect(result.code == 2, "\(note)")
                    Program.expectForTerminals(result)
                    let text = result.output + "\n" + result.error
                    #expect(!text.contains("##["), "\(note)")
                    for command in text.split(separator: "\n").compactMap({ RunnerCommand(String($0)) }) {
                        #expect(format == .github && command.name == "error", "\(note)")
                    }
                    if format == .markdown {
                        #expect(!result.output.contains("<script") && !result.output.contains("](javascript"), "\(note)")
                    }
                }
            }
        }

        @Test("the path of a brief is text and nothing else", arguments: FormatName.allCases)
        func hostilePath(_ format: FormatName) throws {
            let team = try Self.team()
            for (number, payload) in Self.payloads.enumerated() {
                let name = payload.replacing("/", with: "∕")
                try team.write("briefs/\(number)-\(name).md", Kickoff.empty)
            }
            try team.stage()
            let result = try Program.run(["lint", "--staged", "--format", format.rawValue], in: team.url, environment: team.environment)
            #expect(result.code == 1)
            Program.expectForTerminals(result)
            #expect(!result.output.contains("##["))
            for command in result.output.split(separator: "\n").compactMap({ RunnerCommand(String($0)) }) {
                #expect(format == .github && ["error", "warning", "notice"].contains(command.name), "\(command)")
            }
        }
    }
}
