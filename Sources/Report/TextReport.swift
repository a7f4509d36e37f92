package import Contract
internal import Source

/// The report for people: brief, verdict, what is missing, who will ask, lines to paste.
package struct TextReport: Sendable {
    package var style: Style
    /// Says everything, allowed findings included.
    package var isVerbose = false
    /// Only briefs with something to do.
    package var isQuiet = false
    /// The path as people here would type it.
    package var shownPath: @Sendable (String) -> String = { $0 }

    package init(style: Style) {
        self.style = style
    }

    private static let messageWidth = 62

    /// One brief under one handoff; empty when there is nothing to say about it.
    package func text(_ judgement: Judgement) -> String {
        let findings = judgement.findings.filter { $0.counts || isVerbose }
        let isSilent = findings.isEmpty && (judgement.verdict == .ready || judgement.verdict == .exempt)
        if isSilent, isQuiet { return "" }
        var lines = [heading(judgement)]
        var stubs: Set<String> = []
        let placeWidth = findings.map { "\($0.place.line):\($0.place.column)".count }.max() ?? 0
        for finding in findings { lines += text(finding, judgement, placeWidth, &stubs) }
        if judgement.verdict == .hold, let risk = judgement.risk, findings.contains(where: { $0.severity == .error }) {
            lines.append("  If it moves on like this: \(risk.loweredFirst.printable.withFullStop)")
        }
        if lines.count > 1 { lines.append("") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func heading(_ judgement: Judgement) -> String {
        var parts = [style.bold(shownPath(judgement.path).printable)]
        if let title = judgement.title { parts.append(title.printable) }
        parts.append(verdict(judgement))
        return parts.joined(separator: " — ")
    }

    private func verdict(_ judgement: Judgement) -> String {
        let allowed = judgement.findings.count { $0.state == .allowed }
        let known = judgement.findings.count { $0.state == .baselined }
        var extras = ""
        if allowed > 0 { extras += " · \(allowed) allowed" }
        if known > 0 { extras += " · \(known) known" }
        switch judgement.verdict {
        case .ready: return style.green("ready") + extras
        case .hold: return style.red("HOLD" + (judgement.boundary.map { ": " + $0.loweredFirst.printable } ?? "")) + extras
        case .draft:
            let missing = judgement.errors
            let word = judgement.stage == .draft ? "draft" : judgement.stage == .clarify ? "waiting for an answer" : "sent back"
            return style.blue(word) + (missing > 0 ? ", \(missing) to settle before it is handed off" : ", nothing missing") + extras
        case .exempt: return style.dim("cancelled, not checked") + extras
        }
    }

    private func text(_ finding: Finding, _ judgement: Judgement, _ placeWidth: Int, _ stubs: inout Set<String>) -> [String] {
        let place = "\(finding.place.line):\(finding.place.column)"
        let message = finding.message.printable
        let padding = String(repeating: " ", count: max(2, Self.messageWidth - message.count))
        var lines = [
            "  \(place.padded(placeWidth))  \(severity(finding))  \(message)\(padding)\(style.dim(finding.rule.printable))"
        ]
        let indent = String(repeating: " ", count: placeWidth + 13)
        // What is asked and how to write it is said once for each context.
        let isFirst = stubs.insert("\(finding.context ?? finding.rule) \(finding.isMissing)").inserted
        if finding.state == .allowed { return lines }
        if isFirst || !finding.isMissing {
            if let question = finding.question, !question.isEmpty {
                lines.append("\(indent)\((judgement.to ?? "The receiver").printable) will ask: \(question.printable.loweredFirst)")
            }
        }
        if let paste = finding.paste, isFirst || !finding.isMissing {
            let isOneLine = !paste.utf8.contains(0x0A)
            let stub =
                isOneLine ? [paste.printable] : paste.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
            let trimmed = stub.last?.isEmpty == true ? Array(stub.dropLast()) : stub
            let label = finding.isMissing ? "Add:  " : ""
            for (i, line) in trimmed.enumerated() {
                lines.append(indent + (i == 0 ? label : String(repeating: " ", count: label.count)) + line)
            }
        }
        return lines
    }

    private func severity(_ finding: Finding) -> String {
        switch finding.state {
        case .allowed: return style.dim("allowed")
        case .baselined: return style.dim("known  ")
        case .live, .lowered: break
        }
        switch finding.severity {
        case .error: return style.red("error  ")
        case .warning: return style.yellow("warning")
        case .info, .off: return style.blue("info   ")
        }
    }

    /// “4 briefs: 3 ready, 1 on hold · 2 errors, 1 warning”
    package func text(_ summary: Summary) -> String {
        func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
        var verdicts: [String] = []
        if summary.ready > 0 { verdicts.append("\(summary.ready) ready") }
        if summary.hold > 0 { verdicts.append("\(summary.hold) on hold") }
        if summary.draft > 0 { verdicts.append(count(summary.draft, "draft", "drafts")) }
        if summary.exempt > 0 { verdicts.append("\(summary.exempt) cancelled") }
        var findings: [String] = []
        if summary.errors > 0 { findings.append(count(summary.errors, "error", "errors")) }
        if summary.warnings > 0 { findings.append(count(summary.warnings, "warning", "warnings")) }
        if summary.infos > 0 { findings.append(count(summary.infos, "info", "infos")) }
        if summary.allowed > 0 { findings.append("\(summary.allowed) allowed") }
        if summary.baselined > 0 { findings.append("\(summary.baselined) known") }
        let tail = findings.isEmpty ? "" : " · " + findings.joined(separator: ", ")
        return "\(count(summary.briefs, "brief", "briefs")): \(verdicts.joined(separator: ", "))\(tail)\n"
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
    fileprivate var withFullStop: String { hasSuffix(".") || hasSuffix("!") || hasSuffix("?") ? self : self + "." }
}
