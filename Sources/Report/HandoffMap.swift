internal import Source

/// Who hands what to whom: the contracts in force, and how many briefs go by each.
package struct HandoffMap: Sendable {
    package struct Handoff: Sendable {
        package var id: String
        package var title: String
        /// The teams; nil where the contract doesn't say.
        package var from: String?
        package var to: String?
        /// What happens when something is missing.
        package var boundary: String?
        /// On-screen names of what a brief must carry.
        package var required: [String]
        /// In use now, cancelled ones left out.
        package var briefs: Int

        package init(
            id: String, title: String, from: String?, to: String?, boundary: String?, required: [String], briefs: Int
        ) {
            (self.id, self.title, self.from, self.to) = (id, title, from, to)
            (self.boundary, self.required, self.briefs) = (boundary, required, briefs)
        }
    }

    package var version: String
    package var handoffs: [Handoff]

    package init(version: String, handoffs: [Handoff]) {
        (self.version, self.handoffs) = (version, handoffs)
    }

    static let unnamed = "Not said"

    /// The teams in the order in which they appear; names that differ in case only are one team.
    var teams: [String] {
        var seen: Set<String> = []
        return handoffs.flatMap { [$0.from ?? Self.unnamed, $0.to ?? Self.unnamed] }.filter { seen.insert($0.lowercased()).inserted }
    }

    /// Where each handoff begins and ends, as positions in `teams`.
    var edges: [(handoff: Handoff, from: Int, to: Int)] {
        var numbers: [String: Int] = [:]
        for (i, team) in teams.enumerated() { numbers[team.lowercased()] = i }
        func number(_ team: String?) -> Int { numbers[(team ?? Self.unnamed).lowercased()] ?? 0 }
        return handoffs.map { ($0, number($0.from), number($0.to)) }
    }
}

extension HandoffMap.Handoff {
    /// “11 things to carry, 4 briefs”
    var counts: String { "\(required.count.of("thing to carry", "things to carry")), \(briefs.of("brief", "briefs"))" }
}
