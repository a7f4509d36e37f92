extension String {
    /// As one YAML value on one line: as it is where every reader takes it for this text, else in double quotes.
    package var yamlValue: String { isPlainYAML ? self : yamlQuoted }

    /// Words of letters, digits and the few marks that mean nothing to YAML, or a day such as 2026-05-29.
    private var isPlainYAML: Bool {
        if isISODay { return true }
        guard let first = unicodeScalars.first, first.properties.isAlphabetic, let last = unicodeScalars.last, last != " " else {
            return false
        }
        // YAML 1.1 reads these as true, false and nothing.
        if ["true", "false", "yes", "no", "on", "off", "y", "n", "null"].contains(lowercased()) { return false }
        return unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == " " || $0 == "-" || $0 == "_" || $0 == "." || $0 == "/"
        }
    }

    private var isISODay: Bool {
        let parts = utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
        return parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { $0.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// In double quotes, which can hold any character; what would not be seen or would end the line is escaped.
    private var yamlQuoted: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.isHidden:
                let digits = String(scalar.value, radix: 16)
                quoted +=
                    (digits.count > 4 ? "\\U" : "\\u") + String(repeating: "0", count: (digits.count > 4 ? 8 : 4) - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension Unicode.Scalar {
    /// Controls, line ends, and what turns the direction of text.
    fileprivate var isHidden: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
        default: false
        }
    }
}
