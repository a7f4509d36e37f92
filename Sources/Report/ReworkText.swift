internal import Contract
internal import Rework
internal import Source

/// What a manager reads in half a minute: where to start, the table, what came back and why, what to change.
package struct ReworkText: Sendable {
    package var style: Style

    package init(style: Style) {
        self.style = style
    }

    package func text(_ report: ReworkReport) -> String {
        let story = ReworkStory(report)
        var page = TextPage()
        line(story.heading, to: &page)
        page.endLine()
        heading("Where to start", to: &page)
        line(story.start ?? story.nothingCameBack, indent: 2, to: &page)
        page.endLine()
        table(story, to: &page)
        let more = story.more
        if !more.isEmpty { page.endLine() }
        for sentence in more { line(sentence, indent: 2, to: &page) }
        causes(story, to: &page)
        advice(story, to: &page)
        notes(report, to: &page)
        return String(decoding: page.bytes, as: UTF8.self)
    }

    private func heading(_ text: String, to page: inout TextPage) {
        page.add(style, .bold) { $0.add(text) }
        page.endLine()
    }

    private func line(_ text: String, indent: Int = 0, to page: inout TextPage) {
        page.spaces(indent)
        page.addPrintable(text)
        page.endLine()
    }

    private func table(_ story: ReworkStory, to page: inout TextPage) {
        let measurement = story.report.measurement
        var rows = [[measurement.grouping.rawValue.capitalisedFirst] + ReworkStory.columns]
        rows += measurement.groups.map { [story.report.groupTitle($0.key).printable] + story.cells($0.signals) }
        if measurement.groups.count != 1 { rows.append(["All"] + story.cells(measurement.overall)) }
        let widths = rows[0].indices.map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0 }
        for (i, row) in rows.enumerated() {
            var text = "  "
            for (column, cell) in row.enumerated() {
                text += cell
                if column < row.count - 1 { text += String(repeating: " ", count: widths[column] - cell.unicodeScalars.count + 2) }
            }
            if i == 0 { page.add(style, .dim) { $0.addPrintable(text) } } else { page.addPrintable(text) }
            page.endLine()
        }
        if story.needsLegend { line(ReworkStory.legend, indent: 2, to: &page) }
    }

    private func causes(_ story: ReworkStory, to page: inout TextPage) {
        guard !story.causes.isEmpty else { return }
        page.endLine()
        heading("What came back and why", to: &page)
        for (handoff, comebacks) in story.causes {
            line(story.report.title(handoff), indent: 2, to: &page)
            for comeback in comebacks {
                line("\(story.name(comeback)) – \(story.how(comeback)): \(story.evidence(comeback))", indent: 4, to: &page)
            }
        }
        let rest = story.report.measurement.comebacks.count - ReworkStory.mostCauses
        if rest > 0 { line("and \(rest.of("more cause", "more causes")), in --format json", indent: 2, to: &page) }
    }

    private func advice(_ story: ReworkStory, to page: inout TextPage) {
        let advice = story.advice
        guard !story.causes.isEmpty else { return }
        page.endLine()
        heading("What to change", to: &page)
        if advice.isEmpty { line("Nothing has come back twice for the same reason yet.", indent: 2, to: &page) }
        for item in advice {
            line("\(item.handoff): \(item.decision).", indent: 2, to: &page)
            line(item.reason, indent: 4, to: &page)
            line("(\(item.boundary).)", indent: 4, to: &page)
            if let meanwhile = item.meanwhile { line("Until then: \(meanwhile.withFullStop)", indent: 4, to: &page) }
        }
    }

    private func notes(_ report: ReworkReport, to page: inout TextPage) {
        guard !report.notes.isEmpty else { return }
        page.endLine()
        heading("Good to know", to: &page)
        for (repository, note) in report.notes {
            line((report.isOfSeveral ? "\(repository): " : "") + note.text, indent: 2, to: &page)
        }
    }
}
