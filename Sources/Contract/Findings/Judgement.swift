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

    /// Errors that would count if the brief were handed off.
    package var errors: Int { findings.count { $0.counts && $0.declared == .error } }
}
