internal import Source

/// Tells which text cannot have a name in it as a word of its own, in a fraction of the text's size (Bloom 1970).
///
/// It may take a name for being there that is not, never the other way round.
package struct WordFilter: Sendable, Hashable {
    /// A bit for each of the places that a text's words fall on.
    package let bits: ArraySlice<UInt8>

    /// For each word of the text, repeated ones included; a few in a thousand that are not there are then taken for being there.
    private static let bitsForWord = 8
    private static let probes = 6
    /// In bytes: of a few words all bits would soon be taken.
    private static let smallest = 16

    package init(bits: ArraySlice<UInt8>) {
        self.bits = bits
    }

    package init(_ text: [UInt8]) {
        let hashes = text.withUnsafeBufferPointer { Self.hashes($0) }
        guard !hashes.isEmpty else {
            bits = []
            return
        }
        let size = max(Self.smallest, (hashes.count * Self.bitsForWord + 7) / 8)
        bits =
            [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                count = size
                buffer.initialize(repeating: 0)
                for hash in hashes {
                    for probe in 0..<Self.probes {
                        let place = Self.place(hash, probe, buffer.count)
                        buffer[place >> 3] |= 1 << UInt8(place & 7)
                    }
                }
            }[...]
    }

    /// A name as filters look for it: made once for many texts.
    package struct Name: Sendable {
        fileprivate let hashes: [UInt64]

        package init(_ name: [UInt8]) {
            hashes = name.withUnsafeBufferPointer { WordFilter.hashes($0) }
        }
    }

    /// Whether the name may stand in the text, where no ASCII letter or digit goes on from one at its ends.
    ///
    /// A name without such letters and digits may stand in every text.
    package func mayHold(_ name: Name) -> Bool {
        bits.withUnsafeBufferPointer { bits in
            name.hashes.allSatisfy { hash in
                !bits.isEmpty
                    && (0..<Self.probes).allSatisfy { probe in
                        let place = Self.place(hash, probe, bits.count)
                        return bits[place >> 3] & (1 << UInt8(place & 7)) != 0
                    }
            }
        }
    }

    // MARK: words

    /// Of the unbroken runs of ASCII letters and digits, and of two that a single sign joins: “spring-webinar” is rarer than its parts.
    ///
    /// Where a name stands as a word of its own, all its runs and pairs are the text's.
    private static func hashes(_ text: UnsafeBufferPointer<UInt8>) -> [UInt64] {
        var found: [UInt64] = []
        found.reserveCapacity(text.count / 4 + 4)
        var i = 0
        // The run before and the sign behind it, as far as they are hashed; nil where nothing joins it to the next.
        var joined: FNV?
        while i < text.count {
            let first = text[i]
            guard isInWord(first) else {
                i += 1
                let isAlone = i < text.count && isInWord(text[i])
                if isAlone, first > 0x20, first < 0x7F { joined?.add(first) } else { joined = nil }
                continue
            }
            let start = i
            var run = FNV()
            repeat {
                run.add(text[i])
                i += 1
            } while i < text.count && isInWord(text[i])
            found.append(spread(run.value))
            if var pair = joined {
                pair.add(text[start..<i])
                found.append(spread(pair.value))
            }
            joined = run
        }
        return found
    }

    /// An ASCII letter or digit.
    private static func isInWord(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }

    private static func spread(_ hash: UInt64) -> UInt64 {
        let mixed = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
        return mixed ^ mixed >> 33
    }

    /// - Parameter size: in bytes.
    private static func place(_ hash: UInt64, _ probe: Int, _ size: Int) -> Int {
        // Two hashes make as many as one likes (Kirsch, Mitzenmacher 2008); the second is odd, so that places differ.
        let mixed = UInt32(truncatingIfNeeded: hash) &+ UInt32(probe) &* (UInt32(truncatingIfNeeded: hash >> 32) | 1)
        // A brief is at most a mebibyte, and its filter smaller; scaled down without a division.
        return Int((UInt64(mixed) &* UInt64(size * 8)) >> 32)
    }
}
