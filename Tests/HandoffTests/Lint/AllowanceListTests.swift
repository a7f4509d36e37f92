import Foundation
import Testing

/// Several rules that share one allowance.
@Suite struct AllowanceListTests {
    static let top = "---\nstatus: ready\n---\n"

    @Test(
        "rules with commas between them are allowed for the one reason",
        arguments: [
            top + "<!-- handoff: allow kickoff/goal, kickoff/budget because we know -->\n",
            top + "<!-- handoff: allow kickoff/goal,kickoff/budget until 2027-12-31 because we know -->\n",
            top + "<!-- handoff: allow\n  kickoff/goal ,\n  kickoff/budget,\nbecause we know, and say so -->\n",
            top.replacing("---\n---", with: "") + "<!-- handoff: allow kickoff/goal,\u{A0}kickoff/budget because we know -->\r\n",
            "---\nstatus: ready\nallow: kickoff/goal, kickoff/budget because we know\n---\n",
            "---\nstatus: ready\nallow: [{rule: [kickoff/goal, kickoff/budget], because: we know}]\n---\n",
        ])
    func list(_ brief: String) throws {
        let result = try Program.lint(in: Kickoff.team(["briefs/a.md": brief]))
        #expect(result.findings.map { "\($0.rule) \($0.state)" }.sorted() == ["kickoff/budget allowed", "kickoff/goal allowed"])
        #expect(result.code == 0)
    }

    @Test(
        "a mistake in one of them has its own place, and the others hold",
        arguments: [
            ("<!-- handoff: allow kickoff/goal, kickoff/bugdet because we know -->", "4:35", "Did you mean “kickoff/budget”?"),
            (
                "<!-- handoff: allow kickoff/link,\n  kickoff/goal because we know -->", "4:21",
                "Nothing is left for “allow kickoff/link” to allow"
            ),
        ])
    func mistake(_ comment: String, _ place: String, _ says: String) throws {
        let result = try Program.lint(in: Kickoff.team(["briefs/a.md": Self.top + comment + "\n"]))
        let mistakes = result.findings.filter { $0.rule == "handoff/allowance" }
        #expect(mistakes.map { "\($0.line):\($0.column)" } == [place])
        #expect(mistakes.first?.message.contains(says) == true)
        #expect(result.findings.filter { $0.state == "allowed" }.map(\.rule) == ["kickoff/goal"])
    }

    @Test("without commas, words behind a rule are no rules")
    func noCommas() throws {
        let result = try Program.lint(
            in: Kickoff.team(["briefs/a.md": Self.top + "<!-- handoff: allow kickoff/goal kickoff/budget because we know -->\n"]))
        #expect(result.findings.map { "\($0.rule) \($0.state)" }.sorted() == ["kickoff/budget live", "kickoff/goal allowed"])
    }

    @Test("what is sent with little in it keeps one comment, in which each rule stands once")
    func sentAnyway() throws {
        let team = try Scratch(["a.md": "---\nhandoff: [crm, campaign-to-analytics]\nstatus: draft\n---\n# Leads\r\n"])
        let sent = try Program.run(["send", "a.md", "--anyway", "the slot -- closes today"], in: team.url)
        #expect(sent.code == 0, "\(sent.error)")
        let text = try String(contentsOf: team.url.appending(path: "a.md"), encoding: .utf8)
        #expect(text.components(separatedBy: "<!--").count == 2 && text.components(separatedBy: "-->").count == 2)
        #expect(text.contains("because the slot – closes today -->"))
        #expect(text.components(separatedBy: "handoff/owner").count == 2)
        #expect(text.components(separatedBy: .newlines).allSatisfy { $0.count <= 100 })
        let lint = try Program.lint(["a.md"], in: team)
        #expect(lint.verdicts == ["a.md crm ready", "a.md campaign-to-analytics ready"] && lint.code == 0)
    }
}
