extension String {
    /// How many words white space divides this into.
    package var wordCount: Int {
        guard isASCII else { return split(whereSeparator: \.isWhitespace).count }
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

extension String {
    /// As a sentence.
    package var withFullStop: String { hasSuffix(".") || hasSuffix("!") || hasSuffix("?") ? self : self + "." }
}

extension Int {
    /// “1 brief”, “3 briefs”
    package func of(_ one: String, _ many: String) -> String { "\(self) \(self == 1 ? one : many)" }
}

extension [String] {
    /// “a”, “a and b”, “a, b and c”
    package var listed: String { listed("and") }

    package func listed(_ word: String) -> String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " \(word) " + last
    }

    /// With “and 3 more” behind, where there are more.
    package func and(more: Int) -> [String] { more > 0 ? self + ["and \(more) more"] : self }
}
