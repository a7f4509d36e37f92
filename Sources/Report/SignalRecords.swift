internal import Rework

/// Signals in the output, numerator and denominator first: shares can be made of them, not the other way.
struct SignalsRecord: Encodable {
    var briefs: Int
    var reworkRate: DetailedRate<CohortRecord>
    var reopenRate: DetailedRate<CohortRecord>
    var firstPassYield: DetailedRate<FirstPassRecord>
    var movedIncomplete: DetailedRate<MovedIncompleteRecord>
    var rolledYield: DetailedRate<RolledRecord>
    var rounds: [SpreadRecord]
    var reopens: [SpreadRecord]
    var clarification: WaitingRecord
    var questions: WaitingRecord
    var handOffToAcceptance: AcceptanceRecord
    var missedDeadlines: DetailedRate<DeadlinesRecord>
    var trackingErrors: RateRecord
    var salesFollowUp: DetailedRate<SalesRecord>

    init(_ signals: Signals) {
        briefs = signals.briefs
        reworkRate = DetailedRate(signals.rework.rate, CohortRecord(signals.rework))
        reopenRate = DetailedRate(signals.reopened.rate, CohortRecord(signals.reopened))
        firstPassYield = DetailedRate(signals.firstPass.rate, FirstPassRecord(signals.firstPass))
        movedIncomplete = DetailedRate(signals.movedIncomplete.rate, MovedIncompleteRecord(signals.movedIncomplete))
        rolledYield = DetailedRate(signals.rolled.rate, RolledRecord(signals.rolled))
        rounds = SpreadRecord.all(signals.rounds)
        reopens = SpreadRecord.all(signals.reopens)
        clarification = WaitingRecord(signals.clarification)
        questions = WaitingRecord(signals.questions)
        handOffToAcceptance = AcceptanceRecord(signals.acceptance)
        missedDeadlines = DetailedRate(signals.deadlines.rate, DeadlinesRecord(signals.deadlines))
        trackingErrors = RateRecord(signals.trackingErrors)
        salesFollowUp = DetailedRate(signals.salesRework, SalesRecord(signals.salesFollowUp))
    }
}

struct RateRecord: Encodable {
    var numerator: Int
    var denominator: Int
    @Nullable var value: Double?
    @Nullable var low: Double?
    @Nullable var high: Double?

    init(_ rate: Rate) {
        (numerator, denominator) = (rate.numerator, rate.denominator)
        value = rate.value?.rounded(places: 6)
        low = rate.low?.rounded(places: 6)
        high = rate.high?.rounded(places: 6)
    }
}

/// A rate with what belongs to it, in one object.
struct DetailedRate<Details: Encodable>: Encodable {
    var rate: RateRecord
    var details: Details

    init(_ rate: Rate, _ details: Details) {
        (self.rate, self.details) = (RateRecord(rate), details)
    }

    func encode(to encoder: any Encoder) throws {
        try rate.encode(to: encoder)
        try details.encode(to: encoder)
    }
}

struct CohortRecord: Encodable {
    var younger: Int
    var cancelled: Int

    init(_ cohort: ReworkRate) {
        (younger, cancelled) = (cohort.younger, cohort.cancelled)
    }
}

struct FirstPassRecord: Encodable {
    var selfAccepted: RateRecord
    var younger: Int

    init(_ yield: FirstPassYield) {
        (selfAccepted, younger) = (RateRecord(yield.selfAccepted), yield.younger)
    }
}

struct MovedIncompleteRecord: Encodable {
    var notJudged: Int
    var reworkOfComplete: RateRecord
    var reworkOfIncomplete: RateRecord

    init(_ moved: MovedIncomplete) {
        notJudged = moved.notJudged
        (reworkOfComplete, reworkOfIncomplete) = (RateRecord(moved.reworkOfComplete), RateRecord(moved.reworkOfIncomplete))
    }
}

struct RolledRecord: Encodable {
    @Nullable var product: Double?
    var younger: Int

    init(_ rolled: RolledYield) {
        younger = rolled.younger
        product = rolled.product?.rounded(places: 6)
    }
}

struct SpreadRecord: Encodable {
    var number: Int
    var briefs: Int

    static func all(_ spread: Spread) -> [SpreadRecord] {
        spread.briefs.sorted { $0.key < $1.key }.map { SpreadRecord(number: $0.key, briefs: $0.value) }
    }
}

struct WaitingRecord: Encodable {
    struct Hours: Encodable {
        @Nullable var median: Double?
        @Nullable var p85: Double?
        var total: Double

        init(_ hours: Waiting.Hours) {
            total = hours.total.rounded(places: 2)
            median = hours.median?.rounded(places: 2)
            p85 = hours.most?.rounded(places: 2)
        }
    }

    var count: Int
    var open: Int
    var atLeast: Bool
    var workingHours: Hours
    var calendarHours: Hours

    init(_ waiting: Waiting) {
        (count, open, atLeast) = (waiting.count, waiting.open, waiting.isAtLeast)
        (workingHours, calendarHours) = (Hours(waiting.working), Hours(waiting.calendar))
    }
}

struct AcceptanceRecord: Encodable {
    @Nullable var medianDays: Double?
    var accepted: Int
    var open: Int
    var cancelled: Int
    var notVisible: Int

    init(_ acceptance: TimeToAcceptance) {
        (accepted, open, cancelled, notVisible) = (acceptance.accepted, acceptance.open, acceptance.cancelled, acceptance.notVisible)
        medianDays = acceptance.median?.rounded(places: 2)
    }
}

struct DeadlinesRecord: Encodable {
    var slippedBriefs: Int
    var slips: Int

    init(_ deadlines: Deadlines) {
        (slippedBriefs, slips) = (deadlines.slipped, deadlines.slips)
    }
}

struct SalesRecord: Encodable {
    struct Outcome: Encodable {
        struct Reason: Encodable {
            var reason: String
            var leads: Int
        }

        var briefs: Int
        var leadsAccepted: RateRecord
        @Nullable var medianHoursToFirstContact: Double?
        @Nullable var p85HoursToFirstContact: Double?
        var reasons: [Reason]

        init(_ sales: SalesFollowUp) {
            (briefs, leadsAccepted) = (sales.briefs, RateRecord(sales.leads))
            reasons = sales.reasons.map { Reason(reason: $0.text, leads: $0.leads) }
            medianHoursToFirstContact = sales.medianHours?.rounded(places: 2)
            p85HoursToFirstContact = sales.mostHours?.rounded(places: 2)
        }
    }

    /// Null where nobody records it.
    @Nullable var outcomes: Outcome?

    init(_ sales: SalesFollowUp?) {
        outcomes = sales.map(Outcome.init)
    }
}
