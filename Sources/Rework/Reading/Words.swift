internal import Source

/// The words of a text as versions are compared by them: case, punctuation, white space and wrapping say nothing; numbers, web and mail
/// addresses count by value.
///
/// `5,000` is `5000`, `1.50` is `1.5`; `https://Acme.example/` is `acme.example`; `sign_up` is one word, `paid-social` two.
struct Words {
    /// A hash of each word, in order.
    private(set) var hashes: [UInt64] = []
    /// Where each begins and ends, for whoever reads several words as one value.
    private(set) var ranges: [Range<Int>] = []
    private let keepsAddresses: Bool
    private let keepsRanges: Bool

    /// - Parameters:
    ///   - keepsAddresses: false leaves web addresses out.
    init(keepsAddresses: Bool = true, keepsRanges: Bool = false) {
        self.keepsAddresses = keepsAddresses
        self.keepsRanges = keepsRanges
    }

    static func of(_ text: String, keepsAddresses: Bool = true) -> [UInt64] {
        var words = Words(keepsAddresses: keepsAddresses)
        words.reserve(text.utf8.count / 6 + 2)
        words.add(text)
        return words.hashes
    }

    mutating func reserve(_ count: Int) { hashes.reserveCapacity(count) }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add($0, 0..<$0.count) }
    }

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var i = range.lowerBound
        while i < range.upperBound {
            if Byte.isWhite(bytes[i]) {
                i += 1
                continue
            }
            var end = i + 1
            var mayBeAddress = false
            while end < range.upperBound, !Byte.isWhite(bytes[end]) {
                // A point, colon or @ with something behind it.
                if bytes[end] == 0x2E || bytes[end] == 0x40 || bytes[end] == 0x3A, end + 1 < range.upperBound {
                    mayBeAddress = mayBeAddress || Byte.isLetter(bytes[end + 1]) || bytes[end + 1] == 0x2F
                }
                end += 1
            }
            if !mayBeAddress || !addAddress(bytes, i..<end) { addWords(bytes, i..<end) }
            i = end
        }
    }

    private mutating func append(_ hash: UInt64, _ range: Range<Int>) {
        hashes.append(hash)
        if keepsRanges { ranges.append(range) }
    }

    // MARK: words

    private mutating func addWords(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var i = range.lowerBound
        while i < range.upperBound {
            var hash = StableHash()
            let start = i
            if Byte.isDigit(bytes[i]) {
                // “-5” is not “5”; “10-5” are two numbers.
                if i == range.lowerBound + 1, bytes[i - 1] == 0x2D { hash.add(0x2D) }
                i = Number.add(bytes, i..<range.upperBound, to: &hash)
            }
            while i < range.upperBound {
                let byte = bytes[i]
                if byte < 0x80 {
                    guard isWord(byte) else { break }
                    hash.add(Byte.lower(byte))
                    i += 1
                } else {
                    let (scalar, length) = Self.scalar(bytes, i, range.upperBound)
                    guard Self.isWord(scalar) else { break }
                    hash.add(scalar.properties.lowercaseMapping.utf8)
                    i += length
                }
            }
            if i > start {
                append(hash.value, start..<i)
            } else {
                i += addSign(bytes, i, range.upperBound)
            }
        }
    }

    /// Signs that change what a number is: `€5`, `5 %`. Returns how many bytes to go on.
    private mutating func addSign(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, _ end: Int) -> Int {
        if bytes[i] < 0x80 {
            if bytes[i] == 0x24 || bytes[i] == 0x25 { append(StableHash.of([bytes[i]]), i..<(i + 1)) }
            return 1
        }
        let (scalar, length) = Self.scalar(bytes, i, end)
        if scalar.properties.generalCategory == .currencySymbol { append(StableHash.of(bytes[i..<(i + length)]), i..<(i + length)) }
        return length
    }

    private func isWord(_ byte: UInt8) -> Bool { Byte.isLetter(byte) || Byte.isDigit(byte) || byte == 0x5F }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark,
            .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    /// The scalar at a byte of valid UTF-8, and its length; of anything else U+FFFD and one byte.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, _ end: Int) -> (Unicode.Scalar, length: Int) {
        let length = bytes[i] >= 0xF0 ? 4 : bytes[i] >= 0xE0 ? 3 : 2
        guard bytes[i] >= 0xC2, i + length <= end else { return ("\u{FFFD}", 1) }
        var value = UInt32(bytes[i]) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
        for offset in 1..<length { value = value << 6 | UInt32(bytes[i + offset] & 0x3F) }
        return Unicode.Scalar(value).map { ($0, length) } ?? ("\u{FFFD}", 1)
    }

    // MARK: addresses

    private mutating func addAddress(_ bytes: UnsafeBufferPointer<UInt8>, _ chunk: Range<Int>) -> Bool {
        guard let address = Address(bytes, chunk) else { return false }
        if keepsAddresses || address.isMail { append(address.hash, chunk) }
        return true
    }
}

/// A number as it is compared: without what groups its thousands, its decimals behind a point and without zeros at their end.
private enum Number {
    /// Returns where it ends.
    static func add(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to hash: inout StableHash) -> Int {
        var groups: [Range<Int>] = []
        var marks: [UInt8] = []
        var i = range.lowerBound
        while true {
            let start = i
            while i < range.upperBound, Byte.isDigit(bytes[i]) { i += 1 }
            groups.append(start..<i)
            guard i + 1 < range.upperBound, bytes[i] == 0x2C || bytes[i] == 0x2E, Byte.isDigit(bytes[i + 1]) else { break }
            marks.append(bytes[i])
            i += 1
        }
        guard let first = groups.first else { return i }
        hash.add(bytes[first])
        guard let last = groups.last, groups.count > 1 else { return i }
        let isGrouped = first.count <= 3 && groups.dropFirst().dropLast().allSatisfy { $0.count == 3 } && Set(marks.dropLast()).count <= 1
        let lastIsGroup = isGrouped && last.count == 3 && (marks.count == 1 || marks[0] == marks[marks.count - 1])
        if lastIsGroup {
            for group in groups.dropFirst() { hash.add(bytes[group]) }
        } else if groups.count == 2 || (isGrouped && marks[0] != marks[marks.count - 1]) {
            for group in groups.dropFirst().dropLast() { hash.add(bytes[group]) }
            var end = last.upperBound
            while end > last.lowerBound, bytes[end - 1] == 0x30 { end -= 1 }
            if end > last.lowerBound {
                hash.add(0x2E)
                hash.add(bytes[last.lowerBound..<end])
            }
        } else {
            // A version, an address, a date that isn't one.
            for group in groups.dropFirst() {
                hash.add(0x2E)
                hash.add(bytes[group])
            }
        }
        return i
    }
}
