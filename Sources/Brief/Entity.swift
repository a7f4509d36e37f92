/// The HTML entities that turn up in briefs; any other stays as written.
enum Entity {
    private static let named: [String: String] = [
        "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&apos;": "'", "&nbsp;": " ", "&ndash;": "–", "&mdash;": "—",
        "&hellip;": "…",
        "&euro;": "€", "&pound;": "£", "&copy;": "©", "&rarr;": "→",
    ]

    static func decoded(_ entity: String) -> String {
        if let known = named[entity] { return known }
        guard entity.hasPrefix("&#"), entity.hasSuffix(";") else { return entity }
        let digits = entity.dropFirst(2).dropLast()
        let value = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, value >= 0x20, let scalar = Unicode.Scalar(value) else { return entity }
        return String(Character(scalar))
    }
}
