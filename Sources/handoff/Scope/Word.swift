internal import Contract
internal import Source

/// Names in texts.
enum Word {
    /// Whether a text has a name as a word of its own: “q1” is not in “eq12”.
    static func stands(_ name: [UInt8], in bytes: [UInt8]) -> Bool {
        guard let first = name.first, let last = name.last else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while let found = ClaimFilter.position(of: name, in: UnsafeBufferPointer(rebasing: bytes[start...])) {
                let (lower, upper) = (start + found, start + found + name.count)
                let goesOnBefore = lower > 0 && isInWord(first) && isInWord(bytes[lower - 1])
                let goesOnAfter = upper < bytes.count && isInWord(last) && isInWord(bytes[upper])
                if !goesOnBefore, !goesOnAfter { return true }
                start = lower + 1
            }
            return false
        }
    }

    /// ASCII alone: beside other letters a name is taken for whole.
    private static func isInWord(_ byte: UInt8) -> Bool { byte < 0x80 && (Byte.isLetter(byte) || Byte.isDigit(byte)) }
}
