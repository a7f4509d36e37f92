import Foundation
import Testing

extension BadInputTests {
    /// What parsers and rules like least, over and over.
    @Suite struct Size {
        struct Case: Sendable, CustomTestStringConvertible {
            var name: String
            var section = "Conversion events"
            var before = ""
            var unit: String

            var testDescription: String { name }

            /// At most so many bytes, below a front matter that is all right.
            func bytes(_ limit: Int) -> Data {
                var text = "---\nhandoff: campaign-to-analytics\nstatus: ready\n---\n# Launch\n\n## \(section)\n\(before)"
                text += String(repeating: unit, count: (limit - text.utf8.count) / unit.utf8.count)
                return Data(text.utf8)
            }
        }

        /// What a brief may have.
        static let limit = 1 << 20

        static let cases = [
            Case(name: "opening brackets", unit: "["),
            Case(name: "quote marks", unit: "> "),
            Case(name: "quoted lines", unit: "> \n"),
            Case(name: "stars", unit: "* "),
            Case(name: "empty list items", unit: "* \n"),
            Case(name: "lists in lists on one line", unit: "+ "),
            Case(name: "backticks", unit: "`"),
            Case(name: "backticks of unequal length", unit: "` `` "),
            Case(name: "declarations", unit: "<!A "),
            Case(name: "CDATA", unit: "<![CDATA["),
            Case(name: "processing instructions", unit: "<?"),
            Case(name: "open comments", unit: "<!--"),
            Case(name: "table cells", unit: "| a "),
            Case(name: "table cells below a header", before: "| name | trigger |\n| --- | --- |\n", unit: "| a "),
            Case(name: "pipes", unit: "|"),
            Case(name: "emphasis", unit: "*a_"),
            Case(name: "emphasis in emphasis", unit: "**a *a "),
            Case(name: "links that never close", unit: "[a]("),
            Case(name: "links", unit: "[a](b) "),
            Case(name: "tagged links", unit: "https://a.example/?utm_source=b "),
            Case(name: "mail addresses", unit: "a@b.co "),
            Case(name: "digits", unit: "1"),
            Case(name: "letters", unit: "a"),
            Case(name: "line ends", unit: "\n"),
            Case(name: "spaces", unit: " "),
            Case(name: "tabs", unit: "\t"),
            Case(name: "combining marks", unit: "\u{0301}"),
            Case(name: "marks that turn the direction of text", unit: "\u{202E}"),
            Case(name: "list labels", unit: "- a: b\n"),
            Case(name: "list labels with rows in them", unit: "- a: b, c: d\n  - e: f\n"),
            Case(name: "events", unit: "- `a`: b\n"),
            Case(name: "plain labels", unit: "a: b\n"),
            Case(name: "bold labels on one line", unit: "**a:** b "),
            Case(name: "check boxes", unit: "- [ ] a\n"),
            Case(name: "allowances", unit: "<!-- handoff: allow x because y -->\n"),
            Case(name: "headings", unit: "# a\n"),
            Case(name: "rows of a table", section: "UTM", before: "| utm_source | utm_medium |\n| --- | --- |\n", unit: "| a | b |\n"),
            Case(name: "a list of rows", section: "UTM", unit: "- source: a, medium: b\n"),
            Case(name: "tables", section: "UTM", unit: "| a | b |\n| - | - |\n| c | d |\n\n"),
            Case(name: "repeated owners", section: "Owner", unit: "Owner: Dana Okafor\n"),
        ]

        @Test("16 KiB of anything end in a verdict", arguments: cases)
        func endsInAVerdict(_ big: Case) throws {
            try Self.expectVerdict(big.bytes(16 << 10))
        }

        @Test func manyListsInListsEndInAVerdict() throws {
            try Self.expectVerdict(Self.listsInLists(16 << 10))
        }

        @Test func invalidUTF8EndsInAVerdict() throws {
            try Self.expectVerdict(Self.invalidUTF8(16 << 10))
        }

        /// Each deeper than the one before.
        static func listsInLists(_ limit: Int) -> Data {
            var text = "---\nhandoff: campaign-to-analytics\n---\n## Conversion events\n"
            var depth = 0
            while text.utf8.count < limit - 2 * depth - 10 {
                text += String(repeating: "  ", count: depth) + "- a\n"
                depth += 1
            }
            return Data(text.utf8)
        }

        static func invalidUTF8(_ limit: Int) -> Data {
            let top = Data("---\nhandoff: campaign-to-analytics\n---\n".utf8)
            return top + Data(repeating: 0xFF, count: limit - top.count)
        }

        static func expectVerdict(_ bytes: Data, at location: SourceLocation = #_sourceLocation) throws {
            let scratch = try Scratch()
            try scratch.write("big.md", bytes)
            let result = try Program.lint(["big.md"], in: scratch, at: location)
            #expect(result.code == 1, sourceLocation: location)
            #expect(result.verdicts == ["big.md campaign-to-analytics hold"], sourceLocation: location)
            #expect(result.findings.count < 10_100, "more is cut", sourceLocation: location)
        }

        @Test("a file beyond the limit is a finding that says its size and is never read", arguments: [limit + 1, 2 << 30])
        func isTooLarge(_ size: Int) throws {
            let team = try Kickoff.team()
            try team.write("briefs/large.md", Kickoff.ready)
            let file = try FileHandle(forWritingTo: team.url.appending(path: "briefs/large.md"))
            try file.truncate(atOffset: UInt64(size))
            try file.close()
            for arguments in [[], ["briefs/large.md"]] {
                let result = try Program.lint(arguments, in: team)
                #expect(result.findings.map(\.short) == ["1:1 error handoff/text:text"])
                #expect(result.findings.first?.message.contains("\(size >> 20) MiB") == true)
                #expect(result.code == 1)
            }
        }

        @Test(
            "a large file outside the config is judged when it declares a handoff, and is no brief when it does not",
            arguments: [true, false])
        func declaresItself(_ isBrief: Bool) throws {
            let scratch = try Scratch()
            let top = isBrief ? "---\nhandoff: campaign-to-analytics\n---\n" : "# Notes\n"
            try scratch.write("large.md", Data(top.utf8) + Data(repeating: 0x61, count: Self.limit))
            for arguments in [["large.md"], []] {
                let result = try Program.lint(arguments, in: scratch)
                #expect(result.findings.map(\.short) == (isBrief ? ["1:1 error handoff/text:text"] : []))
                #expect(result.code == (isBrief ? 1 : 0))
            }
        }

        @Test func standardInputBeyondTheLimitIsAFindingToo() throws {
            let team = try Kickoff.team()
            try team.write("large.txt", Data(repeating: 0x61, count: 3 << 20))
            let result = try Program.shell("\"$HANDOFF\" lint --stdin --path briefs/large.md < large.txt", in: team.url)
            #expect(result.output.contains("1:1"))
            #expect(result.output.contains("at most 1 MiB"))
            #expect(result.code == 1)
        }

        @Test func exactlyTheLimitIsRead() throws {
            let team = try Kickoff.team()
            try team.write(
                "briefs/large.md", Data(Kickoff.ready.utf8) + Data(repeating: 0x61, count: Self.limit - Kickoff.ready.utf8.count))
            let result = try Program.lint(in: team)
            #expect(result.verdicts == ["briefs/large.md kickoff ready"])
        }

        @Test func moreFindingsThanAnybodyReadsAreCutAndItIsSaid() throws {
            let team = try Kickoff.team()
            try team.write(
                "briefs/many.md", "## Budget\n| amount | currency |\n| --- | --- |\n" + String(repeating: "| 1 | A |\n", count: 12_000))
            let result = try Program.lint(in: team)
            #expect(result.findings.count == 10_000)
            #expect(result.findings.contains { $0.rule == "handoff/text" && $0.message.contains("More than 10000 findings") })
        }
    }
}
