internal import Contract
internal import Source

/// A table for a comment on a pull request or the summary of a step: brief, verdict, what is missing, who will ask.
///
/// It begins with a hidden mark by which the next run finds the comment and replaces it, and says nothing that changes from run to run.
package struct MarkdownReport: Sendable {
    package static let marker = "<!-- handoff-lint -->"
    /// Bytes of a comment; GitHub takes 65,536 characters.
    package static let comment = 60_000
    /// Bytes of a step's summary; GitHub takes 1 MiB.
    package static let summary = 1_000_000
    /// Of one brief.
    private static let mostFindings = 20

    /// The size that must not be exceeded; the rest is counted.
    package var limit: Int

    package init(limit: Int = comment) {
        self.limit = limit
    }

    package func write(_ report: LintReport, to write: (String) throws -> Void) throws {
        var size = 0
        func add(_ text: String) throws {
            size += text.utf8.count
            try write(text)
        }
        try add("\(Self.marker)\n### Handoff briefs\n\n")
        for (i, remark) in report.remarks.enumerated() {
            let text = paragraph(remark, report)
            // Half of the room stays for the briefs.
            if size + text.utf8.count > limit / 2 {
                try add("And \((report.remarks.count - i).of("more remark", "more remarks")) of this kind.\n\n")
                break
            }
            try add(text)
        }
        if report.judgements.isEmpty {
            if !report.hasFailed { try add("No brief was to be checked.\n") }
            return
        }
        try add(TextReport(style: Style(isOn: false)).text(Summary(report.judgements)))
        let rows = report.judgements.filter { $0.findings.contains(where: \.counts) }
        guard !rows.isEmpty else { return }
        try add("\n| Brief | Verdict | What is missing | Who will ask |\n| --- | --- | --- | --- |\n")
        for (i, judgement) in rows.enumerated() {
            let row = self.row(judgement, report)
            if size + row.utf8.count > limit - 200 {
                try add("\n\((rows.count - i).of("more brief has", "more briefs have")) findings; “handoff lint” shows all of them.\n")
                break
            }
            try add(row)
        }
    }

    private func paragraph(_ remark: RunRemark, _ report: LintReport) -> String {
        let start = remark.kind == .failure ? "**Not checked.** " : ""
        let place = remark.path.map { "\(MarkdownEscape.code(report.repositoryPath($0))): " } ?? ""
        return "\(start)\(place)\(MarkdownEscape.text(remark.message))\n\n"
    }

    private func row(_ judgement: Judgement, _ report: LintReport) -> String {
        let findings = judgement.findings.filter(\.counts)
        let missing = findings.prefix(Self.mostFindings).map { finding in
            let place = finding.place == .fileStart ? "" : " (line \(finding.place.line))"
            return MarkdownEscape.text(finding.message) + place
        }.and(more: findings.count - Self.mostFindings)
        var questions: [String] = []
        for finding in findings {
            guard let question = finding.question, !question.isEmpty, !questions.contains(question) else { continue }
            questions.append(question)
        }
        let asks = questions.prefix(Self.mostFindings).map(MarkdownEscape.text)
        let who = MarkdownEscape.text(judgement.to ?? "The receiver")
        let title = judgement.title.map { "<br>" + MarkdownEscape.text($0) } ?? ""
        let cells = [
            MarkdownEscape.code(report.repositoryPath(judgement.path)) + title, verdict(judgement), missing.joined(separator: "<br>"),
            asks.isEmpty ? "" : "\(who): \(asks.joined(separator: "<br>"))",
        ]
        return "| \(cells.joined(separator: " | ")) |\n"
    }

    private func verdict(_ judgement: Judgement) -> String {
        let known = judgement.findings.count { $0.state == .baselined }
        let more = known > 0 ? " · \(known) known" : ""
        switch judgement.verdict {
        case .ready: return "ready" + more
        case .hold: return "**on hold**" + (judgement.boundary.map { ": " + MarkdownEscape.text($0.loweredFirst) } ?? "") + more
        case .draft: return (judgement.errors > 0 ? "draft, \(judgement.errors) to settle" : "draft") + more
        case .exempt: return "cancelled, not checked"
        }
    }
}
