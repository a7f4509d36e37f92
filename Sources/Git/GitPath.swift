/// A path as git stores it: bytes, relative to the repository's top, `/` between parts.
package struct GitPath: Sendable, Hashable, Comparable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The repository's top folder.
    package static let top = GitPath(bytes: [])

    /// Nil when the bytes are no UTF-8.
    package var text: String? { String(validating: bytes, as: UTF8.self) }

    /// What is no UTF-8 becomes U+FFFD.
    package var shown: String { String(decoding: bytes, as: UTF8.self) }

    package var parts: [ArraySlice<UInt8>] { bytes.split(separator: 0x2F) }

    package func appending(_ name: some Sequence<UInt8>) -> GitPath {
        var all = bytes
        if !all.isEmpty { all.append(0x2F) }
        all.append(contentsOf: name)
        return GitPath(bytes: all)
    }

    /// Whether it is this folder or something in it.
    package func isInside(_ folder: GitPath) -> Bool {
        folder.bytes.isEmpty
            || (bytes.starts(with: folder.bytes) && (bytes.count == folder.bytes.count || bytes[folder.bytes.count] == 0x2F))
    }

    /// The path counted from a folder that it is inside of; nil for one outside.
    package func relative(to folder: GitPath) -> GitPath? {
        guard isInside(folder) else { return nil }
        if folder.bytes.isEmpty { return self }
        return GitPath(bytes: Array(bytes.dropFirst(folder.bytes.count + 1)))
    }

    /// In the order of their bytes, which is git's.
    package static func < (a: GitPath, b: GitPath) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}
