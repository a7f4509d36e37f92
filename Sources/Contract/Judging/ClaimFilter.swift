internal import Source

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Tells by its bytes which file cannot have a value that a few briefs claim, so that it need not be parsed.
package struct ClaimFilter: Sendable {
    /// Of each claimed text its unbroken runs of ASCII: where no word is hidden, a file that has the text has all of them.
    private let needles: [[[UInt8]]]
    /// Two characters that stand side by side in a claimed text, as one number.
    private let pairs: Set<UInt16>

    /// Beyond this many claims, looking for each costs more than parsing.
    private static let most = 16

    /// Nil where bytes can't tell: a brief asks for others by more than a value, claims too much, or has no character to look for.
    package init?(_ facts: [Facts]) {
        guard !facts.contains(where: \.needsIndex) else { return nil }
        let texts = Set(facts.flatMap { $0.claims.map(\.text) })
        guard texts.count <= Self.most else { return nil }
        needles = texts.map { $0.utf8.split { $0 >= 0x80 || Byte.isWhite($0) }.map(Array.init) }
        if needles.contains(where: \.isEmpty) { return nil }
        pairs = Set(needles.joined().flatMap { zip($0, $0.dropFirst()).map(Self.pair) })
    }

    private static func pair(_ first: UInt8, _ second: UInt8) -> UInt16 { UInt16(first) << 8 | UInt16(second) }

    package func mayClaim(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            needles.contains { $0.allSatisfy { Self.contains($0, bytes) } } || hidesWords(bytes)
        }
    }

    private static func contains(_ needle: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool { position(of: needle, in: bytes) != nil }

    /// Where a text first stands.
    ///
    /// - Parameter needle: not empty.
    package static func position(of needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let address = bytes.baseAddress else { return nil }
        var start = UnsafeRawPointer(address)
        let end = start + bytes.count
        while end - start >= needle.count, let found = memchr(start, Int32(needle[0]), end - start) {
            start = UnsafeRawPointer(found)
            if end - start >= needle.count, memcmp(start, needle, needle.count) == 0 { return start - UnsafeRawPointer(address) }
            start += 1
        }
        return nil
    }

    /// Whether a claimed text may stand there in another spelling: with marks between its characters, as entities, with escapes.
    private func hidesWords(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        func byte(_ i: Int) -> UInt8 { bytes.indices.contains(i) ? bytes[i] : Byte.space }
        var i = 0
        while i < bytes.count {
            switch bytes[i] {
            case 0x5C: return true  // \
            case 0x26 where byte(i + 1) == 0x23 || Byte.isLetter(byte(i + 1)): return true  // &
            case 0x3C, 0x5B: if !Byte.isWhite(byte(i - 1)), i > 0, isInside(byte(i - 1)) { return true }  // < [
            case 0x3E, 0x5D, 0x29: if isInside(byte(i + 1)) { return true }  // > ] )
            case let mark where Self.isMark(mark):
                var end = i + 1
                while end < bytes.count, Self.isMark(bytes[end]) { end += 1 }
                if pairs.contains(Self.pair(byte(i - 1), byte(end))) { return true }
                i = end
                continue
            default: break
            }
            i += 1
        }
        return false
    }

    /// Whether a letter or digit stands there that a claimed text could go on from.
    private func isInside(_ byte: UInt8) -> Bool {
        (Byte.isLetter(byte) || Byte.isDigit(byte)) && byte < 0x80 && pairs.contains { UInt8($0 >> 8) == byte || UInt8($0 & 0xFF) == byte }
    }

    /// * _ ` ~
    private static func isMark(_ byte: UInt8) -> Bool { byte == 0x2A || byte == 0x5F || byte == 0x60 || byte == 0x7E }
}
