/// Where something stands, as people and editors count it.
///
/// Lines and columns are 1-based, columns count Unicode scalars, the end is exclusive.
package struct Place: Sendable, Hashable, Comparable {
    package var line: Int
    package var column: Int
    package var endLine: Int
    package var endColumn: Int

    package init(line: Int, column: Int, endLine: Int, endColumn: Int) {
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
    }

    /// The first character of a file.
    package static let fileStart = Place(line: 1, column: 1, endLine: 1, endColumn: 1)

    package static func < (a: Place, b: Place) -> Bool {
        (a.line, a.column, a.endLine, a.endColumn) < (b.line, b.column, b.endLine, b.endColumn)
    }
}
