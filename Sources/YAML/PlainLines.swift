internal import Source

/// Front matter as nearly everybody writes it: a name, a colon and a value on each line. Read here, it takes a sixth of the time that
/// libyaml needs; whatever is written in any other way is left to libyaml, so that there is one answer only (see PlainLinesTests).
struct PlainLines {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let end: Int
    private var i: Int

    /// More names are looked for in vain one by one.
    private static let mostEntries = 32

    /// The mapping; nil where libyaml has to look.
    static func read(_ bytes: [UInt8], in range: Range<Int>) -> YAMLNode? {
        bytes.withUnsafeBufferPointer { bytes in
            var lines = PlainLines(bytes: bytes, end: range.upperBound, i: range.lowerBound)
            return lines.mapping()
        }
    }

    private mutating func mapping() -> YAMLNode? {
        var entries: [YAMLEntry] = []
        while i < end {
            if bytes[i] == Byte.lineFeed {
                i += 1
                continue
            }
            guard entries.count < Self.mostEntries, let entry = entry(), !entries.contains(where: { $0.key == entry.key }) else {
                return nil
            }
            entries.append(entry)
        }
        guard let first = entries.first, let last = entries.last else { return nil }
        return YAMLNode(content: .mapping(entries), range: ByteRange(first.keyRange.lower, last.value.range.upper))
    }

    private mutating func entry() -> YAMLEntry? {
        let start = i
        guard Byte.isLetter(bytes[i]) else { return nil }
        while i < end, Byte.isLetter(bytes[i]) || Byte.isDigit(bytes[i]) || bytes[i] == 0x2D || bytes[i] == 0x5F || bytes[i] == 0x2E {
            i += 1
        }
        let key = ByteRange(start, i)
        guard i + 1 < end, bytes[i] == 0x3A, bytes[i + 1] == Byte.space else { return nil }
        i += 2
        while i < end, bytes[i] == Byte.space { i += 1 }
        var stop = i
        while stop < end, bytes[stop] != Byte.lineFeed { stop += 1 }
        let lineEnd = stop
        while stop > i, bytes[stop - 1] == Byte.space { stop -= 1 }
        guard stop > i, let value = value(i..<stop) else { return nil }
        i = min(end, lineEnd + 1)
        return YAMLEntry(key: text(key), keyRange: key, value: value)
    }

    private func value(_ range: Range<Int>) -> YAMLNode? {
        switch bytes[range.lowerBound] {
        case 0x22, 0x27: quoted(range)
        case 0x5B: list(range)
        default: plain(range, inList: false)
        }
    }

    private func plain(_ range: Range<Int>, inList: Bool) -> YAMLNode? {
        guard let first = range.first,
            Byte.isLetter(bytes[first]) || Byte.isDigit(bytes[first]) || bytes[first] == 0x2F || isAccented(first)
        else { return nil }
        var at = first
        while at < range.upperBound {
            switch bytes[at] {
            // A colon before a space begins a value, a number sign behind one a comment.
            case 0x3A: guard at + 1 < range.upperBound, bytes[at + 1] != Byte.space, !inList else { return nil }
            case 0x23: if bytes[at - 1] == Byte.space { return nil }
            case 0x2C, 0x5B, 0x5D, 0x7B, 0x7D, 0x3F: if inList { return nil }
            case 0x20..<0x7F: break
            default:
                guard isAccented(at) else { return nil }
                at += 1
            }
            at += 1
        }
        let range = ByteRange(range.lowerBound, range.upperBound)
        return YAMLNode(content: .scalar(text(range), plain: true), range: range)
    }

    /// One that needs no unquoting.
    private func quoted(_ range: Range<Int>) -> YAMLNode? {
        let quote = bytes[range.lowerBound]
        guard range.count >= 2, bytes[range.upperBound - 1] == quote else { return nil }
        let inside = (range.lowerBound + 1)..<(range.upperBound - 1)
        var at = inside.lowerBound
        while at < inside.upperBound {
            guard bytes[at] != quote, bytes[at] != 0x5C else { return nil }
            if !(0x20..<0x7F).contains(bytes[at]) {
                guard isAccented(at) else { return nil }
                at += 1
            }
            at += 1
        }
        return YAMLNode(
            content: .scalar(text(ByteRange(inside.lowerBound, inside.upperBound)), plain: false),
            range: ByteRange(range.lowerBound, range.upperBound))
    }

    /// `[email, event]`
    private func list(_ range: Range<Int>) -> YAMLNode? {
        guard range.count > 2, bytes[range.upperBound - 1] == 0x5D else { return nil }
        var items: [YAMLNode] = []
        for part in bytes[(range.lowerBound + 1)..<(range.upperBound - 1)].split(separator: 0x2C, omittingEmptySubsequences: false) {
            var item = part.indices
            while let first = item.first, bytes[first] == Byte.space { item.removeFirst() }
            while let last = item.last, bytes[last] == Byte.space { item.removeLast() }
            guard let node = plain(item, inList: true) else { return nil }
            items.append(node)
        }
        return YAMLNode(content: .sequence(items, flow: true), range: ByteRange(range.lowerBound, range.upperBound))
    }

    /// Whether two bytes are a letter from À to ˿.
    private func isAccented(_ at: Int) -> Bool {
        (0xC3...0xCB).contains(bytes[at]) && at + 1 < end && bytes[at + 1] & 0xC0 == 0x80
    }

    private func text(_ range: ByteRange) -> String { String(decoding: bytes[range.lower..<range.upper], as: UTF8.self) }
}
