import Contract
import Rework
import Testing

@Suite struct WaitingTests {
    static func waiting(_ waits: [(Double, Double?)], handedOff: Double = 0, now: Double = 100, questions: Bool = false) -> Waiting {
        let subject = Told.subject("\(handedOff) handed-off", now: now) { timeline in
            for (from, to) in waits {
                let wait = Timeline.Wait(from: Told.time(from), to: to.map(Told.time))
                timeline.waits.append(wait)
                let question = Reading.Question(key: "which offer", text: "Which offer?", asked: [], isAnswered: to != nil)
                timeline.questions.append(Timeline.QuestionWait(question, wait, step: 0))
            }
        }
        return questions ? .forAnswers([subject]) : .forClarification([subject])
    }

    @Test("working hours and the calendar’s stand side by side", arguments: [false, true])
    func hours(_ questions: Bool) {
        // From Friday noon to Monday noon; Wednesday from ten to eleven.
        let waiting = Self.waiting([(2.5, 5.5), (7 + 10.0 / 24, 7 + 11.0 / 24)], questions: questions)
        #expect(waiting.count == 2)
        #expect(waiting.open == 0)
        #expect(!waiting.isAtLeast)
        #expect(waiting.working.median == (8.0 + 1.0) / 2)
        #expect(waiting.working.total == 9)
        #expect(abs(waiting.calendar.median! - (72.0 + 1.0) / 2) < 0.01)
        #expect(abs(waiting.working.most! - (1 + 0.85 * 7)) < 1e-9)
    }

    @Test func whatIsOpenCountsUntilNowAndMakesItAtLeast() {
        let waiting = Self.waiting([(97, nil)], now: 98)
        #expect(waiting.open == 1)
        #expect(waiting.isAtLeast)
        #expect(waiting.calendar.median == 24)
    }

    @Test func nobodyWaitsBeforeTheHandOff() {
        #expect(Self.waiting([(1, 3)], handedOff: 5).count == 0)
        #expect(Self.waiting([(1, 6)], handedOff: 5).calendar.total == 24)
        #expect(Waiting.forClarification([]).working.median == nil)
    }
}

@Suite struct TimeToAcceptanceTests {
    @Test func theOpenStayAtRiskAndTheCancelledLeave() {
        let acceptance = TimeToAcceptance([
            Told.subject("0 handed-off", "2 accepted"), Told.subject("0 handed-off", "6 accepted"),
            Told.subject("97 handed-off"), Told.subject("0 handed-off", "4 cancelled"),
        ])
        // 2 accepted of 4, then one left at 3 and one at 4, then the last at 6: 3/4, then 0.
        #expect(acceptance.median == 6)
        #expect(acceptance.accepted == 2)
        #expect(acceptance.open == 1)
        #expect(acceptance.cancelled == 1)
    }

    @Test func withoutTheOpenItWouldBeLess() {
        #expect(TimeToAcceptance([Told.subject("0 handed-off", "2 accepted"), Told.subject("0 handed-off", "6 accepted")]).median == 2)
    }

    @Test func whatArrivedAcceptedTookNobodyKnowsHowLong() {
        let acceptance = TimeToAcceptance([Told.subject("0 handed-off", "0 accepted")])
        #expect(acceptance.median == nil)
        #expect(acceptance.notVisible == 1)
        #expect(TimeToAcceptance([Told.subject("0 handed-off") { $0.isWithoutStatus = true }]).open == 0)
    }

    @Test func whatIsCancelledAfterItWasAcceptedWasAccepted() {
        let acceptance = TimeToAcceptance([Told.subject("0 handed-off", "2 accepted", "3 cancelled")])
        #expect(acceptance.median == 2)
        #expect(acceptance.cancelled == 0)
    }
}

@Suite struct DeadlineTests {
    static func missed(_ events: String..., due: String? = "2025-01-11", delivering: Set<String> = ["kickoff"], zone: Zone = .utc) -> Bool?
    {
        let subject = Told.subject(events: events, working: WorkingTime(zone: zone)) { $0.due = due }
        return Deadlines.isMissed(subject, delivering: delivering)
    }

    @Test(
        "done by the end of the day that was due at first hand-off",
        arguments: [
            (["0 handed-off", "10.9 delivered"], false), (["0 handed-off", "11 delivered"], true),
            (["0 handed-off", "5 accepted"], true), (["0 handed-off"], true), (["0 handed-off", "5 cancelled"], nil),
            (["0 handed-off", "20 cancelled"], true), (["0 created"], nil), (["0 handed-off", "5 delivered !reverted"], true),
        ] as [([String], Bool?)])
    func isMissed(_ events: [String], _ expected: Bool?) {
        let subject = Told.subject(events: events) { $0.due = "2025-01-11" }
        #expect(Deadlines.isMissed(subject, delivering: ["kickoff"]) == expected)
    }

    @Test func acceptedIsTheEndWhereNothingIsEverDelivered() {
        #expect(Self.missed("0 handed-off", "5 accepted", delivering: []) == false)
        let subjects = [
            Told.subject("0 handed-off", "5 accepted"), Told.subject("0 handed-off", "5 accepted", "6 delivered", handoff: "b"),
        ]
        #expect(Deadlines.handoffsThatDeliver(subjects) == ["b"])
    }

    @Test func theDayEndsAtMidnightOfTheZone() throws {
        let berlin = try ZoneTests.zone("Europe/Berlin")
        #expect(Self.missed("0 handed-off", "10.98 delivered", zone: berlin) == true)
        #expect(Self.missed("0 handed-off", "10.95 delivered", zone: berlin) == false)
    }

    @Test func whatIsNotDueYetOrHasNoDateIsNoDeadline() {
        #expect(Self.missed("0 handed-off", due: "2025-04-11") == nil)
        #expect(Self.missed("0 handed-off", "1 delivered", due: "2025-04-11") == false)
        #expect(Self.missed("0 handed-off", due: nil) == nil)
        #expect(Self.missed("0 handed-off", due: "always-on, reviewed monthly") == nil)
    }

    @Test func movingTheDateIsASlip() {
        let deadlines = Deadlines(
            [
                Told.subject("0 handed-off", "12 delivered") {
                    $0.due = "2025-01-11"
                    $0.dueSlips = 2
                }, Told.subject("0 handed-off", "2 delivered") { $0.due = "2025-01-11" },
            ], delivering: ["kickoff"])
        #expect(deadlines.rate.told == "1 of 2")
        #expect(deadlines.slipped == 1)
        #expect(deadlines.slips == 2)
    }
}
