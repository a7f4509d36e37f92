/// Somebody else's words inside Markdown: no table cell, HTML, link, picture, formula, mention or reference begins or ends in them.
package enum MarkdownEscape {
    package static func text(_ text: String) -> String {
        let scalars = Array(text.printable.unicodeScalars)
        var out = ""
        for (i, scalar) in scalars.enumerated() {
            switch scalar {
            // Entities stand for text only, never for structure (CommonMark 0.31, 2.5), in table cells, too.
            case "&", "<", ">", "|", "\\", "`", "[", "]", "$": out += "&#\(scalar.value);"
            case "*", "_", "~": out += "\\" + String(Character(scalar))
            // What makes a heading, a list or a rule at the start of a paragraph.
            case "#" where i == 0: out += "&#35;"
            case "." where isNumber(scalars[..<i]), ")" where isNumber(scalars[..<i]): out += "&#\(scalar.value);"
            case "-", "+", "=": out += i == 0 ? "&#\(scalar.value);" : String(Character(scalar))
            // A mention or reference needs its sign right before the name, a link its colon or dot; nobody sees the space of no width.
            case "@", "#", "!", "%": out += String(Character(scalar)) + (isWord(scalars, i + 1) ? gap : "")
            case ":": out += ":" + (i + 1 < scalars.count && scalars[i + 1] == "/" ? gap : "")
            case ".": out += "." + (i >= 3 && scalars[(i - 3)..<i].allSatisfy({ $0 == "w" || $0 == "W" }) ? gap : "")
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// A path as code, where it can be written so in a table.
    package static func code(_ text: String) -> String {
        let text = text.printable
        let isPlain =
            !text.isEmpty && !text.hasPrefix(" ") && !text.hasSuffix(" ")
            && !text.unicodeScalars.contains { "`|\\".unicodeScalars.contains($0) }
        return isPlain ? "`\(text)`" : self.text(text)
    }

    /// As a list's item may begin with one: of at most nine digits.
    private static func isNumber(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        (1...9).contains(scalars.count) && scalars.allSatisfy { ("0"..."9").contains($0) }
    }

    private static let gap = "&#8203;"

    private static func isWord(_ scalars: [Unicode.Scalar], _ i: Int) -> Bool {
        i < scalars.count && (scalars[i].properties.isAlphabetic || scalars[i].properties.numericType != nil || scalars[i] == "_")
    }
}
