internal import Contract
internal import Source

/// GitLab's code quality report: a list of issues, each with a fingerprint of its own by which GitLab tells new ones from old.
package struct GitLabReport: Sendable {
    package init() {}

    package func write(_ report: LintReport, to write: (String) throws -> Void) throws {
        var used: Set<UInt64> = []
        // Two briefs under one id have the same fingerprints.
        func unique(_ fingerprint: UInt64, _ path: String) -> String {
            var own = fingerprint
            var count = 0
            while !used.insert(own).inserted {
                own = Fingerprint.of(Fingerprint.text(fingerprint), brief: path, repeat: count)
                count += 1
            }
            return Fingerprint.text(own)
        }
        let remarks = report.remarks.map { remark in
            let path = report.repositoryPath(remark.path ?? "handoff.yml")
            return Issue(
                check_name: remark.name, description: remark.message,
                fingerprint: unique(Fingerprint.of("\(remark.name):\(remark.message)", brief: path, repeat: 0), path),
                location: .init(lines: .init(begin: remark.place.line), path: path), severity: Self.severity(remark))
        }
        let findings = report.open.map { judgement, finding in
            let path = report.repositoryPath(judgement.path)
            return Issue(
                check_name: finding.rule, description: finding.sentence(judgement), fingerprint: unique(finding.fingerprint, path),
                location: .init(lines: .init(begin: finding.place.line), path: path), severity: Self.severity(finding.severity))
        }
        try JSONLine().writeList(remarks + findings, to: write) { $0 }
        try write("\n")
    }

    /// What could not be checked is worse than anything that was found.
    private static func severity(_ remark: RunRemark) -> String {
        remark.kind == .failure ? "blocker" : severity(remark.severity)
    }

    private static func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: "major"
        case .warning: "minor"
        case .info, .off: "info"
        }
    }

    /// By GitLab's names.
    private struct Issue: Encodable {
        struct Location: Encodable {
            struct Lines: Encodable {
                var begin: Int
            }
            var lines: Lines
            var path: String
        }
        var check_name: String
        var description: String
        var fingerprint: String
        var location: Location
        var severity: String
    }
}
