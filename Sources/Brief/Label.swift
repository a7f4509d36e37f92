internal import Source

/// Labels as they are compared: one spelling for the many ways people write the same name.
package enum Label {
    /// A label longer than this is a sentence.
    static let longest = 100

    /// Case, numbering, emoji, emphasis, surrounding punctuation, `(optional)`, plural `(s)`, kramdown `{: …}` are left out;
    /// `_`, `-` and runs of white space are one space. Empty when nothing is left.
    package static func normalised(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            if isNormalised(bytes) { return nil }
            return isLatin(bytes) ? latin(bytes) : unicode(String(decoding: bytes, as: UTF8.self))
        } ?? text
    }

    /// Whether nothing needs to be done, as for nearly all labels in contracts: letters in lower case, ASCII's and Latin-1's, with single
    /// spaces between words. False says nothing.
    private static func isNormalised(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last, first != Byte.space, last != Byte.space else { return false }
        var i = 0
        while i < bytes.count {
            switch bytes[i] {
            case 0x61...0x7A: break
            case Byte.space: if bytes[i - 1] == Byte.space { return false }
            case 0xC3:
                // ß to ÿ, the division sign left out
                guard i + 1 < bytes.count, bytes[i + 1] >= 0x9F, bytes[i + 1] != 0xB7 else { return false }
                i += 1
            default: return false
            }
            i += 1
        }
        return true
    }

    /// The whole label first, then what is left without an aside, then its parts when it names several: `Start / Deadline`, `Deadline & Priority`.
    package static func all(_ text: String) -> [String] {
        let whole = normalised(text)
        guard !whole.isEmpty else { return [] }
        let base = withoutAside(whole)
        let names = base.map { [whole, $0] } ?? [whole]
        guard whole.hasByte(where: { $0 == 0x2F || $0 == 0x26 || $0 == 0x2B }) else { return names }
        let parts = (base ?? whole).split(whereSeparator: { $0 == "/" || $0 == "&" || $0 == "+" }).map { normalised(String($0)) }.filter {
            !$0.isEmpty
        }
        return parts.count > 1 ? names + parts : names
    }

    /// “Goal (in one line)” is the goal; nil for a label without an aside at its end.
    private static func withoutAside(_ label: String) -> String? {
        guard label.utf8.last == 0x29, let open = label.lastIndex(of: "(") else { return nil }
        let base = normalised(String(label[..<open]))
        return base.isEmpty ? nil : base
    }

    /// ASCII, and the letters of Latin-1: À to ÿ.
    private static func isLatin(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.indices.allSatisfy { bytes[$0] < 0x80 || bytes[$0] == 0xC3 || ($0 > 0 && bytes[$0 - 1] == 0xC3) }
    }

    private static func latin(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let asides = bytes.contains(0x28) || bytes.contains(0x7B) ? withoutAsides(bytes) : nil
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + 1) { out in
            var count = 0
            var gap = false
            for position in 0..<(asides?.count ?? bytes.count) {
                var byte = Byte.lower(bytes[asides?[position] ?? position])
                if byte == 0x5F || byte == 0x2D || Byte.isWhite(byte) { byte = Byte.space }
                if byte == 0x2A || byte == 0x60 || byte == 0x22 || byte < 0x20 { continue }
                if byte == Byte.space {
                    gap = count > 0
                    continue
                }
                if gap {
                    out[count] = Byte.space
                    count += 1
                }
                gap = false
                // À to Þ, the multiplication sign left out
                if count > 0, out[count - 1] == 0xC3, byte <= 0x9E, byte != 0x97 { byte += 0x20 }
                out[count] = byte
                count += 1
            }
            let label = UnsafeBufferPointer(rebasing: out[..<count])
            let kept = withoutNumber(label, withoutEdges(label, 0..<count))
            return String(decoding: label[withoutEdges(label, kept)], as: UTF8.self)
        }
    }

    /// The indices outside `(optional)`, `(required)`, `(s)` and `{: …}`.
    private static func withoutAsides(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
        var kept: [Int] = []
        var i = 0
        while i < bytes.count {
            let close: UInt8? = bytes[i] == 0x28 ? 0x29 : bytes[i] == 0x7B ? 0x7D : nil
            if let close, let end = bytes[i...].firstIndex(of: close) {
                let inside = String(decoding: UnsafeBufferPointer(rebasing: bytes[(i + 1)..<end]), as: UTF8.self).lowercased()
                if bytes[i] == 0x7B || asides.contains(inside) { i = end + 1; continue }
            }
            kept.append(i)
            i += 1
        }
        return kept
    }

    private static let asides: Set<String> = [
        "s", "es", "n", "en", "e", "optional", "required", "mandatory", "if any", "if applicable", "pflicht", "pflichtfeld",
        "verpflichtend",
        "opcional", "obligatorio", "obrigatório", "obligatoire", "facultatif", "optionnel", "optioneel", "verplicht", "nepovinné",
        "povinné",
    ]

    /// Without `3.`, `2)`, `#4`, `1.2` at the front, when something follows.
    private static func withoutNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var i = range.lowerBound
        while i < range.upperBound, Byte.isDigit(bytes[i]) || bytes[i] == 0x2E { i += 1 }
        guard i > range.lowerBound, i < range.upperBound else { return range }
        let numbered = bytes[i] == 0x29 || bytes[i] == 0x3A || (bytes[i - 1] == 0x2E && bytes[i] == Byte.space)
        let dotted = bytes[i] == Byte.space && bytes[range.lowerBound..<i].contains(0x2E)
        return numbered || dotted ? (i + 1)..<range.upperBound : range
    }

    private static func withoutEdges(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var range = range
        while let first = range.first, isEdge(bytes[first]), bytes[first] != 0x28 { range = (first + 1)..<range.upperBound }
        while let last = range.last, isEdge(bytes[last]), bytes[last] != 0x29 { range = range.lowerBound..<last }
        return range
    }

    private static func isEdge(_ byte: UInt8) -> Bool {
        byte < 0x80 && !Byte.isLetter(byte) && !Byte.isDigit(byte)
    }

    /// The same for letters beyond ASCII. Comparing Swift strings is by canonical equivalence, which is NFC's.
    private static func unicode(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars {
            // Variation selectors choose the look of an emoji and say nothing.
            if (0xFE00...0xFE0F).contains(scalar.value) { continue }
            // A keycap (1️⃣) is numbering, a typographic apostrophe the typewriter's.
            if scalar.value == 0x20E3 {
                plain += ". "
                continue
            }
            if scalar.value == 0x2019 {
                plain += "'"
                continue
            }
            switch scalar.properties.generalCategory {
            case .otherSymbol, .modifierSymbol, .format, .control, .surrogate, .privateUse: plain.unicodeScalars.append(" ")
            case .dashPunctuation, .spaceSeparator: plain.unicodeScalars.append(" ")
            case .initialPunctuation, .finalPunctuation, .openPunctuation, .closePunctuation:
                if scalar.isASCII { plain.unicodeScalars.append(scalar) }
            case .otherPunctuation where !scalar.isASCII: plain.unicodeScalars.append(scalar == "：" ? ":" : " ")
            default: plain.unicodeScalars.append(scalar)
            }
        }
        var lowered = plain.lowercased()
        return lowered.withUTF8 { latin($0) }
    }
}
