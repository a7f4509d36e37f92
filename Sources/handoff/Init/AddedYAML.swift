internal import Source
internal import YAML

/// Lines that can be added to somebody else's YAML file without touching any of theirs.
///
/// Done as text, so that comments and style stay, and believed only when a parser reads the same as before and the new part besides.
struct AddedYAML {
    /// Where the lines go, in bytes.
    let offset: Int
    /// With all line ends that are needed around them, as the file writes them.
    let text: String

    /// A new name at the end of the file.
    ///
    /// - Parameter lines: from column 1, with a line end.
    init?(entry key: String, _ lines: String, in bytes: [UInt8]) {
        guard let old = Self.entries(bytes), !old.contains(where: { $0.key == key }) else { return nil }
        offset = bytes.count
        text = Self.text(lines, behind: bytes, hasGap: true)
        guard let new = Self.entries(bytes + text.utf8), new.count == old.count + 1, new.last?.key == key,
            zip(old, new).allSatisfy({ $0.key == $1.key && $0.value.isSame(as: $1.value) })
        else { return nil }
    }

    /// A new item at the end of a list.
    ///
    /// - Parameter lines: makes them for the list's indentation, in spaces.
    init?(itemOf key: String, in bytes: [UInt8], _ lines: (Int) -> String) {
        guard let old = Self.entries(bytes), let index = old.firstIndex(where: { $0.key == key }),
            case .sequence(let items, flow: false) = old[index].value.content, let first = items.first,
            let indent = Self.indent(ofItemAt: first.range.lower, bytes)
        else { return nil }
        // In front of what comes next, and of the comments that belong to it.
        let next = index + 1 < old.count ? old[index + 1].keyRange.lower : bytes.count
        let offset = index + 1 < old.count ? Self.endOfContent(before: next, bytes) : bytes.count
        self.offset = offset
        text = Self.text(lines(indent), behind: Array(bytes[..<offset]), hasGap: false)
        let all = Array(bytes[..<offset]) + Array(text.utf8) + Array(bytes[offset...])
        guard let new = Self.entries(all), new.count == old.count else { return nil }
        for (i, pair) in zip(old, new).enumerated() {
            guard pair.0.key == pair.1.key else { return nil }
            if i == index {
                guard let now = pair.1.value.items, now.count == items.count + 1, zip(items, now).allSatisfy({ $0.isSame(as: $1) }) else {
                    return nil
                }
            } else if !pair.0.value.isSame(as: pair.1.value) {
                return nil
            }
        }
    }

    // MARK: text

    private static func text(_ lines: String, behind bytes: some BidirectionalCollection<UInt8>, hasGap: Bool) -> String {
        let isOpen = !bytes.isEmpty && bytes.last != Byte.lineFeed
        let text = (isOpen ? "\n" : "") + (hasGap && !bytes.isEmpty ? "\n" : "") + lines
        guard let end = bytes.firstIndex(of: Byte.lineFeed), end > bytes.startIndex, bytes[bytes.index(before: end)] == Byte.carriageReturn
        else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }

    private static func entries(_ bytes: [UInt8]) -> [YAMLEntry]? {
        let source = SourceText(path: "", bytes: bytes)
        guard source.encodingProblem == nil, let document = try? YAMLDocument(source), document.duplicates.isEmpty else { return nil }
        return document.root?.entries
    }

    /// Spaces before the hyphen of an item that begins here; nil where something else stands before it.
    private static func indent(ofItemAt start: Int, _ bytes: [UInt8]) -> Int? {
        var i = start
        while i > 0, bytes[i - 1] == 0x20 { i -= 1 }
        guard i > 0, bytes[i - 1] == 0x2D else { return nil }
        let hyphen = i - 1
        i = hyphen
        while i > 0, bytes[i - 1] == 0x20 { i -= 1 }
        return i == 0 || bytes[i - 1] == Byte.lineFeed ? hyphen - i : nil
    }

    /// The end of the last line before a place that is neither empty nor a comment.
    private static func endOfContent(before place: Int, _ bytes: [UInt8]) -> Int {
        var end = place
        while end > 0 {
            var start = end - 1
            while start > 0, bytes[start - 1] != Byte.lineFeed { start -= 1 }
            let line = bytes[bytes.trimmed(start..<end)].drop { $0 == Byte.carriageReturn || $0 == Byte.lineFeed }
            guard line.isEmpty || line.first == 0x23 else { return end }
            end = start
        }
        return end
    }
}

extension YAMLNode {
    /// The same text, whatever its place.
    fileprivate func isSame(as other: YAMLNode) -> Bool {
        switch (content, other.content) {
        case (.scalar(let a, let plain), .scalar(let b, let otherPlain)): a.utf8.elementsEqual(b.utf8) && plain == otherPlain
        case (.sequence(let a, _), .sequence(let b, _)): a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
        case (.mapping(let a), .mapping(let b)):
            a.count == b.count && zip(a, b).allSatisfy { $0.key.utf8.elementsEqual($1.key.utf8) && $0.value.isSame(as: $1.value) }
        default: false
        }
    }
}
