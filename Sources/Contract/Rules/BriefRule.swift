/// Rules of the common contract that no contract can state: they look at what its other rules found.
package enum BriefRule: String, Sendable, CaseIterable {
    /// A placeholder where nobody requires anything.
    case placeholder
    /// Accepted or delivered although errors are open.
    case movedIncomplete = "moved-incomplete"

    /// Two values under one name.
    case contradiction

    /// The contract whose handoffs they belong to.
    static let contract = "handoff"

    /// Its place in `allCases`.
    var index: Int {
        switch self {
        case .placeholder: 0
        case .movedIncomplete: 1
        case .contradiction: 2
        }
    }

    package var rule: String { "\(Self.contract)/\(rawValue)" }

    package var why: String {
        switch self {
        case .placeholder:
            "A placeholder that stays looks like an answer that is still to come. Whoever meets it waits, or asks. Write the value, or take the line out."
        case .contradiction:
            "Of two answers under one name the first one counts, and whoever read the second works by another brief. Keep one of them."
        case .movedIncomplete:
            "Work that goes on without what was asked for comes back later, when it costs more. When time is short, say in the brief what is missing and who knows it: an allowance with a reason."
        }
    }
}

extension Contract {
    var hasBriefRules: Bool { lineage.contains(BriefRule.contract) }
}
