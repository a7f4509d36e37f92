internal import Brief
internal import Contract
internal import Source
internal import YAML

/// Sets single values where they stand, or adds them in the form the brief is written in.
struct ValueEditor {
    let brief: Brief
    let lines: LineEnds
    private(set) var edits: [Edit] = []
    private var newKeys: [(key: String, value: String)] = []

    init(_ brief: Brief) {
        self.brief = brief
        lines = LineEnds(bytes: brief.source.bytes)
    }

    private var bytes: [UInt8] { brief.source.bytes }

    /// - Parameters:
    ///   - places: where it stands now.
    ///   - neighbour: a value whose line shows how this brief writes such a name and value.
    mutating func set(
        _ key: String, label: String, to value: String, at places: [BoundBrief.Written], like neighbour: BoundBrief.Written?
    ) throws(ActRefusal) {
        let real = places.filter(\.value.fill.isValue)
        guard real.count <= 1 else {
            throw .saidTwice(what: label.lowercased(), at: real.map { ActRefusal.Place(brief.lines.position($0.label.lower)) })
        }
        guard let place = real.first ?? places.first else {
            add(key, label, value, like: neighbour)
            return
        }
        guard let edit = replacing(place, value) else {
            throw .notEditable(what: label.lowercased(), value: value, at: ActRefusal.Place(brief.lines.position(place.value.range.lower)))
        }
        edits.append(edit)
    }

    /// In order.
    func finished() -> [Edit] { (edits + [keysEdit].compactMap(\.self)).inOrder }

    // MARK: where it stands

    private func replacing(_ place: BoundBrief.Written, _ value: String) -> Edit? {
        switch place.value.content {
        case .yaml(let node)?: replacing(node, key: place.label, value)
        case .markdown?: replacingText(place, value)
        case nil: nil
        }
    }

    private func replacing(_ node: YAMLNode, key: ByteRange, _ value: String) -> Edit? {
        guard case .scalar(let text, let isPlain) = node.content else { return nil }
        if node.isNull, node.range.isEmpty {
            var colon = key.upper
            while colon < bytes.count, bytes[colon] != 0x3A, !LineEnds.isEnd(bytes[colon]) { colon += 1 }
            guard colon < bytes.count, bytes[colon] == 0x3A else { return nil }
            return Edit(at: colon + 1, " " + value.yamlValue)
        }
        let old = brief.source.text(node.range)
        if isPlain { return old == text ? Edit(node.range, value.yamlValue) : nil }
        guard let quote = old.first, quote == "\"" || quote == "'", old.count >= 2, old.last == quote,
            !old.utf8.contains(where: LineEnds.isEnd)
        else { return nil }
        let isSimple = !value.contains(quote) && !value.contains("\\")
        return Edit(node.range, isSimple ? "\(quote)\(value)\(quote)" : value.yamlValue)
    }

    private func replacingText(_ place: BoundBrief.Written, _ value: String) -> Edit? {
        let range = place.value.range
        if range == place.label { return fillingIn(place, value) }
        let text = bytes[range.lower..<range.upper]
        guard !text.isEmpty, !text.contains(where: { LineEnds.isEnd($0) || Self.markup.contains($0) }),
            !brief.source.text(range).contains("](")
        else { return nil }
        return Edit(range, value)
    }

    /// What could be more than the text of a value: `<>|*~` and backticks.
    private static let markup: Set<UInt8> = [0x3C, 0x3E, 0x7C, 0x2A, 0x7E, 0x60]

    /// A label with nothing behind it.
    private func fillingIn(_ place: BoundBrief.Written, _ value: String) -> Edit? {
        guard place.form == .bold || place.form == .list || place.form == .plain else { return nil }
        var end = place.label.upper
        while end < bytes.count, [0x3A, 0x2A, 0x5F].contains(bytes[end]) { end += 1 }
        let rest = bytes[end..<lines.lineEnd(end)]
        guard rest.allSatisfy(Byte.isBlank) else { return nil }
        return Edit(at: end, " " + value)
    }

    // MARK: what is new

    private mutating func add(_ key: String, _ label: String, _ value: String, like neighbour: BoundBrief.Written?) {
        if brief.frontMatter.entries.isEmpty, let neighbour, let line = line(like: neighbour, label, value) {
            edits.append(Edit(at: lines.lineEnd(neighbour.value.range.upper), lines.end + line))
        } else {
            newKeys.append((key, value))
        }
    }

    /// The neighbour's line with another name and value; nil where more stands on it than these two.
    private func line(like neighbour: BoundBrief.Written, _ label: String, _ value: String) -> String? {
        let (name, old) = (neighbour.label, neighbour.value.range)
        guard neighbour.form != .section, neighbour.form != .frontMatter, name.upper <= old.lower,
            lines.lineStart(name.lower) == lines.lineStart(old.lower), lines.lineEnd(old.lower) == lines.lineEnd(old.upper)
        else { return nil }
        func marks(_ from: Int, _ to: Int) -> String? {
            let between = brief.source.text(ByteRange(from, to))
            return between.contains(where: { $0.isLetter || $0.isNumber }) ? nil : between
        }
        guard let before = marks(lines.lineStart(name.lower), name.lower), let between = marks(name.upper, old.lower),
            let after = marks(old.upper, lines.lineEnd(old.upper))
        else { return nil }
        return before + label + between + value + after
    }

    /// All new names at the top go to its end, or into a block of their own where there is none.
    private var keysEdit: Edit? {
        guard !newKeys.isEmpty else { return nil }
        let end = lines.end
        guard let range = brief.frontMatter.range else {
            let rows = newKeys.map { "\($0.key): \($0.value.yamlValue)\(end)" }.joined()
            return Edit(at: brief.source.byteOrderMark, "---\(end)\(rows)---\(end)\(end)")
        }
        var indent = ""
        if let first = brief.frontMatter.entries.first?.keyRange.lower {
            let before = ByteRange(lines.lineStart(first), first)
            if bytes[before.lower..<before.upper].allSatisfy(Byte.isBlank) { indent = brief.source.text(before) }
        }
        let rows = newKeys.map { "\(indent)\($0.key): \($0.value.yamlValue)\(end)" }.joined()
        return Edit(at: lines.lineStart(range.upper), rows)
    }
}
