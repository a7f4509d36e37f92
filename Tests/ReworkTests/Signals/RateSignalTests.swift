import Contract
import Rework
import Testing

@Suite struct ReworkRateTests {
    @Test(
        "came back within the window after the first hand-off, of those whose window has closed",
        arguments: [
            (["0 handed-off", "10 reopened"], "1 of 1"),
            (["0 handed-off", "10 silent-rework"], "1 of 1"),
            (["0 handed-off", "10 accepted"], "0 of 1"),
            // On the last day, and after it.
            (["0 handed-off", "30 reopened"], "1 of 1"),
            (["0 handed-off", "30.01 reopened"], "0 of 1"),
            // Old enough, and not yet.
            (["70 handed-off", "71 reopened"], "1 of 1"),
            (["70.01 handed-off", "71 reopened"], "0 of 0"),
            // Rework of before is no rework of the hand-off.
            (["0 reopened", "1 handed-off"], "0 of 1"),
            (["0 created", "1 cancelled"], "0 of 0"),
            // A question alone is no rework.
            (["0 handed-off", "1 clarification-asked", "2 clarified"], "0 of 1"),
            // Not counted.
            (["0 handed-off", "10 silent-rework !bot"], "0 of 1"),
            (["0 handed-off", "10 silent-rework !bulk"], "0 of 1"),
            (["0 handed-off", "10 reopened !ignored"], "0 of 1"),
            (["0 handed-off", "10 reopened !reverted"], "0 of 1"),
            // A hand-off that was taken back is none; one that a machine made is one.
            (["0 handed-off !reverted", "50 handed-off", "51 reopened"], "1 of 1"),
            (["0 handed-off !bot", "1 reopened"], "1 of 1"),
            // Cancelled before the window closed, and after.
            (["0 handed-off", "10 reopened", "29 cancelled"], "0 of 0"),
            (["0 handed-off", "10 reopened", "31 cancelled"], "1 of 1"),
            (["0 handed-off", "10 cancelled !reverted"], "0 of 1"),
            // The second hand-off opens no window.
            (["0 handed-off", "20 reopened", "25 handed-off", "54 reopened"], "1 of 1"),
        ] as [([String], String)])
    func rate(_ events: [String], _ expected: String) {
        #expect(ReworkRate.ofAll([Told.subject(events)]).rate.told == expected)
    }

    @Test func theYoungerAndTheCancelledAreCountedBeside() {
        let rate = ReworkRate.ofAll([
            Told.subject("90 handed-off"), Told.subject("0 handed-off", "1 cancelled"), Told.subject("0 created"),
            Told.subject("99 handed-off", "99.5 cancelled"),
        ])
        #expect(rate.rate.told == "0 of 0")
        #expect(rate.younger == 1)
        #expect(rate.cancelled == 2)
    }

    @Test func theWindowIsTheTeams() {
        #expect(ReworkRate.ofAll([Told.subject("0 handed-off", "10 reopened", window: 9)]).rate.told == "0 of 1")
        #expect(ReworkRate.ofAll([Told.subject("95 handed-off", "96 reopened", window: 5)]).rate.told == "1 of 1")
    }

    @Test func anImportCountsFromItsNextRoundOn() {
        func imported(_ events: String...) -> Subject { Told.subject(events) { $0.isImported = true } }
        #expect(ReworkRate.ofAll([imported("0 born", "0 handed-off", "5 silent-rework")]).rate.told == "0 of 0")
        #expect(ReworkRate.ofAll([imported("0 born", "0 handed-off", "5 reopened", "9 handed-off")]).rate.told == "0 of 1")
        #expect(ReworkRate.ofAll([imported("0 born", "0 handed-off", "5 reopened", "9 handed-off", "12 reopened")]).rate.told == "1 of 1")
    }

    @Test func onlyAStatusCanReopen() {
        let silent = Told.subject("0 handed-off", "10 silent-rework")
        #expect(ReworkRate.ofReopened([silent]).rate.told == "0 of 1")
        #expect(ReworkRate.ofReopened([Told.subject("0 handed-off", "10 reopened")]).rate.told == "1 of 1")
        // Without a status nobody could have seen it.
        let without = Told.subject("0 handed-off", "10 silent-rework") { $0.isWithoutStatus = true }
        #expect(ReworkRate.ofReopened([without]).rate.told == "0 of 0")
        #expect(ReworkRate.ofAll([without]).rate.told == "1 of 1")
    }
}

@Suite struct FirstPassYieldTests {
    @Test(
        "accepted, and neither rework nor a question until the window after it",
        arguments: [
            (["0 handed-off", "5 accepted"], "1 of 1"),
            (["0 handed-off", "5 accepted", "34 silent-rework"], "0 of 1"),
            (["0 handed-off", "5 accepted", "36 silent-rework"], "1 of 1"),
            (["0 handed-off", "2 clarification-asked", "3 clarified", "5 accepted"], "0 of 1"),
            (["0 handed-off", "2 reopened", "3 handed-off", "5 accepted"], "0 of 1"),
            (["0 handed-off", "2 silent-rework !bot", "5 accepted"], "1 of 1"),
            // Unfinished is never passed.
            (["0 handed-off"], "0 of 0"),
            (["0 handed-off", "5 accepted", "20 cancelled"], "0 of 0"),
            (["0 handed-off", "70 accepted"], "1 of 1"),
            (["0 handed-off", "71 accepted"], "0 of 0"),
        ] as [([String], String)])
    func yield(_ events: [String], _ expected: String) {
        #expect(FirstPassYield([Told.subject(events)]).rate.told == expected)
    }

    @Test func whatTheOwnerAcceptedStandsApart() {
        func accepted(_ byOwner: Bool?) -> Subject { Told.subject("0 handed-off", "5 accepted") { $0.isSelfAccepted = byOwner } }
        let yield = FirstPassYield([accepted(true), accepted(false), accepted(nil)])
        #expect(yield.rate.told == "2 of 2")
        #expect(yield.selfAccepted.told == "1 of 1")
    }

    @Test func theYoungerAreCountedBeside() { #expect(FirstPassYield([Told.subject("0 handed-off", "80 accepted")]).younger == 1) }
}

@Suite struct MovedIncompleteTests {
    @Test func everyHandOffCountsAndReworkIsTheFirstOnes() {
        let moved = MovedIncomplete([
            Told.subject("0 handed-off e1", "5 reopened", "6 handed-off e0"), Told.subject("0 handed-off e0"),
            Told.subject("0 handed-off e0", "3 silent-rework"), Told.subject("0 handed-off"), Told.subject("90 handed-off e1"),
        ])
        #expect(moved.rate.told == "2 of 5")
        #expect(moved.notJudged == 1)
        #expect(moved.reworkOfIncomplete.told == "1 of 1")
        #expect(moved.reworkOfComplete.told == "1 of 2")
    }
}

@Suite struct RolledYieldTests {
    @Test func aProjectPassesWhenNoneOfItsHandoffsCameBack() throws {
        let yield = RolledYield([
            Told.subject("0 handed-off", handoff: "a", project: "P"), Told.subject("0 handed-off", handoff: "b", project: "P"),
            Told.subject("0 handed-off", handoff: "a", project: "Q"),
            Told.subject("0 handed-off", "1 reopened", handoff: "b", project: "Q"),
            // One handoff is no chain; one too young makes the chain wait; no project belongs to none.
            Told.subject("0 handed-off", handoff: "a", project: "R"),
            Told.subject("0 handed-off", handoff: "a", project: "S"), Told.subject("90 handed-off", handoff: "b", project: "S"),
            Told.subject("0 handed-off", handoff: "a", project: nil), Told.subject("0 handed-off", handoff: "b", project: nil),
        ])
        #expect(yield.rate.told == "1 of 2")
        #expect(yield.product == 0.5)
        #expect(yield.younger == 1)
    }
}

@Suite struct QualityReworkTests {
    static func signals(_ events: String..., change: (inout Timeline) -> Void = { _ in }) -> Signals {
        Signals([Told.subject(events, change: change)], delivering: [])
    }

    @Test func aCauseCountsForTheSignalOfItsContext() {
        let tracking = Self.signals("0 handed-off", "1 reopened utm:missing")
        #expect(tracking.trackingErrors.told == "1 of 1")
        #expect(tracking.salesRework.told == "0 of 1")
        let sales = Self.signals("0 handed-off", "1 reopened offer:wrong")
        #expect(sales.trackingErrors.told == "0 of 1")
        #expect(sales.salesRework.told == "1 of 1")
        // A field of it is it; what came too late or did not count is not.
        #expect(Self.signals("0 handed-off", "1 reopened utm.medium:wrong").trackingErrors.told == "1 of 1")
        #expect(Self.signals("0 handed-off", "40 reopened utm:wrong").trackingErrors.told == "0 of 1")
        #expect(Self.signals("0 handed-off", "1 silent-rework utm:wrong !bot").trackingErrors.told == "0 of 1")
        #expect(Self.signals("90 handed-off", "91 reopened utm:wrong").trackingErrors.told == "0 of 0")
    }

    @Test func aRecordedErrorCountsToo() {
        #expect(Self.signals("0 handed-off") { $0.trackingErrors = 2 }.trackingErrors.told == "1 of 1")
        #expect(Self.signals("0 handed-off") { $0.trackingErrors = 0 }.trackingErrors.told == "0 of 1")
    }

    @Test func onlyContractsThatRequireItCount() {
        var facts = Told.facts
        facts.contexts["utm"]?.isRequired = false
        let subject = Told.subject("0 handed-off", "1 reopened utm:missing", facts: ["kickoff": facts])
        #expect(Signals([subject], delivering: []).trackingErrors.told == "0 of 0")
        #expect(Signals([Told.subject("0 handed-off", facts: [:])], delivering: []).trackingErrors.told == "0 of 0")
    }
}

extension Told {
    static func subject(_ events: [String], now: Double = 100, change: (inout Timeline) -> Void = { _ in }) -> Subject {
        subject(events: events, now: now, change: change)
    }
}
