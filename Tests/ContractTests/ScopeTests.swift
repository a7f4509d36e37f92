import Brief
import BuiltinContracts
import Contract
import Source
import Testing

/// “From” and “To” name people at a brief's top and heads of lists elsewhere.
@Suite struct ScopeTests {
    /// Who hands over and who receives, as the shipped contracts read it.
    private static func people(_ text: String) -> [String?] {
        let contract = BlankTests.contract("website")
        let contexts = BlankTests.inspection("---\nhandoff: website\n---\n" + text, contract).contexts
        return ["owner", "receiver"].map { id in
            contexts.first { $0.id == id }?.value.flatMap { $0.fill.isValue ? $0.text : nil }
        }
    }

    @Test(
        "they count at the top, in the first section, and beside another name that speaks for the whole brief",
        arguments: [
            "From: Ana\nTo: Ben\n\n## Redirects\n\n- From: /a\n- To: /b\n",
            "# Autumn pages\n\n- From: Ana\n- To: Ben\n",
            "# Autumn pages\n\n## Who\n\n- From: Ana\n- To: Ben\n\n## Pages\n\n/a\n",
            "## Pages\n\n/a\n\n## Handover\n\n- From: Ana\n- To: Ben\n- Due: 2026-05-29\n",
            "# Autumn pages\n\n| | |\n| --- | --- |\n| From | Ana |\n| To | Ben |\n",
            "## Pages\n\n/a\n\n## From\n\nAna\n\n## To\n\nBen\n",
            "**Von:** Ana\n**An:** Ben\n", "De : Ana\nPour : Ben\n", "De: Ana\nPara: Ben\n", "Van: Ana\nVoor: Ben\n",
        ])
    func counted(text: String) {
        #expect(Self.people(text) == ["Ana", "Ben"], "\(text)")
    }

    @Test(
        "below another heading they don't",
        arguments: [
            "## Pages\n\n/a\n\n## Delivery route\n\n- From: Ana\n- To: Ben\n",
            "# Autumn pages\n\n## Pages\n\n/a\n\n## Quotes\n\n- From: Ana\n- To: Ben\n",
            "## Pages\n\n/a\n\n## Quotes\n\nFrom: Ana\nTo: Ben\n",
            "## Pages\n\n/a\n\n## Quotes\n\n| | |\n| --- | --- |\n| From | Ana |\n| To | Ben |\n",
            "**Pages**\n\n- /a\n\n**Quotes**\n\n- From: Ana\n- To: Ben\n",
            "## Redirects\n\n- From: /a\n- To: /b\n",
        ])
    func notCounted(text: String) {
        #expect(Self.people(text) == [nil, nil], "\(text)")
    }

    @Test("a heading over an owner and a receiver is neither") func heading() {
        #expect(Self.people("## Contact\n\n**Owner:** Ana\n**For:** Ben\n") == ["Ana", "Ben"])
        #expect(Self.people("## Contact\n\nAna\n") == ["Ana", nil])
    }

    @Test("a form that only a comment speaks of needs no test", arguments: [true, false]) func forms(isComment: Bool) throws {
        let line = "There is a contact form at the end of the page."
        let text = "---\nhandoff: website\n---\n# Page\n\n## Pages\n\n/webinar\n\n" + (isComment ? "<!--\n\(line)\n-->\n" : "\(line)\n")
        let findings = BlankTests.judge(text).flatMap(\.findings)
        #expect(findings.contains { $0.context == "form-test" && $0.declared == .error } != isComment)
    }

    @Test("what git never forgets is found in comments too") func secrets() {
        let text = "---\nhandoff: crm\n---\n# Leads\n\n<!-- kim.novak@gmail.com would like a demo -->\n"
        #expect(BlankTests.judge(text).flatMap(\.findings).contains { $0.check == "personal-data" })
    }
}
