import Foundation
import Testing

/// What `lint` judges, by what, and what it answers.
@Suite struct LintOptionTests {}

extension LintOptionTests {
    /// Which files are judged.
    @Suite struct Scope {
        struct Case: Sendable, CustomTestStringConvertible {
            var name: String
            var folder = ""
            var arguments: [String]
            var judged: [String]

            var testDescription: String { name }
        }

        static let files = [
            "briefs/a.md": Kickoff.ready, "briefs/b.md": Kickoff.ready, "briefs/sub/c.md": Kickoff.ready,
            "briefs/sub/deep/d.md": Kickoff.ready,
            "briefs/README.md": "How we write briefs", "briefs/notes.txt": "x", "briefs/old/e.md": Kickoff.ready,
            "other/f.md": Kickoff.ready,
            "other/g.md": "---\nhandoff: kickoff\n---\n## Goal\nx\n\n## Budget\n1\n", "other/h.md": "Just notes",
        ]

        static let cases = [
            Case(
                name: "without paths, what the config names", arguments: [],
                judged: ["briefs/a.md", "briefs/b.md", "briefs/sub/c.md", "briefs/sub/deep/d.md"]),
            Case(
                name: "without paths, the same from a folder below", folder: "briefs/sub", arguments: [],
                judged: ["briefs/a.md", "briefs/b.md", "briefs/sub/c.md", "briefs/sub/deep/d.md"]),
            Case(name: "a file", arguments: ["briefs/a.md"], judged: ["briefs/a.md"]),
            Case(name: "a file from a folder below", folder: "briefs/sub", arguments: ["../a.md"], judged: ["briefs/a.md"]),
            Case(name: "a folder", arguments: ["briefs/sub"], judged: ["briefs/sub/c.md", "briefs/sub/deep/d.md"]),
            Case(name: "a folder with a slash", arguments: ["briefs/sub/deep/"], judged: ["briefs/sub/deep/d.md"]),
            Case(
                name: "the folder one is in", folder: "briefs/sub", arguments: ["."], judged: ["briefs/sub/c.md", "briefs/sub/deep/d.md"]),
            Case(
                name: "the folder above", folder: "briefs/sub/deep", arguments: [".."], judged: ["briefs/sub/c.md", "briefs/sub/deep/d.md"]),
            Case(
                name: "several, in the order of their paths and each once",
                arguments: ["briefs/sub", "briefs/b.md", "./briefs/../briefs/b.md", "briefs/a.md", "briefs/sub/c.md"],
                judged: ["briefs/a.md", "briefs/b.md", "briefs/sub/c.md", "briefs/sub/deep/d.md"]),
            Case(name: "a file that `exclude` names", arguments: ["briefs/README.md", "briefs/a.md"], judged: ["briefs/a.md"]),
            Case(name: "a folder that `exclude` names", arguments: ["briefs/old"], judged: []),
            Case(name: "a file in a folder that `exclude` names", arguments: ["briefs/old/e.md"], judged: []),
            Case(name: "a file outside the config's folders that declares a handoff", arguments: ["other/g.md"], judged: ["other/g.md"]),
            Case(name: "files outside the config's folders that declare none", arguments: ["other/f.md", "other/h.md"], judged: []),
            Case(name: "a folder outside the config's folders", arguments: ["other"], judged: []),
        ]

        @Test("what is judged", arguments: cases)
        func isJudged(_ scope: Case) throws {
            let team = try Kickoff.team(Self.files, config: "exclude: [\"**/README.md\", \"briefs/old/**\"]\n")
            let result = try Program.lint(scope.arguments, in: team, folder: scope.folder)
            #expect(result.briefs.map(\.path) == scope.judged)
            #expect(result.code == 0)
            #expect(result.error == "")
            #expect(result.text.contains("Nothing to check. Looked for ") == scope.judged.isEmpty)
        }

        @Test func anAbsolutePathIsJudgedLikeARelativeOne() throws {
            let team = try Kickoff.team(Self.files)
            let result = try Program.lint([team.url.appending(path: "briefs/a.md").path], in: team, folder: "briefs/sub")
            #expect(result.verdicts == ["briefs/a.md kickoff ready"])
        }

        @Test func theTextShowsPathsAsOneWouldTypeThem() throws {
            let team = try Kickoff.team(Self.files)
            #expect(try Program.lint(["../a.md"], in: team, folder: "briefs/sub").text.hasPrefix("../../briefs/a.md — Kick-off — ready\n"))
            #expect(try Program.lint(["briefs/a.md"], in: team).text.hasPrefix("briefs/a.md — Kick-off — ready\n"))
        }

        @Test func aFileInABriefFolderThatDeclaresNothingIsAFindingAndNeverSkipped() throws {
            let team = try Kickoff.team([
                "handoff.yml": "briefs: [\"briefs/**/*.md\"]\ncontracts: [kickoff.yml]\n", "briefs/sub/a.md": "# Notes\n\nJust notes\n",
            ])
            for arguments in [[], ["briefs"], ["briefs/sub/a.md"], ["."]] {
                let result = try Program.lint(arguments, in: team)
                #expect(result.findings.map(\.short) == ["1:1 error handoff/unknown-type:unknown-type"])
                #expect(result.findings.first?.message.hasPrefix("Cannot tell which handoff this is.") == true)
                #expect(result.verdicts == ["briefs/sub/a.md - hold"])
                #expect(result.code == 1)
            }
        }

        @Test("a declaration that says nothing yet is none", arguments: ["", "~", "\"\"", "TBD", "[]", "\"[which one]\""])
        func unfilledDeclaration(_ value: String) throws {
            let team = try Kickoff.team(["handoff.yml": "briefs: [\"*.md\"]\n", "a.md": "---\nhandoff: \(value)\n---\n"])
            let result = try Program.lint(in: team)
            #expect(result.findings.map(\.short) == ["2:1 error handoff/unknown-type:unknown-type"])
            #expect(result.code == 1)
        }

        @Test func withoutAConfigEveryMarkdownFileThatDeclaresAHandoffIsJudged() throws {
            let declared = "---\nhandoff: campaign-to-analytics\n---\n"
            let scratch = try Scratch([
                "a.md": declared, "sub/b.md": declared, "sub/c.markdown": declared, "d.txt": declared,
                "notes.md": "# Notes\n\nhandoff: none\n",
                "late.md": "---\ntitle: x\n---\nhandoff: campaign-to-analytics\n", ".hidden/e.md": declared, "node_modules/f.md": declared,
                ".git/g.md": declared, "upper.md": "---\nHandoff: campaign-to-analytics\n---\n", "bom.md": "\u{FEFF}" + declared,
                "many.md": "---\n" + (0..<30).map { "key-\($0): x\n" }.joined() + "handoff: campaign-to-analytics\n---\n",
            ])
            let result = try Program.lint(in: scratch)
            #expect(result.briefs.map(\.path) == ["a.md", "bom.md", "many.md", "sub/b.md", "sub/c.markdown", "upper.md"])
            #expect(result.code == 1)
        }

        @Test(
            "nothing in scope is 0 and says what was looked for",
            arguments: [
                ("", [], "Markdown files (*.md) in "),
                ("briefs: [\"briefs/*.md\", \"more/**\"]\n", [], "under briefs: briefs/*.md, more/**"),
                ("briefs: [\"briefs/*.md\"]\n", ["notes.md"], "briefs in notes.md"), ("briefs: [\"briefs/*.md\"]\n", ["."], "briefs in ."),
            ] as [(String, [String], String)])
        func nothingInScope(_ config: String, _ arguments: [String], _ says: String) throws {
            let scratch = try Scratch(["notes.md": "# Notes\n"])
            if !config.isEmpty { try scratch.write("handoff.yml", config) }
            let result = try Program.lint(arguments, in: scratch)
            #expect(result.code == 0)
            #expect(result.text.contains("Nothing to check. Looked for "))
            #expect(result.text.contains(says))
            #expect(result.json?.briefs == [])
            #expect(result.json?.summary["briefs"] == 0)
        }

        @Test func theNearestConfigUpwardsCounts() throws {
            let team = try Kickoff.team([
                "briefs/inner/handoff.yml": "briefs: [{files: \"*.md\", handoff: campaign-to-analytics}]\n", "briefs/inner/a.md": "x\n",
                "briefs/b.md": "x\n",
            ])
            #expect(try Program.lint(["a.md"], in: team, folder: "briefs/inner").verdicts == ["a.md campaign-to-analytics hold"])
            #expect(try Program.lint(["b.md"], in: team, folder: "briefs").verdicts == ["briefs/b.md kickoff hold"])
            let chosen = try Program.lint(["--config", "../../handoff.yml", "a.md"], in: team, folder: "briefs/inner")
            #expect(chosen.verdicts == ["briefs/inner/a.md kickoff hold"])
        }

        // MARK: standard input

        @Test(
            "standard input is judged as the file it stands for",
            arguments: [
                (["--path", "briefs/new.md"], "briefs/new.md kickoff hold"), (["--path", "notes/new.md"], "notes/new.md - hold"),
                (["--path", "notes/new.md", "--handoff", "kickoff"], "notes/new.md kickoff hold"), ([], "stdin.md - hold"),
                (["--handoff", "Kick-off"], "stdin.md kickoff hold"),
                (["--path", "./briefs/../briefs/new.md"], "briefs/new.md kickoff hold"),
                (["--path", "briefs/not/there/yet.md"], "briefs/not/there/yet.md kickoff hold"),
                (["--path", "/nowhere/new.md"], "/nowhere/new.md - hold"),
            ] as [([String], String)])
        func standardInput(_ arguments: [String], _ verdict: String) throws {
            let team = try Kickoff.team()
            let result = try Program.lint(["--stdin"] + arguments, in: team, input: Data("# New\n".utf8))
            #expect(result.verdicts == [verdict])
            #expect(result.code == 1)
        }

        @Test func standardInputFromAFolderBelowIsTheFileThere() throws {
            let team = try Kickoff.team(["briefs/sub/x.txt": ""])
            let result = try Program.lint(["--stdin", "--path", "new.md"], in: team, folder: "briefs/sub", input: Data("# New\n".utf8))
            #expect(result.verdicts == ["briefs/sub/new.md kickoff hold"])
            #expect(result.text.hasPrefix("../../briefs/sub/new.md — "))
        }

        @Test func standardInputCanBeEmpty() throws {
            let result = try Program.lint(["--stdin", "--path", "briefs/new.md"], in: try Kickoff.team())
            #expect(result.rules == ["kickoff/budget:required", "kickoff/goal:required"])
            #expect(result.code == 1)
        }

        @Test func standardInputKnowsTheOtherBriefs() throws {
            let team = try Kickoff.team([
                "briefs/a.md": "---\nid: one\ngoal: x\nbudget: 5\n---\n", "briefs/b.md": "---\nid: two\ngoal: x\nbudget: 5\n---\n",
            ])
            let input = Data("---\nid: one\ngoal: x\nbudget: 5\n---\n".utf8)
            #expect(try Program.lint(["--stdin", "--path", "briefs/new.md"], in: team, input: input).rules == ["kickoff/id:unique"])
            // Standing for the file that has the id, it is that file's new text.
            #expect(try Program.lint(["--stdin", "--path", "briefs/a.md"], in: team, input: input).rules == [])
        }

        // MARK: which handoff

        @Test(
            "the file's own word beats --handoff, which beats the config",
            arguments: [
                ("handoff: kickoff", ["--handoff", "review"], "kickoff"), ("handoff: Kick-off", ["--handoff", "review"], "kickoff"),
                ("", ["--handoff", "review"], "review"),
                ("", ["--handoff", "Peer review"], "review"), ("", [], "kickoff"), ("handoff: review", [], "review"),
            ] as [(String, [String], String)])
        func precedence(_ line: String, _ arguments: [String], _ handoff: String) throws {
            let team = try Kickoff.team(
                ["review.yml": "handoff: review\ntitle: Peer review\n", "briefs/a.md": "---\n\(line)\ngoal: x\nbudget: 5\n---\n"])
            try team.write(
                "handoff.yml",
                Kickoff.config.replacing("[kickoff.yml]", with: "[\"*.yml\"]\nexclude: []").replacing(
                    "\"*.yml\"", with: "kickoff.yml, review.yml"))
            let result = try Program.lint(["briefs/a.md"] + arguments, in: team)
            #expect(result.briefs.map(\.handoff) == [handoff])
            #expect(result.code == 0)
        }

        @Test func theFirstEntryThatNamesAFileSaysItsHandoff() throws {
            let team = try Kickoff.team(["review.yml": "handoff: review\n", "briefs/special/a.md": "x\n", "briefs/b.md": "x\n"])
            try team.write(
                "handoff.yml",
                "briefs:\n  - {files: \"briefs/special/*.md\", handoff: review}\n  - {files: \"briefs/**/*.md\", handoff: kickoff}\ncontracts: [kickoff.yml, review.yml]\n"
            )
            #expect(try Program.lint(in: team).verdicts == ["briefs/b.md kickoff hold", "briefs/special/a.md review ready"])
        }

        @Test func aFileThatDeclaresNothingIsJudgedByTheOption() throws {
            let scratch = try Scratch(["a.md": "# A\n", "b.md": "# B\n"])
            let result = try Program.lint(["--handoff", "marketing-to-sales", "a.md"], in: scratch)
            #expect(result.verdicts == ["a.md marketing-to-sales hold"])
        }

        @Test(
            "globs know *, **, ? and {a,b}, and nothing else",
            arguments: [
                ("briefs/*.md", ["briefs/a.md", "briefs/ab.md", "briefs/x[1].md"]),
                ("**/*.md", ["a.md", "briefs/a.md", "briefs/ab.md", "briefs/sub/c.md", "briefs/x[1].md"]),
                ("briefs/?.md", ["briefs/a.md"]), ("briefs/{ab,sub/c}.md", ["briefs/ab.md", "briefs/sub/c.md"]),
                ("briefs/x[1].md", ["briefs/x[1].md"]),
                ("briefs/**", ["briefs/a.md", "briefs/ab.md", "briefs/sub/c.md", "briefs/x[1].md"]), ("BRIEFS/*.md", []),
                ("a.md", ["a.md"]), ("**/c.md", ["briefs/sub/c.md"]),
            ] as [(String, [String])])
        func globs(_ glob: String, _ judged: [String]) throws {
            let files = ["a.md", "briefs/a.md", "briefs/ab.md", "briefs/sub/c.md", "briefs/x[1].md"]
            let team = try Kickoff.team(Dictionary(uniqueKeysWithValues: files.map { ($0, Kickoff.ready) }))
            try team.write("handoff.yml", "briefs: [{files: \"\(glob)\", handoff: kickoff}]\ncontracts: [kickoff.yml]\n")
            #expect(try Program.lint(in: team).briefs.map(\.path) == judged)
        }
    }
}
