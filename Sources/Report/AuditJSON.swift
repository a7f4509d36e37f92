package import Audit
internal import Contract
internal import Rework

/// `handoff.audit/1`, keys sorted, a finding a line.
package struct AuditJSON: Sendable {
    package static let schema = "handoff.audit/1"

    package init() {}

    package func write(_ report: AuditReport, to write: (String) throws -> Void) throws {
        let json = JSONLine()
        try write("{\"briefs\":\(report.briefs),\"coverage\":")
        try json.writeList(report.coverage, to: write, record: Project.init)
        try write(",\"findings\":")
        try json.writeList(report.findings, to: write, record: Finding.init)
        try write(",\"handoffs\":\(report.handoffs),\"notes\":\(json.text(report.notes))")
        if let project = report.project { try write(",\"project\":\(json.text(project))") }
        let summary = Summary(errors: report.count(.error), warnings: report.count(.warning), infos: report.count(.info))
        try write(",\"schema\":\(json.text(Self.schema)),\"summary\":\(json.text(summary))")
        try write(",\"today\":\(json.text(report.today.text)),\"version\":\(json.text(report.version))}\n")
    }

    private struct Summary: Encodable {
        var errors: Int
        var warnings: Int
        var infos: Int
    }

    private struct Project: Encodable {
        var project: String
        var running: Bool
        var areas: [Area]

        init(_ coverage: ProjectCoverage) {
            (project, running) = (coverage.project, coverage.isRunning)
            areas = HandoffArea.allCases.map { Area($0, coverage.state($0)) }
        }
    }

    private struct Area: Encodable {
        var area: String
        var state: String
        var handoffs: [String]?
        var reason: String?

        init(_ area: HandoffArea, _ state: ProjectCoverage.State) {
            self.area = area.rawValue
            switch state {
            case .present(let handoffs): (self.state, self.handoffs) = ("present", handoffs)
            case .missing: self.state = "missing"
            case .notNeeded(let reason): (self.state, self.reason) = ("not-needed", reason)
            }
        }
    }

    private struct Finding: Encodable {
        struct Paste: Encodable {
            var file: String
            var lines: String
        }

        struct Evidence: Encodable {
            var brief: String
            var commits: [String]
        }

        var audit: String
        var severity: String
        var handoff: String?
        var project: String?
        var path: String?
        var line: Int?
        var message: String
        var cost: String
        var decision: String
        var source: String
        var since: String?
        var paste: [Paste]
        var evidence: [Evidence]

        init(_ finding: AuditFinding) {
            (audit, severity) = (finding.audit.rawValue, finding.severity.rawValue)
            (handoff, project, path, line) = (finding.handoff, finding.project, finding.file, finding.line)
            (message, cost) = (finding.message, finding.cost)
            (decision, source, since) = (finding.decision.text, finding.decision.source, finding.since?.text)
            paste = finding.pastes.map { Paste(file: $0.file, lines: $0.lines) }
            evidence = finding.evidence.map { Evidence(brief: $0.brief, commits: $0.commits) }
        }
    }
}
