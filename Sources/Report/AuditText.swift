package import Audit
internal import Contract
internal import Rework
internal import Source

/// An audit for a terminal: the answer first, then what stands in the way, audit by audit.
package struct AuditText: Sendable {
    package var style: Style

    package init(style: Style) {
        self.style = style
    }

    package func text(_ report: AuditReport) -> String {
        var page = TextPage()
        var pasted: Set<AuditFinding.Paste> = []
        page.add(style, .bold) { $0.addPrintable(Self.answer(report)) }
        page.endLine()
        let told = report.told
        for audit in AuditFinding.Audit.allCases {
            let findings = told.filter { $0.audit == audit }
            guard !findings.isEmpty else { continue }
            page.endLine()
            page.add(style, .bold) { $0.add(audit.title) }
            page.add("  ")
            page.add(style, .dim) { $0.add(audit.rawValue) }
            page.endLine()
            let shown = findings.prefix(Self.most)
            for (i, finding) in shown.enumerated() {
                // What several come to is said once, behind the last.
                let next = i + 1 < shown.count ? findings[i + 1] : nil
                add(finding, before: next, &pasted, to: &page)
            }
            if findings.count > shown.count { line("and \(findings.count - shown.count) more, in --format json", indent: 2, to: &page) }
        }
        if report.findings.contains(where: { !$0.pastes.isEmpty }) {
            page.endLine()
            line("Lines to add go under the names that a file has already; what stands in brackets is for you to decide.", to: &page)
        }
        if let first = report.findings.first {
            if !report.findings.contains(where: { !$0.pastes.isEmpty }) { page.endLine() }
            line(
                "“handoff explain \(first.audit.rawValue)” says what that means, why it matters, and how to relax it; so it does of each.",
                to: &page)
        }
        coverage(report, to: &page)
        if !report.notes.isEmpty {
            page.endLine()
            page.add(style, .bold) { $0.add("Good to know") }
            page.endLine()
            for note in report.notes { line(note, indent: 2, to: &page) }
        }
        return String(decoding: page.bytes, as: UTF8.self)
    }

    // MARK: the answer

    private static func answer(_ report: AuditReport) -> String {
        let scope = "\(report.briefs.of("brief", "briefs")), \(report.handoffs.of("handoff", "handoffs")) in use"
        let of = report.project.map { " of \($0)" } ?? ""
        let counts = [
            (report.count(.error), "error", "errors"), (report.count(.warning), "warning", "warnings"),
            (report.count(.info), "thing to know", "things to know"),
        ].filter { $0.0 > 0 }.map { $0.0.of($0.1, $0.2) }
        let told = counts.isEmpty ? "nothing found" : counts.listed
        return
            "Can you depend on the handoffs\(of)? \(verdict(report)): \(told) (\(scope))"
    }

    /// Never “yes” where nobody could look.
    private static func verdict(_ report: AuditReport) -> String {
        if report.count(.error) > 0 { return "Not yet" }
        if report.briefs == 0 { return "Nobody can tell" }
        if report.count(.warning) > 0 { return "Mostly" }
        return report.notes.isEmpty ? "Yes" : "Yes, as far as anybody could look"
    }

    // MARK: findings

    /// Findings of one audit that are shown; the rest is counted.
    private static let most = 10

    /// Where the words begin.
    private static let indent = 11

    private func add(
        _ finding: AuditFinding, before next: AuditFinding?, _ pasted: inout Set<AuditFinding.Paste>, to page: inout TextPage
    ) {
        let word = finding.severity.rawValue
        page.add("  ")
        page.add(style, finding.severity == .error ? .red : finding.severity == .warning ? .yellow : .blue) { $0.add(word) }
        page.spaces(Self.indent - 2 - word.utf8.count)
        page.addPrintable(finding.message)
        page.endLine()
        if let file = finding.file { line(finding.line.map { "\(file):\($0)" } ?? file, indent: Self.indent, to: &page) }
        // An allowance's message names its commit.
        if !finding.evidence.isEmpty, finding.audit != .allowances {
            line("See \(ReworkWords.evidence(finding.evidence, isOfSeveral: false)).", indent: Self.indent, to: &page)
        }
        if next?.cost != finding.cost { line(finding.cost, indent: Self.indent, to: &page) }
        // A line for the config is said once.
        for paste in finding.pastes where pasted.insert(paste).inserted {
            line("Add to \(paste.file):", indent: Self.indent, to: &page)
            page.addLines(paste.lines.hasSuffix("\n") ? String(paste.lines.dropLast()) : paste.lines, indent: Self.indent + 2, label: "")
        }
        guard next?.decision != finding.decision else { return }
        line("→ \(finding.decision.text). (\(finding.decision.source))", indent: Self.indent, to: &page)
    }

    private func line(_ text: String, indent: Int = 0, to page: inout TextPage) {
        page.spaces(indent)
        page.addPrintable(text)
        page.endLine()
    }

    // MARK: coverage

    private func coverage(_ report: AuditReport, to page: inout TextPage) {
        let running = report.coverage.filter { $0.isRunning || report.project != nil }
        guard !running.isEmpty else { return }
        page.endLine()
        page.add(style, .bold) { $0.add("What each project hands over by a brief") }
        page.endLine()
        let header = ["Project"] + HandoffArea.allCases.map(\.title.capitalisedFirst)
        let rows = running.map { project in
            [Self.cut(project.project.printable)] + HandoffArea.allCases.map { Self.word(project.state($0)) }
        }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].unicodeScalars.count }.max() ?? 0 }
        for (i, row) in ([header] + rows).enumerated() {
            var text = "  "
            for (column, cell) in row.enumerated() {
                text += cell
                if column < row.count - 1 { text += String(repeating: " ", count: widths[column] - cell.unicodeScalars.count + 2) }
            }
            if i == 0 { page.add(style, .dim) { $0.addPrintable(text) } } else { page.addPrintable(text) }
            page.endLine()
        }
        for area in HandoffArea.allCases { reasons(area, running, to: &page) }
        let done = report.coverage.count - running.count
        if done > 0 { line("\(done.of("project", "projects")) more, all delivered: in --format json", indent: 2, to: &page) }
    }

    /// Each reason once, with the projects that it is given for.
    private func reasons(_ area: HandoffArea, _ projects: [ProjectCoverage], to page: inout TextPage) {
        var order: [String] = []
        var names: [String: [String]] = [:]
        for project in projects {
            guard case .notNeeded(let reason) = project.state(area) else { continue }
            if names[reason] == nil { order.append(reason) }
            names[reason, default: []].append(project.project)
        }
        for reason in order {
            let some = names[reason] ?? []
            let who =
                some.count > 1 && some.count == projects.count
                ? ["None of them needs a"] : [some.listed, some.count == 1 ? "needs no" : "need no"]
            line("\(who.joined(separator: " ")) \(area.title) handoff: \(reason)", indent: 2, to: &page)
        }
    }

    private static func cut(_ name: String) -> String { name.count > 40 ? name.prefix(39) + "…" : name }

    private static func word(_ state: ProjectCoverage.State) -> String {
        switch state {
        case .present: "yes"
        case .missing: "missing"
        case .notNeeded: "–"
        }
    }
}
