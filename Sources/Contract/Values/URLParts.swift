internal import Source

/// The parts of an address that rules ask about. Lenient: addresses in briefs hold macros and typing errors.
struct URLParts {
    /// Lower case, without port and user.
    var host = ""
    /// Decoded, in order.
    var query: [(name: String, value: String)] = []

    init(_ text: String) {
        var text = text
        text.withUTF8 { read($0) }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var end = bytes.firstIndex(of: 0x23) ?? bytes.count
        if let mark = bytes[..<end].firstIndex(of: 0x3F) {
            var start = mark + 1
            while start < end {
                let stop = bytes[start..<end].firstIndex(of: 0x26) ?? end
                if stop > start {
                    let equals = bytes[start..<stop].firstIndex(of: 0x3D) ?? stop
                    query.append((Self.decoded(bytes[start..<equals]), Self.decoded(bytes[min(equals + 1, stop)..<stop])))
                }
                start = stop + 1
            }
            end = mark
        }
        var start = 0
        if let colon = bytes[..<end].firstIndex(of: 0x3A), colon + 2 < end, bytes[colon + 1] == 0x2F, bytes[colon + 2] == 0x2F {
            start = colon + 3
        } else if String(decoding: bytes[..<min(end, 7)], as: UTF8.self) == "mailto:" {
            return
        }
        let authority = start..<(bytes[start..<end].firstIndex(of: 0x2F) ?? end)
        let name = (bytes[authority].lastIndex(of: 0x40).map { $0 + 1 } ?? authority.lowerBound)..<authority.upperBound
        let host = String(decoding: bytes[name.lowerBound..<(bytes[name].firstIndex(of: 0x3A) ?? name.upperBound)], as: UTF8.self)
            .lowercased()
        if host.utf8.contains(0x2E) || host == "localhost" { self.host = host }
    }

    /// Percent-decoding; a `%` that starts no code stays, `+` is a space.
    private static func decoded(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        guard bytes.contains(where: { $0 == 0x25 || $0 == 0x2B }) else { return String(decoding: bytes, as: UTF8.self) }
        var out: [UInt8] = []
        var i = bytes.startIndex
        while i < bytes.endIndex {
            if bytes[i] == 0x25, i + 2 < bytes.endIndex, let high = hex(bytes[i + 1]), let low = hex(bytes[i + 2]) {
                out.append(high << 4 | low)
                i += 3
            } else {
                out.append(bytes[i] == 0x2B ? Byte.space : bytes[i])
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
