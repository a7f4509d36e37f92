package import Contract
package import Rework

/// Something that keeps the handoff system from being depended on: what it is, what it costs, what to do about it.
package struct AuditFinding: Sendable {
    /// Stable for ever, like the ids of rules.
    package enum Audit: String, Sendable, CaseIterable {
        case standard = "audit/standard"
        case failureSignal = "audit/failure-signal"
        case repeatedFailure = "audit/repeated-failure"
        case coverage = "audit/coverage"
        case reviewOverdue = "audit/review-overdue"
        case allowances = "audit/allowances"
        case paperwork = "audit/paperwork"
        case unusedContract = "audit/unused-contract"
    }

    /// Lines and the file they go into.
    package struct Paste: Sendable, Hashable {
        package var file: String
        package var lines: String
    }

    package var audit: Audit
    package var severity: Severity
    /// The contract's id.
    package var handoff: String?
    package var project: String?
    /// From the team's folder.
    package var file: String?
    /// 1-based.
    package var line: Int?
    /// A sentence: what it is.
    package var message: String
    /// A sentence: what it costs to leave it.
    package var cost: String
    /// What the handoff system says to do.
    package var decision: HandoffSystem.Decision
    package var pastes: [Paste] = []
    /// The day it began; nil where nobody knows, and where it has no beginning.
    package var since: CalendarDate?
    package var evidence: [Comeback.Evidence] = []
    /// Of a project: the transitions that it has no brief for.
    package var lacking: [HandoffArea] = []

    package init(
        _ audit: Audit, _ severity: Severity, handoff: String? = nil, project: String? = nil, message: String, cost: String,
        decision: HandoffSystem.Decision
    ) {
        (self.audit, self.severity, self.handoff, self.project) = (audit, severity, handoff, project)
        (self.message, self.cost, self.decision) = (message, cost, decision)
    }
}
