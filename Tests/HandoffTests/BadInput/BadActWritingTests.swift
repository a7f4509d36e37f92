import Foundation
import GitFixture
import Testing

extension BadInputTests {
    /// Acts that can't write, several at once, and words that want to be more than words.
    @Suite struct ActsWriting {
        @Test("a disk that takes no more is said, nothing is lost and nothing left behind", arguments: ["", "--commit"])
        func full(_ more: String) throws {
            let team = try ActTeam.make(["briefs/a.md": ActTeam.brief, "briefs/b.md": ActTeam.brief])
            let before = try team.everything()
            let script =
                "ulimit -f 0; \"$HANDOFF\" accept briefs/a.md briefs/b.md --as 'Lee Park' \(more) 2>&1 | cat; exit ${PIPESTATUS[0]}"
            let result = try Program.run(
                ["-c", script], in: team.url, environment: team.environment.merging(["HANDOFF": Program.binary.path]) { $1 },
                executable: URL(filePath: "/bin/bash"))
            #expect(result.output == "handoff: briefs/a.md can't be written: no file may become as large here. Nothing was changed.\n")
            #expect(result.code == 2)
            #expect(try team.everything() == before)
        }

        @Test(
            "what may not be written is said", .enabled(if: BadInputTests.File.asNobody != nil, "needs a user who may not write everything")
        )
        func readOnly() throws {
            func run(_ team: Scratch) throws -> Program.Result {
                try Program.shell("\(BadInputTests.File.asNobody ?? "") \"$HANDOFF\" accept briefs/a.md --as Lee", in: team.url)
            }
            let file = try Kickoff.team(["briefs/a.md": ActTeam.brief])
            #expect(try run(file).error == "handoff: briefs/a.md can't be written: it is read-only. Nothing was changed.\n")
            let folder = try Kickoff.team(["briefs/a.md": ActTeam.brief])
            try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: folder.url.appending(path: "briefs/a.md").path)
            try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.url.appending(path: "briefs").path)
            let result = try run(folder)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.url.appending(path: "briefs").path)
            #expect(result.error == "handoff: briefs/a.md can't be written: you have no permission to write there. Nothing was changed.\n")
            #expect(result.code == 2)
        }

        @Test("what its owner made read-only is left alone, whoever asks")
        func readOnlyForAll() throws {
            let team = try ActTeam.make()
            try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: team.url.appending(path: "briefs/a.md").path)
            let result = try team.act(ActTeam.accept + ["--commit"])
            #expect(result.error == "handoff: briefs/a.md can't be written: it is read-only. Nothing was changed.\n")
            #expect(result.code == 2)
        }

        @Test("two acts at once on one brief: each is done whole or said to have failed", arguments: ["", "--commit"])
        func twoAtOnce(_ more: String) throws {
            for _ in 0..<4 {
                let team = try ActTeam.make()
                let script = """
                    for i in 1 2 3 4; do
                      { "$HANDOFF" ask briefs/a.md "Question $i?" \(more) > ../$i.out 2> ../$i.err; echo $? > ../$i.code; } &
                    done; wait
                    """
                _ = try Program.run(
                    ["-c", script], in: team.url, environment: team.environment.merging(["HANDOFF": Program.binary.path]) { $1 },
                    executable: URL(filePath: "/bin/bash"))
                let text = try team.text("briefs/a.md")
                var done = 0
                for i in 1...4 {
                    func file(_ end: String) throws -> String {
                        try String(contentsOf: team.folder.appending(path: "\(i).\(end)"), encoding: .utf8)
                    }
                    let isThere = text.contains("- [ ] Question \(i)?\n")
                    let code = try file("code")
                    let error = try file("err")
                    #expect(isThere == (code == "0\n"), "\(i): \(code)\(error)")
                    if !isThere { #expect(error.contains("try again") && code == "2\n", "\(error)") }
                    done += isThere ? 1 : 0
                }
                #expect(done >= 1)
                #expect(text.components(separatedBy: "\n## Questions\n").count == 2)
                if !more.isEmpty {
                    #expect(try team.git("rev-list", "--count", "HEAD") == "\(done + 1)", "a commit each")
                    #expect(try team.git("status", "--porcelain") == "")
                } else {
                    #expect(try team.git("status", "--porcelain") == " M briefs/a.md")
                }
            }
        }

        @Test("a brief that somebody changes while its boxes are asked for is left alone")
        func changedMeanwhile() throws {
            let team = try ActTeam.make(["briefs/a.md": ActTeam.brief + "\n## Acceptance criteria\n\n- [ ] Named\n"], config: "")
            // A commit that a hook holds up, and an editor that saves in between.
            try team.script(".git/hooks/pre-commit", "#!/bin/sh\nprintf 'saved by an editor\\n' > briefs/a.md\nexit 1\n")
            let result = try team.act(ActTeam.ask + ["--commit"])
            #expect(result.code == 2 && result.error.contains("Already written, and still there: briefs/a.md."))
            #expect(try team.text("briefs/a.md") == "saved by an editor\n")
        }

        static let words = [
            "Which -- A or B?", "Is it <!-- this --> or --> that?", "two\n---\nlines: [x]", "a\r\nb\tc?", "::set-output name=x::y",
            "##[error]no", "- [x] done?", "# Title?", "> quoted?", "1. one?", "<script>alert(1)</script>?", "</details> ?",
            "'single' \"double\"?",
            "a: b # c?", "{x} [y] & *z ! | % @all `w`?", "back\\slash\\?", "👨‍👩‍👧 ok?", "status: draft?", "--- x?", "```x?",
            "<https://acme.example>?",
            "| a | b |?", "*?*?a", "&lt;b&gt;?", String(repeating: "Which offer is it, then? ", count: 4_000),
        ]

        @Test("whatever is asked stands in the brief as a question, and the brief says all else as before", arguments: words)
        func questions(_ words: String) throws {
            let team = try ActTeam.make()
            let result = try team.act(["ask", "--of", "@dana", "--commit", "--", "briefs/a.md", words])
            #expect(result.code == 0, "\(result.error)")
            let text = try team.text("briefs/a.md")
            let asked = words.split { $0.isNewline || $0 == "\t" }.joined(separator: " ").trimmingCharacters(in: .whitespaces)
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("- [ ] ") })
            #expect(line.replacing("\\<", with: "<") == "- [ ] \(asked.replacing("\\<", with: "<")) @dana")
            #expect(text.replacing("status: needs info", with: "status: ready").hasPrefix(ActTeam.brief))
            let history = try Program.run(["rework", "--format", "json"], in: team.url, environment: team.environment)
            #expect(history.code == 0 && history.output.contains("clarification-asked"), "\(history.error)")
            let lint = try team.lint(["briefs/a.md"])
            #expect(lint.verdicts == ["briefs/a.md kickoff draft"] && lint.findings.isEmpty)
        }

        @Test("whatever the reason, the log keeps it, and an allowance gives it", arguments: words)
        func reasons(_ words: String) throws {
            let team = try ActTeam.make([
                "briefs/a.md": ActTeam.brief, "briefs/b.md": ActTeam.draft.replacing("goal: Move the shop\n", with: ""),
            ])
            let back = try team.act(["return", "briefs/a.md", "--missing", "goal", "goal", "--because=\(words)", "--commit"])
            #expect(back.code == 0, "\(back.error)")
            let log = try #require(try team.text("briefs/a.md").split(separator: "\n").last)
            #expect(log.contains(" returned, missing Goal (") && log.hasSuffix(")"))
            let sent = try team.act(["send", "briefs/b.md", "--anyway=\(words)", "--commit"])
            #expect(sent.code == 0, "\(sent.output)\(sent.error)")
            let lint = try team.lint(["briefs"])
            #expect(lint.verdicts == ["briefs/a.md kickoff draft", "briefs/b.md kickoff ready"])
            #expect(lint.findings.map(\.state) == ["allowed"])
        }

        @Test(
            "whatever somebody is called, the brief says it",
            arguments: [
                "null", "yes", "007", "a: b", "#x", "it's", "\"Lee\"", "@dana", "{x}", "!tag", "&a", "*a", "%a", "  Lee  ", "x -- y",
                "Lee\nPark", "~x", "a\\b",
            ])
        func names(_ name: String) throws {
            for status in [
                "---\nstatus: ready\n---\n", "---\nstatus: ready\naccepted-by: \"\"\n---\n", "---\nstatus: ready\naccepted-by: 'x'\n---\n",
            ] {
                let team = try Kickoff.team(["briefs/a.md": status])
                let result = try Program.run(["accept", "briefs/a.md", "--as", name], in: team.url)
                #expect(result.code == 0, "\(result.error)")
                // As another reader of YAML has it.
                let reader = "import yaml; print(yaml.safe_load(open('briefs/a.md').read().split('---')[1])['accepted-by'])"
                let read = try Program.run(["python3", "-c", reader], in: team.url, executable: URL(filePath: "/usr/bin/env"))
                #expect(read.output == name.replacing("\n", with: " ").trimmingCharacters(in: .whitespaces) + "\n", "\(read.error)")
            }
        }
    }
}
