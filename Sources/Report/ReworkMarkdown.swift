internal import Contract
internal import Rework
internal import Source

/// The same as the text, for a wiki page, a comment or a step's summary. Begins with a hidden mark by which the next run finds it.
package struct ReworkMarkdown: Sendable {
    package static let marker = "<!-- handoff-rework -->"

    package init() {}

    package func write(_ report: ReworkReport, to write: (String) throws -> Void) throws {
        let story = ReworkStory(report)
        let measurement = report.measurement
        try write("\(Self.marker)\n### Handoffs that came back\n\n\(MarkdownEscape.text(story.heading))\n\n")
        try write("**Where to start.** \(MarkdownEscape.text(story.start ?? story.nothingCameBack))\n\n")
        try write(row([measurement.grouping.rawValue.capitalisedFirst] + ReworkStory.columns))
        try write("|\(String(repeating: " --- |", count: ReworkStory.columns.count + 1))\n")
        for group in measurement.groups { try write(row([report.groupTitle(group.key)] + story.cells(group.signals))) }
        if measurement.groups.count != 1 { try write(row(["All"] + story.cells(measurement.overall))) }
        if story.needsLegend { try write("\n\(MarkdownEscape.text(ReworkStory.legend))\n") }
        let more = story.more
        if !more.isEmpty { try write("\n" + more.map { "- \(MarkdownEscape.text($0))\n" }.joined()) }
        if !story.causes.isEmpty { try write("\n#### What came back and why\n") }
        for (handoff, comebacks) in story.causes {
            try write("\n\(MarkdownEscape.text(report.title(handoff)))\n\n")
            for comeback in comebacks {
                try write(
                    "- **\(MarkdownEscape.text(story.name(comeback)))** – \(MarkdownEscape.text("\(story.how(comeback)): \(story.evidence(comeback))"))\n"
                )
            }
        }
        if !story.causes.isEmpty { try write("\n#### What to change\n\n") }
        if !story.causes.isEmpty, story.advice.isEmpty { try write("Nothing has come back twice for the same reason yet.\n") }
        for item in story.advice {
            let meanwhile = item.meanwhile.map { " Until then: \($0.withFullStop)" } ?? ""
            try write(
                "- **\(MarkdownEscape.text("\(item.handoff): \(item.decision)."))** \(MarkdownEscape.text("\(item.reason). (\(item.boundary).)\(meanwhile)"))\n"
            )
        }
        guard !report.notes.isEmpty else { return }
        try write("\n#### Good to know\n\n")
        for (repository, note) in report.notes {
            try write("- \(MarkdownEscape.text((report.isOfSeveral ? "\(repository): " : "") + note.text))\n")
        }
    }

    private func row(_ cells: [String]) -> String { "| \(cells.map(MarkdownEscape.text).joined(separator: " | ")) |\n" }
}
