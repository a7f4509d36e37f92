internal import Source

/// A fixed set of short phrases, looked up in bytes without making a string.
struct WordTable: Sendable {
    private let words: [[UInt8]]
    /// Indices of `words` by hash; -1 where there is none.
    private let slots: [Int16]

    /// Longest phrase in bytes.
    private let longest: Int

    /// The ASCII characters that phrases begin with, as bits.
    private let openings: (low: UInt64, high: UInt64)

    /// - Parameter phrases: normalised: lower case, one space between words.
    init(_ phrases: [String]) {
        words = phrases.map { Array($0.utf8) }
        longest = words.map(\.count).max() ?? 0
        var low: UInt64 = 0
        var high: UInt64 = 0
        for byte in words.compactMap(\.first) where byte < 0x80 {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
        }
        openings = (low, high)
        var slots = [Int16](repeating: -1, count: 1024)
        for (i, word) in words.enumerated() {
            var slot = Self.hash(word) & 1023
            while slots[slot] >= 0 { slot = (slot + 1) & 1023 }
            slots[slot] = Int16(i)
        }
        self.slots = slots
    }

    /// A phrase in the table's spelling: lower case, `-`, `_` and white space one space, without punctuation at its ends.
    /// Letters beyond ASCII are lowered only when there are any.
    static func phrase(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var out: [UInt8] = []
        guard range.count <= 40 else { return out }
        out.reserveCapacity(range.count)
        var isASCII = true
        for i in range {
            var byte = Byte.lower(bytes[i])
            if byte == 0x2D || byte == 0x5F || Byte.isWhite(byte) { byte = Byte.space }
            if byte >= 0x80 { isASCII = false }
            if byte == Byte.space, out.last == Byte.space || out.isEmpty { continue }
            out.append(byte)
        }
        while let last = out.last, last < 0x80, !Byte.isLetter(last), !Byte.isDigit(last) { out.removeLast() }
        while let first = out.first, first < 0x80, !Byte.isLetter(first), !Byte.isDigit(first) { out.removeFirst() }
        return isASCII ? out : Array(String(decoding: out, as: UTF8.self).lowercased().utf8)
    }

    /// Whether these bytes, whatever their case, are one of the phrases.
    func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count <= longest, mayBegin(with: bytes[range.lowerBound]) else { return false }
        return contains(Self.phrase(bytes, range))
    }

    /// Whether a phrase may begin with this letter or digit, whatever its case.
    func mayBegin(with byte: UInt8) -> Bool {
        if byte >= 0x80 { return true }
        let byte = Byte.lower(byte)
        return byte < 64 ? openings.low & (1 << UInt64(byte)) != 0 : openings.high & (1 << UInt64(byte - 64)) != 0
    }

    func contains(_ phrase: [UInt8]) -> Bool {
        var slot = Self.hash(phrase) & 1023
        while slots[slot] >= 0 {
            if words[Int(slots[slot])] == phrase { return true }
            slot = (slot + 1) & 1023
        }
        return false
    }

    /// FNV-1a, folded.
    private static func hash(_ bytes: [UInt8]) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash ^ (hash >> 15))
    }
}
