internal import Brief
internal import Source
internal import YAML

// The value that counts of each context.

extension Binding {
    func value(ofContext id: String) -> Value? {
        rules.contextIndex[id].flatMap { value(of: $0) }
    }

    /// The value that counts: the first real one, else what shows that somebody started; then what the brief inherits.
    func value(of context: Int) -> Value? {
        if let known = values[context] { return known }
        let own = ownValue(of: context)
        var value = own
        if value?.fill.isValue != true {
            let plan = rules.contexts[context]
            if let other = satisfying(plan) {
                value = other
            } else if !inherited.isEmpty, let inherited = inherited.value(of: plan.spec.id) {
                value = inherited
            } else if let given = rules.defaults[context] {
                value = teamDefault(given, plan)
            }
        }
        values[context] = .some(value)
        return value
    }

    /// As written in this brief.
    func ownValue(of context: Int) -> Value? {
        if occurrences[context].isEmpty, looseFields[context].isEmpty, !rules.contexts[context].readsLinks { return nil }
        let plan = rules.contexts[context]
        let reader = RowsReader(brief: brief, plan: plan, shelf: shelf)
        var best: (value: Value, occurrence: Occurrence)?
        for occurrence in occurrences[context] {
            let value = self.value(occurrence, choosesBox: plan.spec.choosesBox == true, withItems: !plan.hasRows)
            if best == nil || (!best!.value.fill.isValue && value.fill.isValue) { best = (value, occurrence) }
            if value.fill == .real { break }
        }
        let loose = looseFields[context].map { field, occurrence in
            (plan.fieldIDs[field], self.value(occurrence, choosesBox: plan.spec.fields[field].choosesBox == true))
        }
        if let (first, occurrence) = best {
            let value = first
            if plan.hasRows { value.items = reader.rows(contents(of: occurrence), of: value, defaults: loose) }
            if value.items?.contains(where: { $0.hasRealField }) == true, value.fill == .unfilled { value.fill = .real }
            if value.fill.isValue || loose.isEmpty { return value }
        }
        if let first = loose.first {
            let value = Value(first.1.text, range: first.1.range, fill: loose.contains { $0.1.fill.isValue } ? .real : .unfilled)
            value.label = first.1.label
            value.items = reader.rows([], of: value, defaults: loose)
            return value
        }
        guard plan.readsLinks else { return nil }
        let rows = reader.linkRows(brief.markdown.links[...], defaults: [])
        guard let first = rows.first else { return nil }
        let value = Value(first.text, range: first.range)
        value.items = rows
        return value
    }

    private func value(_ occurrence: Occurrence, choosesBox: Bool, withItems: Bool = true) -> Value {
        let contents = contents(of: occurrence)
        let label = label(of: occurrence)
        let value: Value
        if contents.count == 1 {
            value = brief.value(contents[0], label: label, labelRange: occurrence.labelRange, withItems: withItems)
        } else {
            let cells = contents.map { brief.value($0, label: label, labelRange: occurrence.labelRange) }
            value = Value(
                cells.map(\.text).joined(separator: "\n"), range: occurrence.labelRange,
                fill: cells.contains { $0.fill.isValue } ? .real : .unfilled)
            value.label = label
            value.items = cells
        }
        if value.fill == .unfilled, isLoneValue(occurrence, value.text) { value.fill = Fill.of(text: value.text) }
        if choosesBox, let content = contents.first {
            let boxes = brief.boxes(content)
            if boxes.all > 0, boxes.ticked == 0 { value.fill = .unfilled }
        }
        return value
    }

    /// Placed at the brief's start: its own place is in the config.
    private func teamDefault(_ node: YAMLNode, _ plan: ContextPlan) -> Value {
        let value = Evaluator.value(of: node, at: .fileStart)
        value.label = "team default"
        if plan.hasRows, value.fill.isValue {
            let reader = RowsReader(brief: brief, plan: plan, shelf: shelf)
            value.items = reader.rows([.yaml(node)], of: value, defaults: []).map { $0.moved(to: .fileStart) }
        }
        return value
    }

    /// “**Dana**” alone under “## Owner” looks like a label that nobody filled in. It is the value, unless it is the name of something.
    private func isLoneValue(_ occurrence: Occurrence, _ text: String) -> Bool {
        guard case .context(let index) = occurrence.source, occurrence.form == .section, brief.contexts[index].next == index + 2 else {
            return false
        }
        let inner = brief.contexts[index + 1]
        let end = inner.labelRange.upper
        return inner.form == .bold && brief.source.text(inner.labelRange) == text && targets(of: inner, at: index + 1).isEmpty
            && !(end < brief.source.bytes.count && brief.source.bytes[end] == 0x3A)
    }

    private func satisfying(_ plan: ContextPlan) -> Value? {
        for other in plan.satisfiedBy {
            if let value = ownValue(of: other), value.fill.isValue {
                value.standsIn = true
                return value
            }
        }
        return nil
    }
}

extension Value {
    var hasRealField: Bool { fields.contains { $0.values.contains { $0.fill.isValue } } }
}

extension Brief {
    /// A value with its text and place; a list has its items.
    ///
    /// - Parameter withItems: false where nobody asks for the items, or rows will take their place.
    func value(_ content: Content, label: String, labelRange: ByteRange, withItems: Bool = true) -> Value {
        let value = Value(content, of: self, range: range(content) ?? labelRange, fill: fill(content))
        if case .yaml(let node) = content, node.isNull { value.range = labelRange }
        value.label = label
        if withItems { value.items = items(content)?.map { self.value($0, label: label, labelRange: labelRange, withItems: false) } }
        return value
    }

    /// The text of a cell as a value.
    func content(ofBlock block: Int) -> Content {
        let runs = markdown.blocks[block].runs
        return .markdown(Extent(runs: runs, bytes: markdown.bytes(of: runs) ?? .fileStart, blocks: 0..<0, contexts: 0..<0))
    }
}
