/// Writes a payload: numbers with the least byte first, texts with their length before them.
package struct CacheWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func write(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func write(raw more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    package mutating func write(_ more: some Collection<UInt8>) {
        write(UInt32(more.count))
        bytes.append(contentsOf: more)
    }

    package mutating func write(_ text: String) { write(text.utf8) }

    package mutating func write(_ text: String?) {
        write(text == nil ? UInt8(0) : 1)
        if let text { write(text) }
    }
}

/// Reads what `CacheWriter` wrote. Nil as soon as the bytes end too early, so that nothing is read beyond them whatever they say.
package struct CacheReader {
    private let bytes: [UInt8]
    package private(set) var position: Int
    private let end: Int

    /// - Parameter range: nothing outside is read; what of it lies behind the bytes' end is left out.
    package init(_ bytes: [UInt8], _ range: Range<Int>? = nil) {
        self.bytes = bytes
        end = min(bytes.count, range?.upperBound ?? bytes.count)
        position = min(max(range?.lowerBound ?? 0, 0), end)
    }

    package var isAtEnd: Bool { position == end }

    package mutating func byte() -> UInt8? {
        guard position < end else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    package mutating func number() -> UInt32? {
        guard end - position >= 4 else { return nil }
        defer { position += 4 }
        return bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt32.self)) }
    }

    package mutating func longNumber() -> UInt64? {
        guard end - position >= 8 else { return nil }
        defer { position += 8 }
        return bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt64.self)) }
    }

    package mutating func raw(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, end - position >= count else { return nil }
        defer { position += count }
        return bytes[position..<(position + count)]
    }

    package mutating func slice() -> ArraySlice<UInt8>? { number().flatMap { raw(Int($0)) } }

    /// What is no UTF-8 becomes U+FFFD.
    package mutating func text() -> String? { slice().map { String(decoding: $0, as: UTF8.self) } }

    /// The outer nil is for bytes that end too early.
    package mutating func optionalText() -> String?? {
        switch byte() {
        case 0: .some(nil)
        case 1: text().map { .some($0) }
        default: nil
        }
    }
}
