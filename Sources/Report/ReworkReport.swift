internal import Contract
package import Rework
internal import Source

/// What one run of `rework` came to, for every format to write in its own way.
package struct ReworkReport: Sendable {
    package var version: String
    /// In the order they were asked for.
    package var repositories: [Measured]
    package var measurement: Measurement
    /// Of each repository.
    package var notes: [(repository: String, note: Note)]

    package init(version: String, repositories: [Measured], measurement: Measurement, notes: [(repository: String, note: Note)]) {
        (self.version, self.repositories, self.measurement, self.notes) = (version, repositories, measurement, notes)
    }

    /// Of the handoff in the first repository that knows it.
    func facts(_ handoff: String) -> HandoffFacts? { repositories.lazy.compactMap { $0.handoffs[handoff] }.first }

    /// A handoff as people call it.
    func title(_ handoff: String) -> String {
        facts(handoff)?.title ?? (handoff.isEmpty ? "Documents of no known handoff" : handoff)
    }

    /// A group as people call it.
    func groupTitle(_ key: String) -> String { measurement.grouping == .handoff ? title(key) : key }

    /// A context as people call it.
    func title(context id: String, of handoff: String) -> String {
        switch id {
        case "": "No change in the brief"
        case Reading.Content.prose: "The text itself"
        default: facts(handoff)?.context(id)?.title ?? id
        }
    }

    /// Several repositories may have briefs of the same name.
    var isOfSeveral: Bool { repositories.count > 1 }

    /// The follow-up window, where it is the same everywhere.
    var window: Int? {
        guard let first = repositories.first?.window, repositories.allSatisfy({ $0.window == first }) else { return nil }
        return first
    }

    /// “within 30 days”
    var withinWindow: String { window.map { "within \($0.of("day", "days"))" } ?? "within the days that each repository allows" }
}

/// Seconds since 1970 as text.
enum Moment {
    /// `2026-02-03T10:00:00Z`
    static func iso(_ time: Int) -> String {
        let day = day(time)
        let seconds = time - day * 86_400
        return "\(CalendarDate(dayNumber: day).text)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
    }

    /// Whole days since 1970, rounded down.
    private static func day(_ time: Int) -> Int { time >= 0 ? time / 86_400 : (time - 86_399) / 86_400 }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
