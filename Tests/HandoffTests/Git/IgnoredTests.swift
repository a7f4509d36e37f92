import Foundation
import GitFixture
import Testing

extension GitScopeTests {
    /// `lint` without a scope leaves out what git leaves out.
    @Suite struct Ignored {
        struct Case: Sendable, CustomTestStringConvertible {
            var name: String
            var files: [String: String]
            var arguments: [String] = []
            var folder = ""
            var judged: [String]

            var testDescription: String { name }
        }

        static let cases = [
            Case(name: "no rules", files: ["briefs/a.md": "", "briefs/b.md": ""], judged: ["briefs/a.md", "briefs/b.md"]),
            Case(name: "a name", files: [".gitignore": "b.md\n", "briefs/a.md": "", "briefs/b.md": ""], judged: ["briefs/a.md"]),
            Case(
                name: "a pattern", files: [".gitignore": "*.local.md\n", "briefs/a.md": "", "briefs/b.local.md": ""],
                judged: ["briefs/a.md"]),
            Case(
                name: "a folder", files: [".gitignore": "/briefs/drafts/\n", "briefs/a.md": "", "briefs/drafts/b.md": ""],
                judged: ["briefs/a.md"]),
            Case(
                name: "all but one", files: [".gitignore": "briefs/*\n!briefs/a.md\n", "briefs/a.md": "", "briefs/b.md": ""],
                judged: ["briefs/a.md"]),
            Case(
                name: "a class of letters", files: [".gitignore": "[bc].md\n", "briefs/a.md": "", "briefs/b.md": ""],
                judged: ["briefs/a.md"]),
            Case(
                name: "an escaped name", files: [".gitignore": "\\b.md\n", "briefs/a.md": "", "briefs/b.md": ""], judged: ["briefs/a.md"]),
            Case(
                name: "two stars", files: [".gitignore": "**/old/**\n", "briefs/a.md": "", "briefs/x/old/b.md": ""], judged: ["briefs/a.md"]
            ),
            Case(
                name: "rules in a folder below", files: ["briefs/x/.gitignore": "b.md\n", "briefs/b.md": "", "briefs/x/b.md": ""],
                judged: ["briefs/b.md"]),
            Case(
                name: "rules that other names only look like", files: [".gitignore": "b.mdx\nxb.md\nbriefs/c/b.md\n", "briefs/b.md": ""],
                judged: ["briefs/b.md"]),
            Case(
                name: "the repository's own list", files: [".git/info/exclude": "# x\nb.md\n", "briefs/a.md": "", "briefs/b.md": ""],
                judged: ["briefs/a.md"]),
            Case(
                name: "a file that is named itself is judged", files: [".gitignore": "b.md\n", "briefs/b.md": ""],
                arguments: ["briefs/b.md"], judged: ["briefs/b.md"]),
            Case(
                name: "a folder that is named", files: [".gitignore": "b.md\n", "briefs/a.md": "", "briefs/b.md": ""],
                arguments: ["briefs"], judged: ["briefs/a.md"]),
            Case(
                name: "from a folder below", files: [".gitignore": "b.md\n", "briefs/a.md": "", "briefs/b.md": ""], folder: "briefs",
                judged: ["briefs/a.md"]),
            Case(
                name: "rules are no contracts' business", files: [".gitignore": "kickoff.yml\n", "briefs/a.md": ""], judged: ["briefs/a.md"]
            ),
        ]

        @Test("what git ignores is left out", arguments: cases)
        func ignored(_ given: Case) throws {
            let team = try TestRepository(["handoff.yml": Kickoff.config, "kickoff.yml": Kickoff.contract])
            for (path, text) in given.files { try team.write(path, path.hasSuffix(".md") ? Kickoff.ready : text) }
            let result = try team.lint(given.arguments, folder: given.folder)
            #expect(result.briefs.map(\.path) == given.judged)
            #expect(result.code == 0, "\(result.error)")
        }

        @Test func whatIsTrackedIsNeverIgnored() throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.ready, "briefs/old/b.md": Kickoff.ready])
            try team.write(".gitignore", "*.md\nold/\n")
            try team.write("briefs/c.md", Kickoff.ready)
            try team.write("briefs/old/d.md", Kickoff.ready)
            #expect(try team.lint().briefs.map(\.path) == ["briefs/a.md", "briefs/old/b.md"])
        }

        @Test func theUsersOwnListsCount() throws {
            let team = try GitTeam.make()
            for name in ["a", "b", "c"] { try team.write("briefs/\(name).md", Kickoff.ready) }
            let home = team.folder.appending(path: "home")
            try FileManager.default.createDirectory(at: home.appending(path: ".config/git"), withIntermediateDirectories: true)
            try Data("b.md\n".utf8).write(to: home.appending(path: ".config/git/ignore"))
            #expect(try team.lint().briefs.map(\.path) == ["briefs/a.md", "briefs/c.md"])
            try Data("[core]\n\texcludesFile = ~/mine\n".utf8).write(to: home.appending(path: ".gitconfig"))
            try Data("c.md\n".utf8).write(to: home.appending(path: "mine"))
            #expect(try team.lint().briefs.map(\.path) == ["briefs/a.md", "briefs/b.md"])
        }

        @Test func aLinkedWorkTreeHasTheListsOfItsRepository() throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.ready])
            let other = team.folder.appending(path: "other")
            try team.git("worktree", "add", "-q", other.path)
            try team.write(".git/info/exclude", "b.md\n")
            try Data(Kickoff.ready.utf8).write(to: other.appending(path: "briefs/b.md"))
            #expect(try team.lint(in: other).briefs.map(\.path) == ["briefs/a.md"])
        }

        @Test func outsideARepositoryNothingIsIgnored() throws {
            let team = try Kickoff.team([".gitignore": "*.md\n", "briefs/a.md": Kickoff.ready])
            #expect(try Program.lint(in: team).briefs.map(\.path) == ["briefs/a.md"])
        }

        @Test func aRepositoryThatCantBeReadLeavesNothingOut() throws {
            let team = try GitTeam.make(["briefs/a.md": Kickoff.ready])
            try team.write(".gitignore", "b.md\n")
            try team.write("briefs/b.md", Kickoff.ready)
            try team.write(".git/index", "nonsense")
            let result = try team.lint()
            #expect(result.briefs.map(\.path) == ["briefs/a.md", "briefs/b.md"])
            #expect(result.code == 0)
        }
    }
}
