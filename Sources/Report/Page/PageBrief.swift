internal import Contract
internal import Rework

/// What the page knows of one brief: each signal's part of it, so that any choice of briefs can be added up.
struct PageBrief: Sendable {
    enum Verdict: Int, Sendable { case notCounted, no, yes }

    var subject: Subject
    /// First hand-off, as a day number in the team's zone; nil where nobody saw one.
    var day: Int?
    var cohort: Subject.Cohort
    var cameBack: Verdict
    var tracking: Verdict
    var isLate: Verdict
    /// Hand-offs with errors, of those that were judged.
    var incomplete: Rate
    /// Leads that sales accepted, of those passed on.
    var leads: Rate
    /// Working hours of each wait for an answer.
    var waits: [Double]
    var isWaiting: Bool
    /// What brought it back, by context or question.
    var comebacks: [Comeback]

    init(_ subject: Subject, delivering: Set<String>) {
        let signals = Signals([subject], delivering: delivering)
        self.subject = subject
        let working = subject.origin.working
        day = subject.firstHandOff.map { working.zone.day(at: $0.time).dayNumber }
        cohort = subject.cohort
        cameBack = Self.verdict(signals.rework.rate)
        tracking = Self.verdict(signals.trackingErrors)
        isLate = Self.verdict(signals.deadlines.rate)
        incomplete = signals.movedIncomplete.rate
        leads = signals.salesFollowUp?.leads ?? Rate()
        let open = subject.waits
        waits = open.map { Double(working.seconds(from: $0.from, to: $0.to ?? subject.origin.now)) / 3600 }
        isWaiting = open.contains { $0.to == nil }
        comebacks = Comebacks.all([subject])
    }

    private static func verdict(_ rate: Rate) -> Verdict { rate.denominator == 0 ? .notCounted : rate.numerator > 0 ? .yes : .no }
}
