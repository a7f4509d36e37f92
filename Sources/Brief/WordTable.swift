internal import Source

/// A fixed set of short phrases, looked up in bytes without making a string.
struct WordTable: Sendable {
    private let words: [[UInt8]]
    /// Indices of `words` by hash; -1 where there is none.
    private let slots: [Int16]

    /// Longest phrase in bytes.
    private let longest: Int

    /// Which two ASCII characters phrases begin with, hashed to bits; those of one character, and of any other, count as any.
    private let openings: [UInt64]

    /// - Parameter phrases: normalised: lower case, one space between words.
    init(_ phrases: [String]) {
        words = phrases.map { Array($0.utf8) }
        longest = words.map(\.count).max() ?? 0
        var openings = [UInt64](repeating: 0, count: 16)
        for word in words {
            if word.count >= 2, word[0] < 0x80, word[1] < 0x80 {
                let bit = Self.opening(word[0], word[1])
                openings[bit >> 6] |= 1 << UInt64(bit & 63)
            }
        }
        self.openings = openings
        var slots = [Int16](repeating: -1, count: 1024)
        for (i, word) in words.enumerated() {
            var slot = Self.hash(word) & 1023
            while slots[slot] >= 0 { slot = (slot + 1) & 1023 }
            slots[slot] = Int16(i)
        }
        self.slots = slots
    }

    /// Whether these bytes are one of the phrases, whatever their case: `-`, `_` and white space count as one space, punctuation at
    /// the ends not at all. Letters beyond ASCII are lowered only when there are any.
    func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count <= Self.most else { return false }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.most) { out in
            var end = 0
            var isASCII = true
            for i in range {
                var byte = Byte.lower(bytes[i])
                if byte == 0x2D || byte == 0x5F || Byte.isWhite(byte) { byte = Byte.space }
                if byte >= 0x80 { isASCII = false }
                if byte == Byte.space, end == 0 || out[end - 1] == Byte.space { continue }
                out[end] = byte
                end += 1
            }
            var start = 0
            while end > start, out[end - 1] < 0x80, !Byte.isLetter(out[end - 1]), !Byte.isDigit(out[end - 1]) { end -= 1 }
            while start < end, out[start] < 0x80, !Byte.isLetter(out[start]), !Byte.isDigit(out[start]) { start += 1 }
            let phrase = UnsafeBufferPointer(rebasing: out[start..<end])
            if isASCII { return contains(phrase) }
            var lowered = String(decoding: phrase, as: UTF8.self).lowercased()
            return lowered.withUTF8(contains)
        }
    }

    /// Longer texts are no phrases.
    private static let most = 40

    private func contains(_ phrase: UnsafeBufferPointer<UInt8>) -> Bool {
        guard phrase.count <= longest else { return false }
        var slot = Self.hash(phrase) & 1023
        while slots[slot] >= 0 {
            if words[Int(slots[slot])].elementsEqual(phrase) { return true }
            slot = (slot + 1) & 1023
        }
        return false
    }

    /// Whether a phrase may begin where this text has its first letter or digit, whatever its case.
    func mayBegin(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count >= 2 else { return true }
        var (first, second) = (Byte.lower(bytes[range.lowerBound]), Byte.lower(bytes[range.lowerBound + 1]))
        if second == 0x2D || second == 0x5F || Byte.isWhite(second) { second = Byte.space }
        guard first < 0x80, second < 0x80, Byte.isLetter(second) || Byte.isDigit(second) || second == Byte.space else { return true }
        first = Byte.lower(first)
        let bit = Self.opening(first, second)
        return openings[bit >> 6] & (1 << UInt64(bit & 63)) != 0
    }

    private static func opening(_ first: UInt8, _ second: UInt8) -> Int { (Int(first) &* 31 &+ Int(second)) & 1023 }

    /// FNV-1a, folded.
    private static func hash(_ bytes: some Sequence<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash ^ (hash >> 15))
    }
}
