package import Brief
package import Source

/// What a contract sees in a brief, context by context: the answer to “but I wrote it!”.
package struct Inspection: Sendable {
    package struct Context: Sendable {
        package var id: String
        package var title: String
        package var isRequired: Bool
        /// The names it is looked for under.
        package var labels: [String]
        /// Nil when it was not found at all.
        package var value: Found?
        /// Its fields in each row.
        package var rows: [[(field: String, value: String)]] = []
    }

    package struct Found: Sendable {
        package var label: String
        package var form: NamedContext.Form?
        package var text: String
        package var fill: Fill
        /// Nil for what was inherited from the team's defaults.
        package var place: Place?
        package var origin: Origin
    }

    package enum Origin: Sendable, Hashable {
        case own
        /// Another context that does as well.
        case insteadOf(String)
        case inherited(String)
        case teamDefault
    }

    package var contract: Contract
    package var contexts: [Context]
    /// What is written as this handoff's status, be it a word that we know or a sentence; nil for none.
    package let status: String?
    /// Labels in the brief that the contract does not ask for, each once.
    package var unknownLabels: [(label: String, line: Int)]

    package init(_ brief: Brief, _ contract: Contract, rulebook: Rulebook, index: BriefIndex) {
        self.contract = contract
        let rules = rulebook.rules(contract)
        let memory = Memory()
        let binding = Binding(rules, brief, memory: memory)
        if let reference = binding.value(ofContext: "part-of"), reference.fill.isValue,
            let path = index.path(of: reference.text, from: brief.source.path), path != brief.source.path, let parent = index.load(path)
        {
            binding.inherit(Inherited(Binding(rules, parent, memory: memory), rules.contract.contexts, at: reference.range))
        }
        let lines = brief.lines
        status = binding.status.flatMap { $0.fill.isValue ? $0.text : nil }
        contexts = contract.contexts.enumerated().map { i, spec in
            var context = Context(id: spec.id, title: spec.name, isRequired: spec.isRequired, labels: spec.allLabels)
            guard let value = binding.value(of: i) else { return context }
            context.value = Self.found(value, spec, binding, i, lines)
            if spec.rows != nil || !spec.fields.isEmpty {
                context.rows = (value.items ?? []).map { row in
                    row.fields.map { ($0.name, $0.values.map(\.text).joined(separator: ", ")) }
                }.filter { !$0.isEmpty }
            }
            return context
        }
        unknownLabels = Self.unknown(brief, rules, binding, lines)
    }

    private static func found(_ value: Value, _ spec: ContextSpec, _ binding: Binding, _ context: Int, _ lines: LineTable) -> Found {
        let occurrences = binding.occurrences[context]
        var found = Found(label: value.label, text: value.text, fill: value.fill, place: lines.place(value.range), origin: .own)
        if value.label == "team default" {
            found.origin = .teamDefault
            found.place = nil
        } else if value.label.hasPrefix("from ") {
            found.origin = .inherited(String(value.label.dropFirst(5)))
        } else if let own = occurrences.first(where: { binding.label(of: $0) == value.label }) {
            found.form = own.form
        } else if !occurrences.isEmpty || spec.rows?.from.contains(.links) != true, !value.label.isEmpty, spec.satisfiedBy?.isEmpty == false
        {
            found.origin = .insteadOf(value.label)
        }
        return found
    }

    private static func unknown(_ brief: Brief, _ rules: Rules, _ binding: Binding, _ lines: LineTable) -> [(label: String, line: Int)] {
        var seen: Set<String> = []
        let bound = binding.occurrences.flatMap(\.self).map(\.labelRange)
        let inside = binding.occurrences.flatMap(\.self).flatMap(binding.contents).compactMap { brief.range($0) }
        return brief.contexts.compactMap { context in
            guard let label = brief.labels(of: context).first, context.form != .table, !bound.contains(context.labelRange),
                label != "handoff",
                label != "allow",
                !inside.contains(where: { $0.contains(context.labelRange) }), !rules.lists(label), seen.insert(label).inserted
            else { return nil }
            return (brief.source.text(context.labelRange), lines.place(context.labelRange).line)
        }
    }
}
