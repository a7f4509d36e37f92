/// The ASCII bytes that parsing asks about.
@usableFromInline package enum Byte {
    @inlinable package static var lineFeed: UInt8 { 0x0A }
    @inlinable package static var carriageReturn: UInt8 { 0x0D }
    @inlinable package static var tab: UInt8 { 0x09 }
    @inlinable package static var space: UInt8 { 0x20 }

    @inlinable package static func isBlank(_ byte: UInt8) -> Bool {
        byte == space || byte == tab
    }

    @inlinable package static func isWhite(_ byte: UInt8) -> Bool {
        byte == space || (byte >= 0x09 && byte <= 0x0D)
    }

    @inlinable package static func isDigit(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39
    }

    /// An ASCII letter, or any byte of a non-ASCII character: most of those are letters, and no rule here needs more.
    @inlinable package static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte >= 0x80
    }

    @inlinable package static func lower(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}

extension RandomAccessCollection<UInt8> where Index == Int {
    /// The indices left when ASCII white space is cut from both ends.
    @inlinable package func trimmed(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, Byte.isWhite(self[lower]) { lower += 1 }
        while upper > lower, Byte.isWhite(self[upper - 1]) { upper -= 1 }
        return lower..<upper
    }
}

extension StringProtocol {
    /// Without ASCII white space at both ends.
    package var trimmed: String {
        var text = String(self)
        return text.withUTF8 { bytes in
            String(decoding: UnsafeBufferPointer(rebasing: bytes[bytes.trimmed(bytes.startIndex..<bytes.endIndex)]), as: UTF8.self)
        }
    }
}

extension String {
    /// Whether one of its bytes is like this; looks at them where they lie, which a string's `utf8` does not.
    @inlinable package func hasByte(where isLike: (UInt8) -> Bool) -> Bool {
        utf8.withContiguousStorageIfAvailable { bytes in bytes.contains(where: isLike) } ?? utf8.contains(where: isLike)
    }

    @inlinable package func hasByte(_ byte: UInt8) -> Bool { hasByte { $0 == byte } }

    @inlinable package var isASCII: Bool { !hasByte { $0 >= 0x80 } }
}
