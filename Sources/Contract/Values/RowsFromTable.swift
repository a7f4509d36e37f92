internal import Brief
internal import Source
internal import YAML

// Records from the rows of a table.
extension RowsReader {
    func rows(table block: Int, _ defaults: inout [(String, Value)]) -> [Value] {
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
    func positional(_ column: Int, _ names: [String?]) -> String? {
        let name = column == 0 ? plan.rows.head : column == 1 ? plan.rows.rest : nil
        return name.flatMap { name in names.contains { $0 == name } ? nil : name }
    }

    func cell(_ block: Int, _ label: String) -> Value {
        let at = brief.markdown.bytes(of: brief.markdown.blocks[block].runs) ?? emptyCell(block)
        return brief.value(brief.content(ofBlock: block), label: label, labelRange: at, withItems: false)
    }

    /// An empty cell has no text; the end of what stands before it is the nearest place.
    func emptyCell(_ block: Int) -> ByteRange {
        let before = Int(brief.markdown.blocks[block].runs.lowerBound) - 1
        guard before >= 0 else { return .fileStart }
        let end = brief.markdown.runs[before].range.upper
        return ByteRange(end, end)
    }

    func rowRange(_ cells: Range<Int>) -> ByteRange {
        let ranges = cells.compactMap { brief.markdown.bytes(of: brief.markdown.blocks[$0].runs) }
        guard let first = ranges.first else { return .fileStart }
        return ranges.dropFirst().reduce(first) { $0.union($1) }
    }
}
