import Foundation
import GitFixture
import Testing

extension BadInputTests {
    /// The acts on briefs, people and folders as they are: one sentence with its place, and not a byte changed.
    @Suite struct Acts {
        struct Row: Sendable, CustomTestStringConvertible {
            var name: String
            var brief: String
            var arguments = ActTeam.accept
            /// All that is said.
            var says: String

            var testDescription: String { name }
        }

        static func top(_ status: String, _ more: String = "") -> String {
            "---\n\(status)\nowner: Dana Okafor\ngoal: Move the shop\nbudget: 20 days\n\(more)---\n# Shop\n"
        }

        static func cannot(_ place: String, _ what: String = "status", to value: String = "accepted") -> String {
            "briefs/a.md:\(place): The \(what) stands in a form that can't be changed safely; change it by hand to “\(value)”. "
                + "Nothing was changed."
        }

        static func says(_ sentence: String) -> String { "briefs/a.md: \(sentence) Nothing was changed." }

        static let screen = "has to be plain text, without marks that control a screen or turn the direction of text."

        static let refused = [
            Row(name: "a folded status", brief: top("status: >\n  ready"), says: cannot("2:9")),
            Row(name: "a status behind an anchor", brief: top("status: &s ready"), says: cannot("2:9")),
            Row(name: "a status that is struck out", brief: "# Shop\n\nStatus: ~~draft~~ ready\n", says: cannot("3:11")),
            Row(
                name: "a status that stands twice", brief: top("status: ready\nStatus: ready"),
                says: "briefs/a.md:3:1: “Status” stands here a second time (first on line 2); keep one. Nothing was changed."),
            Row(
                name: "a status at the top and below", brief: top("status: ready") + "\nStatus: ready\n",
                says: "briefs/a.md:9:1: The status stands in several places (lines 2, 9); keep one of them. Nothing was changed."),
            Row(
                name: "a block that is never closed", brief: "---\nstatus: ready\n",
                says:
                    "briefs/a.md:1:1: The block at the top opens with --- and is never closed; put --- on a line of its own after it. Nothing was changed."
            ),
            Row(
                name: "a quotation mark that is never closed", brief: top("status: \"ready"),
                says: "briefs/a.md:2:9: A quotation mark is opened here and never closed. Nothing was changed."),
            Row(
                name: "two versions after a merge",
                brief: "# Shop\n\n<<<<<<< HEAD\nStatus: ready\n=======\nStatus: draft\n>>>>>>> theirs\n",
                says:
                    "briefs/a.md:3:1: git left two versions of this text here, after a merge; keep one, and delete the marks <<<<<<<, ======= and >>>>>>>. Nothing was changed."
            ),
            Row(
                name: "no UTF-8", brief: "Status: ready\0\n", says: says("This file is no clean UTF-8 text; save it as UTF-8.")),
            Row(
                name: "somebody who is not in people.yml", brief: ActTeam.brief, arguments: ["accept", "briefs/a.md", "--as", "Kim"],
                says:
                    "--as Kim: people.yml knows nobody of this name. Add it there, or use one of: Dana Okafor, Lee Park, Delivery. Nothing was changed."
            ),
            Row(
                name: "a question to somebody who is not in people.yml", brief: ActTeam.brief, arguments: ActTeam.ask + ["--of", "@kim"],
                says:
                    "--of @kim: people.yml knows nobody of this name. Add it there, or use one of: Dana Okafor, Lee Park, Delivery. Nothing was changed."
            ),
            Row(
                name: "its owner", brief: ActTeam.brief, arguments: ["accept", "briefs/a.md", "--as", "@dana"],
                says: says("@dana owns this brief; somebody of the receiving team accepts it.")),
            Row(
                name: "a draft", brief: ActTeam.draft, says: says("This brief has not been handed off; it has to be sent first.")),
            Row(
                name: "a context that nobody knows", brief: ActTeam.brief, arguments: ["return", "briefs/a.md", "--missing", "gaol"],
                says: says("No context of this handoff is called “gaol”. Did you mean “goal”?")),
            Row(
                name: "nothing that was missing", brief: ActTeam.brief, arguments: ["return", "briefs/a.md"],
                says: "Say what was missing (--missing offer) or why it comes back (--because \"two offers are named\")."),
            Row(
                name: "a question that moves the cursor", brief: ActTeam.brief, arguments: ["ask", "briefs/a.md", "Which \u{1B}[2J?"],
                says: says("The question \(screen)")),
            Row(
                name: "a question that runs backwards", brief: ActTeam.brief, arguments: ["ask", "briefs/a.md", "Which \u{202E}offer?"],
                says: says("The question \(screen)")),
            Row(
                name: "a question without a word", brief: ActTeam.brief, arguments: ["ask", "briefs/a.md", " \n?? "],
                says: says("The question says nothing.")),
            Row(
                name: "a reason that rings", brief: ActTeam.brief, arguments: ["return", "briefs/a.md", "--because", "no\u{7}"],
                says: says("The reason \(screen)")),
            Row(
                name: "a question that waits already", brief: ActTeam.brief + "\n## Questions\n\n- [ ] Which offer?\n",
                arguments: ActTeam.ask, says: says("This question stands in the brief already and waits for its answer.")),
            Row(
                name: "an end that is code", brief: ActTeam.brief + "\n## Questions\n\n```\nnever closed\n", arguments: ActTeam.ask,
                says: cannot("14:13", "end of this text", to: "- [ ] Which offer?")),
            Row(
                name: "a brief that would become too large", brief: ActTeam.brief + String(repeating: "Text. ", count: 174_740),
                arguments: ["ask", "briefs/a.md", String(repeating: "Which offer? ", count: 50)],
                says: says("The brief would become larger than 1 MiB, and nobody could read it any more.")),
        ]

        @Test("what can't be done is said with its place, and nothing changes", arguments: refused, [false, true])
        func refusal(_ row: Row, _ isCommitted: Bool) throws {
            let team = try ActTeam.make(["briefs/a.md": row.brief])
            let before = try team.everything()
            let result = try team.act(row.arguments + (isCommitted ? ["--commit"] : []))
            #expect(result.error == "handoff: \(row.says)\n")
            #expect(result.output == "" && result.code == 2)
            #expect(try team.everything() == before)
            #expect(try team.text("briefs/a.md") == row.brief)
        }

        @Test(
            "a brief without a block at the top gets one, and every other byte stays what it was",
            arguments: ["# Shop\n", "# Shop", "\u{FEFF}# Shop\r\n", "Text.\r\n\r\n\r\n", "\n\n# Shop\n\n---\n\nText.\n", ""])
        func noFrontMatter(_ brief: String) throws {
            let end = brief.contains("\r\n") ? "\r\n" : "\n"
            let mark = brief.hasPrefix("\u{FEFF}") ? "\u{FEFF}" : ""
            func top(_ lines: String...) -> String { mark + (["---"] + lines + ["---", "", ""]).joined(separator: end) }
            let rest = String(brief.unicodeScalars.dropFirst(mark.unicodeScalars.count).map(Character.init))
            let team = try ActTeam.make(["briefs/a.md": brief])
            #expect(try team.act(ActTeam.accept).code == 0)
            let accepted = top("status: accepted", "accepted-by: Lee Park") + rest
            #expect(try Data(contentsOf: team.url.appending(path: "briefs/a.md")) == Data(accepted.utf8))
            try team.write("briefs/a.md", brief)
            #expect(try team.act(ActTeam.ask).code == 0)
            let text = rest.replacing(/\s+$/, with: ""), tail = rest.dropFirst(text.count)
            let added = [text, "", "## Questions", "", "- [ ] Which offer?"].joined(separator: end)
            let asked = top("status: needs info") + added + tail
            #expect(try Data(contentsOf: team.url.appending(path: "briefs/a.md")) == Data(asked.utf8))
        }

        @Test("of several briefs, one that can't be done keeps all as they were, and each reason is said")
        func severalWithOneFailing() throws {
            let files = [
                "briefs/a.md": ActTeam.brief, "briefs/b.md": ActTeam.draft, "briefs/c.md": ActTeam.brief, "briefs/d.md": ActTeam.draft,
            ]
            let team = try ActTeam.make(files)
            let before = try team.everything()
            let result = try team.act(["accept"] + files.keys.sorted() + ["--as", "Lee Park", "--commit"])
            let why = "This brief has not been handed off; it has to be sent first."
            #expect(result.error == "handoff: briefs/b.md: \(why)\nbriefs/d.md: \(why)\nNothing was changed.\n")
            #expect(result.code == 2 && result.output == "")
            #expect(try team.everything() == before)
            // Without these all are done, in one commit.
            let done = try team.act(["accept", "briefs/c.md", "briefs/a.md", "--as", "Lee Park", "--commit"])
            #expect(done.code == 0 && done.output.contains("Committed: Accept 2 briefs\n"), "\(done.error)")
            #expect(try team.git("show", "-s", "--format=%B") == "Accept 2 briefs\n\nAccepted-by: Lee Park\n")
            #expect(try team.git("show", "--name-only", "--format=") == "briefs/a.md\nbriefs/c.md")
        }

        @Test("of several briefs, one that lacks something keeps all from being sent; the code is that of lint")
        func severalWithOneOnHold() throws {
            let team = try ActTeam.make([
                "briefs/a.md": ActTeam.draft, "briefs/b.md": ActTeam.draft.replacing("goal: Move the shop\n", with: ""),
            ])
            let before = try team.everything()
            let result = try team.act(["send", "briefs/a.md", "briefs/b.md", "--commit"])
            #expect(result.code == 1 && result.error == "")
            #expect(result.output.contains("briefs/b.md — Kick-off — HOLD: do not start\n") && result.output.contains("Nothing was sent."))
            #expect(try team.everything() == before)
        }
    }
}
