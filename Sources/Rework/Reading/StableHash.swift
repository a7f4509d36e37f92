internal import Source

/// A 64-bit hash that is the same on every machine and in every run, because readings are remembered on disk: FNV-1a, stirred at the end
/// (MurmurHash3's finalizer), so that sums of hashes stay apart as well.
struct StableHash {
    private var plain = FNV()

    mutating func add(_ byte: UInt8) { plain.add(byte) }

    mutating func add(_ bytes: some Sequence<UInt8>) { plain.add(bytes) }

    mutating func add(hash: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { add(UInt8(truncatingIfNeeded: hash >> shift)) }
    }

    var value: UInt64 {
        var hash = plain.value
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ (hash >> 33)
    }

    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash = StableHash()
        hash.add(bytes)
        return hash.value
    }

    /// Of many bytes: eight at a time, in the order of a little-endian machine wherever it runs.
    static func ofLine(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = StableHash()
        var i = 0
        while i + 8 <= bytes.count {
            let word = UInt64(littleEndian: UnsafeRawPointer(bytes.baseAddress! + i).loadUnaligned(as: UInt64.self))
            hash.plain.value = (hash.plain.value ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash.plain.value ^= hash.plain.value >> 32
            i += 8
        }
        while i < bytes.count {
            hash.add(bytes[i])
            i += 1
        }
        return hash.value
    }

    static func of(_ text: String) -> UInt64 { of(text.utf8) }

    /// Of several hashes in their order.
    static func of(_ hashes: [UInt64]) -> UInt64 {
        var hash = StableHash()
        for one in hashes { hash.add(hash: one) }
        return hash.value
    }
}
