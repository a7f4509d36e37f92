/// The parts of an address that rules ask about. Lenient: addresses in briefs hold macros and typing errors.
struct URLParts {
    /// Lower case, without port and user.
    var host = ""
    /// Decoded, in order.
    var query: [(name: String, value: String)] = []

    init(_ text: String) {
        var rest = text[...]
        if let hash = rest.firstIndex(of: "#") { rest = rest[..<hash] }
        if let mark = rest.firstIndex(of: "?") {
            for pair in rest[rest.index(after: mark)...].split(separator: "&") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                query.append((Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : ""))
            }
            rest = rest[..<mark]
        }
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] } else if rest.hasPrefix("mailto:") { return }
        let authority = rest.prefix { $0 != "/" }
        guard authority.contains(".") || authority.hasPrefix("localhost") else { return }
        let name = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        host = name.prefix { $0 != ":" }.lowercased()
    }

    /// Percent-decoding; a `%` that starts no code stays, `+` is a space.
    static func decoded(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(0x25) || bytes.contains(0x2B) else { return String(text) }
        var out: [UInt8] = []
        var i = 0
        while i < bytes.count {
            if bytes[i] == 0x25, i + 2 < bytes.count, let high = hex(bytes[i + 1]), let low = hex(bytes[i + 2]) {
                out.append(high << 4 | low)
                i += 3
            } else {
                out.append(bytes[i] == 0x2B ? 0x20 : bytes[i])
                i += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
