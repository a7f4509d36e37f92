/// How far a handoff has come.
package enum Stage: String, Sendable, CaseIterable, Hashable {
    case draft, handed, clarify, reopened, accepted, delivered, cancelled

    /// Its place in `allCases`.
    var index: Int {
        switch self {
        case .draft: 0
        case .handed: 1
        case .clarify: 2
        case .reopened: 3
        case .accepted: 4
        case .delivered: 5
        case .cancelled: 6
        }
    }

    /// With its author: nothing is blocked while saving early or sending back.
    package var isOpen: Bool { self == .draft || self == .clarify || self == .reopened }
}
