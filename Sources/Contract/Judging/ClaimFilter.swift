internal import Source

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Tells by its bytes which file cannot have a value that a few briefs claim, so that it need not be parsed.
package struct ClaimFilter: Sendable {
    /// Of each claimed text its longest run of ASCII letters and digits: no spelling of that text in a file is without it.
    private let needles: [[UInt8]]

    /// Beyond this many claims, looking for each costs more than parsing.
    private static let most = 16

    /// Nil where bytes can't tell: a brief asks for others by more than a value, claims too much, or has no letter to look for.
    package init?(_ facts: [Facts]) {
        guard !facts.contains(where: \.needsIndex) else { return nil }
        let texts = Set(facts.flatMap { $0.claims.map(\.text) })
        guard texts.count <= Self.most else { return nil }
        needles = texts.map { text in
            let runs = text.utf8.split { !($0 < 0x80 && (Byte.isLetter($0) || Byte.isDigit($0))) }
            return runs.max { $0.count < $1.count }.map(Array.init) ?? []
        }
        if needles.contains(where: \.isEmpty) { return nil }
    }

    package func mayClaim(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            needles.contains { Self.contains($0, bytes) } || Self.hidesWords(bytes)
        }
    }

    private static func contains(_ needle: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let address = bytes.baseAddress else { return false }
        var start = UnsafeRawPointer(address)
        let end = start + bytes.count
        while end - start >= needle.count, let found = memchr(start, Int32(needle[0]), end - start) {
            start = UnsafeRawPointer(found)
            if end - start >= needle.count, memcmp(start, needle, needle.count) == 0 { return true }
            start += 1
        }
        return false
    }

    /// Whether a word's letters may stand apart or under another name: marks inside it, entities, escapes.
    private static func hidesWords(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        func isWord(_ i: Int) -> Bool { i >= 0 && i < bytes.count && (Byte.isLetter(bytes[i]) || Byte.isDigit(bytes[i])) }
        for i in bytes.indices {
            switch bytes[i] {
            // *, ~, ` and backslash between letters, whether one or several of them
            case 0x2A, 0x7E, 0x60:
                var end = i + 1
                while end < bytes.count, bytes[end] == bytes[i] { end += 1 }
                if isWord(i - 1), isWord(end) { return true }
            // < and [ behind a letter
            case 0x3C, 0x5B: if isWord(i - 1) { return true }
            case 0x5D, 0x29: if isWord(i - 1), isWord(i + 1) { return true }
            case 0x26: if i + 1 < bytes.count, bytes[i + 1] == 0x23 { return true }
            case 0x5C: if isWord(i + 1) || (i + 1 < bytes.count && Byte.isWhite(bytes[i + 1])) { return true }
            default: continue
            }
        }
        return false
    }
}
