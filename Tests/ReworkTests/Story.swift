import Contract
import Git
import Rework

/// One brief's versions as a test writes them, and what happened to it, a line an event.
///
/// `2h silent-rework goal:wrong r1 +5h [bulk]`: two hours after the start, in round 1, joined by a change at five hours, not counted as a
/// clean-up. `?` is pending.
struct Story {
    struct Version {
        var hours: Double
        var text: String?
        var author: String
        var isMerge: Bool
        var acceptedBy: [String]
        var changed: Int
        var added: Int
        var path: String
    }

    static let start = 1_800_000_000

    var versions: [Version] = []
    var readings: Readings
    var ignored: Set<ObjectID> = []

    init(_ readings: Readings = Self.note) { self.readings = readings }

    static let note = Readings(
        """
        goal: {labels: [goal], check: [required]}
        audience: {labels: [audience], check: [required]}
        budget: {labels: [budget]}
        utm: {labels: [utm], rows: {head: source, rest: medium}, fields: {source: {}, medium: {}}}
        """)

    /// Versions in hours after the start; a text without line ends is a status.
    init(_ versions: [(Double, String?)], _ readings: Readings = Self.note) {
        self.init(readings)
        for (hours, text) in versions { add(hours, text) }
    }

    mutating func add(
        _ hours: Double, _ text: String?, by author: String = "Dana Okafor <dana@acme.example>", isMerge: Bool = false,
        acceptedBy: [String] = [], changed: Int = 1, added: Int = 0, path: String = "briefs/spring/one.md"
    ) {
        let text = text.map { $0.contains("\n") ? $0 : Self.brief($0) }
        versions.append(
            Version(
                hours: hours, text: text, author: author, isMerge: isMerge, acceptedBy: acceptedBy, changed: changed, added: added,
                path: path))
    }

    /// A complete brief; `more` stands above the first section, or after the last when it begins with a heading.
    static func brief(_ status: String?, goal: String = "Sixty demos", audience: String = "Nurses", _ more: String = "") -> String {
        let line = status.map { "status: \($0)\n" } ?? ""
        let isSection = more.hasPrefix("#")
        return "---\nhandoff: note\n\(line)owner: Dana Okafor\nreceiver: Design\ndue: 2027-05-01\n---\n\n"
            + (isSection ? "" : more + "\n\n")
            + (goal.isEmpty ? "" : "## Goal\n\n\(goal)\n\n") + (audience.isEmpty ? "" : "## Audience\n\n\(audience)\n\n")
            + (isSection ? more : "")
    }

    static func id(_ number: Int) -> ObjectID {
        ObjectID(hex: String(repeating: "0", count: 40 - String(number, radix: 16).count) + String(number, radix: 16))!
    }

    var history: History {
        var history = History(repository: ".", branch: "main", tip: Self.id(versions.count), now: Self.start)
        for (i, version) in versions.enumerated() {
            let parts = version.author.split(separator: " <")
            let person = History.Person(name: String(parts[0]), email: parts.count > 1 ? String(parts[1].dropLast()) : "")
            var step = History.Step(
                commit: Self.id(i + 1), time: Self.start + Int(version.hours * 3600), author: person, isMerge: version.isMerge)
            step.acceptedBy = version.acceptedBy
            step.changed = version.changed
            step.added = version.added
            history.steps.append(step)
        }
        let read = versions.enumerated().map { i, version in
            BriefHistory.Version(
                step: i, path: version.path, blob: version.text.map { _ in Self.id(1000 + i) },
                reading: version.text.flatMap { readings.reading($0, fallback: nil, path: version.path) })
        }
        history.briefs = [BriefHistory(path: versions.last?.path ?? "", versions: read)]
        return history
    }

    var result: Timelines { Timelines(of: history, policy: readings.policy, ignored: ignored) }
    var timelines: [Timeline] { result.all }
    var timeline: Timeline { timelines[0] }
    var lines: [String] { timeline.events.map(line) }

    func line(_ event: Event) -> String {
        Self.line(event) { step in
            let hours = versions[step].hours
            return hours == hours.rounded() ? "\(Int(hours))h" : "\(hours)h"
        }
    }

    static func line(_ event: Event, hours: (Int) -> String) -> String {
        var words = [hours(event.step), event.kind.rawValue]
        words += event.causes.map { $0.change == .none ? "none" : "\($0.context):\($0.change.rawValue)" }
        words.append("r\(event.round)")
        words += event.steps.dropFirst().map { "+" + hours($0) }
        if event.isPending { words.append("?") }
        if let excluded = event.excluded { words.append("[\(excluded.rawValue)]") }
        return words.joined(separator: " ")
    }
}
