/// The cells of a Markdown table, as indices into the document's blocks.
package struct Table: Sendable {
    package var header: Range<Int>
    package var rows: [Range<Int>]
}

extension Brief {
    /// The table that begins at a block.
    package func table(_ block: Int) -> Table {
        var table = Table(header: 0..<0, rows: [])
        var row = block + 1
        while row < Int(markdown.blocks[block].next) {
            let next = Int(markdown.blocks[row].next)
            let cells = (row + 1)..<next
            if !cells.isEmpty, markdown.blocks[cells.lowerBound].kind == .headerCell {
                table.header = cells
            } else {
                table.rows.append(cells)
            }
            row = next
        }
        return table
    }

    /// The text of a cell, a paragraph or a heading.
    package func text(ofBlock block: Int) -> String {
        text(markdown.blocks[block].runs, within: nil)
    }
}
