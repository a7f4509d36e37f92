internal import Brief
internal import Contract

/// What the contexts of some contracts are called in a brief: in one language, each by a name that means no other that is required.
struct Headings {
    private let language: Language
    /// What is known by a name, in each contract: ids of contexts by label.
    private let labels: [[String: Set<String>]]
    private let required: Set<String>

    init(_ contracts: [Contract], _ demands: [Set<String>], _ language: Language) {
        self.language = language
        required = demands.reduce(into: Set<String>()) { $0.formUnion($1) }
        labels = contracts.map { contract in
            var labels: [String: Set<String>] = [:]
            for context in contract.contexts {
                for label in context.allLabels { labels[Label.normalised(label), default: []].insert(context.id) }
            }
            return labels
        }
    }

    /// Whether a text, or a part of it, names a context.
    func isLabel(_ text: String) -> Bool {
        Label.all(text).contains { label in labels.contains { $0[label] != nil } }
    }

    /// The title, if it is a label too; else the first name that is.
    func heading(of id: String, _ specs: [ContextSpec]) -> String {
        let names = specs.map { $0.name(in: language) } + specs.map(\.name)
        let plain = id.split(separator: "-").joined(separator: " ").capitalisedFirst
        let candidates = (names + [plain] + specs.flatMap { ($0.labels ?? []) + $0.moreLabels }.map(\.capitalisedFirst)).map(\.oneLine)
        return candidates.first { means(id, $0, alone: true) } ?? candidates.first { means(id, $0, alone: false) } ?? plain
    }

    private func means(_ id: String, _ name: String, alone: Bool) -> Bool {
        guard !name.contains(where: { "\\`*_[]<#|".contains($0) }) else { return false }
        let label = Label.normalised(name)
        return labels.allSatisfy { known in
            guard let ids = known[label] else { return !known.values.contains { $0.contains(id) } }
            return ids.contains(id) && (!alone || ids.subtracting([id]).isDisjoint(with: required))
        }
    }
}
