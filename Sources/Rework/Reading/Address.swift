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
            let start = text.count > 7 && text[6] == 0x3A && text.starts(with: "mailto".utf8) ? 7 : 0
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
        var (names, count, isLetters) = (0, 0, true)
        for byte in text {
            if byte == 0x2E {
                guard count >= 2 else { return false }
                names += 1
                (count, isLetters) = (0, true)
                continue
            }
            let isLetter = Byte.isLetter(byte) && byte < 0x80
            guard isLetter || Byte.isDigit(byte) || byte == 0x2D || byte == 0x5F else { return false }
            isLetters = isLetters && isLetter
            count += 1
        }
        return names > 0 && count >= 2 && count <= 24 && isLetters
    }

    private static func web(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt64 {
        let query = text[start...].firstIndex { $0 == 0x3F || $0 == 0x23 } ?? text.count
        var path = start
        while path < query, text[path] != 0x2F { path += 1 }
        var end = query
        while end > path, text[end - 1] == 0x2F { end -= 1 }
        var hash = StableHash()
        let isWWW = path - start > 4 && text[start + 3] == 0x2E && (start..<start + 3).allSatisfy { text[$0] | 0x20 == 0x77 }
        for i in (isWWW ? start + 4 : start)..<path { hash.add(Byte.lower(text[i])) }
        hash.add(text[path..<end])
        if query < text.count {
            let parameters = text[query...].split { $0 == 0x3F || $0 == 0x26 || $0 == 0x23 }.map { StableHash.of($0) }
            for parameter in parameters.sorted() { hash.add(hash: parameter) }
        }
        return hash.value
    }
}
