/// The part of the page's address that says what to show: filters and lists, so that a link keeps them.
enum PageLink {
    /// The list behind a number.
    ///
    /// - Parameters:
    ///   - list: its name in the script.
    ///   - values: more that narrows it.
    static func list(_ list: String, _ values: (String, String)...) -> String {
        "?" + ([("show", list)] + values).map { "\($0)=\(encoded($1))" }.joined(separator: "&")
    }

    static func brief(_ number: Int) -> String { "?brief=\(number)" }

    /// RFC 3986, 2.3: what stands for itself; all else by its bytes.
    private static func encoded(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return out
    }
}
