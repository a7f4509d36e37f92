internal import Contract
internal import Source

/// Reviewdog's diagnostic format: columns count UTF-8 bytes, ends are exclusive.
package struct RDJSONReport: Sendable {
    package init() {}

    package func write(_ report: LintReport, to write: (String) throws -> Void) throws {
        let json = JSONLine()
        let remarks = report.remarks.map { remark in
            // Whatever has no path is dropped without a word.
            Diagnostic(
                code: .init(value: remark.name),
                location: .init(
                    path: report.repositoryPath(remark.path ?? "handoff.yml"),
                    range: .init(end: nil, start: .init(column: nil, line: remark.place.line))),
                message: remark.message, severity: Self.severity(remark.severity))
        }
        try write("{\"diagnostics\":")
        let findings = report.open.map { judgement, finding in
            Diagnostic(
                code: .init(value: finding.rule),
                location: .init(
                    path: report.repositoryPath(judgement.path),
                    range: .init(
                        end: .init(column: finding.endByteColumn, line: finding.place.endLine),
                        start: .init(column: finding.byteColumn, line: finding.place.line))),
                message: finding.sentence(judgement), severity: Self.severity(finding.severity))
        }
        try json.writeList(remarks + findings, to: write) { $0 }
        try write(",\"source\":{\"name\":\"handoff\"}}\n")
    }

    private static func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: "ERROR"
        case .warning: "WARNING"
        case .info, .off: "INFO"
        }
    }

    private struct Diagnostic: Encodable {
        struct Code: Encodable {
            var value: String
        }
        struct Position: Encodable {
            var column: Int?
            var line: Int
        }
        struct Range: Encodable {
            var end: Position?
            var start: Position
        }
        struct Location: Encodable {
            var path: String
            var range: Range
        }
        var code: Code
        var location: Location
        var message: String
        var severity: String
    }
}
