internal import Source

extension RowsReader {
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
}
