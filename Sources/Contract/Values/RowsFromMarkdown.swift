internal import Brief
internal import Source
internal import YAML

// Records from Markdown: tables, lists, headings, labels, plain text.
extension RowsReader {
    func rows(_ extent: Extent, _ value: Value, _ defaults: inout [(String, Value)]) -> [Value] {
        var found: [Value] = []
        var sections: [Value] = []
        var labelled: [Value] = []
        var i = Int(extent.contexts.lowerBound)
        while i < Int(extent.contexts.upperBound) {
            let context = brief.contexts[i]
            let label = brief.source.text(context.labelRange)
            if context.form == .table {
                if case .markdown(let table) = context.content { found += rows(table: Int(table.blocks.lowerBound), &defaults) }
            } else if let name = fieldName(label) {
                defaults.append((name, brief.value(context.content, label: label, labelRange: context.labelRange)))
            } else if context.form == .section {
                sections.append(row(context, label))
            } else if context.form != .list {
                labelled.append(row(context, label))
            }
            i = context.next
        }
        // A table bound by its own header has no context around it.
        if extent.contexts.isEmpty, let first = extent.blocks.first, brief.markdown.blocks[Int(first)].kind == .table {
            found += rows(table: Int(first), &defaults)
        }
        let items = brief.items(.markdown(extent)) ?? []
        for item in items {
            guard case .markdown(let inner) = item else { continue }
            if let row = row(item: inner, item) { found.append(row) }
        }
        if plan.rows.head != nil { found += sections }
        if found.isEmpty, plan.rows.head != nil { found = labelled }
        if found.isEmpty, items.isEmpty, defaults.isEmpty, plan.spec.rows != nil {
            let rest = brief.text(extent.runs, within: extent.bytes)
            let isOneParagraph = extent.blocks.count == 1 && extent.contexts.isEmpty && value.fill.isValue
            let text = rest.isEmpty && (plan.rows.split != nil || isOneParagraph) ? value.text : rest
            if !text.isEmpty { found += textRows(text, value.range, .markdown(extent)) }
        }
        return found
    }

    /// A heading or a bold label of its own: its text is the head.
    func row(_ context: NamedContext, _ label: String) -> Value {
        let row = brief.value(context.content, label: label, labelRange: context.labelRange)
        let text = row.text
        let fill = row.fill
        let range = row.range
        row.text = label
        row.items = nil
        row.range = context.labelRange
        row.fill = .real
        if case .markdown(let extent) = context.content { addFields(extent, to: row) }
        if let head = plan.rows.head { row.add(Value(label, range: context.labelRange), to: head) }
        if let rest = plan.rows.rest { row.add(Value(text, range: range, fill: fill), to: rest) }
        return row
    }

    /// A list item; nil when it only gives a field of the context.
    func row(item extent: Extent, _ content: Content) -> Value? {
        let contexts = brief.contexts
        if let first = extent.contexts.first {
            let context = contexts[Int(first)]
            if fieldName(brief.source.text(context.labelRange)) != nil, context.form != .section, isFirst(context, extent) {
                // “- Source: linkedin, Medium: email” in one item is a row; a single field is a default.
                return nil
            }
        }
        let row = brief.value(content, label: plan.name, labelRange: .fileStart, withItems: false)
        guard !row.text.isEmpty || row.fill.isValue else { return nil }
        addFields(extent, to: row)
        cut(row, extent)
        return row
    }

    func isFirst(_ context: NamedContext, _ extent: Extent) -> Bool {
        guard let runs = brief.blockRuns(extent), let bytes = brief.markdown.bytes(of: runs) else { return false }
        return context.labelRange.lower - bytes.lower <= 3
    }

    /// The labels inside become fields, nested lists' too.
    func addFields(_ extent: Extent, to row: Value) {
        for i in extent.contexts {
            let context = brief.contexts[Int(i)]
            let label = brief.source.text(context.labelRange)
            if context.form != .table, let name = fieldName(label) {
                row.add(brief.value(context.content, label: label, labelRange: context.labelRange), to: name)
            }
        }
    }

    /// Cuts an item's own line at the first colon or spaced dash.
    func cut(_ row: Value, _ extent: Extent) {
        guard let head = plan.rows.head, row.field(head) == nil else { return }
        let line = brief.firstParagraph(of: extent)
        let text = line.text
        guard let parts = headAndRest(text) else { return }
        row.add(Value(parts.head, range: line.range, fill: Fill.of(text: parts.head)), to: head)
        if let rest = plan.rows.rest {
            // What hangs below an item belongs to its rest.
            let below = row.text.utf8.count > text.utf8.count ? String(row.text.utf8.dropFirst(text.utf8.count))?.trimmed ?? "" : ""
            let all = below.isEmpty ? parts.rest : [parts.rest, below].filter { !$0.isEmpty }.joined(separator: "\n")
            if !all.isEmpty { row.add(Value(all, range: line.range, fill: Fill.of(text: all)), to: rest) }
        }
        if Fill.of(text: parts.head) == .unfilled { row.fill = .unfilled }
    }
}
