import BuiltinContracts
import Contract
import Source
import Testing

/// A file that the filter leaves out must be one that claims none of the values.
@Suite struct ClaimFilterTests {
    static let judge = Judge(
        Rulebook(ContractLibrary(Shipped.files), settings: Settings(today: CalendarDate(iso: "2027-03-01")!), tree: .empty))

    static func facts(_ text: String) -> Facts {
        judge.facts(SourceText(path: "briefs/a.md", text: text), fallback: "campaign-to-analytics")
    }

    /// The id of all of these is the same, however it is written.
    @Test(arguments: [
        "---\nid: spring-webinar-7\n---\n", "---\nID: \"spring-webinar-7\"\n---\n", "---\nid: \"spring\\x2dwebinar-7\"\n---\n",
        "---\nid: \"\\u0073pring-web\\x69nar-7\"\n---\n", "---\nid: \"spring-web\\\n  inar-7\"\n---\n", "**ID:** spring-webinar-7\n",
        "**ID:** spring-web**in**ar-7\n", "**ID:** spring-web`in`ar-7\n", "**ID:** spring-web<!-- x -->inar-7\n",
        "**ID:** spring-web&#105;nar-7\n", "**ID:** spring-web[in](https://acme.example)ar-7\n", "**ID:** spring\\-webinar-7\n",
        "**ID:** spring-~~web~~inar-7\n", "**ID:** _spring_-webinar-7\n", "**ID:** spring-***web***inar-7\n",
        "**ID:** [spring-web](https://acme.example)inar-7\n",
        "| ID | spring-webinar-7 |\n| --- | --- |\n",
    ])
    func letsPass(text: String) throws {
        let own = Self.facts("---\nid: spring-webinar-7\n---\n")
        let filter = try #require(ClaimFilter([own]))
        #expect(Self.facts(text).claims == own.claims)
        #expect(filter.mayClaim(Array(text.utf8)))
    }

    @Test func wordsMayStandOnSeveralLines() throws {
        let own = Self.facts("---\nid: Spring webinar, número 7\n---\n")
        let filter = try #require(ClaimFilter([own]))
        for text in ["---\nid: Spring\n  webinar, número 7\n---\n", "**ID:** Spring webinar,\nnúmero 7\n"] {
            #expect(Self.facts(text).claims == own.claims)
            #expect(filter.mayClaim(Array(text.utf8)))
        }
    }

    @Test func leavesOutWhatHasAnotherValue() throws {
        let filter = try #require(ClaimFilter([Self.facts("---\nid: spring-webinar-7\n---\n")]))
        for text in ["", "---\nid: autumn-fair\n---\n", "**ID:** spring-webinar-8\n\nSome **bold** text with `code`: (and more).\n"] {
            #expect(!filter.mayClaim(Array(text.utf8)))
        }
    }

    @Test func bytesCannotTellOfBriefsThatAskForOthersOrHaveNoLetters() {
        var asking = Self.facts("---\nid: a\n---\n")
        #expect(ClaimFilter([asking]) != nil)
        asking.needsIndex = true
        #expect(ClaimFilter([asking]) == nil)
        #expect(ClaimFilter([Self.facts("---\nid: šňůra\n---\n")]) != nil)
        #expect(ClaimFilter([Self.facts("---\nid: 日本\n---\n")]) == nil)
        #expect(ClaimFilter((0..<100).map { Self.facts("---\nid: a\($0)\n---\n") }) == nil)
    }
}
