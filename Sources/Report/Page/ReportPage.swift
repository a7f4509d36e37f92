package import Contract
package import Rework

/// What one run of `report` found out, for the page and for the Monday digest.
package struct ReportPage: Sendable {
    /// Lines for a contract that would have caught what keeps coming back.
    package struct Change: Sendable, Hashable {
        package var handoff: String
        /// The context's id or the question, as in `Comeback`.
        package var subject: Comeback.Subject
        /// Where they go: `handoffs/campaign-to-analytics.yml`.
        package var file: String
        /// What to do with them: “A new file” or “Add to it”.
        package var how: String
        package var lines: String

        package init(handoff: String, subject: Comeback.Subject, file: String, how: String, lines: String) {
            (self.handoff, self.subject, self.file, self.how, self.lines) = (handoff, subject, file, how, lines)
        }
    }

    /// A handoff whose review is due.
    package struct Review: Sendable, Hashable {
        package var handoff: String
        /// A sentence’s end: “was due on 2026-10-01”.
        package var words: String

        package init(handoff: String, words: String) {
            (self.handoff, self.words) = (handoff, words)
        }
    }

    /// What a context said before something happened, and after; nil for nothing, and for what has no one value.
    package struct FieldChange: Sendable, Hashable {
        package var before: String?
        package var after: String?

        package init(before: String?, after: String?) {
            (self.before, self.after) = (before, after)
        }
    }

    package struct EventPlace: Sendable, Hashable {
        /// Position in the measurement's subjects, and in the timeline's events.
        package var brief: Int
        package var event: Int

        package init(brief: Int, event: Int) {
            (self.brief, self.event) = (brief, event)
        }
    }

    package var rework: ReworkReport
    /// One for each cause of an event; events that are missing here tell only how a context changed.
    package var values: [EventPlace: [FieldChange]] = [:]
    /// Why there is no history to measure; nil where there is one.
    package var noHistory: String?
    /// Of the briefs as they are now.
    package var judgements: [Judgement]
    package var map: HandoffMap
    package var changes: [Change] = []
    package var reviews: [Review] = []
    package var today: CalendarDate
    /// Whether the team has agreed to see rates by person.
    package var showsOwners = false
    /// What was looked for, to be said when there was nothing.
    package var lookedFor = ""

    package init(_ rework: ReworkReport, judgements: [Judgement], map: HandoffMap, today: CalendarDate) {
        (self.rework, self.judgements, self.map, self.today) = (rework, judgements, map, today)
    }

    /// By repository, then path, as in `rework`.
    var briefs: [PageBrief] {
        let measurement = rework.measurement
        return measurement.subjects.map { PageBrief($0, delivering: measurement.delivering) }
    }

    /// Days of a period that is compared with the one before it.
    static let comparedDays = 90

    /// The last day of the history, as a day number; else today.
    var lastDay: Int {
        rework.repositories.map { $0.working.zone.day(at: $0.now).dayNumber }.max() ?? today.dayNumber
    }

    func change(_ comeback: Comeback) -> Change? {
        changes.first { $0.handoff == comeback.handoff && $0.subject == comeback.subject }
    }

    /// A handoff as people call it.
    func title(_ handoff: String) -> String { map.handoffs.first { $0.id == handoff }?.title ?? rework.title(handoff) }

    var isAnySalesRecorded: Bool { rework.repositories.contains { $0.outcomes != nil } }
}
