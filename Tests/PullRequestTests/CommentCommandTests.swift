import PullRequest
import Testing

@Suite struct CommentCommandTests {
    @Test(
        "Only a line of a paragraph commands",
        arguments: [
            ("/accept", ["accept:"]),
            ("Thanks!\r\n\r\n/return offer: which one?\r\n/ACCEPT\r\n", ["return:offer: which one?", "accept:"]),
            ("Thanks!\n/ask @dana: Which offer?", ["ask:@dana: Which offer?"]),
            ("  /accept", []), ("Say /accept", []), ("/accepted", []), ("/lgtm", []), ("//accept", []), ("\\/accept", []),
            ("```\n/accept\n```", []), ("~~~\n/accept", []), ("    /accept", []), ("`a\n/accept`", []),
            ("> /accept", []), ("> said\n/accept", []), ("- x\n/accept", []), ("# x\n/accept", ["accept:"]),
            ("<!--\n/accept\n-->", []), ("x <!--\n/accept\n-->", []), ("<pre>\n/accept\n</pre>", []), ("<details>\n/accept", []),
            (String(repeating: "/accept\n", count: 40), Array(repeating: "accept:", count: 10)),
            ("", []), ("/", []), ("\0/accept", []),
        ])
    func lines(_ body: String, _ wanted: [String]) {
        #expect(CommentCommand.all(in: body).map { "\($0.verb.rawValue):\($0.rest)" } == wanted)
    }

    static let paths = ["briefs/a.md", "briefs/b c.md", "old/briefs/a.md", "briefs/spring.md"]

    @Test(
        "A brief is named by its path or the end of it",
        arguments: [
            ("briefs/a.md offer: why", CommentCommand.Target.unknown("briefs/a.md"), ""),
            ("old/briefs/a.md offer: why", .brief("old/briefs/a.md"), "offer: why"),
            ("briefs/b c.md: offer", .brief("briefs/b c.md"), "offer"),
            ("`b c.md` offer", .brief("briefs/b c.md"), "offer"),
            ("spring.md", .brief("briefs/spring.md"), ""),
            ("spring.mdx offer", .unnamed, "spring.mdx offer"),
            ("../spring.md offer", .unknown("../spring.md"), ""),
            ("offer, audience: see spring.md", .unnamed, "offer, audience: see spring.md"),
            ("and/or what?", .unnamed, "and/or what?"), ("", .unnamed, ""),
        ])
    func target(_ rest: String, _ wanted: CommentCommand.Target, _ left: String) {
        let found = CommentCommand(verb: .return, rest: rest).target(among: Self.paths)
        #expect(found.target == wanted)
        #expect(found.rest == left)
    }

    @Test func partsOfACommand() {
        #expect(CommentCommand.missing("offer, audience : which: one?") == (["offer", "audience"], "which: one?"))
        #expect(CommentCommand.missing(": why") == ([], "why"))
        #expect(CommentCommand.missing("offer") == (["offer"], nil))
        #expect(CommentCommand.question("@dana: Which offer?") == ("Which offer?", "dana"))
        #expect(CommentCommand.question("Which offer?") == ("Which offer?", nil))
        #expect(CommentCommand.question(": Which: offer?") == ("Which: offer?", nil))
        #expect(CommentCommand.question("@") == ("", ""))
    }

    @Test(
        "A line has no marks that nobody sees, no end of a comment, and an end",
        arguments: [
            (" a \r\n\t b ", "a b"), ("a\u{1B}[31mb", "a[31mb"), ("a\u{202E}b\u{200B}c", "abc"), ("a --> b", "a –> b"),
            ("a ---- b", "a – b"),
            ("a\u{2028}b\u{85}c", "a b c"), ("--", "–"), ("", ""), ("\u{0}", ""),
            (String(repeating: "a", count: 30), "aaaaaaaaaaaaaaaaaaaa…"),
        ])
    func oneLine(_ text: String, _ wanted: String) {
        #expect(text.oneLine(limit: 20) == wanted)
        #expect(!text.oneLine(limit: 20).contains("--"))
    }

    @Test func aCharacterOfManyMarksIsCut() {
        #expect(("a" + String(repeating: "\u{301}", count: 10_000)).oneLine(limit: 20).unicodeScalars.count == 8)
    }
}
