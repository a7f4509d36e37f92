internal import Source

/// Names a finding for baselines and for tools that compare runs.
package enum Fingerprint {
    /// FNV-1a, 64 bits, over rule, check, brief (its id, else its path) and a counter for repeats, separated by NUL.
    package static func of(_ rule: String, brief: String, repeat count: Int) -> UInt64 {
        var hash = FNV()
        hash.add(rule.utf8)
        hash.add(0)
        hash.add(brief.utf8)
        hash.add(0)
        hash.add(String(count).utf8)
        return hash.value
    }

    /// Sixteen hexadecimal digits.
    package static func text(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
