import Foundation
import Testing

/// `accept` where somebody sits at a terminal: the open boxes are asked for one by one.
@Suite struct AcceptTests {
    static let brief =
        "---\nhandoff: crm\nstatus: ready\nowner: Dana\n---\n# Leads\n\n## Acceptance criteria\n- [x] The list is there\n"
        + "- [ ] Nobody is twice in it\n> 1. [ ] **Each** [ ] has a phone number\n"
    static let ticked =
        brief.replacing("- [ ] Nobody", with: "- [x] Nobody").replacing("1. [ ] **Each**", with: "1. [x] **Each**")
        .replacing("status: ready", with: "status: accepted").replacing("owner: Dana\n", with: "owner: Dana\naccepted-by: Lee Park\n")

    static let accept = ["accept", "a.md", "--as", "Lee Park"]

    static func text(_ scratch: Scratch) throws -> String { try String(contentsOf: scratch.url.appending(path: "a.md"), encoding: .utf8) }

    @Test func allThatIsSoIsTickedAndAccepted() throws {
        for end in ["\n", "\r\n"] {
            let scratch = try Scratch(["a.md": Self.brief.replacing("\n", with: end)])
            let result = try Terminal.run(Self.accept, typing: "y\nperhaps\nYes\n", in: scratch.url)
            #expect(result.code == 0, "\(result.output)")
            #expect(result.output.contains("a.md is accepted when all of this is so (y or n):"))
            #expect(result.output.contains("“Nobody is twice in it”?") && result.output.contains("“Each [ ] has a phone number”?"))
            #expect(!result.output.contains("“The list is there”?"))
            #expect(result.output.contains("Please type y or n."))
            #expect(try Self.text(scratch) == Self.ticked.replacing("\n", with: end))
        }
    }

    @Test(
        "without a yes to each nothing changes, and what is open is named",
        arguments: [
            ("n\ny\n", ["Nobody is twice in it"]), ("y\nn\n", ["Each [ ] has a phone number"]),
            ("y\n" + Terminal.end, ["Each [ ] has a phone number"]),
            (Terminal.end, ["Nobody is twice in it", "Each [ ] has a phone number"]),
        ])
    func aNo(_ typed: String, _ open: [String]) throws {
        let scratch = try Scratch(["a.md": Self.brief])
        let result = try Terminal.run(Self.accept, typing: typed, in: scratch.url)
        #expect(result.code == 2)
        #expect(result.output.contains("Still open: \(open.map { "“\($0)”" }.joined(separator: ", "))."), "\(result.output)")
        #expect(try Self.text(scratch) == Self.brief)
    }

    @Test func aDryRunAsksAndWritesNothing() throws {
        let scratch = try Scratch(["a.md": Self.brief])
        let result = try Terminal.run(Self.accept + ["--dry-run"], typing: "y\ny\n", in: scratch.url)
        #expect(result.code == 0 && result.output.contains("Nothing was written"), "\(result.output)")
        #expect(result.output.contains("- [x] Nobody is twice in it"))
        #expect(try Self.text(scratch) == Self.brief)
    }

    @Test func whatCantBeAcceptedAsksNothing() throws {
        for brief in [Self.brief.replacing("Dana", with: "Lee Park"), Self.brief.replacing("ready", with: "draft")] {
            let scratch = try Scratch(["a.md": brief])
            let result = try Terminal.run(Self.accept, typing: "y\ny\n", in: scratch.url)
            #expect(result.code == 2 && !result.output.contains("“Nobody is twice in it”?"), "\(result.output)")
            #expect(try Self.text(scratch) == brief)
        }
    }

    @Test func aBoxSpeaksNoEscapes() throws {
        let scratch = try Scratch(["a.md": Self.brief.replacing("Nobody", with: "\u{1B}[2J\u{202E}\u{9B}31mNobody")])
        let result = try Terminal.run(Self.accept, typing: "n\nn\n", in: scratch.url)
        #expect(result.code == 2 && result.output.contains("Nobody is twice in it”?"))
        // The terminal echoes nothing of it either.
        #expect(!result.output.unicodeScalars.contains { $0 != "\n" && $0.isForbiddenInTerminals }, "\(result.output.debugDescription)")
    }

    @Test func aBoxThatSaysNothingIsTickedByHand() throws {
        let brief = Self.brief.replacing("- [ ] Nobody is twice in it", with: "- [ ] \n- [ ] Nobody is twice in it")
        let scratch = try Scratch(["a.md": brief])
        let result = try Terminal.run(Self.accept, typing: "y\ny\ny\n", in: scratch.url)
        #expect((result.code == 0) == (try Self.text(scratch) != brief), "\(result.output)")
        #expect(
            try Self.text(scratch) == brief || Self.text(scratch) == Self.ticked.replacing("- [x] Nobody", with: "- [x] \n- [x] Nobody"))
    }

    @Test func elsewhereNothingIsAsked() throws {
        let scratch = try Scratch(["a.md": Self.brief])
        let result = try Program.run(Self.accept, in: scratch.url, input: Data("y\ny\n".utf8))
        #expect(result.code == 2 && result.error.contains("Still open: “Nobody is twice in it”, “Each [ ] has a phone number”."))
        #expect(try Self.text(scratch) == Self.brief)
    }
}
