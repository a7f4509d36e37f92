internal import Source

/// What labels mean, by the label as it is compared.
///
/// Shipped contracts know thousands of labels, a brief uses a few dozen: what counts is that a label costs next to nothing to add. A
/// dictionary hashes each for strangers' eyes and keeps a list for each.
struct LabelTable<Meaning: Sendable>: Sendable {
    private struct Entry {
        var label: String
        var hash: Int
        var meaning: Meaning
        /// The entry that was added to the same slot before this one; -1 at the end.
        var next: Int32
    }

    private var entries: [Entry] = []
    /// The entry added last, by the hash's lowest bits.
    private var slots: [Int32]

    /// - Parameter capacity: about how many labels will be added; with more it only gets slower.
    init(capacity: Int) {
        var count = 1
        while count < capacity { count *= 2 }
        slots = Array(repeating: -1, count: count)
        entries.reserveCapacity(capacity)
    }

    mutating func add(_ label: String, _ meaning: Meaning) {
        let hash = Self.hash(label)
        let slot = hash & (slots.count - 1)
        entries.append(Entry(label: label, hash: hash, meaning: meaning, next: slots[slot]))
        slots[slot] = Int32(entries.count - 1)
    }

    /// All that a label was added for, in that order.
    subscript(label: String) -> [Meaning] {
        let hash = Self.hash(label)
        var found: [Meaning] = []
        var i = slots[hash & (slots.count - 1)]
        while i >= 0 {
            if entries[Int(i)].hash == hash, entries[Int(i)].label == label { found.append(entries[Int(i)].meaning) }
            i = entries[Int(i)].next
        }
        found.reverse()
        return found
    }

    /// Letters beyond ASCII can be written in several ways that are equal; Swift's own hash knows them.
    private static func hash(_ label: String) -> Int {
        var label = label
        let ofASCII: UInt64? = label.withUTF8 { bytes in
            var hash = FNV()
            for byte in bytes {
                if byte >= 0x80 { return nil }
                hash.add(byte)
            }
            return hash.value ^ hash.value >> 32
        }
        return ofASCII.map { Int(truncatingIfNeeded: $0) } ?? label.hashValue
    }
}
