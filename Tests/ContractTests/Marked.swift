/// Test input in which 1️⃣, 2️⃣ … mark places: they are taken out and become byte offsets, so that nobody counts columns.
struct Marked {
    let text: String
    /// Byte offset of 1️⃣ first, then of 2️⃣ and so on.
    let offsets: [Int]

    init(_ marked: String) {
        var kept: [UInt8] = []
        var found: [Int: Int] = [:]
        let bytes = Array(marked.utf8)
        // A keycap is a digit, a variation selector and U+20E3.
        let keycap: [UInt8] = [0xEF, 0xB8, 0x8F, 0xE2, 0x83, 0xA3]
        var i = 0
        while i < bytes.count {
            if (0x31...0x39).contains(bytes[i]), bytes[(i + 1)...].starts(with: keycap) {
                found[Int(bytes[i] - 0x30)] = kept.count
                i += 1 + keycap.count
            } else {
                kept.append(bytes[i])
                i += 1
            }
        }
        text = String(decoding: kept, as: UTF8.self)
        offsets = found.keys.sorted().map { found[$0]! }
    }
}
