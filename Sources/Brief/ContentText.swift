package import Source
internal import YAML

// A value as text and as parts, for whoever asks; nothing here is computed for a context that is only counted.

extension Brief {
    /// The whole value as one text: lines of a paragraph joined by a space, blocks and list items by a line end. Comments are left out.
    package func text(_ content: Content) -> String {
        switch content {
        case .yaml(let node): Self.text(node)
        case .markdown(let extent): text(extent)
        }
    }

    /// Where the value stands; nil when there is none.
    package func range(_ content: Content) -> ByteRange? {
        switch content {
        case .yaml(let node): return node.range
        case .markdown(let extent):
            var range: ByteRange?
            for index in extent.runs {
                let run = markdown.runs[Int(index)].range
                let clipped = ByteRange(max(run.lower, extent.bytes.lower), min(run.upper, extent.bytes.upper))
                guard !clipped.isEmpty else { continue }
                let inside = source.bytes.trimmed(clipped.lower..<clipped.upper)
                if !inside.isEmpty {
                    let trimmed = ByteRange(inside.lowerBound, inside.upperBound)
                    range = range?.union(trimmed) ?? trimmed
                }
            }
            if let runs = blockRuns(extent), let bytes = markdown.bytes(of: runs) { range = range?.union(bytes) ?? bytes }
            return range
        }
    }

    /// The items of a list, or the value itself where it is none.
    package func items(_ content: Content) -> [Content]? {
        switch content {
        case .yaml(let node): return node.items?.map(Content.yaml)
        case .markdown(let extent):
            var items: [Content] = []
            var i = Int(extent.blocks.lowerBound)
            while i < Int(extent.blocks.upperBound) {
                let block = markdown.blocks[i]
                if block.kind == .heading {
                    // What stands under a heading of its own is that section's.
                    break
                } else if block.kind == .list {
                    var item = i + 1
                    while item < Int(block.next) {
                        items.append(.markdown(self.extent(ofItem: item)))
                        item = Int(markdown.blocks[item].next)
                    }
                }
                i = Int(block.next)
            }
            return items.isEmpty ? nil : items
        }
    }

    /// How many check boxes a value has, and how many are ticked.
    package func boxes(_ content: Content) -> (all: Int, ticked: Int) {
        guard case .markdown(let extent) = content else { return (0, 0) }
        var all = 0
        var ticked = 0
        for block in markdown.blocks[Int(extent.blocks.lowerBound)..<Int(extent.blocks.upperBound)] where block.box != .none {
            all += 1
            if block.box == .ticked { ticked += 1 }
        }
        return (all, ticked)
    }

    /// The runs of text in a value's blocks.
    package func blockRuns(_ extent: Extent) -> Range<Int32>? {
        guard !extent.blocks.isEmpty else { return nil }
        let first = markdown.blocks[Int(extent.blocks.lowerBound)].runs.lowerBound
        let last = markdown.blocks[Int(extent.blocks.upperBound) - 1].runs.upperBound
        return first < last ? first..<last : nil
    }

    private func extent(ofItem item: Int) -> Extent {
        let block = markdown.blocks[item]
        return Extent(
            runs: 0..<0, bytes: .fileStart, blocks: Int32(item + 1)..<block.next, contexts: contextsInside(Int32(item + 1)..<block.next))
    }

    /// The contexts whose labels stand in these blocks.
    package func contextsInside(_ blocks: Range<Int32>) -> Range<Int32> {
        let extent = Extent(runs: 0..<0, bytes: .fileStart, blocks: blocks, contexts: 0..<0)
        guard let runs = blockRuns(extent), let bytes = markdown.bytes(of: runs) else { return 0..<0 }
        let first = firstMarkdownContext
        let tail = contexts[first...]
        let lower = tail.partitioningIndex { $0.labelRange.lower >= bytes.lower }
        let upper = tail.partitioningIndex { $0.labelRange.lower >= bytes.upper }
        return Int32(lower)..<Int32(max(lower, upper))
    }

    private var firstMarkdownContext: Int {
        frontMatter.entries.count
    }

    private func text(_ extent: Extent) -> String {
        if extent.blocks.isEmpty { return text(extent.runs, within: extent.bytes) }
        if extent.runs.isEmpty, extent.blocks.count == 1 { return text(markdown.blocks[Int(extent.blocks.lowerBound)].runs, within: nil) }
        var out: [UInt8] = []
        append(extent.runs, within: extent.bytes, to: &out)
        for index in Int(extent.blocks.lowerBound)..<Int(extent.blocks.upperBound) {
            let block = markdown.blocks[index]
            switch block.kind {
            case .paragraph, .heading, .code, .cell, .headerCell, .html:
                let before = out.count
                if before > 0 { out.append(Byte.lineFeed) }
                let start = out.count
                append(block.runs, within: nil, to: &out)
                if out.count == start { out.removeLast(start - before) }
            default: break
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    package func text(_ runs: Range<Int32>, within bytes: ByteRange?) -> String {
        if let plain = plainRun(runs, within: bytes) {
            let kept = source.bytes.trimmed(plain)
            return source.text(ByteRange(kept.lowerBound, kept.upperBound))
        }
        var out: [UInt8] = []
        append(runs, within: bytes, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// The bytes of a single run that is its text as it stands, which most values are; nil for anything else.
    func plainRun(_ runs: Range<Int32>, within bytes: ByteRange?) -> Range<Int>? {
        guard runs.count == 1 else { return nil }
        let run = markdown.runs[Int(runs.lowerBound)]
        guard run.kind == .text || run.kind == .code else { return nil }
        let lower = max(run.range.lower, bytes?.lower ?? 0)
        return lower..<max(lower, min(run.range.upper, bytes?.upper ?? .max))
    }

    /// The text of some runs without white space at its ends; line breaks are spaces.
    private func append(_ runs: Range<Int32>, within bytes: ByteRange?, to out: inout [UInt8]) {
        let start = out.count
        for index in runs {
            let run = markdown.runs[Int(index)]
            if run.kind == .lineBreak {
                out.append(Byte.space)
                continue
            }
            let lower = max(run.range.lower, bytes?.lower ?? 0)
            let upper = min(run.range.upper, bytes?.upper ?? .max)
            guard lower < upper else { continue }
            switch run.kind {
            case .html: out.append(contentsOf: withoutTags(lower..<upper))
            case .entity: out.append(contentsOf: Entity.decoded(source.text(run.range)).utf8)
            default: out.append(contentsOf: source.bytes[lower..<upper])
            }
        }
        let kept = out.trimmed(start..<out.count)
        out.removeSubrange(kept.upperBound...)
        out.removeSubrange(start..<kept.lowerBound)
    }

    static func text(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let text, _): node.isNull ? "" : text.trimmed
        case .sequence(let items, _): items.map { Self.text($0) }.joined(separator: "\n")
        case .mapping(let entries): entries.map { "\($0.key): \(Self.text($0.value))" }.joined(separator: "\n")
        }
    }
}

extension Brief {
    /// The first paragraph in a stretch of blocks: a list item's own line.
    package func firstParagraph(of extent: Extent) -> (text: String, range: ByteRange) {
        for index in Int(extent.blocks.lowerBound)..<Int(extent.blocks.upperBound) where markdown.blocks[index].kind == .paragraph {
            let runs = markdown.blocks[index].runs
            return (text(runs, within: nil), markdown.bytes(of: runs) ?? .fileStart)
        }
        return ("", .fileStart)
    }
}
