internal import Brief
internal import Contract
internal import Source

/// Which handoff a text looks like that says nothing of it: by what it names, and by where it stands.
struct HandoffGuess {
    /// What one handoff alone, or few, would name.
    private struct Sign {
        var handoff: Int
        /// 1 for what it must carry, less for the rest.
        var weight: Double
        var context: String
    }

    private let handoffs: [Contract]
    private let signs: [String: [Sign]]
    /// Words of a path that name who receives: “analytics”, “sales”.
    private let receivers: [Set<String>]

    /// Less than this is chance: a goal and an audience stand in many texts.
    private static let least = 1.5
    /// How much more than the next best the best must have.
    private static let lead = 1.25

    init(_ rulebook: Rulebook) {
        handoffs = rulebook.contracts.filter { !$0.isAbstract }
        var signs: [String: [Sign]] = [:]
        for (i, contract) in handoffs.enumerated() {
            let demanded = rulebook.demanded(by: contract)
            for context in contract.contexts where context.origin == contract.id {
                let weight = demanded.contains(context.id) ? 1 : 0.5
                for label in Set(context.allLabels.map(Label.normalised)) {
                    signs[label, default: []].append(Sign(handoff: i, weight: weight, context: context.id))
                }
            }
        }
        self.signs = signs
        receivers = handoffs.map { Set((Self.words($0.id) + Self.words($0.to ?? "")).filter { !Self.common.contains($0) }) }
    }

    /// Nil where it looks like none, or like several.
    func handoff(of brief: Brief) -> String? {
        // Each context of a handoff counts once, by the least common of its names.
        var found: [[String: Double]] = Array(repeating: [:], count: handoffs.count)
        for label in brief.contexts.flatMap(brief.labels) {
            guard let signs = signs[label] else { continue }
            let sharing = Double(Set(signs.map(\.handoff)).count)
            for sign in signs { found[sign.handoff][sign.context] = max(found[sign.handoff][sign.context] ?? 0, sign.weight / sharing) }
        }
        let words = Set(Self.words(brief.source.path) + Self.words(brief.title.map { brief.source.text($0) } ?? ""))
        let scores = zip(found, receivers).map { contexts, receiver in
            let said = contexts.values.reduce(0, +)
            return said > 0 && !receiver.isDisjoint(with: words) ? said + 1 : said
        }
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        guard let best = order.first, scores[best] >= Self.least else { return nil }
        if order.count > 1, scores[best] < scores[order[1]] * Self.lead { return nil }
        return handoffs[best].id
    }

    /// Words of ids that tell no handoff from another.
    private static let common: Set<String> = ["to", "team", "internal", "marketing", "campaign", "strategy", "content", "creative"]

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
