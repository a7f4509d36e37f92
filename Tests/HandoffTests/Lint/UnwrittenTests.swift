import Foundation
import Testing

/// A brief that is hardly begun is told so in one paragraph, in the text for people only.
@Suite struct UnwrittenTests {
    static let nothing = "---\nhandoff: campaign-to-analytics\nstatus: ready\n---\n"

    /// Lines of a complete common header.
    static let header = """
        owner: Dana Okafor
        receiver: Analytics
        due: 2027-05-29
        input: https://drive.acme.example/spring
        expected-output: every link tagged
        acceptance-criteria: [a test registration is counted once]

        """

    @Test func aBriefWithoutAnythingIsOneParagraph() throws {
        let scratch = try Scratch(["a.md": Self.nothing])
        let result = try Program.lint(["a.md"], in: scratch)
        #expect(
            result.text == """
                a.md — Campaign to analytics — HOLD: hold launch setup
                  Nothing of what Analytics needs is written yet: Owner, Receiver, What you hand over, What you get back, Acceptance criteria, Due, UTM parameters, Conversion events, Which sources and mediums are allowed, Landing pages.
                  To get all of it as headings to fill in: handoff new campaign-to-analytics --print; --verbose shows each with its question.
                  If it moves on like this: reporting becomes unreliable.


                1 brief: 1 on hold · 10 errors, 5 warnings

                """)
        // Nothing is lost: the other formats, the counts and the exit code have all of them.
        #expect(result.code == 1)
        #expect(result.findings.count == 15)
        let whole = try Program.lint(["a.md", "--verbose"], in: scratch)
        #expect(whole.text.contains("The owner is missing."))
        #expect(!whole.text.contains("Nothing of what"))
    }

    @Test func anUntouchedBlankIsOneParagraph() throws {
        let scratch = try Scratch()
        #expect(try Program.run(["new", "campaign-to-analytics", "a.md"], in: scratch.url).code == 0)
        let result = try Program.lint(["a.md"], in: scratch)
        #expect(result.code == 0)
        #expect(result.text.contains("Nothing of what Analytics needs is written yet: Owner, "))
        #expect(result.text.contains("\n  Replace what stands in [brackets]; --verbose shows each with its question.\n"))
        #expect(!result.text.contains("handoff new"))
        #expect(result.findings.count { $0.message.contains("still a placeholder") } == 10)
    }

    @Test("from two thirds on, most of it is missing; what is there is judged as ever") func most() throws {
        let scratch = try Scratch([
            "a.md": Self.nothing.replacing("status", with: "owner: Dana Okafor\nreceiver: Dana Okafor\nstatus")
        ])
        let text = try Program.lint(["a.md"], in: scratch).text
        #expect(text.contains("  Most of what Analytics needs is not written yet: What you hand over, "))
        #expect(text.contains("is both owner and receiver"))
    }

    @Test("less than that is told one by one") func some() throws {
        let scratch = try Scratch(["a.md": Self.nothing.replacing("status", with: Self.header + "status")])
        let text = try Program.lint(["a.md"], in: scratch).text
        #expect(!text.contains("is written yet"))
        #expect(text.contains("Conversion events are missing."))
        let small = try Kickoff.team(["briefs/a.md": Kickoff.empty])
        #expect(try Program.lint(in: small).text.contains("Goal is missing."))
    }

    @Test("what was allowed to be missing is not counted in") func allowed() throws {
        let scratch = try Scratch(["a.md": Self.nothing + "<!-- handoff: allow campaign-to-analytics/utm because print only -->\n"])
        let text = try Program.lint(["a.md"], in: scratch).text
        #expect(text.contains("Most of what Analytics needs is not written yet: "))
        #expect(!text.contains("UTM parameters"))
        #expect(text.contains("1 allowed"))
    }
}
