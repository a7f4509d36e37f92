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
    /// Nothing but printable ASCII, and no command in it.
    var isPlain: Bool {
        guard allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return false }
        let start = firstIndex { $0 != 0x20 } ?? count
        if start + 1 < count, self[start] == 0x3A, self[start + 1] == 0x3A { return false }
        var rest = self[...]
        while let hash = rest.firstIndex(of: 0x23), hash + 2 < count {
            if self[hash + 1] == 0x23, self[hash + 2] == 0x5B { return false }
            rest = self[(hash + 1)...]
        }
        return true
    }
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
