internal import Report
internal import Rework

/// Writes what was measured in every format that was asked for.
struct ReworkWriter {
    var outputs: [Output<ReworkFormat>]
    var report: ReworkReport
    /// The timelines of some briefs instead of signals over all.
    var isExplaining = false
    /// Whether text on standard output has colour; a file has none.
    var hasColor = false
    /// A sentence where there is nothing to measure.
    var nothing: String?

    func write() throws {
        for output in outputs {
            try OutputFile.taking {
                try output.target.write { write in
                    try self.write(output) { try write(Array($0.utf8)) }
                }
            }
        }
    }

    private func write(_ output: Output<ReworkFormat>, to write: (String) throws -> Void) throws {
        switch output.format {
        case .text: try write(text(Style(isOn: output.target.file == nil && hasColor)))
        case .json: try ReworkJSON().write(report, to: write)
        case .jsonl: try ReworkJSONLines().write(report, to: write)
        case .csv: try ReworkCSV().write(report, to: write)
        case .markdown:
            if let nothing {
                try write("\(ReworkMarkdown.marker)\n\(MarkdownEscape.text(nothing))\n")
            } else {
                try ReworkMarkdown().write(report, to: write)
            }
        }
    }

    private func text(_ style: Style) -> String {
        if isExplaining {
            let page = TimelinePage(report, style: style)
            return report.measurement.subjects.map(page.text).joined(separator: "\n")
        }
        if let nothing { return nothing.printable + "\n" }
        return ReworkText(style: style).text(report)
    }
}
