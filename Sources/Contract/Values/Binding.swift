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
            /// One of them without the list glued to it.
            case line(Int)
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
    /// Contexts in a section that says nothing of the brief as a whole.
    private var aside: Range<Int> = 0..<0

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
            } else if isHeadingOverLabels(context, at: i) {
                i += 1
            } else if let others = contextsBelowLine(context, at: i) {
                bind(context, at: i, as: .line(i))
                i = others
            } else if bind(context, at: i) {
                if context.next > i + 1 { inside.append((i + 1)..<context.next) }
                i = context.next
            } else {
                if isAside(context, at: i) { aside = (i + 1)..<context.next }
                i += 1
            }
        }
        let isMissing = occurrences.indices.map { occurrences[$0].isEmpty && looseFields[$0].isEmpty }
        guard isMissing.contains(true) else { return }
        for range in inside {
            for i in range {
                let context = brief.contexts[i]
                if context.form == .table {
                    lookForMissing(isMissing, inTable: context, at: i)
                    continue
                }
                for target in targets(of: context, at: i) where isMissing[target.context] && target.field == nil && !target.isBriefWide {
                    occurrences[target.context].append(occurrence(context, i))
                }
            }
        }
    }

    /// Whoever writes “Message” over a column of “## Structure” did write it.
    private func lookForMissing(_ isMissing: [Bool], inTable context: NamedContext, at index: Int) {
        guard case .markdown(let extent) = context.content else { return }
        let table = brief.table(Int(extent.blocks.lowerBound))
        var found: Set<Int> = []
        for (column, cell) in table.header.enumerated() {
            for target in targets(ofCell: cell) where isMissing[target.context] && !target.isBriefWide {
                guard found.insert(target.context).inserted else { continue }
                occurrences[target.context].append(
                    target.field != nil
                        ? tableOccurrence(context, index, label: cell)
                        : cellOccurrence(
                            label: cell, cells: table.rows.compactMap { column < $0.count ? $0.lowerBound + column : nil }))
            }
        }
    }

    /// “## Status & people” over “**Owner:** …”: the heading names in short what the labels below it say in full.
    private func isHeadingOverLabels(_ context: NamedContext, at index: Int) -> Bool {
        guard context.form == .section, context.next > index + 1 else { return false }
        let named = targets(of: context, at: index)
        let isInShort = named.count > 1 || (named.first?.isBriefWide == true && isCompound(context))
        guard isInShort || named.first?.isBriefWide == true else { return false }
        let inner = labels(in: context, at: index)
        if isInShort { return !inner.isEmpty }
        // “## Contact” over “Owner” and “For” as well; over one other name it may be what it says.
        return Set(inner.map(\.context)).subtracting(named.map(\.context)).count > 1
    }

    /// What the labels directly inside a context name of the brief as a whole.
    private func labels(in context: NamedContext, at index: Int) -> [Rules.Target] {
        (index + 1..<context.next).flatMap { i -> [Rules.Target] in
            let inner = brief.contexts[i]
            guard inner.form != .table, inner.form != .section, inner.isTopLevel else { return [] }
            return targets(of: inner, at: i).filter(\.isBriefWide)
        }
    }

    /// “From” and “To” below “## Redirects” are no sender and no receiver. Below the brief's first heading, or beside an owner, they may be.
    private func isAside(_ context: NamedContext, at index: Int) -> Bool {
        guard context.next > index + 1, context.form == .section || context.form == .bold else { return false }
        let isFirst = !brief.contexts[..<index].contains(where: isHeading)
        return !isFirst && !labels(in: context, at: index).contains { $0.scope == .brief }
    }

    /// A heading, or a bold line over what belongs to it.
    private func isHeading(_ context: NamedContext) -> Bool {
        guard case .markdown(let extent) = context.content else { return false }
        return context.form == .section || (context.form == .bold && !extent.blocks.isEmpty)
    }

    private func counts(_ target: Rules.Target, in context: NamedContext, at index: Int) -> Bool {
        switch target.scope {
        case .anywhere: true
        case .brief: context.isTopLevel
        case .top: context.isTopLevel && !aside.contains(index)
        }
    }

    private func isCompound(_ context: NamedContext) -> Bool { Label.all(brief.source.text(context.labelRange)).count > 1 }

    @discardableResult
    private func bind(_ context: NamedContext, at index: Int, as source: Occurrence.Source? = nil) -> Bool {
        let occurrence = Occurrence(source: source ?? .context(index), labelRange: context.labelRange, form: context.form)
        var isBound = false
        for target in targets(of: context, at: index) where counts(target, in: context, at: index) {
            isBound = true
            if let field = target.field {
                looseFields[target.context].append((field, occurrence))
            } else {
                occurrences[target.context].append(occurrence)
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
        if let owner = contextOfColumns(table) {
            occurrences[owner].append(tableOccurrence(context, index, label: table.header.lowerBound))
            return
        }
        let headerTargets = table.header.map(targets(ofCell:))
        if table.header.count == 2 {
            // “Event name | Trigger” heads two columns of one context; “Owner | Dana” is a name and its value.
            let second = Label.normalised(brief.text(ofBlock: table.header.lowerBound + 1))
            let headsColumns = headerTargets[0].contains { $0.field != nil && !rules.contexts[$0.context].fieldLabels[second].isEmpty }
            let rows = table.rows.filter { $0.count == 2 }
            let ofRows = rows.map { targets(ofCell: $0.lowerBound) }
            // “Landing page | Notes” over addresses heads a column; over “Receiver | …” it would be one pair among others.
            let isPair = !headerTargets[0].isEmpty && headerTargets[1].isEmpty && !headsColumns
            let headerIsPair = isPair && (rows.isEmpty || ofRows.contains { !$0.isEmpty })
            let pairs = (headerIsPair ? [table.header] : []) + rows
            let bound = (headerIsPair ? [headerTargets[0]] : []) + ofRows
            if bound.contains(where: { !$0.isEmpty }) {
                for (pair, targets) in zip(pairs, bound) {
                    let occurrence = cellOccurrence(label: pair.lowerBound, cells: [pair.lowerBound + 1])
                    for target in targets where counts(target, in: context, at: index) {
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
                        occurrences[target.context].append(tableOccurrence(context, index, label: table.header.lowerBound + column))
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

    /// The one context whose fields head a table under no heading that we know: “source | medium | campaign”. Two of its fields must be
    /// there, one of them required, and no heading may be a context's own name.
    private func contextOfColumns(_ table: Table) -> Int? {
        guard table.header.count >= 2, !table.rows.isEmpty else { return nil }
        if table.header.contains(where: { targets(ofCell: $0).contains { $0.field == nil && !$0.isBriefWide } }) { return nil }
        let names = table.header.map { brief.text(ofBlock: $0) }
        var best: (context: Int, fields: Int)?
        for plan in rules.contexts where plan.spec.rows != nil {
            let fields = Set(names.compactMap { shelf.field($0, of: plan) })
            guard fields.count >= 2, fields.count > best?.fields ?? 0, fields.contains(where: { plan.isFieldRequired[$0] }) else {
                continue
            }
            best = (plan.number, fields.count)
        }
        return best?.context
    }

    private func tableOccurrence(_ context: NamedContext, _ index: Int, label: Int) -> Occurrence {
        Occurrence(source: .table(context: index, label: label), labelRange: context.labelRange, form: .table)
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
        case .line(let index): [brief.contexts[index].line]
        case .cells(let cells, _): cells.map(brief.content(ofBlock:))
        }
    }

    /// The label as written.
    func label(of occurrence: Occurrence) -> String {
        switch occurrence.source {
        case .context, .line: brief.source.text(occurrence.labelRange)
        case .cells(_, let label), .table(_, let label): brief.text(ofBlock: label)
        }
    }
}
