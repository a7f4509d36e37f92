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

    /// One brief under one handoff, in UTF-8; empty when there is nothing to say about it.
    package func text(_ judgement: Judgement) -> [UInt8] {
        func isShown(_ finding: Finding) -> Bool { isVerbose || finding.counts }
        let isSilent = !judgement.findings.contains(where: isShown) && (judgement.verdict == .ready || judgement.verdict == .exempt)
        if isSilent, isQuiet { return [] }
        var page = TextPage()
        addHeading(judgement, to: &page)
        let unwritten = isVerbose ? nil : judgement.unwritten
        // What nobody has written yet is told as one.
        let findings = judgement.findings.filter { isShown($0) && (unwritten == nil || !$0.isMissing || $0.rule.contains(".")) }
        var placeWidth = 0
        for finding in findings {
            placeWidth = max(placeWidth, TextPage.width(finding.place.line) + 1 + TextPage.width(finding.place.column))
        }
        // What is asked and how to write it is said once for each context.
        var told: [(context: String, isMissing: Bool)] = []
        var hasErrors = unwritten != nil
        if let unwritten { add(unwritten, judgement, to: &page) }
        for finding in findings {
            let subject = (context: finding.context ?? finding.rule, isMissing: finding.isMissing)
            let isFirst = !told.contains { $0 == subject }
            if isFirst { told.append(subject) }
            hasErrors = hasErrors || finding.severity == .error
            page.spaces(2)
            page.add(finding.place.line)
            page.add(":")
            page.add(finding.place.column)
            page.spaces(placeWidth - TextPage.width(finding.place.line) - 1 - TextPage.width(finding.place.column) + 2)
            add(finding, judgement, indent: placeWidth + 13, isFirst: isFirst, to: &page)
        }
        if judgement.verdict == .hold, let risk = judgement.risk, hasErrors {
            page.add("  If it moves on like this: ")
            page.addPrintable(risk.loweredFirst.withFullStop)
            page.endLine()
        }
        if placeWidth > 0 || unwritten != nil { page.endLine() }
        return page.bytes
    }

    private func addHeading(_ judgement: Judgement, to page: inout TextPage) {
        page.add(style, .bold) { $0.addPrintable(shownPath(judgement.path)) }
        if let title = judgement.title {
            page.add(" — ")
            page.addPrintable(title)
        }
        page.add(" — ")
        addVerdict(judgement, to: &page)
        let allowed = judgement.findings.count { $0.state == .allowed }
        let known = judgement.findings.count { $0.state == .baselined }
        if allowed > 0 { page.add(" · \(allowed) allowed") }
        if known > 0 { page.add(" · \(known) known") }
        page.endLine()
    }

    private func addVerdict(_ judgement: Judgement, to page: inout TextPage) {
        switch judgement.verdict {
        case .ready: page.add(style, .green) { $0.add("ready") }
        case .hold:
            page.add(style, .red) {
                $0.add("HOLD")
                if let boundary = judgement.boundary {
                    $0.add(": ")
                    $0.addPrintable(boundary, loweringFirst: true)
                }
            }
        case .draft:
            let missing = judgement.errors
            let word = judgement.stage == .draft ? "draft" : judgement.stage == .clarify ? "waiting for an answer" : "sent back"
            page.add(style, .blue) { $0.add(word) }
            page.add(missing > 0 ? ", \(missing) to settle before it is handed off" : ", nothing missing")
        case .exempt: page.add(style, .dim) { $0.add("cancelled, not checked") }
        }
    }

    /// A brief that is hardly begun needs no list of errors.
    private func add(_ unwritten: Judgement.Unwritten, _ judgement: Judgement, to page: inout TextPage) {
        let to = judgement.to ?? "the receiver"
        page.spaces(2)
        page.addPrintable(
            unwritten.isAll ? "Nothing of what \(to) needs is written yet: " : "Most of what \(to) needs is not written yet: ")
        page.addPrintable(unwritten.titles.joined(separator: ", "))
        page.add(".")
        page.endLine()
        // What is not there at all is found at the file's start.
        let isStarted = judgement.findings.allSatisfy { !unwritten.contexts.contains($0.context ?? "") || $0.range.upper > 0 }
        page.add(isStarted ? "  Replace what stands in [brackets]; " : "  To get all of it as headings to fill in: handoff new ")
        if !isStarted { page.addPrintable("\(judgement.handoff ?? "") --print; ") }
        page.add("--verbose shows each with its question.")
        page.endLine()
    }

    /// What is missing, who will ask, what to paste; the place stands before it already.
    private func add(_ finding: Finding, _ judgement: Judgement, indent: Int, isFirst: Bool, to page: inout TextPage) {
        let (look, word) = severity(finding)
        page.add(style, look) { $0.add(word) }
        page.spaces(2)
        let width = page.addPrintable(finding.message)
        page.spaces(max(2, Self.messageWidth - width))
        page.add(style, .dim) { $0.addPrintable(finding.rule) }
        page.endLine()
        guard finding.state != .allowed, isFirst || !finding.isMissing else { return }
        if let question = finding.question, !question.isEmpty {
            page.spaces(indent)
            page.addPrintable(judgement.to ?? "The receiver")
            page.add(" will ask: ")
            page.addPrintable(question, loweringFirst: true)
            page.endLine()
        }
        guard let paste = finding.paste else { return }
        let label = finding.isMissing ? "Add:  " : ""
        page.addLines(paste, indent: indent, label: label)
    }

    private func severity(_ finding: Finding) -> (Style.Look, String) {
        switch finding.state {
        case .allowed: return (.dim, "allowed")
        case .baselined: return (.dim, "known  ")
        case .live, .lowered: break
        }
        switch finding.severity {
        case .error: return (.red, "error  ")
        case .warning: return (.yellow, "warning")
        case .info, .off: return (.blue, "info   ")
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
