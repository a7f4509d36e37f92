import Audit
import Source
import Testing

@testable import Contract

/// What contracts say of themselves: standard, review, use.
@Suite struct ContractAuditTests {
    @Test func nothingIsSaidAgainstAGoodTeam() {
        #expect(AuditReport(Sample.ground(), version: "1").findings.isEmpty)
    }

    // MARK: standard

    static let elements: [(words: String, change: @Sendable (inout Contract) -> Void)] = [
        ("who owns it", { $0.standard.owner = nil }), ("who owns it", { $0.standard.owner = "[name of one person]" }),
        ("who owns it", { $0.standard.owner = "TBD" }), ("what has to come in", { $0.standard.requiredInput = nil }),
        ("what comes out", { $0.standard.expectedOutput = "???" }), ("when it is reviewed", { $0.standard.review = nil }),
        ("how anybody would notice that it fails", { $0.standard.failureSignal = nil }),
        ("how anybody would notice that it fails", { $0.standard.failureSignal?.text = "[how]" }),
        ("who accepts a handoff or sends it back", { $0.to = nil }),
        ("who owns it and when it is reviewed", { ($0.standard.owner, $0.standard.review) = (nil, nil) }),
    ]

    @Test("an element that is missing or still a hint is an error", arguments: elements.indices)
    func missing(_ i: Int) throws {
        let (words, change) = Self.elements[i]
        let found = Sample.findings(.standard, Sample.ground([Sample.team(Sample.contract("kickoff", change))]))
        try #require(found.count == 1)
        #expect(found[0].message == "Kick-off does not say \(words).")
        #expect(found[0].severity == .error)
        #expect(found[0].decision.text == "If those five elements are unclear, the system is not ready to depend on")
        #expect(found[0].pastes.map(\.file) == ["handoffs/kickoff.yml"])
    }

    @Test func whoDecidesIsTheReceiverOrWhoeverIsNamed() {
        let named = Sample.contract { ($0.to, $0.standard.decides) = (nil, "Lee Park") }
        #expect(Sample.findings(.standard, Sample.ground([Sample.team(named)])).isEmpty)
    }

    @Test func handoffsThatNobodyUsesAreNotAsked() {
        let bare = Sample.contract { $0.standard = Contract.Standard() }
        #expect(Sample.findings(.standard, Sample.ground([Sample.team(bare)], [])).isEmpty)
        #expect(Sample.findings(.standard, Sample.ground([Sample.team(bare)], [Sample.brief(stage: .cancelled)])).isEmpty)
        #expect(Sample.findings(.standard, Sample.ground([Sample.team(bare)], [Sample.brief(stage: .draft)])).count == 1)
    }

    @Test(
        "a team or several are no one person",
        arguments: [
            ("Dana Okafor", false), ("Dana Okafor, head of operations", false), ("Anders Handberg", false), ("Campaign team", true),
            ("Dana and Lee", true), ("Dana & Lee", true), ("Marketing operations", true), ("Ops", false),
        ])
    func owners(_ owner: String, _ isShared: Bool) {
        var ground = Sample.ground([Sample.team(Sample.contract { $0.standard.owner = owner })])
        ground.teams = ["Campaign team"]
        let found = Sample.findings(.standard, ground)
        #expect(found.count == (isShared ? 1 : 0))
        #expect(found.allSatisfy { $0.severity == .warning && $0.decision.text.hasPrefix("One person is accountable") })
        ground.people = [owner]
        #expect(Sample.findings(.standard, ground).isEmpty)
    }

    @Test func aSignalThatNothingMeasuresIsNamed() {
        func found(_ signal: String) -> [AuditFinding] {
            Sample.findings(.standard, Sample.ground([Sample.team(Sample.contract { $0.standard.failureSignal?.signal = signal })]))
        }
        #expect(
            found("rewrok").map(\.message) == ["Kick-off goes by a failure signal “rewrok”, which nobody measures. Did you mean “rework”?"])
        #expect(found("clarification").isEmpty)
    }

    @Test func aShippedContractIsChangedByOneThatBuildsOnIt() throws {
        let contract = Sample.contract { $0.standard.owner = nil }
        let shipped = AuditedContract(
            contract, isTeams: false, file: "handoffs/kickoff.yml", configLine: "contracts: [\"handoffs/*.yml\"]\n")
        let finding = try #require(Sample.findings(.standard, Sample.ground([shipped])).first)
        #expect(finding.file == nil)
        #expect(finding.pastes.map(\.file) == ["handoff.yml", "handoffs/kickoff.yml"])
        #expect(
            finding.pastes.last?.lines
                == "handoff: kickoff\nextends: shipped/kickoff\nstandard:\n  owner: \"[one person who keeps this handoff usable]\"\n")
    }

    // MARK: review

    @Test(
        "overdue once the interval has passed since the last review",
        arguments: [
            ("monthly", "2027-05-15", nil, nil), ("monthly", "2027-05-14", Severity.warning, "overdue for 1 day."),
            ("monthly", "2027-06-15", nil, nil), ("quarterly", "2027-04-01", nil, nil),
            ("weekly", "2027-06-01", .warning, "overdue for 7 days."), ("monthly", "15 May 2027", nil, nil),
            ("monthly", nil, .info, "nobody has written down that it ever was."),
            ("monthly", "[date]", .info, "nobody has written down that it ever was."),
            ("after each launch", "2020-01-01", .info, "nobody can tell when it is overdue."),
            ("monthly", "last spring", .warning, "which is no day; write it as 2027-06-15."),
            ("monthly", "2027-06-16", .warning, "a day that is yet to come."), (nil, "2020-01-01", nil, nil),
        ] as [(String?, String?, Severity?, String?)])
    func reviews(_ review: String?, _ reviewed: String?, _ severity: Severity?, _ end: String?) {
        let contract = Sample.contract { ($0.standard.review, $0.standard.reviewed) = (review, reviewed) }
        let found = Sample.findings(.reviewOverdue, Sample.ground([Sample.team(contract)]))
        #expect(found.map(\.severity) == [severity].compactMap(\.self))
        #expect(found.allSatisfy { $0.message.hasSuffix(end ?? "nothing") }, "\(found.map(\.message))")
    }

    // MARK: use

    @Test func aContractThatNoBriefDeclaresIsUnused() {
        let other = Sample.team(Sample.contract("relay") { $0.lineage = ["relay", "base"] })
        let base = Sample.team(Sample.contract("base") { $0.isAbstract = true })
        let shipped = AuditedContract(Sample.contract("crm"), isTeams: false, file: "handoffs/crm.yml")
        let all = [Sample.team(Sample.contract()), other, base, shipped]
        #expect(Sample.findings(.unusedContract, Sample.ground(all)).map(\.handoff) == ["relay"])
        #expect(Sample.findings(.unusedContract, Sample.ground(all, [Sample.brief(), Sample.brief("b", "relay")])).isEmpty)
        // A brief that was cancelled went by it all the same.
        let cancelled = Sample.brief("b", "relay", stage: .cancelled)
        #expect(Sample.findings(.unusedContract, Sample.ground(all, [Sample.brief(), cancelled])).isEmpty)
        // By the contracts that are left, nothing is built on this one any more.
        #expect(Sample.findings(.unusedContract, Sample.ground([Sample.team(Sample.contract()), base])).map(\.handoff) == ["base"])
    }
}
