/// Rows of comma-separated values as spreadsheets write them: RFC 4180, with any line end, a byte order mark, and semicolons or tabs where
/// the heading has these instead of commas.
struct CSV {
    struct Row {
        /// 1-based, of its first line.
        var line: Int
        var cells: [String]
    }

    enum Problem: Error, Equatable {
        case notUTF8
        case openQuote(line: Int)
        case textAfterQuote(line: Int)
    }

    static func rows(_ bytes: [UInt8]) throws(Problem) -> [Row] {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        var reader = Reader(bytes: bytes[(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)...])
        return try reader.rows()
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>
        var line = 1
        let separator: UInt8

        init(bytes: ArraySlice<UInt8>) {
            self.bytes = bytes
            let heading = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
            separator = [0x2C, 0x3B, 0x09].max { a, b in heading.count { $0 == a } < heading.count { $0 == b } } ?? 0x2C
        }

        mutating func rows() throws(Problem) -> [Row] {
            var rows: [Row] = []
            while !bytes.isEmpty {
                var row = Row(line: line, cells: [])
                repeat { row.cells.append(try cell()) } while take(separator)
                takeLineEnd()
                // An empty line is no row.
                if row.cells != [""] { rows.append(row) }
            }
            return rows
        }

        private mutating func cell() throws(Problem) -> String {
            guard take(0x22) else {
                let cell = bytes.prefix { $0 != separator && $0 != 0x0A && $0 != 0x0D }
                bytes = bytes.dropFirst(cell.count)
                return String(decoding: cell, as: UTF8.self)
            }
            let start = line
            var text: [UInt8] = []
            while true {
                guard let byte = bytes.popFirst() else { throw .openQuote(line: start) }
                if byte == 0x22 {
                    if !take(0x22) { break }
                } else if byte == 0x0A {
                    line += 1
                }
                text.append(byte)
            }
            if let next = bytes.first, next != separator, next != 0x0A, next != 0x0D { throw .textAfterQuote(line: line) }
            return String(decoding: text, as: UTF8.self)
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            guard bytes.first == byte else { return false }
            bytes.removeFirst()
            return true
        }

        private mutating func takeLineEnd() {
            let isReturn = take(0x0D)
            if take(0x0A) || isReturn { line += 1 }
        }
    }
}
