internal import Contract
internal import Report
internal import Source
internal import Workspace

/// What `lint` can write.
enum LintFormat: String, OutputFormat {
    case text, json, jsonl, sarif, github, gitlab, junit, rdjson, markdown
}

/// Writes what a run came to in every format that was asked for.
struct ReportWriter {
    var outputs: [Output<LintFormat>]
    var report: LintReport
    /// Where SARIF's rules get their words from; nil when nothing was judged.
    var rulebook: Rulebook?
    var text = TextReport(style: Style(isOn: false))
    /// Whether text on standard output has colour; a file has none.
    var hasColor = false
    /// What the text ends with: what was looked for, what was written besides.
    var afterword = ""

    func write() throws {
        for output in outputs { try OutputFile.taking { try write(output) } }
        guard outputs.contains(where: { $0.format == .github }), let file = Self.stepSummary else { return }
        try OutputFile.taking {
            var bytes: [UInt8] = []
            try MarkdownReport(limit: MarkdownReport.summary).write(report) { bytes += Array($0.utf8) }
            try OutputFile.append(bytes, to: file)
        }
    }

    private func write(_ output: Output<LintFormat>) throws {
        try output.target.write { write in
            func text(_ piece: String) throws { try write(Array(piece.utf8)) }
            switch output.format {
            case .text: try writeText(isColored: output.target.file == nil && hasColor, write)
            case .json: try JSONReport(version: report.version).write(report.judgements, to: text)
            case .jsonl: try JSONLinesReport().write(report.judgements, to: text)
            case .sarif: try SARIFReport(help: help).write(report, to: text)
            case .github: try GitHubReport(hasSummary: Self.stepSummary != nil).write(report, to: text)
            case .gitlab: try GitLabReport().write(report, to: text)
            case .junit: try JUnitReport().write(report, to: text)
            case .rdjson: try RDJSONReport().write(report, to: text)
            case .markdown: try MarkdownReport().write(report, to: text)
            }
        }
    }

    private func writeText(isColored: Bool, _ write: ([UInt8]) throws -> Void) throws {
        var text = self.text
        text.style = Style(isOn: isColored)
        // In parts, so that a large run needs no large memory.
        for start in stride(from: 0, to: report.judgements.count, by: 2048) {
            let part = Array(report.judgements[start..<min(start + 2048, report.judgements.count)])
            for piece in Parallel.map(part, { [text] in text.text($0) }) { try write(piece) }
        }
        if !report.judgements.isEmpty { try write(Array(((text.isQuiet ? "" : "\n") + text.text(Summary(report.judgements))).utf8)) }
        try write(Array(afterword.utf8))
    }

    private var help: [String: RuleHelp] {
        guard let rulebook else { return [:] }
        var help: [String: RuleHelp] = [:]
        for rule in SARIFReport.rules(report.judgements) { help[rule] = RulePage(rule, rulebook, style: Style(isOn: false))?.help }
        return help
    }

    /// The file that GitHub shows beside a step; empty means none.
    private static var stepSummary: String? {
        Console.environment("GITHUB_STEP_SUMMARY").flatMap { $0.isEmpty ? nil : $0 }
    }

    // MARK: runs that failed

    /// A run that could not judge anything says so wherever a format can: a tool that finds no report, or yesterday's, takes it for a pass.
    /// Text and JSON have nothing to say then; the sentence on standard error is theirs.
    static func report(_ failure: RunFailure, _ options: [String]) {
        guard !failure.isOfOutput, let outputs = try? Output<LintFormat>.parse(options) else { return }
        let remarks =
            failure.problems.isEmpty
            ? [RunRemark(.failure, path: nil, message: failure.description)]
            : failure.problems.map { RunRemark(.failure, path: $0.file, place: $0.place, message: $0.message) }
        var report = LintReport(version: Version.text, judgements: [], remarks: remarks)
        report.repositoryPath = RepositoryPath(root: Files.currentFolder).text
        let speaking = outputs.filter { output in
            switch output.format {
            case .text, .json, .jsonl: false
            case .sarif, .github, .gitlab, .junit, .rdjson, .markdown: true
            }
        }
        do {
            try ReportWriter(outputs: speaking, report: report).write()
        } catch {
            Console.error("handoff: \(error)")
        }
    }
}

extension RunRemark {
    /// A file that could not be read.
    init(_ unreadable: (path: String, problem: FileProblem)) {
        self.init(.failure, path: unreadable.path, message: unreadable.problem.sentence + ".")
    }

    /// For standard error.
    var line: String { path.map { "\($0): \(message)" } ?? message }
}
