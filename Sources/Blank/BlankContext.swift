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
    static func all(_ contracts: [Contract], _ headings: Headings) -> [BlankContext] {
        var seen: Set<String> = []
        let ids = contracts.flatMap { $0.contexts.map(\.id) }.filter { seen.insert($0).inserted }
        // What only stands in for another context is nothing to ask for.
        let standIns = Set(contracts.flatMap { $0.contexts.flatMap { $0.satisfiedBy ?? [] } })
        let required = Set(contracts.flatMap { $0.contexts.filter(\.isRequired).map(\.id) })
        var contexts = ids.compactMap { id -> BlankContext? in
            let specs = contracts.compactMap { $0.context(id) }
            // Of what every handoff may carry, the brief's own data come by options and the rest comes later.
            let isCommon = contracts.contains { $0.context(id)?.origin == $0.lineage.last && $0.lineage.count > 1 }
            let isAsked = specs.contains { $0.asksToBeThere } || !isCommon && !standIns.contains(id)
            return isAsked ? BlankContext(id, specs, isRequired: required.contains(id), headings) : nil
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

    private init?(_ id: String, _ specs: [ContextSpec], isRequired: Bool, _ headings: Headings) {
        self.id = id
        heading = headings.heading(of: id, specs)
        guard isRequired else {
            guard specs.contains(where: { !$0.checks.isEmpty }) else { return nil }
            place = specs.contains(where: \.asksToBeThere) ? .better : .whereItApplies
            (questions, lines) = ([], [])
            return
        }
        let asking = specs.filter(\.isRequired)
        var seen: Set<String> = []
        questions = asking.compactMap { $0.question?.outline }.filter { seen.insert($0).inserted }
        let hint = "[" + (questions.first ?? heading).oneLine.filter { !"[]<>{}".contains($0) } + "]"
        let paste = asking.compactMap(\.paste).first.map { PastedLines($0.source) }
        let isBriefWide = asking.contains { $0.isBriefWide == true }
        if isBriefWide, let value = paste == nil ? hint.yamlValue : paste?.value {
            place = .frontMatter
            lines = ["\(id): \(value)"]
        } else {
            place = .section
            lines = paste?.body ?? [hint]
        }
    }
}

extension ContextSpec {
    /// In some cases at least.
    fileprivate var asksToBeThere: Bool { checks.contains { $0.test?.name == .required } }
}
