extension String {
    /// Safe for a terminal: no control characters, no escape sequences, no marks that turn the direction of text.
    package var printable: String {
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
        guard unicodeScalars.contains(where: { $0.isUnprintable }) else { return self }
        return String(
            String.UnicodeScalarView(unicodeScalars.map { $0.isUnprintable ? ($0 == "\n" || $0 == "\t" ? " " : "\u{FFFD}") : $0 }))
    }
}

extension String {
    /// JSON in which everything that could change a terminal is escaped. Such characters stand in its texts only.
    var escapingUnprintable: String {
        if utf8.allSatisfy({ $0 < 0x7F }) { return self }
        guard unicodeScalars.contains(where: { $0.isUnprintable && $0 != "\n" }) else { return self }
        var escaped = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            guard scalar.isUnprintable, scalar != "\n" else {
                escaped.append(scalar)
                continue
            }
            let digits = String(scalar.value, radix: 16)
            escaped += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars
        }
        return String(escaped)
    }
}

extension Unicode.Scalar {
    fileprivate var isUnprintable: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0xFEFF: true
        default: false
        }
    }
}
