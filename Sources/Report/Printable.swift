extension String {
    /// Safe for a terminal: no control characters, no escape sequences, no marks that turn the direction of text. Safe for the log of a
    /// build server, too: nothing that it takes for a command.
    package var printable: String {
        var text = self
        if text.withUTF8(\.isPlain) { return self }
        if unicodeScalars.contains(where: \.isUnprintable) {
            text = String(
                String.UnicodeScalarView(unicodeScalars.map { $0.isUnprintable ? ($0 == "\n" || $0 == "\t" ? " " : "\u{FFFD}") : $0 }))
        }
        return text.withoutCommands
    }

    /// GitHub's runner obeys `::name::` at the start of a line, white space aside, and `##[name]` anywhere in one (actions/runner,
    /// ActionCommand). A space inside says the same to people.
    private var withoutCommands: String {
        var scalars = Array(unicodeScalars)
        if let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }), scalars[start...].starts(with: [":", ":"]) {
            scalars.insert(" ", at: start + 1)
        }
        var text = String.UnicodeScalarView()
        for (i, scalar) in scalars.enumerated() {
            if scalar == "[", i >= 2, scalars[i - 1] == "#", scalars[i - 2] == "#" { text.append(" ") }
            text.append(scalar)
        }
        return String(text)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Nothing in it that a terminal or a build server could take for more than text. False says nothing.
    ///
    /// - Precondition: UTF-8.
    var isPlain: Bool {
        var (hasBegun, i) = (false, 0)
        while i < count {
            let byte = self[i]
            if byte < 0x80 {
                guard byte >= 0x20, byte != 0x7F else { return false }
                if byte == 0x3A, !hasBegun, i + 1 < count, self[i + 1] == 0x3A { return false }
                if byte == 0x5B, i >= 2, self[i - 1] == 0x23, self[i - 2] == 0x23 { return false }
                hasBegun = hasBegun || byte != 0x20
                i += 1
            } else if !hasBegun {
                // It may be white space of some kind.
                return false
            } else {
                // From À to ˿, and dashes and quotation marks: what people write. Controls and marks of direction are elsewhere.
                let isLatin = (0xC3...0xCB).contains(byte)
                let isMark = byte == 0xE2 && self[i + 1] == 0x80 && (0x90...0xA7).contains(self[i + 2])
                guard isLatin || isMark else { return false }
                i += isLatin ? 2 : 3
            }
        }
        return true
    }

    /// Whether every character is one byte.
    var isASCII: Bool { allSatisfy { $0 < 0x80 } }
}

extension String {
    /// JSON in which everything that could change a terminal or command a build server is escaped. Such characters stand in its texts only.
    var escapingUnprintable: String {
        var text = self
        if text.withUTF8({ $0.allSatisfy { $0 < 0x7F } && !$0.contains(UInt8(ascii: "#")) }) { return self }
        var escaped = String.UnicodeScalarView()
        var hashes = 0
        for scalar in unicodeScalars {
            let isCommand = scalar == "[" && hashes > 1
            hashes = scalar == "#" ? hashes + 1 : 0
            guard isCommand || (scalar.isUnprintable && scalar != "\n") else {
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
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
