import BuiltinContracts
import Contract
import Source
import Testing

/// The rules that look at what others found: placeholders nobody requires, and work that moved on with errors.
@Suite struct BriefRuleTests {
    static func findings(_ brief: String, severities: [String: SeverityRule] = [:]) throws -> [String] {
        var settings = Settings(today: CalendarDate(iso: "2027-03-01")!)
        settings.severities = severities
        let judge = Judge(Rulebook(ContractLibrary(Shipped.files), settings: settings, tree: .empty))
        let judgement = try #require(
            judge.judge(SourceText(path: "a.md", text: brief), fallback: "campaign-to-analytics").judgements.first)
        return judgement.findings.filter {
            $0.counts && ($0.rule == "handoff/placeholder" || $0.rule == "handoff/moved-incomplete" || $0.rule == "handoff/allowance")
        }
        .map { "\($0.place.line) \($0.severity) \($0.rule)" }
    }

    @Test(
        arguments: [
            ("project: TBD", ["2 warning handoff/placeholder"]), ("project: \"[name of the project]\"", ["2 warning handoff/placeholder"]),
            ("project:", []), ("project: \"\"", []), ("project: Spring", []), ("project: N/A – one brief only", []),
            // What is required says so itself.
            ("owner: TBD", []), ("due: \"[date]\"", []), ("channel: TBD", []),
            // What this handoff doesn't ask for is nobody's business.
            ("colour: TBD", []),
        ] as [(String, [String])])
    func aPlaceholderThatNobodyRequires(line: String, finds: [String]) throws {
        #expect(try Self.findings("---\n\(line)\n---\n") == finds)
    }

    @Test func placeholdersAndMovesCanBeSwitched() throws {
        let brief = "---\nproject: TBD\nstatus: accepted\n---\n"
        #expect(try Self.findings(brief) == ["2 warning handoff/placeholder", "3 warning handoff/moved-incomplete"])
        #expect(try Self.findings(brief, severities: ["handoff/placeholder": .always(.error)]).first == "2 error handoff/placeholder")
        #expect(try Self.findings(brief, severities: ["handoff/*": .always(.off)]).isEmpty)
    }

    static let complete = """
        owner: Dana Okafor
        receiver: Mira Kowalska
        input: https://acme.example/files
        expected-output: every link tagged
        acceptance-criteria: each link shows up in the reports
        due: 2027-05-29
        utm: {source: linkedin, medium: paid-social, campaign: spring}
        conversion-events: [{name: sign_up, trigger: the form is sent}]
        source-rules: linkedin only
        landing-pages: https://acme.example/spring

        """

    @Test(
        arguments: [
            ("status: accepted\n" + complete, []), ("status: delivered\n" + complete, []), ("status: ready\nowner: Dana\n", []),
            ("status: draft\n", []), ("status: cancelled\n", []), ("owner: Dana\n", []),
            ("status: accepted\nowner: Dana\n", ["2 warning handoff/moved-incomplete"]),
            ("status: launched\nowner: Dana\n", ["2 warning handoff/moved-incomplete"]),
            ("status: in progress\naccepted-by: Mira\nowner: Dana\n", ["2 warning handoff/moved-incomplete"]),
        ] as [(String, [String])])
    func movedOnWithErrors(lines: String, finds: [String]) throws {
        #expect(try Self.findings("---\n\(lines)---\n") == finds)
    }

    @Test func whatWasAllowedToBeMissingWasNotMovedOnByMistake() throws {
        let one = "---\nstatus: accepted\n" + Self.complete.replacing("source-rules: linkedin only\n", with: "") + "---\n"
        #expect(try Self.findings(one) == ["2 warning handoff/moved-incomplete"])
        let allowed = one + "<!-- handoff: allow campaign-to-analytics/source-rules because Priya knows them -->\n"
        #expect(try Self.findings(allowed).isEmpty)
        let moved = one + "<!-- handoff: allow handoff/moved-incomplete because the fair opens tomorrow -->\n"
        #expect(try Self.findings(moved).isEmpty)
        let unused =
            "---\nstatus: accepted\n" + Self.complete + "---\n<!-- handoff: allow handoff/moved-incomplete because of the fair -->\n"
        #expect(try Self.findings(unused) == ["14 error handoff/allowance"])
    }
}
