extension String {
    /// How many words white space divides this into.
    package var wordCount: Int {
        guard utf8.allSatisfy({ $0 < 0x80 }) else { return split(whereSeparator: \.isWhitespace).count }
        var count = 0
        var isInside = false
        for byte in utf8 {
            let isWhite = Byte.isWhite(byte)
            if !isWhite, !isInside { count += 1 }
            isInside = !isWhite
        }
        return count
    }
}
