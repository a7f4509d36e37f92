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

    let rules: Rules
    let shelf: Shelf
    let brief: Brief
    var inherited = Inherited()
    /// By context of the contract.
    private(set) var occurrences: [[Occurrence]]
    /// Fields written outside their context, by context.
    var looseFields: [[(field: Int, occurrence: Occurrence)]]
    var values: [Value??]

    init(_ rules: Rules, _ brief: Brief, memory: Memory) {
        self.rules = rules
        shelf = memory.shelf(rules)
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

    func targets(of context: NamedContext, at index: Int) -> [Rules.Target] {
        let isKey = context.form == .frontMatter
        let label = isKey ? brief.frontMatter.entries[index].key : brief.source.text(context.labelRange)
        return shelf.targets(of: label, isKey: isKey) { rules.targets(isKey ? [Label.normalised(label)] : Label.all(label)) }
    }

    private func targets(ofCell block: Int) -> [Rules.Target] {
        let label = brief.text(ofBlock: block)
        return shelf.targets(of: label, isKey: false) { rules.targets(Label.all(label)) }
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
}
