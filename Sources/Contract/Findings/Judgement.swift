/// What happens to a brief now, in the team's words.
package enum Verdict: String, Sendable, CaseIterable {
    /// Handed off or later, without errors.
    case ready
    /// Errors: the contract's boundary decision applies.
    case hold
    /// Still with its author: nothing counts yet.
    case draft
    /// Cancelled.
    case exempt
}

/// One brief judged by one handoff's contract.
package struct Judgement: Sendable {
    package var path: String
    /// The brief's own `id`.
    package var id: String?
    /// Nil when nobody can tell which handoff it is.
    package var handoff: String?
    package var title: String?
    /// The team that receives.
    package var to: String?
    /// As written.
    package var status: String?
    package var stage: Stage
    package var verdict: Verdict
    /// What happens now, when on hold.
    package var boundary: String?
    package var risk: String?
    package var findings: [Finding]
    /// Nil when enough is written to speak of each thing that is missing.
    package var unwritten: Unwritten?

    /// Required context that nobody has written, where that is most of it.
    package struct Unwritten: Sendable {
        /// On screen, in the contract's order.
        package var titles: [String]
        /// Ids of the contexts.
        package var contexts: [String]
        /// Whether this is all that is required.
        package var isAll: Bool
    }

    package init(
        path: String, id: String? = nil, handoff: String? = nil, title: String? = nil, to: String? = nil, status: String? = nil,
        stage: Stage, verdict: Verdict, boundary: String? = nil, risk: String? = nil, findings: [Finding]
    ) {
        self.path = path
        self.id = id
        self.handoff = handoff
        self.title = title
        self.to = to
        self.status = status
        self.stage = stage
        self.verdict = verdict
        self.boundary = boundary
        self.risk = risk
        self.findings = findings
    }

    /// The verdict that stage and findings come to; what happens on hold is said on hold only.
    mutating func settleVerdict() {
        let hasErrors = findings.contains { $0.counts && $0.severity == .error }
        verdict = stage == .cancelled ? .exempt : hasErrors ? .hold : stage.isOpen ? .draft : .ready
        if verdict != .hold { boundary = nil }
    }

    /// Errors that would count if the brief were handed off.
    package var errors: Int { findings.count { $0.counts && $0.declared == .error } }
}
