internal import Source

/// A web or mail address inside a text, compared by value: `https://` and the case of the host say nothing, nor does a slash at the end;
/// the parameters may stand in any order.
struct Address {
    private(set) var hash: UInt64
    private(set) var isMail: Bool

    /// - Parameter chunk: bytes without white space; nil where they are no address.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, _ chunk: Range<Int>) {
        var range = chunk
        while let first = range.first, Self.opens(bytes[first]) { range = (first + 1)..<range.upperBound }
        while let last = range.last, Self.closes(bytes[last]) { range = range.lowerBound..<last }
        let text = UnsafeBufferPointer(rebasing: bytes[range])
        if let scheme = Self.schemeEnd(text) {
            hash = Self.web(text, from: scheme)
            isMail = false
        } else if Self.isMail(text) {
            let start = text.starts(with: Array("mailto:".utf8)) ? 7 : 0
            hash = StableHash.of(text[start...].lazy.map(Byte.lower))
            isMail = true
        } else if Self.isHost(text.prefix { $0 != 0x2F && $0 != 0x3F }) {
            hash = Self.web(text, from: 0)
            isMail = false
        } else {
            return nil
        }
    }

    private static func opens(_ byte: UInt8) -> Bool { byte == 0x3C || byte == 0x28 || byte == 0x22 || byte == 0x27 || byte == 0x60 }

    private static func closes(_ byte: UInt8) -> Bool {
        byte == 0x3E || byte == 0x29 || byte == 0x22 || byte == 0x27 || byte == 0x60 || byte == 0x2E || byte == 0x2C || byte == 0x3B
            || byte == 0x3A
            || byte == 0x21
    }

    /// Behind `://`.
    private static func schemeEnd(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let colon = text.firstIndex(of: 0x3A), colon > 1, colon + 3 < text.count, text[colon + 1] == 0x2F, text[colon + 2] == 0x2F,
            text[..<colon].allSatisfy({ Byte.isLetter($0) && $0 < 0x80 })
        else { return nil }
        return colon + 3
    }

    private static func isMail(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let at = text.firstIndex(of: 0x40), at > 0, text.lastIndex(of: 0x40) == at else { return false }
        return isHost(text[(at + 1)...])
    }

    /// Names of two characters and more with points between them, the last of letters only.
    private static func isHost(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let names = text.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard names.count >= 2, let last = names.last, last.count <= 24, last.allSatisfy({ Byte.isLetter($0) && $0 < 0x80 }) else {
            return false
        }
        return names.allSatisfy { name in
            name.count >= 2 && name.allSatisfy { (Byte.isLetter($0) && $0 < 0x80) || Byte.isDigit($0) || $0 == 0x2D || $0 == 0x5F }
        }
    }

    private static func web(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt64 {
        let query = text[start...].firstIndex { $0 == 0x3F || $0 == 0x23 } ?? text.count
        var path = start
        while path < query, text[path] != 0x2F { path += 1 }
        var end = query
        while end > path, text[end - 1] == 0x2F { end -= 1 }
        var hash = StableHash()
        let host = text[start..<path]
        let www = host.count > 4 && host.prefix(4).map(Byte.lower) == Array("www.".utf8)
        hash.add(host.dropFirst(www ? 4 : 0).lazy.map(Byte.lower))
        hash.add(text[path..<end])
        let parameters = text[query...].split { $0 == 0x3F || $0 == 0x26 || $0 == 0x23 }.map { StableHash.of($0) }
        for parameter in parameters.sorted() { hash.add(hash: parameter) }
        return hash.value
    }
}
