/// How many accepted briefs were complete and right the first time: no rework and no question from the first hand-off until the window
/// after they were accepted.
package struct FirstPassYield: Sendable, Hashable {
    package var rate = Rate()
    /// Apart, because the receiver is who can say.
    package var selfAccepted = Rate()
    /// Accepted too short ago to tell.
    package var younger = 0

    package init(_ subjects: [Subject]) {
        for subject in subjects where !subject.timeline.isWithoutStatus {
            guard let accepted = subject.accepted else { continue }
            let horizon = accepted.time + subject.origin.windowSeconds
            // What was given up is unfinished.
            if let cancelled = subject.cancelled, cancelled.time < horizon { continue }
            guard horizon <= subject.origin.now else {
                younger += 1
                continue
            }
            let passed = !subject.comebacks.contains { $0.time <= horizon }
            if subject.timeline.isSelfAccepted == true { selfAccepted.count(passed) } else { rate.count(passed) }
        }
    }
}
