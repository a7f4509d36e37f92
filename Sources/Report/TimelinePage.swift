internal import Contract
package import Rework
internal import Source

/// What happened to one brief, commit by commit, and what of it counts.
package struct TimelinePage: Sendable {
    private let report: ReworkReport
    private let style: Style

    package init(_ report: ReworkReport, style: Style) {
        (self.report, self.style) = (report, style)
    }

    package func text(_ subject: Subject) -> String {
        var page = TextPage()
        let timeline = subject.timeline
        page.add(style, .bold) { $0.addPrintable(timeline.path) }
        let names = [timeline.id.map { "id \($0)" }, report.title(timeline.handoff), timeline.project.map { "project \($0)" }]
        for name in names.compactMap(\.self) { page.addPrintable(" — \(name)") }
        page.endLine()
        line(standing(subject), 2, &page)
        page.endLine()
        var unreadable = timeline.unreadable[...]
        for event in timeline.events {
            while let version = unreadable.first, version.step <= event.step { add(unreadable.removeFirst(), subject.origin, &page) }
            add(event, subject, &page)
        }
        for version in unreadable { add(version, subject.origin, &page) }
        if timeline.events.isEmpty { line("Nothing has happened to it yet.", 2, &page) }
        return String(decoding: page.bytes, as: UTF8.self)
    }

    private func line(_ text: String, _ indent: Int, _ page: inout TextPage) {
        page.spaces(indent)
        page.addPrintable(text)
        page.endLine()
    }

    private func standing(_ subject: Subject) -> String {
        let timeline = subject.timeline
        var parts = ["Now \(timeline.stage.rawValue)"]
        if let to = timeline.receiver ?? subject.facts?.to { parts.append("with \(to)") }
        if let due = timeline.due {
            let moved = timeline.dueSlips > 0 ? ", moved \(ReworkWords.times(timeline.dueSlips)) since" : ""
            parts.append("due \(due) at its first hand-off\(moved)")
        }
        if timeline.isImported { parts.append("came in with many others; it counts from its next hand-off on") }
        if timeline.isWithoutStatus { parts.append("it never had a status we know") }
        if timeline.isSelfAccepted == true {
            // Later ones change nothing of how the first one is told.
            let isSeveral = timeline.events.count { $0.kind == .accepted } > 1
            parts.append(isSeveral ? "first accepted by its owner" : "accepted by its owner")
        }
        return parts.joined(separator: "; ") + "."
    }

    /// Of what is told below an event: it stands under the event's words.
    private static let indent = 20

    /// The day and time in the team's zone.
    private func moment(_ time: Int, _ origin: Measured, _ page: inout TextPage) {
        let zone = origin.working.zone
        let clock = Moment.iso(time + zone.offset(at: time)).dropFirst(11).prefix(5)
        page.spaces(2)
        page.add("\(zone.day(at: time).text) \(clock)  ")
    }

    private func commits(_ steps: [Int], _ origin: Measured, _ page: inout TextPage) {
        page.add("  ")
        page.add(style, .dim) { $0.add(steps.map { String(origin.commit($0).prefix(10)) }.joined(separator: ", ")) }
        page.addPrintable("  \(origin.steps[steps[0]].author.name)")
        page.endLine()
    }

    private func add(_ version: Timeline.Unreadable, _ origin: Measured, _ page: inout TextPage) {
        moment(version.time, origin, &page)
        page.add("could not be read: \(version.problem.words)")
        commits([version.step], origin, &page)
        line(
            version.isSettled
                ? "what happened in it shows with the next version that can be read, as far as it still stands there"
                : "what happened in it shows once the file is fixed",
            Self.indent, &page)
    }

    private func add(_ event: Event, _ subject: Subject, _ page: inout TextPage) {
        let origin = subject.origin
        moment(event.time, origin, &page)
        page.add(style, event.isRework ? .yellow : .bold) { $0.add(ReworkWords.kind(event.kind)) }
        if event.kind == .handedOff { page.add(" (round \(event.round))") }
        if event.from != event.to {
            // Before its first version a brief had no status to tell.
            page.addPrintable("  \(event.from.map { "“\($0)” → " } ?? "")“\(event.to ?? "no status")”")
        }
        commits(event.steps, origin, &page)
        if event.kind == .handedOff, let errors = event.errors, errors > 0 {
            line("incomplete: \(errors.of("thing was", "things were")) missing or wrong under the contract of that day", Self.indent, &page)
        }
        let causes = event.causes.filter { $0.change != .none }.map { cause in
            (name: report.title(context: cause.context, of: subject.timeline.handoff), change: ReworkWords.change(cause.change))
        }
        for cause in causes.sorted(by: { $0.name.lowercased() < $1.name.lowercased() }) {
            line("\(cause.name): \(cause.change)", Self.indent, &page)
        }
        if event.causes.contains(where: { $0.change == .none }), event.isRework || event.kind == .clarificationAsked {
            line("without a change in the brief", Self.indent, &page)
        }
        if event.isPending { line("not settled yet", Self.indent, &page) }
        if let excluded = event.excluded { line("not counted: \(ReworkWords.exclusion(excluded))", Self.indent, &page) }
    }
}
