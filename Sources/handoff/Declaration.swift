internal import Brief
internal import Source

/// Whether the block at a file's top says `handoff:`, in whatever form somebody wrote it.
///
/// Forms that no parser here takes count as well: a brief that can't be read must be reported, never passed over. A file that only talks
/// about handoffs must be left alone.
struct Declaration {
    /// Bytes from the start of a file that are looked at. A larger block is refused anyway.
    static let reach = FrontMatter.largest + 256

    private static let word = Array("handoff".utf8)

    private let bytes: [UInt8]

    /// - Parameter head: the first bytes of a file, `reach` of them if it has as many.
    init(head: [UInt8]) {
        bytes = Self.text(head)
    }

    var isThere: Bool {
        switch bytes.first {
        case 0x7B: isJSON && keys(in: 0..<bytes.count, afterComma: true)
        case 0x2B where bytes.starts(with: [0x2B, 0x2B, 0x2B]): keysBetweenFences(closedBy: [[0x2B, 0x2B, 0x2B]])
        case 0x2D where bytes.starts(with: [0x2D, 0x2D, 0x2D]): keysBetweenFences(closedBy: [[0x2D, 0x2D, 0x2D], [0x2E, 0x2E, 0x2E]])
        default: false
        }
    }

    /// Without a byte-order mark; of UTF-16, what can be said in ASCII, which is all that is looked for.
    private static func text(_ head: [UInt8]) -> [UInt8] {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(head.dropFirst(3)) }
        let isMarked = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
        guard head.count > 3, isMarked || (head[0] == 0) != (head[1] == 0) else { return head }
        let littleEnd = isMarked ? head[0] == 0xFF : head[1] == 0
        return stride(from: isMarked ? 2 : 0, to: head.count - 1, by: 2).map { i in
            let (high, low) = littleEnd ? (head[i + 1], head[i]) : (head[i], head[i + 1])
            return high == 0 && low < 0x80 ? low : 0x3F
        }
    }

    /// A brace and a quoted name; a brace alone may open anything.
    private var isJSON: Bool {
        let rest = bytes.trimmed(1..<bytes.count)
        return !rest.isEmpty && bytes[rest.lowerBound] == 0x22
    }

    private func keysBetweenFences(closedBy fences: [[UInt8]]) -> Bool {
        var line = self.line(from: 0)
        var isFlow: Bool?
        while let next = start(after: line) {
            line = self.line(from: next)
            let text = bytes.trimmed(line)
            if text.lowerBound == line.lowerBound, fences.contains(where: { $0.elementsEqual(bytes[text]) }) { return false }
            if text.isEmpty { continue }
            let opens = isFlow ?? (bytes[text.lowerBound] == 0x7B)
            isFlow = opens
            if keys(in: line, afterComma: opens) { return true }
        }
        return false
    }

    /// Whether the word stands where a name stands: behind nothing but blanks, quotes and a brace, and before a colon or an equals sign.
    private func keys(in range: Range<Int>, afterComma: Bool) -> Bool {
        guard range.count >= Self.word.count else { return false }
        return (range.lowerBound...(range.upperBound - Self.word.count)).contains { i in
            Byte.lower(bytes[i]) == Self.word[0] && zip(bytes[i...], Self.word).allSatisfy { Byte.lower($0) == $1 }
                && isName(before: i, in: range, afterComma: afterComma) && isValue(after: i + Self.word.count, in: range)
        }
    }

    private func isName(before start: Int, in range: Range<Int>, afterComma: Bool) -> Bool {
        var i = start
        while i > range.lowerBound, Byte.isWhite(bytes[i - 1]) || Self.isQuote(bytes[i - 1]) { i -= 1 }
        return i == range.lowerBound || bytes[i - 1] == 0x7B || (afterComma && bytes[i - 1] == 0x2C)
    }

    private func isValue(after end: Int, in range: Range<Int>) -> Bool {
        var i = end
        if i < range.upperBound, Self.isQuote(bytes[i]) { i += 1 }
        while i < range.upperBound, Byte.isWhite(bytes[i]) { i += 1 }
        return i < range.upperBound && (bytes[i] == 0x3A || bytes[i] == 0x3D)
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 }

    // MARK: lines

    private func line(from start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count, bytes[end] != Byte.lineFeed, bytes[end] != Byte.carriageReturn { end += 1 }
        return start..<end
    }

    private func start(after line: Range<Int>) -> Int? {
        line.upperBound + 1 < bytes.count ? line.upperBound + 1 : nil
    }
}
