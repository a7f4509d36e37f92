/// How many briefs came back within the window after their first hand-off.
package struct ReworkRate: Sendable, Hashable {
    package var rate = Rate()
    /// Handed off too short ago to tell.
    package var younger = 0
    /// Cancelled within the window: nobody will know.
    package var cancelled = 0

    package init() {}

    /// Reopened, or changed without a word after the hand-off.
    package static func ofAll(_ subjects: [Subject]) -> ReworkRate {
        measure(subjects) { !$0.earlyRework.isEmpty }
    }

    /// Reopened. A brief without a status can't be: it is left out, not counted as one that stayed.
    package static func ofReopened(_ subjects: [Subject]) -> ReworkRate {
        measure(subjects.filter { !$0.timeline.isWithoutStatus }) { $0.earlyRework.contains { $0.kind == .reopened } }
    }

    private static func measure(_ subjects: [Subject], cameBack: (Subject) -> Bool) -> ReworkRate {
        var result = ReworkRate()
        for subject in subjects {
            switch subject.cohort {
            case .outside: break
            case .younger: result.younger += 1
            case .cancelled: result.cancelled += 1
            case .member: result.rate.count(cameBack(subject))
            }
        }
        return result
    }
}

extension Subject {
    package enum Cohort: Sendable {
        /// Never handed off, as far as anyone saw.
        case outside
        case younger
        case cancelled
        case member
    }

    /// Where it stands towards the rework rate, and all that is measured over the same briefs.
    package var cohort: Cohort {
        guard let horizon else { return .outside }
        if let cancelled, cancelled.time < horizon { return .cancelled }
        return isOldEnough ? .member : .younger
    }
}
