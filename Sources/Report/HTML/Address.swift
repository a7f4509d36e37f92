/// Addresses in somebody's text that may be followed: http, https and mailto, of characters that an address may have (RFC 3986).
enum Address {
    private static let schemes = ["https://", "http://", "mailto:"]
    private static let signs = Set("-._~:/?#[]@!$&'()*+,;=%".unicodeScalars)
    /// Longer than any that leads somewhere.
    private static let longest = 2_000

    /// The text in pieces that make it up again.
    static func split(_ text: String) -> [(text: String, isAddress: Bool)] {
        var pieces: [(text: String, isAddress: Bool)] = []
        let scalars = Array(text.unicodeScalars)
        var (start, i) = (0, 0)
        func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
        while i < scalars.count {
            guard i == 0 || !isWord(scalars[i - 1]), let end = end(of: scalars, from: i) else {
                i += 1
                continue
            }
            if start < i { pieces.append((string(start..<i), false)) }
            pieces.append((string(i..<end), true))
            (start, i) = (end, end)
        }
        if start < scalars.count { pieces.append((string(start..<scalars.count), false)) }
        return pieces
    }

    private static func end(of scalars: [Unicode.Scalar], from start: Int) -> Int? {
        guard
            let scheme = schemes.first(where: { scheme in
                scalars[start...].starts(with: scheme.unicodeScalars) { $0.properties.lowercaseMapping == String(Character($1)) }
            })
        else { return nil }
        let first = start + scheme.unicodeScalars.count
        var end = first
        while end < scalars.count, isPart(scalars[end]) { end += 1 }
        // A sentence's own marks behind an address are none of it, nor a bracket that was opened before it.
        while end > first {
            let last = scalars[end - 1]
            let isClosing = last == ")" && !scalars[first..<end].contains("(")
            guard isClosing || ".,;:!?'".unicodeScalars.contains(last) else { break }
            end -= 1
        }
        let isWhole = end == scalars.count || !isWord(scalars[end])
        return end > first && isWhole && end - start <= longest ? end : nil
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool { signs.contains(scalar) || (scalar.isASCII && isWord(scalar)) }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
