/// Text inside XML 1.0, which has no control characters and no way to write them.
enum XML {
    /// Inside double quotes, on one line.
    static func attribute(_ text: String) -> String { escape(text.printable) }

    /// Between tags, lines kept.
    static func text(_ text: String) -> String { escape(text.printableLines) }

    private static func escape(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;".unicodeScalars
            case "<": out += "&lt;".unicodeScalars
            case ">": out += "&gt;".unicodeScalars
            case "\"": out += "&quot;".unicodeScalars
            case "'": out += "&apos;".unicodeScalars
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
