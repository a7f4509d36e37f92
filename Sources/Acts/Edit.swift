package import Source

/// Bytes that take the place of others.
package struct Edit: Sendable, Hashable {
    package var range: ByteRange
    package var bytes: [UInt8]

    init(_ range: ByteRange, _ text: String) {
        self.range = range
        bytes = Array(text.utf8)
    }

    init(at offset: Int, _ text: String) { self.init(ByteRange(offset, offset), text) }
}

extension [Edit] {
    /// In the order of the file; what goes to one place keeps its order.
    var inOrder: [Edit] {
        enumerated().sorted { ($0.element.range.lower, $0.offset) < ($1.element.range.lower, $1.offset) }.map(\.element)
    }

    /// - Precondition: in order, without overlap.
    package func applied(to bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var done = 0
        for edit in self {
            result += bytes[done..<edit.range.lower]
            result += edit.bytes
            done = edit.range.upper
        }
        return result + bytes[done...]
    }
}

/// How the lines of a file end, and where.
struct LineEnds {
    let bytes: [UInt8]

    /// As the file's first line ends.
    var end: String {
        guard let i = bytes.firstIndex(where: Self.isEnd) else { return "\n" }
        if bytes[i] == Byte.lineFeed { return "\n" }
        return i + 1 < bytes.count && bytes[i + 1] == Byte.lineFeed ? "\r\n" : "\r"
    }

    static func isEnd(_ byte: UInt8) -> Bool { byte == Byte.lineFeed || byte == Byte.carriageReturn }

    func lineStart(_ offset: Int) -> Int {
        var i = offset
        while i > 0, !Self.isEnd(bytes[i - 1]) { i -= 1 }
        return i == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Swift.min(3, offset) : i
    }

    /// Where its line's end begins.
    func lineEnd(_ offset: Int) -> Int {
        var i = offset
        while i < bytes.count, !Self.isEnd(bytes[i]) { i += 1 }
        return i
    }
}
