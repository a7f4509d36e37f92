/// Names a finding for baselines and for tools that compare runs.
package enum Fingerprint {
    /// FNV-1a, 64 bits, over rule, check, brief (its id, else its path) and a counter for repeats, separated by NUL.
    package static func of(_ rule: String, brief: String, repeat count: Int) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        }
        add(rule.utf8)
        add([0])
        add(brief.utf8)
        add([0])
        add(String(count).utf8)
        return hash
    }

    /// Sixteen hexadecimal digits.
    package static func text(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
