import Audit
import Rework
import Testing

@testable import Contract

/// What commits tell: repeated failures and failure signals.
@Suite struct HistoryAuditTests {
    // MARK: repeated failures

    /// Two briefs of two projects, on the first and the tenth of May.
    static func comeback(_ subject: Comeback.Subject = .context("goal"), projects: [String] = ["x", "y"]) -> Comeback {
        Comeback(
            handoff: "kickoff", subject: subject,
            evidence: projects.enumerated().map { i, project in
                Comeback.Evidence(brief: "brief-\(i)", repository: "team", commits: ["c\(i)"], project: [project])
            })
    }

    static let times = ["c0": Sample.time("2027-05-01"), "c1": Sample.time("2027-05-10")]

    static func repeated(_ comeback: Comeback, changed: String? = nil, isTeams: Bool = true) -> [AuditFinding] {
        let change = changed.map { LastChange(commit: "d0", time: Sample.time($0)) }
        let contract = AuditedContract(Sample.contract(), isTeams: isTeams, file: "handoffs/kickoff.yml", changed: change)
        var ground = Sample.ground([contract])
        ground.history = Sample.history([comeback], times: times)
        return Sample.findings(.repeatedFailure, ground)
    }

    @Test(
        "open as long as the contract has not changed since",
        arguments: [
            (nil, true), ("2027-04-01", true), ("2027-05-05", true), ("2027-05-10", false), ("2027-06-01", false),
        ] as [(String?, Bool)])
    func open(_ changed: String?, _ isOpen: Bool) {
        let found = Self.repeated(Self.comeback(), changed: changed)
        #expect(found.count == (isOpen ? 1 : 0))
        #expect(found.allSatisfy { $0.severity == .error && $0.decision.text == "Update the handoff template" && $0.evidence.count == 2 })
    }

    @Test func whatItSays() throws {
        let finding = try #require(Self.repeated(Self.comeback()).first)
        #expect(
            finding.message
                == "Kick-off: Goal brought work back in 2 briefs of 2 projects, between 2027-05-01 and 2027-05-10; the contract has not changed since."
        )
        #expect(finding.cost == "The project starts blind, every time it happens again.")
        #expect(finding.since?.text == "2027-05-01")
        let changed = try #require(Self.repeated(Self.comeback(), changed: "2027-05-05").first)
        #expect(changed.message.hasSuffix("; the contract last changed on 2027-05-05, before the last time."))
        let shipped = try #require(Self.repeated(Self.comeback(), isTeams: false).first)
        #expect(shipped.message.hasSuffix("; the contract is still as it was shipped."))
        #expect(shipped.pastes.last?.lines.hasPrefix("handoff: kickoff\nextends: shipped/kickoff\n") == true)
    }

    @Test func onceIsNoRepetition() {
        #expect(Self.repeated(Self.comeback(projects: ["x"])).isEmpty)
        // Two briefs of one project are one matter.
        #expect(Self.repeated(Self.comeback(projects: ["x", "x"])).isEmpty)
        #expect(Self.repeated(Self.comeback(.context(""))).isEmpty)
        #expect(Self.repeated(Self.comeback(.context("prose"))).isEmpty)
    }

    @Test func twiceInOneBriefIsTheChecklist() throws {
        var comeback = Self.comeback(projects: ["x"])
        comeback.evidence[0].commits = ["c0", "c1"]
        let finding = try #require(Self.repeated(comeback).first)
        #expect(finding.decision.text == "The template, checklist, or ownership rule needs to change")
        #expect(finding.message.contains("brought work back twice"))
    }

    @Test func aQuestionBecomesAContext() throws {
        let finding = try #require(Self.repeated(Self.comeback(.question("Which offer: \"A\" or B?"))).first)
        #expect(finding.message.contains("“Which offer: \"A\" or B?” was asked in 2 briefs of 2 projects"))
        #expect(
            finding.pastes.map(\.lines) == [
                "context:\n  which-offer-a-or:\n    title: \"[a short name for it]\"\n    question: \"Which offer: \\\"A\\\" or B?\"\n    required: true\n"
            ])
    }

    // MARK: failure signals

    /// The last hand-offs, a day apart, the youngest on 2027-05-31; `x` for one that came back a day later.
    static func handOffs(_ outcomes: String, kind: FailureKind = .rework) -> [SignalledHandOff] {
        outcomes.enumerated().map { i, outcome in
            let time = Sample.time("2027-05-31") - (outcomes.count - 1 - i) * 86_400
            let failure = SignalledHandOff.Failure(time: time + 86_400, commit: "c\(i)")
            return SignalledHandOff(
                brief: "brief-\(i)", repository: "team", handoff: "kickoff", time: time, failures: outcome == "x" ? [kind: failure] : [:])
        }
    }

    static func fired(
        _ handOffs: [SignalledHandOff], signal: String? = "rework", above: Double? = 3, of: Int? = 10, changed: String? = nil
    ) -> [AuditFinding] {
        let contract = Sample.contract {
            $0.standard.failureSignal = Contract.FailureSignal(text: "Somebody asks again", signal: signal, above: above, of: of)
        }
        var ground = Sample.ground([Sample.team(contract, changed: changed.map { LastChange(commit: "d0", time: Sample.time($0)) })])
        ground.history = Sample.history(handOffs: handOffs)
        return Sample.findings(.failureSignal, ground)
    }

    @Test(
        "fires when more than so many of the last came back",
        arguments: [
            ("..........", nil), ("xxx.......", nil), ("xxxx......", "2027-05-26"), ("xxxx", "2027-06-01"),
            // The first of eleven is too long ago.
            ("xxxx.......", nil), ("xxxxx......", "2027-05-26"), ("......xxxx", "2027-06-01"), ("", nil),
        ] as [(String, String?)])
    func fires(_ outcomes: String, _ day: String?) {
        let found = Self.fired(Self.handOffs(outcomes))
        #expect(found.map { $0.since?.text } == [day].compactMap(\.self))
        #expect(found.allSatisfy { $0.severity == .error && $0.message.contains("fired on \(day ?? "")") })
    }

    @Test func itSaysWhatItIs() {
        #expect(
            Self.fired(Self.handOffs("xxxx")).map(\.message) == [
                "Kick-off: its failure signal fired on 2027-06-01. Of the last 4 hand-offs 4 came back; more than 3 of 10 means: somebody asks again."
            ])
    }

    @Test func whatTheContractDoesNotSay() {
        #expect(Self.fired(Self.handOffs("xxxx"), signal: nil).count == 1)
        #expect(Self.fired(Self.handOffs("xxxx......"), of: nil).count == 1)
        #expect(Self.fired(Self.handOffs("xxxx"), above: nil).isEmpty)
        #expect(Self.fired(Self.handOffs("xxxx"), signal: "weather").isEmpty)
        #expect(Self.fired(Self.handOffs("xxxx"), signal: "clarification").isEmpty)
        #expect(Self.fired(Self.handOffs("xxxx", kind: .clarification), signal: "clarification").count == 1)
        #expect(Self.fired(Self.handOffs("x"), above: 0).count == 1)
        #expect(Self.fired(Self.handOffs("x"), above: -1).isEmpty)
    }

    @Test func aChangedContractStartsAnew() {
        // Handed off on the 28th to the 31st.
        #expect(Self.fired(Self.handOffs("xxxx"), changed: "2027-05-27").count == 1)
        #expect(Self.fired(Self.handOffs("xxxx"), changed: "2027-05-28").isEmpty)
    }
}
