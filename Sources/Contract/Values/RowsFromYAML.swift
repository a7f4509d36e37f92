internal import Brief
internal import Source
internal import YAML

// Records from lists and groups in front matter.
extension RowsReader {
    func rows(_ node: YAMLNode, _ value: Value, _ defaults: inout [(String, Value)]) -> [Value] {
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

    func row(_ entries: [YAMLEntry], _ node: YAMLNode) -> Value {
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
    func unknownName(_ key: String) -> String? {
        let key = Label.normalised(key)
        return [plan.rows.head, plan.rows.rest].compactMap(\.self).first { Label.normalised($0) == key }
    }

    static func text(_ node: YAMLNode) -> String {
        node.text ?? node.items?.map { text($0) }.joined(separator: ", ") ?? node.entries?.map { "\($0.key): \(text($0.value))" }.joined(
            separator: ", ")
            ?? ""
    }
}
