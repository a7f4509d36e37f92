/// Tells a damaged payload from a whole one, at the speed of memory. Against damage, not against an author.
enum Checksum {
    private static let prime: UInt64 = 0x9E37_79B1_85EB_CA87

    /// Eight bytes at a time in four lanes, which do not wait for each other.
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
        func mixed(_ lane: UInt64, _ word: UInt64) -> UInt64 {
            let product = (lane ^ word) &* prime
            return product ^ product >> 29
        }
        var i = 0
        while i + 32 <= bytes.count {
            func word(_ at: Int) -> UInt64 { UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i + at, as: UInt64.self)) }
            lanes = (mixed(lanes.0, word(0)), mixed(lanes.1, word(8)), mixed(lanes.2, word(16)), mixed(lanes.3, word(24)))
            i += 32
        }
        var sum = UInt64(bytes.count)
        for lane in [lanes.0, lanes.1, lanes.2, lanes.3] { sum = mixed(sum, lane) }
        while i < bytes.count {
            sum = mixed(sum, UInt64(bytes[i]))
            i += 1
        }
        return mixed(sum, sum >> 32)
    }
}
