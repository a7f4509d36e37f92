package import Brief
package import Source
internal import YAML

/// What a brief itself says by one contract, context by context, for whoever compares its versions: nothing is judged, and what it
/// inherits from a campaign document or the team's defaults is left out.
package final class BoundBrief {
    /// A context and the value that stands in the brief for it.
    package struct Context {
        package var id: String
        package var isRequired: Bool
        package var choosesBox: Bool
        /// Rows, or fields, are read from its value.
        package var hasRows: Bool
        package var value: Value
    }

    private let binding: Binding
    /// By context of the contract, as it stands in the brief; nil for what nobody asked for yet.
    private var known: [Value??]

    package init(_ brief: Brief, _ contract: Contract, rulebook: Rulebook, memory: Memory) {
        binding = Binding(rulebook.rules(contract), brief, memory: memory)
        known = Array(repeating: nil, count: binding.rules.contexts.count)
    }

    private func own(_ context: Int) -> Value? {
        if let value = known[context] { return value }
        let value = binding.ownValue(of: context)
        known[context] = .some(value)
        return value
    }

    /// Those that stand in the brief, in the contract's order. What counts in place of a required one is that one's value and no other's.
    package var contexts: [Context] {
        let plans = binding.rules.contexts
        var values = plans.indices.map(own)
        for plan in plans where plan.isRequired && values[plan.number]?.fill.isValue != true {
            let other = plan.satisfiedBy.first { values[$0]?.fill.isValue == true && !plans[$0].isRequired }
            guard let other else { continue }
            values[plan.number] = values[other]
            values[other] = nil
        }
        return plans.compactMap { plan in
            values[plan.number].map {
                Context(
                    id: plan.spec.id, isRequired: plan.isRequired, choosesBox: plan.spec.choosesBox == true, hasRows: plan.hasRows,
                    value: $0)
            }
        }
    }

    /// The value of a context as it stands in the brief; nil for none and for a placeholder.
    package func value(_ context: String) -> Value? {
        binding.rules.contextIndex[context].flatMap(own).flatMap { $0.fill.isValue ? $0 : nil }
    }

    /// The status as written: `status.<handoff>` when there is one, else the common status. Nil for none, and for a sentence about it.
    package func status(in lifecycle: Lifecycle) -> String? {
        guard let value = binding.status, Lifecycle.isStatus(value.text) else { return nil }
        let status = value.text
        // “To do” is a hint everywhere but here.
        return value.fill.isValue || (!status.contains("[") && lifecycle.meaning(of: status) != nil) ? status : nil
    }

    /// How far the status says it has come; nil for none, and for a word that is unknown.
    package func stage(in lifecycle: Lifecycle) -> Stage? {
        let isAccepted = value("accepted-by") != nil
        return status(in: lifecycle).flatMap { lifecycle.stage(of: $0, isAccepted: isAccepted) }
    }

    /// A value and the name it was written under.
    package struct Written {
        package var value: Value
        package var label: ByteRange
        package var form: NamedContext.Form
    }

    /// All places that say a context of the brief itself, placeholders included.
    package func written(_ context: String) -> [Written] {
        guard let number = binding.rules.contextIndex[context] else { return [] }
        return binding.occurrences[number].flatMap { occurrence in
            binding.contents(of: occurrence).map { content in
                let value = binding.brief.value(content, label: binding.label(of: occurrence), labelRange: occurrence.labelRange)
                return Written(value: value, label: occurrence.labelRange, form: occurrence.form)
            }
        }
    }

    /// All places that say the status: those of this handoff alone, else the common ones.
    package var writtenStatus: [Written] {
        guard let own = binding.ownStatus else { return written("status") }
        return own.map { [Written(value: $0.value, label: $0.label, form: .frontMatter)] } ?? []
    }

    /// Where the brief says what the contract asks for: labels and values, whole tables. In no order; they may overlap.
    package var places: [ByteRange] {
        places(binding.occurrences.flatMap(\.self) + binding.looseFields.flatMap { $0.map(\.occurrence) })
    }

    /// The places of some contexts alone.
    package func places(of contexts: [String]) -> [ByteRange] {
        places(contexts.compactMap { binding.rules.contextIndex[$0] }.flatMap { binding.occurrences[$0] })
    }

    private func places(_ occurrences: [Binding.Occurrence]) -> [ByteRange] {
        occurrences.flatMap { occurrence in
            let values = binding.contents(of: occurrence).compactMap(binding.brief.range)
            // A label and its value stand side by side; the cells of a column don't.
            if case .cells = occurrence.source { return [occurrence.labelRange] + values }
            return values.map(occurrence.labelRange.union) + [occurrence.labelRange]
        }
    }
}

extension Binding {
    /// `status.<handoff>` when there is one, else the common status.
    var status: Value? {
        if let own = ownStatus { return own?.value }
        return value(ofContext: "status")
    }

    /// The status of this handoff alone, and its name. Nil where all share one; nothing inside where the others have theirs.
    var ownStatus: (value: Value, label: ByteRange)?? {
        func status(_ entry: YAMLEntry) -> (Value, ByteRange) {
            (brief.value(.yaml(entry.value), label: entry.key, labelRange: entry.keyRange), entry.keyRange)
        }
        for entry in brief.frontMatter.entries where entry.key.utf8.first == 0x73 || entry.key.utf8.first == 0x53 {
            let key = entry.key.lowercased()
            if key.hasPrefix("status."), rules.names.contains(Label.normalised(String(key.dropFirst(7)))) {
                return .some(status(entry))
            }
            if key == "status", let parts = entry.value.entries {
                return .some(parts.first { rules.names.contains(Label.normalised($0.key)) }.map(status))
            }
        }
        return nil
    }
}

extension Rulebook {
    /// The contracts of the handoffs that a brief declares, else of the fallback; without those that nobody knows. Nil when the brief
    /// declares none and there is no fallback.
    package func handoffs(of brief: Brief, fallback: String?) -> [Contract]? {
        guard let entry = brief.frontMatter.value("handoff"), Fill.of(entry.value) != .unfilled else {
            return fallback.map { [$0].compactMap(declared) }
        }
        var found: [Contract] = []
        for name in (entry.value.items ?? [entry.value]).compactMap(\.text) {
            guard let contract = declared(name), !found.contains(where: { $0.id == contract.id }) else { continue }
            found.append(contract)
        }
        return found
    }

    private func declared(_ name: String) -> Contract? { contract(name.trimmed).flatMap { $0.isAbstract ? nil : $0 } }
}
