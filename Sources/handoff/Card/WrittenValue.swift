internal import Brief
internal import Report
internal import Source

/// A value's lines as they stand in a brief: items stay items, boxes boxes, and each link shows where it leads.
struct WrittenValue {
    private let brief: Brief
    private var lines: [CardLine] = []

    static func lines(_ content: Content, in brief: Brief) -> [CardLine] {
        switch content {
        case .yaml: return lines(brief.text(content))
        case .markdown(let extent):
            var value = WrittenValue(brief: brief)
            value.add(extent)
            return value.lines
        }
    }

    /// Of text alone, as in front matter.
    static func lines(_ text: String) -> [CardLine] {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmed }.filter { !$0.isEmpty }
        return lines.map { CardLine(lines.count > 1 ? .item : .text, [$0]) }
    }

    private init(brief: Brief) { self.brief = brief }

    private mutating func add(_ extent: Extent) {
        add(.text, depth: 0, text(extent.runs, within: extent.bytes))
        let blocks = brief.markdown.blocks
        // The lists that a block lies in, by where they end, and the item whose first line comes next.
        var lists: [Int] = []
        var mark: CardLine.Kind?
        var i = Int(extent.blocks.lowerBound)
        while i < Int(extent.blocks.upperBound) {
            let block = blocks[i]
            lists.removeAll { $0 <= i }
            let depth = max(0, lists.count - 1)
            switch block.kind {
            case .list: lists.append(Int(block.next))
            case .item:
                mark = block.box == .open ? .openBox : block.box == .ticked ? .tickedBox : .item
            case .row:
                let cells = (i + 1..<Int(block.next)).filter { blocks[$0].kind == .cell || blocks[$0].kind == .headerCell }
                let isHeader = cells.first.map { blocks[$0].kind == .headerCell } ?? false
                let texts = cells.map { text(blocks[$0].runs) }
                if texts.contains(where: { !$0.isEmpty }) { lines.append(CardLine(isHeader ? .header : .row, depth: depth, texts)) }
                i = Int(block.next)
                continue
            case .heading: add(.heading, depth: 0, text(block.runs))
            case .paragraph, .code, .html:
                let text = text(block.runs)
                if !text.isEmpty {
                    add(mark ?? (lists.isEmpty ? .text : .item), depth: depth, text)
                    mark = nil
                }
            case .quote, .divider, .table, .headerCell, .cell: break
            }
            i += 1
        }
    }

    private mutating func add(_ kind: CardLine.Kind, depth: Int, _ text: String) {
        if !text.isEmpty { lines.append(CardLine(kind, depth: depth, [text])) }
    }

    /// - Parameter bytes: what lies outside belongs to a label.
    private func text(_ runs: Range<Int32>, within bytes: ByteRange? = nil) -> String {
        var out = ""
        var i = runs.lowerBound
        while i < runs.upperBound {
            let run = brief.markdown.runs[Int(i)]
            var end = i + 1
            while end < runs.upperBound, run.kind != .lineBreak, brief.markdown.runs[Int(end)].kind != .lineBreak,
                brief.markdown.runs[Int(end)].link == run.link
            {
                end += 1
            }
            let piece = run.kind == .lineBreak ? " " : spaced(i..<end, within: bytes)
            out += piece
            let links = brief.markdown.links
            if run.link >= 0, Int(run.link) < links.count, !piece.trimmed.isEmpty {
                let url = links[Int(run.link)].url
                if !url.isEmpty, piece.trimmed != url, "mailto:" + piece.trimmed != url, !url.hasSuffix("://" + piece.trimmed) {
                    out += " (\(url))"
                }
            }
            i = end
        }
        return out.trimmed
    }

    /// With a space at either end where there is white space.
    private func spaced(_ runs: Range<Int32>, within bytes: ByteRange?) -> String {
        let text = brief.text(runs, within: bytes)
        guard let range = brief.markdown.bytes(of: runs) else { return text }
        let lower = max(range.lower, bytes?.lower ?? 0)
        let upper = min(range.upper, bytes?.upper ?? .max)
        guard lower < upper else { return text }
        let (first, last) = (brief.source.bytes[lower], brief.source.bytes[upper - 1])
        return (Byte.isWhite(first) ? " " : "") + text + (Byte.isWhite(last) ? " " : "")
    }
}
