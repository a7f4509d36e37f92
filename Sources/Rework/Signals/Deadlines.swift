internal import Contract

/// How many briefs were not done by the end of the day that was due when they were first handed off. Moving the date hides nothing.
package struct Deadlines: Sendable, Hashable {
    package var rate = Rate()
    /// Briefs whose due date was moved after the first hand-off, and how often all together.
    package var slipped = 0
    package var slips = 0

    /// - Parameter delivering: see `handoffsThatDeliver`.
    package init(_ subjects: [Subject], delivering: Set<String>) {
        for subject in subjects where subject.isHandedOff {
            if subject.timeline.dueSlips > 0 {
                slipped += 1
                slips += subject.timeline.dueSlips
            }
            if let missed = Self.isMissed(subject, delivering: delivering) { rate.count(missed) }
        }
    }

    /// Handoffs of which a brief was ever delivered; in the others, being accepted is the end.
    package static func handoffsThatDeliver(_ subjects: [Subject]) -> Set<String> {
        Set(subjects.filter { $0.timeline.events.contains { $0.kind == .delivered && $0.holds } }.map(\.timeline.handoff))
    }

    /// Nil where nobody can tell yet, or ever.
    package static func isMissed(_ subject: Subject, delivering: Set<String>) -> Bool? {
        guard subject.isHandedOff, !subject.timeline.isWithoutStatus, let due = subject.timeline.due.flatMap({ CalendarDate(in: $0) })
        else { return nil }
        // The day belongs to the work until midnight.
        let end = subject.origin.working.zone.time(of: due.dayNumber + 1)
        let done = delivering.contains(subject.timeline.handoff) ? subject.delivered : subject.accepted
        if let done, subject.cancelled.map({ done.time <= $0.time }) ?? true { return done.time >= end }
        if let cancelled = subject.cancelled, cancelled.time < end { return nil }
        return subject.origin.now >= end ? true : nil
    }
}
