/// The transitions that a handoff system should cover.
package enum HandoffArea: String, Sendable, CaseIterable {
    case campaign, content, website, analytics, crm, sales, vendor

    /// Ids of the shipped handoffs any of which covers it, the usual one first. A contract that builds on one of them covers it, too.
    package var handoffs: [String] {
        switch self {
        case .campaign: ["strategy-to-execution", "creative-to-media"]
        case .content: ["content-to-design"]
        case .website: ["website"]
        case .analytics: ["campaign-to-analytics"]
        case .crm: ["crm"]
        case .sales: ["marketing-to-sales"]
        case .vendor: ["vendor-to-internal", "internal-to-vendor"]
        }
    }

    /// As people write it.
    package var title: String { self == .crm ? "CRM" : rawValue }

    /// Of an area or of a handoff that covers it.
    ///
    /// - Parameter lineage: of the handoff of that id, from itself to the root; empty for none.
    package init?(named name: String, lineage: [String]) {
        let names = [name] + lineage
        guard let area = Self(rawValue: name) ?? Self.allCases.first(where: { $0.handoffs.contains(where: names.contains) }) else {
            return nil
        }
        self = area
    }
}
