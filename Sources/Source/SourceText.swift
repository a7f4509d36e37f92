/// One file's bytes under the name it is reported by.
package struct SourceText: Sendable {
    /// As shown to people and matched by globs: relative to the config's folder, `/` between parts.
    package let path: String
    /// UTF-8 as read; nothing is repaired, so that offsets stay those of the file.
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    package init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The text of a range; invalid UTF-8 becomes U+FFFD. A range that reaches outside the file is cut.
    package func text(_ range: ByteRange) -> String {
        let lower = min(max(range.lower, 0), bytes.count)
        let upper = min(max(range.upper, lower), bytes.count)
        return bytes.withUnsafeBufferPointer { String(decoding: $0[lower..<upper], as: UTF8.self) }
    }

    /// Length of the byte-order mark at the start: 0 or 3.
    package var byteOrderMark: Int {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }
}
