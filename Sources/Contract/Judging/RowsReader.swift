internal import Brief
internal import Source
internal import YAML

/// Turns a context's value into records, whichever form it was written in.
struct RowsReader {
    let brief: Brief
    let plan: ContextPlan
    let memory: Memory

    /// The rows of a value. Without any, one row for the whole value, so that a field can be missing from it.
    func rows(_ contents: [Content], of value: Value, defaults loose: [(String, Value)]) -> [Value] {
        var defaults: [(String, Value)] = []
        var found: [Value] = []
        for content in contents {
            switch content {
            case .yaml(let node): found += rows(node, value, &defaults)
            case .markdown(let extent): found += rows(extent, value, &defaults)
            }
        }
        if found.isEmpty { found = grouped(&defaults, value) }
        defaults += loose
        if plan.readsLinks { found.forEach(addLinks) }
        if plan.readsLinks, !found.contains(where: \.hasRealField), !defaults.contains(where: { $0.1.fill.isValue }) {
            let tagged = linkRows(brief.markdown.links(in: value.range), defaults: defaults)
            let all = tagged.isEmpty ? linkRows(brief.markdown.links[...], defaults: defaults) : tagged
            if !all.isEmpty { return all }
        }
        if found.isEmpty {
            let row = Value(value.text, range: value.range, fill: value.fill)
            row.label = value.label
            row.content = value.content
            found = [row]
        }
        for row in found { add(defaults, to: row) }
        return found
    }

    /// A row for each link with query parameters whose names are labels of fields.
    func linkRows(_ links: ArraySlice<Markdown.Link>, defaults: [(String, Value)]) -> [Value] {
        links.compactMap { link in
            guard link.url.utf8.contains(0x3F) else { return nil }
            let row = Value(link.url, range: link.range)
            for (name, text) in URLParts(link.url).query {
                guard let field = plan.fieldLabels[Label.normalised(name)] else { continue }
                let value = Value(text, range: link.range, fill: text.isEmpty ? .unfilled : .real)
                value.label = name
                row.add(value, to: plan.fieldIDs[field])
            }
            guard !row.ownFields.isEmpty else { return nil }
            add(defaults, to: row)
            return row
        }
    }

    /// “Source: a, Medium: b, Source: c, …” one below the other: a name that comes again begins the next row.
    private func grouped(_ fields: inout [(String, Value)], _ value: Value) -> [Value] {
        guard Set(fields.map(\.0)).count < fields.count else { return [] }
        var found: [Value] = []
        for (name, field) in fields {
            if found.last?.field(name) != nil || found.isEmpty {
                let row = Value(field.text, range: field.range)
                row.label = value.label
                found.append(row)
            }
            found[found.count - 1].add(field, to: name)
            found[found.count - 1].range = found[found.count - 1].range.union(field.range)
        }
        fields = []
        return found
    }

    /// A row that holds a tagged link has the link's parameters as fields.
    private func addLinks(to row: Value) {
        for link in linkRows(brief.markdown.links(in: row.range), defaults: []) {
            for field in link.fields where row.field(field.name) == nil { row.ownFields.append(field) }
        }
    }

    /// What stands once for all rows, where a row doesn't say otherwise.
    private func add(_ defaults: [(String, Value)], to row: Value) {
        for (name, value) in defaults where row.field(name)?.contains(where: { $0.fill.isValue }) != true {
            row.ownFields.removeAll { $0.name == name }
            row.ownFields.append(Value.Field(name: name, values: [value]))
        }
    }

    private func fieldName(_ label: String) -> String? {
        guard !plan.fieldIDs.isEmpty else { return nil }
        let field = memory.field(label, of: plan.number) { Label.all(label).lazy.compactMap { plan.fieldLabels[$0] }.first }
        return field.map { plan.fieldIDs[$0] }
    }

    // MARK: YAML

    private func rows(_ node: YAMLNode, _ value: Value, _ defaults: inout [(String, Value)]) -> [Value] {
        switch node.content {
        case .scalar: return node.isNull ? [] : textRows(value.text, node.range, .yaml(node))
        case .sequence(let items, _):
            return items.flatMap { item -> [Value] in
                if let entries = item.entries { return [row(entries, item)] }
                return item.isNull ? [] : textRows(item.text ?? "", item.range, .yaml(item))
            }
        case .mapping(let entries):
            if entries.contains(where: { fieldName($0.key) != nil }) || plan.rows.head == nil {
                return [row(entries, node)]
            }
            return entries.map { entry in
                let row = Value("\(entry.key): \(Self.text(entry.value))", range: entry.keyRange.union(entry.value.range))
                if let inner = entry.value.entries { row.fields = self.row(inner, entry.value).fields }
                let name = Value(entry.key, range: entry.keyRange)
                name.label = entry.key
                row.add(name, to: plan.rows.head ?? "")
                if let rest = plan.rows.rest, let text = entry.value.text {
                    row.add(Value(text, range: entry.value.range, fill: Fill.of(entry.value)), to: rest)
                }
                return row
            }
        }
    }

    private func row(_ entries: [YAMLEntry], _ node: YAMLNode) -> Value {
        let row = Value(Self.text(node), range: node.range, fill: Fill.of(node))
        row.content = .yaml(node)
        for entry in entries {
            guard let name = fieldName(entry.key) ?? unknownName(entry.key) else { continue }
            for value in entry.value.items ?? [entry.value] {
                let field = brief.value(.yaml(value), label: entry.key, labelRange: entry.keyRange)
                if case .sequence(_, flow: true) = entry.value.content, Fill.of(entry.value) == .unfilled { field.fill = .unfilled }
                row.add(field, to: name)
            }
            if entry.value.items?.isEmpty == true {
                row.add(Value("", range: entry.value.range, fill: .unfilled), to: name)
            }
        }
        return row
    }

    /// `name:` and `trigger:` need not be declared as fields when they are head and rest.
    private func unknownName(_ key: String) -> String? {
        let key = Label.normalised(key)
        return [plan.rows.head, plan.rows.rest].compactMap(\.self).first { Label.normalised($0) == key }
    }

    private static func text(_ node: YAMLNode) -> String {
        node.text ?? node.items?.map { text($0) }.joined(separator: ", ") ?? node.entries?.map { "\($0.key): \(text($0.value))" }.joined(
            separator: ", ")
            ?? ""
    }

    // MARK: Markdown

    private func rows(_ extent: Extent, _ value: Value, _ defaults: inout [(String, Value)]) -> [Value] {
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
            let text = rest.isEmpty && plan.rows.split != nil ? value.text : rest
            if !text.isEmpty { found += textRows(text, value.range, .markdown(extent)) }
        }
        return found
    }

    /// A heading or a bold label of its own: its text is the head.
    private func row(_ context: NamedContext, _ label: String) -> Value {
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
    private func row(item extent: Extent, _ content: Content) -> Value? {
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

    private func isFirst(_ context: NamedContext, _ extent: Extent) -> Bool {
        guard let runs = brief.blockRuns(extent), let bytes = brief.markdown.bytes(of: runs) else { return false }
        return context.labelRange.lower - bytes.lower <= 3
    }

    /// The labels inside become fields, nested lists' too.
    private func addFields(_ extent: Extent, to row: Value) {
        for i in extent.contexts {
            let context = brief.contexts[Int(i)]
            let label = brief.source.text(context.labelRange)
            if context.form != .table, let name = fieldName(label) {
                row.add(brief.value(context.content, label: label, labelRange: context.labelRange), to: name)
            }
        }
    }

    /// Cuts an item's own line at the first colon or spaced dash.
    private func cut(_ row: Value, _ extent: Extent) {
        guard let head = plan.rows.head, row.field(head) == nil else { return }
        let line = brief.firstParagraph(of: extent)
        let text = line.text
        let parts = Self.headAndRest(text)
        row.add(Value(parts.head, range: line.range, fill: Fill.of(text: parts.head)), to: head)
        if let rest = plan.rows.rest {
            // What hangs below an item belongs to its rest.
            let below = row.text.utf8.count > text.utf8.count ? String(row.text.utf8.dropFirst(text.utf8.count))?.trimmed ?? "" : ""
            let all = below.isEmpty ? parts.rest : [parts.rest, below].filter { !$0.isEmpty }.joined(separator: "\n")
            if !all.isEmpty { row.add(Value(all, range: line.range, fill: Fill.of(text: all)), to: rest) }
        }
        if Fill.of(text: parts.head) == .unfilled { row.fill = .unfilled }
    }

    private func textRows(_ text: String, _ range: ByteRange, _ content: Content) -> [Value] {
        let pieces = plan.rows.split.map { separator in text.split(separator: separator).map { String($0).trimmed } } ?? [text]
        return pieces.filter { !$0.isEmpty }.map { piece in
            let row = Value(piece, range: range, fill: Fill.of(text: piece))
            row.label = plan.name
            if let head = plan.rows.head {
                let parts = Self.headAndRest(piece)
                row.add(Value(parts.head, range: range, fill: Fill.of(text: parts.head)), to: head)
                if let rest = plan.rows.rest, !parts.rest.isEmpty {
                    row.add(Value(parts.rest, range: range, fill: Fill.of(text: parts.rest)), to: rest)
                }
            }
            return row
        }
    }

    /// Before and after the first colon, spaced dash, arrow or equals sign.
    static func headAndRest(_ text: String) -> (head: String, rest: String) {
        var text = text
        return text.withUTF8 { bytes in
            func string(_ range: Range<Int>) -> String {
                String(decoding: UnsafeBufferPointer(rebasing: bytes[bytes.trimmed(range)]), as: UTF8.self)
            }
            for i in bytes.indices {
                let length = separator(bytes, i)
                if length > 0 { return (string(0..<i), string((i + length)..<bytes.count)) }
            }
            return (string(0..<bytes.count), "")
        }
    }

    /// Length of the separator at a place, or 0: a colon before white space or the end; the others between spaces.
    private static func separator(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
        func isSpace(_ i: Int) -> Bool { i >= bytes.count || Byte.isWhite(bytes[i]) }
        func follows(_ word: StaticString) -> Bool {
            i + word.utf8CodeUnitCount <= bytes.count && (0..<word.utf8CodeUnitCount).allSatisfy { bytes[i + $0] == word.utf8Start[$0] }
        }
        switch bytes[i] {
        case 0x3A: return isSpace(i + 1) ? 1 : 0
        case 0x2D, 0x3D, 0xE2:
            guard i > 0, isSpace(i - 1) else { return 0 }
            for mark: StaticString in ["–", "—", "→", "->", "-", "="] where follows(mark) && isSpace(i + mark.utf8CodeUnitCount) {
                return mark.utf8CodeUnitCount
            }
            return 0
        default: return 0
        }
    }

    // MARK: tables

    private func rows(table block: Int, _ defaults: inout [(String, Value)]) -> [Value] {
        let table = brief.table(block)
        let header = table.header.map { brief.text(ofBlock: $0) }
        let names = header.map(fieldName)
        if header.count == 2, names.allSatisfy({ $0 == nil }) || (names[0] != nil && names[1] == nil) {
            let pairs = ((names[0] != nil ? [table.header] : []) + table.rows).filter { $0.count == 2 }
            let known = pairs.map { fieldName(brief.text(ofBlock: $0.lowerBound)) }
            if known.contains(where: { $0 != nil }), names[0] == nil || known.dropFirst().contains(where: { $0 != nil }) {
                for (pair, name) in zip(pairs, known) {
                    if let name { defaults.append((name, cell(pair.lowerBound + 1, brief.text(ofBlock: pair.lowerBound)))) }
                }
                return []
            }
        }
        let columns = names.indices.map { names[$0] ?? positional($0, names) }
        return table.rows.compactMap { cells in
            let values = cells.enumerated().map { column, cell in self.cell(cell, column < header.count ? header[column] : "") }
            if values.allSatisfy(\.text.isEmpty) { return nil }
            let row = Value(joining: values, range: rowRange(cells))
            row.fill = values.contains(where: \.fill.isValue) ? .real : .unfilled
            for (column, value) in values.enumerated() {
                if column < columns.count, let name = columns[column] { row.add(value, to: name) }
            }
            return row
        }
    }

    /// A header that names nothing we know: the first column is the head, the second the rest.
    private func positional(_ column: Int, _ names: [String?]) -> String? {
        let name = column == 0 ? plan.rows.head : column == 1 ? plan.rows.rest : nil
        return name.flatMap { name in names.contains { $0 == name } ? nil : name }
    }

    private func cell(_ block: Int, _ label: String) -> Value {
        let at = brief.markdown.bytes(of: brief.markdown.blocks[block].runs) ?? emptyCell(block)
        return brief.value(brief.content(ofBlock: block), label: label, labelRange: at, withItems: false)
    }

    /// An empty cell has no text; the end of what stands before it is the nearest place.
    private func emptyCell(_ block: Int) -> ByteRange {
        let before = Int(brief.markdown.blocks[block].runs.lowerBound) - 1
        guard before >= 0 else { return .fileStart }
        let end = brief.markdown.runs[before].range.upper
        return ByteRange(end, end)
    }

    private func rowRange(_ cells: Range<Int>) -> ByteRange {
        let ranges = cells.compactMap { brief.markdown.bytes(of: brief.markdown.blocks[$0].runs) }
        guard let first = ranges.first else { return .fileStart }
        return ranges.dropFirst().reduce(first) { $0.union($1) }
    }
}

extension Value {
    func add(_ value: Value, to name: String) {
        if let i = ownFields.firstIndex(where: { $0.name == name }) {
            ownFields[i].values.append(value)
        } else {
            ownFields.append(Field(name: name, values: [value]))
        }
    }
}
