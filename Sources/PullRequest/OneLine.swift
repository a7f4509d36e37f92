extension String {
    /// Somebody else's words as one line of at most `limit` characters, without marks that nobody sees and without the end of a comment.
    package func oneLine(limit: Int) -> String {
        var line = ""
        var count = 0
        var isGap = true
        for character in self {
            let scalars = character.unicodeScalars.filter { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
                default: true
                }
            }
            if character.isWhitespace {
                if !isGap { line += " " }
                isGap = true
                continue
            }
            if scalars.isEmpty { continue }
            if count == limit { return line.trimmedEnd + "…" }
            // “--” may end a comment in HTML.
            let isDash = scalars.count == 1 && scalars.first == "-"
            if isDash, line.hasSuffix("-") {
                line = line.dropLast() + "–"
            } else if !(isDash && line.hasSuffix("–")) {
                line.unicodeScalars += Array(scalars.prefix(8))
            }
            count += 1
            isGap = false
        }
        return line.trimmedEnd
    }

    private var trimmedEnd: String { String(reversed().drop(while: \.isWhitespace).reversed()) }
}
