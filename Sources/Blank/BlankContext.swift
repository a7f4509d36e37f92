internal import Brief
internal import Contract
internal import Source
internal import YAML

/// One context of a blank brief, whichever of its contracts asks for it.
struct BlankContext {
    enum Place {
        case frontMatter, section
        /// Not demanded, but the next team would like to know.
        case better
        /// Checked when it is there.
        case whereItApplies
    }

    var id: String
    var heading: String
    var place: Place
    /// What the receivers will ask, each once.
    var questions: [String]
    /// Of the front matter, or below the heading; every value a hint.
    var lines: [String]

    /// In the contracts' order; a context that several share stands where the first of them has it.
    ///
    /// - Parameters:
    ///   - demands: what each contract demands, by id.
    ///   - welcome: what each would like to have besides.
    static func all(
        _ contracts: [Contract], _ demands: [Set<String>], welcome: [Set<String>], _ headings: Headings, _ translation: Translation
    ) -> [BlankContext] {
        var seen: Set<String> = []
        let ids = contracts.flatMap { $0.contexts.map(\.id) }.filter { seen.insert($0).inserted }
        // What only stands in for another context is nothing to ask for.
        let standIns = Set(contracts.flatMap { $0.contexts.flatMap { $0.satisfiedBy ?? [] } })
        let required = demands.reduce(into: Set<String>()) { $0.formUnion($1) }
        var contexts = ids.compactMap { id -> BlankContext? in
            let specs = contracts.compactMap { $0.context(id) }
            if required.contains(id) {
                return BlankContext(
                    id, specs, asking: zip(contracts, demands).compactMap { $1.contains(id) ? $0.context(id) : nil }, headings, translation)
            }
            let heading = headings.heading(of: id, specs)
            if welcome.contains(where: { $0.contains(id) }) { return BlankContext(id: id, heading: heading, place: .better) }
            // Of what every handoff may carry, the brief's own data come by options and the rest comes later. What the team has answered
            // once is required and was not found missing.
            let isCommon = contracts.contains { $0.context(id)?.origin == $0.lineage.last && $0.lineage.count > 1 }
            let isAnswered = specs.contains { $0.checks.contains { $0.test?.name == .required && $0.when.isEmpty } }
            guard !isCommon, !isAnswered, !standIns.contains(id), specs.contains(where: { !$0.checks.isEmpty }) else { return nil }
            let mayBeAsked = specs.contains { $0.checks.contains { $0.test?.name == .required } }
            return BlankContext(id: id, heading: heading, place: mayBeAsked ? .better : .whereItApplies)
        }
        // What another required context answers as well is not asked twice: one heading names both.
        for spec in contracts.flatMap(\.contexts) where required.contains(spec.id) {
            guard let other = spec.satisfiedBy?.first(where: required.contains), other != spec.id,
                let i = contexts.firstIndex(where: { $0.id == spec.id && $0.place == .section }),
                let j = contexts.firstIndex(where: { $0.id == other && $0.place == .section }),
                case let both = "\(contexts[j].heading) / \(contexts[i].heading)",
                Label.all(both).dropFirst() == [Label.normalised(contexts[j].heading), Label.normalised(contexts[i].heading)]
            else { continue }
            contexts[j].heading = both
            contexts.remove(at: i)
        }
        return contexts
    }

    private init(id: String, heading: String, place: Place) {
        self.id = id
        self.heading = heading
        self.place = place
        (questions, lines) = ([], [])
    }

    /// - Parameter asking: what those contracts say of it that demand it.
    private init(_ id: String, _ specs: [ContextSpec], asking: [ContextSpec], _ headings: Headings, _ translation: Translation) {
        self.id = id
        heading = headings.heading(of: id, specs)
        var seen: Set<String> = []
        questions = asking.compactMap(translation.question).filter { seen.insert($0).inserted }
        let hint = "[" + (questions.first ?? heading).oneLine.filter { !"[]<>{}".contains($0) } + "]"
        let pasted = asking.first { $0.paste != nil }
        let paste = pasted?.paste.map { PastedLines($0.source) }
        let translated = pasted.flatMap(translation.hint)
        let isBriefWide = asking.contains(where: \.isBriefWide)
        if isBriefWide, let value = paste == nil ? hint.yamlValue : paste?.value {
            place = .frontMatter
            lines = ["\(id): \(translated?.joined(separator: " ").yamlValue ?? value)"]
        } else {
            place = .section
            lines = translated ?? paste?.body ?? [hint]
        }
    }
}
