/// How many hand-offs were made although the contract of that day had errors, and what became of them.
package struct MovedIncomplete: Sendable, Hashable {
    /// Of hand-offs, not of briefs.
    package var rate = Rate()
    /// Hand-offs that no contract says anything about.
    package var notJudged = 0
    /// Rework within the window, of briefs first handed off complete and incomplete.
    package var reworkOfComplete = Rate()
    package var reworkOfIncomplete = Rate()

    package init(_ subjects: [Subject]) {
        for subject in subjects {
            for handOff in subject.handOffs {
                if let errors = handOff.errors { rate.count(errors > 0) } else { notJudged += 1 }
            }
            guard subject.cohort == .member, let errors = subject.firstHandOff?.errors else { continue }
            if errors > 0 {
                reworkOfIncomplete.count(!subject.earlyRework.isEmpty)
            } else {
                reworkOfComplete.count(!subject.earlyRework.isEmpty)
            }
        }
    }
}
