internal import Brief
internal import Contract
internal import Source
internal import YAML

/// One context's value as it is compared, whichever form it was written in.
struct ContextContent {
    /// Sorted hashes of its rows; one for a value without rows, none where nobody wrote a real value.
    private(set) var rows: [UInt64] = []
    /// Words that stand there beside the fields that the contract knows.
    private(set) var rest: [UInt64] = []

    private let brief: Brief

    init(_ context: BoundBrief.Context, in brief: Brief) {
        self.brief = brief
        let value = context.value
        guard value.fill.isValue else { return }
        if context.choosesBox, let chosen = tickedText(value) {
            rows = [ValueText.whole(chosen)]
        } else if context.hasRows, value.fill == .real, let items = value.items {
            readRows(items, of: value)
        }
        if rows.isEmpty { rows = [whole(value)] }
    }

    // MARK: rows

    private mutating func readRows(_ items: [Value], of value: Value) {
        var known: [UInt64] = []
        var hasFields = false
        for item in items {
            let fields = item.fields.compactMap { field -> UInt64? in
                let real = field.values.filter(\.fill.isValue)
                guard !real.isEmpty else { return nil }
                for value in real { known += Words.of(value.text, keepsAddresses: false) + Words.of(value.label) }
                return StableHash.of([StableHash.of(field.name)] + real.map { ValueText.term($0.text) }.sorted())
            }
            if !fields.isEmpty {
                hasFields = true
                rows.append(StableHash.of(fields.sorted()))
            } else if item.fill.isValue, item.fields.isEmpty {
                rows.append(whole(item))
            }
        }
        rows.sort()
        guard hasFields, let content = value.content ?? items.first?.content else { return }
        rest = Self.difference(Words.of(brief.text(content), keepsAddresses: false), known)
    }

    /// What the first bag holds more than the second.
    private static func difference(_ words: [UInt64], _ others: [UInt64]) -> [UInt64] {
        let (words, others) = (words.sorted(), others.sorted())
        var rest: [UInt64] = []
        var i = 0
        for word in words {
            while i < others.count, others[i] < word { i += 1 }
            if i < others.count, others[i] == word { i += 1 } else { rest.append(word) }
        }
        return rest
    }

    // MARK: one text

    private func whole(_ value: Value) -> UInt64 {
        let links = hiddenLinks(value.range)
        let lines = value.content.flatMap { Self.tableLines($0, brief) } ?? Self.lines(value.text)
        // “name: value” lines are a group, whose order says nothing.
        if lines.count > 1, lines.allSatisfy(Self.isNamed) {
            return StableHash.of(lines.map { StableHash.of(ValueText.words($0)) }.sorted() + links)
        }
        let text = lines.count == 1 ? lines[0] : lines.joined(separator: "\n")
        return links.isEmpty ? ValueText.whole(text) : StableHash.of(ValueText.words(text) + links)
    }

    /// “name: value”
    private static func isNamed(_ line: String) -> Bool {
        zip(line.utf8, line.utf8.dropFirst()).contains { $0 == 0x3A && $1 == Byte.space }
    }

    private static func lines(_ text: String) -> [String] {
        text.hasByte(Byte.lineFeed) ? text.utf8.split(separator: Byte.lineFeed).map { String(Substring($0)) } : [text]
    }

    /// The blocks of a text with a table in it, one a line; the cells of a row are one as well. Nil for a text without.
    private static func tableLines(_ content: Content, _ brief: Brief) -> [String]? {
        guard case .markdown(let extent) = content,
            brief.markdown.blocks[Int(extent.blocks.lowerBound)..<Int(extent.blocks.upperBound)].contains(where: { $0.kind == .row })
        else { return nil }
        var lines = [brief.text(extent.runs, within: extent.bytes)]
        var row = 0
        for i in Int(extent.blocks.lowerBound)..<Int(extent.blocks.upperBound) {
            let block = brief.markdown.blocks[i]
            switch block.kind {
            case .row:
                lines.append("")
                row = Int(block.next)
            case .cell, .headerCell, .paragraph, .heading, .code:
                let text = brief.text(ofBlock: i)
                if i < row, let last = lines.last {
                    lines[lines.count - 1] = last.isEmpty ? text : last + ": " + text
                } else {
                    lines.append(text)
                }
            default: break
            }
        }
        return lines.filter { !$0.isEmpty }
    }

    /// Where the links lead whose text is not their address.
    private func hiddenLinks(_ range: ByteRange) -> [UInt64] {
        brief.markdown.links(in: range).compactMap { link in
            let text = brief.source.text(link.anchor)
            return link.url.isEmpty || text == link.url || link.url.hasSuffix(text) || link.range == link.anchor
                ? nil : ValueText.whole(link.url)
        }
    }

    /// The ticked options; nil where there are no boxes.
    private func tickedText(_ value: Value) -> String? {
        guard let content = value.content, case .markdown(let extent) = content, brief.boxes(content).all > 0 else { return nil }
        let ticked = (Int(extent.blocks.lowerBound)..<Int(extent.blocks.upperBound)).filter { brief.markdown.blocks[$0].box == .ticked }
        return ticked.map { item in item + 1 < brief.markdown.blocks.count ? brief.text(ofBlock: item + 1) : "" }.joined(separator: ", ")
    }
}
