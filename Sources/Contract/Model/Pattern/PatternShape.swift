extension Pattern {
    /// Whether what it matches somewhere is matched wherever that stands: nothing in it looks at what is around, at a beginning or an
    /// end, and nothing it took is kept from being given back.
    static func seesOnlyItsMatch(_ source: String) -> Bool {
        let bytes = Array(source.utf8)
        for (i, byte) in bytes.enumerated() {
            let next = i + 1 < bytes.count ? bytes[i + 1] : 0
            switch byte {
            case 0x5E where i == 0 || bytes[i - 1] != 0x5B: return false  // ^
            case 0x24: return false  // $
            case 0x28 where next == 0x3F || next == 0x2A:
                // Of the special groups only (?: and a leading (?i) are harmless.
                let isHarmless = i + 2 < bytes.count && (bytes[i + 2] == 0x3A || (i == 0 && source.hasPrefix("(?i)")))
                if !isHarmless { return false }
            case 0x5C where !harmlessEscapes.contains(next): return false
            case 0x2B where i > 0 && [0x2A, 0x2B, 0x3F, 0x7D].contains(bytes[i - 1]): return false  // possessive
            default: continue
            }
        }
        return true
    }

    /// After a backslash: classes, and characters that stand for themselves.
    private static let harmlessEscapes = Set("dDwWsStnr.+*?()[]{}|/-\\".utf8)
}
