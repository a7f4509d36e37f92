/// How far a handoff has come.
package enum Stage: String, Sendable, CaseIterable, Hashable {
    case draft, handed, clarify, reopened, accepted, delivered, cancelled

    /// With its author: nothing is blocked while saving early or sending back.
    package var isOpen: Bool { self == .draft || self == .clarify || self == .reopened }
}
