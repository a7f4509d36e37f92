/// From first hand-off to acceptance, open briefs counted for as long as they have been open; cancelled ones only until they were.
package struct TimeToAcceptance: Sendable, Hashable {
    /// Calendar days; nil where more than half are still open.
    package var median: Double?
    package var accepted = 0
    package var open = 0
    package var cancelled = 0
    /// Arrived already accepted: how long it took can't be seen.
    package var notVisible = 0

    package init(_ subjects: [Subject]) {
        var spans: [Survival.Span] = []
        for subject in subjects where !subject.timeline.isWithoutStatus {
            guard let start = subject.firstHandOff else { continue }
            func days(_ end: Int) -> Double { Double(max(0, end - start.time)) / 86_400 }
            let cancelledFirst = subject.cancelled.map { cancelled in subject.accepted.map { cancelled.time < $0.time } ?? true } ?? false
            if cancelledFirst, let end = subject.cancelled {
                cancelled += 1
                spans.append(Survival.Span(days(end.time), happened: false))
            } else if let end = subject.accepted {
                if end.step == start.step {
                    notVisible += 1
                } else {
                    accepted += 1
                    spans.append(Survival.Span(days(end.time), happened: true))
                }
            } else {
                open += 1
                spans.append(Survival.Span(days(subject.origin.now), happened: false))
            }
        }
        median = Survival(spans).median
    }
}
