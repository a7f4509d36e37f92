internal import Brief
internal import Source
internal import YAML

/// What a contract's contexts are in one brief: which of the named context belongs to which, and the value that counts.
final class Binding {
    /// One place where a context was written.
    struct Occurrence {
        enum Source {
            /// Of the brief's named contexts.
            case context(Int)
            /// Cells of a table, by block, under or beside the cell that names them.
            case cells([Int], label: Int)
            /// A whole table, named by one of its headers.
            case table(context: Int, label: Int)
        }

        var source: Source
        var labelRange: ByteRange
        var form: NamedContext.Form
    }

    private let rules: Rules
    private let memory: Memory
    let brief: Brief
    private var inherited = Inherited()
    /// By context of the contract.
    private(set) var occurrences: [[Occurrence]]
    /// Fields written outside their context, by context.
    private var looseFields: [[(field: Int, occurrence: Occurrence)]]
    private var values: [Value??]

    init(_ rules: Rules, _ brief: Brief, memory: Memory) {
        self.rules = rules
        self.memory = memory
        memory.turn(to: rules)
        self.brief = brief
        let count = rules.contract.contexts.count
        occurrences = Array(repeating: [], count: count)
        looseFields = Array(repeating: [], count: count)
        values = Array(repeating: nil, count: count)
        bind()
    }

    /// Takes over what the brief it is part of says; what was looked up before is forgotten.
    func inherit(_ inherited: Inherited) {
        guard !inherited.isEmpty else { return }
        self.inherited = inherited
        values = Array(repeating: nil, count: values.count)
    }

    // MARK: binding

    /// A label inside a bound context is that context's field. Only a context that stands nowhere else is then looked for inside others:
    /// whoever writes “Offer” under “Context” did write it.
    private func bind() {
        var inside: [Range<Int>] = []
        var i = 0
        while i < brief.contexts.count {
            let context = brief.contexts[i]
            if context.form == .table {
                bind(table: context, at: i)
                i = context.next
            } else if bind(context, at: i) {
                if context.next > i + 1 { inside.append((i + 1)..<context.next) }
                i = context.next
            } else {
                i += 1
            }
        }
        let isMissing = occurrences.indices.map { occurrences[$0].isEmpty && looseFields[$0].isEmpty }
        guard isMissing.contains(true) else { return }
        for range in inside {
            for i in range where brief.contexts[i].form != .table {
                let context = brief.contexts[i]
                for target in targets(of: context, at: i) where isMissing[target.context] && target.field == nil && !target.isBriefWide {
                    occurrences[target.context].append(occurrence(context, i))
                }
            }
        }
    }

    private func bind(_ context: NamedContext, at index: Int) -> Bool {
        var isBound = false
        for target in targets(of: context, at: index) where context.isTopLevel || !target.isBriefWide {
            isBound = true
            if let field = target.field {
                looseFields[target.context].append((field, occurrence(context, index)))
            } else {
                occurrences[target.context].append(occurrence(context, index))
            }
        }
        return isBound
    }

    private func occurrence(_ context: NamedContext, _ index: Int) -> Occurrence {
        Occurrence(source: .context(index), labelRange: context.labelRange, form: context.form)
    }

    private func targets(of context: NamedContext, at index: Int) -> [Rules.Target] {
        let isKey = context.form == .frontMatter
        let label = isKey ? brief.frontMatter.entries[index].key : brief.source.text(context.labelRange)
        return memory.targets(of: label, isKey: isKey) { rules.targets(isKey ? [Label.normalised(label)] : Label.all(label)) }
    }

    private func targets(ofCell block: Int) -> [Rules.Target] {
        let label = brief.text(ofBlock: block)
        return memory.targets(of: label, isKey: false) { rules.targets(Label.all(label)) }
    }

    /// Names in the first of two columns, or in the header.
    private func bind(table context: NamedContext, at index: Int) {
        guard case .markdown(let extent) = context.content else { return }
        let table = brief.table(Int(extent.blocks.lowerBound))
        let headerTargets = table.header.map(targets(ofCell:))
        if table.header.count == 2 {
            // “Event name | Trigger” heads two columns of one context; “Owner | Dana” is a name and its value.
            let second = Label.normalised(brief.text(ofBlock: table.header.lowerBound + 1))
            let headsColumns = headerTargets[0].contains { $0.field != nil && rules.contexts[$0.context].fieldLabels[second] != nil }
            let headerIsPair = !headerTargets[0].isEmpty && headerTargets[1].isEmpty && !headsColumns
            let pairs = ((headerIsPair ? [table.header] : []) + table.rows).filter { $0.count == 2 }
            let bound = pairs.map { targets(ofCell: $0.lowerBound) }
            if bound.contains(where: { !$0.isEmpty }) {
                for (pair, targets) in zip(pairs, bound) {
                    let occurrence = cellOccurrence(label: pair.lowerBound, cells: [pair.lowerBound + 1])
                    for target in targets where context.isTopLevel || !target.isBriefWide {
                        if let field = target.field {
                            looseFields[target.context].append((field, occurrence))
                        } else {
                            occurrences[target.context].append(occurrence)
                        }
                    }
                }
                return
            }
        }
        var wholeTable: Set<Int> = []
        for (column, targets) in headerTargets.enumerated() {
            for target in targets where !target.isBriefWide {
                if target.field != nil {
                    if wholeTable.insert(target.context).inserted {
                        occurrences[target.context].append(
                            Occurrence(
                                source: .table(context: index, label: table.header.lowerBound + column), labelRange: context.labelRange,
                                form: .table))
                    }
                } else {
                    occurrences[target.context].append(
                        cellOccurrence(
                            label: table.header.lowerBound + column,
                            cells: table.rows.compactMap { column < $0.count ? $0.lowerBound + column : nil }))
                }
            }
        }
    }

    private func cellOccurrence(label: Int, cells: [Int]) -> Occurrence {
        Occurrence(
            source: .cells(cells, label: label), labelRange: brief.markdown.bytes(of: brief.markdown.blocks[label].runs) ?? .fileStart,
            form: .table)
    }

    /// Several for a column of a table.
    func contents(of occurrence: Occurrence) -> [Content] {
        switch occurrence.source {
        case .context(let index), .table(let index, _): [brief.contexts[index].content]
        case .cells(let cells, _): cells.map(brief.content(ofBlock:))
        }
    }

    /// The label as written.
    func label(of occurrence: Occurrence) -> String {
        switch occurrence.source {
        case .context: brief.source.text(occurrence.labelRange)
        case .cells(_, let label), .table(_, let label): brief.text(ofBlock: label)
        }
    }

    // MARK: values

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
    private func ownValue(of context: Int) -> Value? {
        if occurrences[context].isEmpty, looseFields[context].isEmpty, !rules.contexts[context].readsLinks { return nil }
        let plan = rules.contexts[context]
        let reader = RowsReader(brief: brief, plan: plan, memory: memory)
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
            let reader = RowsReader(brief: brief, plan: plan, memory: memory)
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
            if let value = ownValue(of: other), value.fill.isValue { return value }
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
