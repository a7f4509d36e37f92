package import Contract

/// What an audit came to.
package struct AuditReport: Sendable {
    package var version: String
    package var today: CalendarDate
    /// Nil for all of them.
    package var project: String?
    /// What was looked at.
    package var briefs: Int
    package var handoffs: Int
    /// By audit, the worst first.
    package var findings: [AuditFinding]
    package var coverage: [ProjectCoverage]
    /// Sentences: what could not be looked at, and why. Silence would look like a clean record.
    package var notes: [String]

    package init(_ ground: AuditGround, version: String, notes: [String] = []) {
        self.version = version
        self.notes = notes
        (today, project) = (ground.today, ground.project)
        briefs = Set(ground.live.map(\.path)).count
        handoffs = ground.inUse.count
        coverage = CoverageAudit.coverage(ground)
        let found =
            StandardAudit.findings(ground) + FailureSignalAudit.findings(ground) + RepeatedFailureAudit.findings(ground)
            + CoverageAudit.findings(coverage, ground) + ReviewAudit.findings(ground) + AllowanceAudit.findings(ground)
            + PaperworkAudit.findings(ground) + UnusedContractAudit.findings(ground)
        findings = AuditFinding.Audit.allCases.flatMap { audit in
            let own = found.filter { $0.audit == audit }
            // Allowances are in the order of their age.
            if audit == .allowances { return own }
            return Severity.allCases.reversed().flatMap { severity in own.filter { $0.severity == severity } }
        }
        let unnamed = Set(ground.live.filter { $0.project == nil }.map(\.path)).count
        if unnamed > 0, ground.project == nil {
            self.notes.append(
                "\(unnamed == 1 ? "One brief names" : "\(unnamed) briefs name") no project (project: … at the top): which handoffs their projects lack, nobody can tell."
            )
        }
    }

    package func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }
}
