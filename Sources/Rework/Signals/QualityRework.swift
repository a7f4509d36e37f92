internal import Contract

/// Briefs that came back for what a quality signal depends on: tracking, or what sales needs.
enum QualityRework {
    /// - Parameter isRecorded: whether somebody wrote down that it went wrong.
    static func measure(_ subjects: [Subject], _ signal: Signal, isRecorded: (Subject) -> Bool) -> Rate {
        var rate = Rate()
        for subject in subjects where subject.cohort == .member {
            guard let facts = subject.facts, facts.requires(signal) else { continue }
            rate.count(
                isRecorded(subject)
                    || subject.earlyRework.contains { event in event.causes.contains { facts.context($0.context)?.signal == signal } })
        }
        return rate
    }

    static func tracking(_ subjects: [Subject]) -> Rate {
        measure(subjects, .tracking) { ($0.timeline.trackingErrors ?? 0) > 0 }
    }

    static func sales(_ subjects: [Subject]) -> Rate {
        measure(subjects, .sales) { _ in false }
    }
}
