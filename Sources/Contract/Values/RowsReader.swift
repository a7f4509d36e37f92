internal import Brief
internal import Source
internal import YAML

/// Turns a context's value into records, whichever form it was written in.
struct RowsReader {
    let brief: Brief
    let plan: ContextPlan
    let shelf: Shelf

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
                guard let field = plan.fieldLabels[Label.normalised(name)].first else { continue }
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
    func grouped(_ fields: inout [(String, Value)], _ value: Value) -> [Value] {
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
    func addLinks(to row: Value) {
        for link in linkRows(brief.markdown.links(in: row.range), defaults: []) {
            for field in link.fields where row.field(field.name) == nil { row.ownFields.append(field) }
        }
        addQuery(to: row)
    }

    /// What stands once for all rows, where a row doesn't say otherwise.
    func add(_ defaults: [(String, Value)], to row: Value) {
        for (name, value) in defaults where row.field(name)?.contains(where: { $0.fill.isValue }) != true {
            row.ownFields.removeAll { $0.name == name }
            row.ownFields.append(Value.Field(name: name, values: [value]))
        }
    }

    func fieldName(_ label: String) -> String? {
        guard !plan.fieldIDs.isEmpty else { return nil }
        return shelf.field(label, of: plan).map { plan.fieldIDs[$0] }
    }

    /// “purchase, add_to_cart (in the basket) and sign_up”: names in a row, each with what stands in parentheses behind it. Nil for a text
    /// with any other word in it.
    private func nameRows(_ text: String, _ range: ByteRange) -> [Value]? {
        guard let head = plan.rows.head else { return nil }
        var rows: [Value] = []
        for piece in text.replacing(" and ", with: ",").replacing("\n", with: ",").split(separator: ",") {
            let piece = String(piece).trimmed
            let name = piece.prefix { $0 != "(" }.trimmed
            guard !name.isEmpty, !name.utf8.contains(where: Byte.isWhite), !name.contains("://"), !name.utf8.contains(0x3D) else {
                return nil
            }
            let row = Value(piece, range: range, fill: Fill.of(text: piece))
            row.label = plan.name
            row.add(Value(name, range: range, fill: Fill.of(text: name)), to: head)
            let aside = piece.dropFirst(piece.prefix { $0 != "(" }.count).filter { $0 != "(" && $0 != ")" }
            if let rest = plan.rows.rest, !aside.isEmpty { row.add(Value(aside, range: range, fill: Fill.of(text: aside)), to: rest) }
            rows.append(row)
        }
        return rows.count > 1 ? rows : nil
    }

    /// An item's text cut in two; nil where nothing divides it as the contract says it must.
    func headAndRest(_ text: String) -> (head: String, rest: String)? {
        guard let at = plan.rows.at else { return Self.headAndRest(text) }
        let parts = text.pieces(at: " \(at) ", most: 1)
        return parts.count == 2 ? (parts[0].trimmed, parts[1].trimmed) : nil
    }

    /// “utm_source=a&utm_medium=b” without an address around it: parameters as fields.
    private func addQuery(to row: Value) {
        guard !row.hasRealField, row.text.utf8.contains(0x3D) else { return }
        for word in row.text.split(whereSeparator: { $0.isWhitespace || $0 == "`" }) where word.contains("=") && !word.contains("://") {
            for (name, text) in URLParts("?" + word.drop { $0 == "?" || $0 == "&" }).query {
                guard let field = plan.fieldLabels[Label.normalised(name)].first, row.field(plan.fieldIDs[field]) == nil else { continue }
                let value = Value(text, range: row.range, fill: Fill.of(text: text))
                value.label = name
                row.add(value, to: plan.fieldIDs[field])
            }
        }
    }

    func textRows(_ text: String, _ range: ByteRange, _ content: Content) -> [Value] {
        if plan.rows.at == nil, plan.rows.split == nil, let names = nameRows(text, range) { return names }
        let pieces = plan.rows.split.map { separator in text.pieces(at: separator).map(\.trimmed) } ?? [text]
        return pieces.filter { !$0.isEmpty }.map { piece in
            let row = Value(piece, range: range, fill: Fill.of(text: piece))
            row.label = plan.name
            if let head = plan.rows.head {
                guard let parts = headAndRest(piece) else { return row }
                row.add(Value(parts.head, range: range, fill: Fill.of(text: parts.head)), to: head)
                if let rest = plan.rows.rest, !parts.rest.isEmpty {
                    row.add(Value(parts.rest, range: range, fill: Fill.of(text: parts.rest)), to: rest)
                }
            }
            return row
        }
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
