internal import Source

/// Finds the named contexts of a Markdown document: sections, and the labels that people write in paragraphs and lists.
///
/// One pass over the blocks; knows no contract.
struct ContextReader {
    let source: SourceText
    let markdown: Markdown
    private let scanner: LabelScanner
    private(set) var contexts: [NamedContext]
    /// The heading that is the document's title, by block.
    let title: Int?

    /// Where a label stands: what decides whether it may speak for the whole brief.
    struct Level {
        var sections = 0
        var lists = 0
        /// Inside the blocks that a bold label claims: labels there claim one block at most.
        var isClaimed = false
        /// Lists and quotes around this; nothing deeper than `deepest` is read for labels.
        var depth = 0
        var isTop: Bool { sections <= 1 && lists <= 1 }
    }

    private static let deepest = 32

    init(source: SourceText, markdown: Markdown, contexts: [NamedContext]) {
        self.source = source
        self.markdown = markdown
        scanner = LabelScanner(source, markdown)
        self.contexts = contexts
        title = Self.titleBlock(markdown)
    }

    mutating func read() {
        siblings(0..<markdown.blocks.count, Level())
    }

    /// A single first-level heading that comes before all others is the title, not a context.
    private static func titleBlock(_ markdown: Markdown) -> Int? {
        var title: Int?
        var headings = 0
        var i = 0
        while i < markdown.blocks.count {
            if markdown.blocks[i].kind == .heading {
                headings += 1
                if markdown.blocks[i].level == 1 {
                    if title != nil || headings > 1 { return nil }
                    title = i
                }
            }
            i = Int(markdown.blocks[i].next)
        }
        return headings > 1 || contextsFollow(title, markdown) ? title : nil
    }

    /// A lone heading followed by something other than plain text titles a brief; `# Owner` over a name is a section.
    private static func contextsFollow(_ title: Int?, _ markdown: Markdown) -> Bool {
        guard let title else { return false }
        var blocks = 0
        var i = Int(markdown.blocks[title].next)
        while i < markdown.blocks.count {
            blocks += 1
            i = Int(markdown.blocks[i].next)
        }
        return blocks > 1
    }

    // MARK: blocks side by side

    private mutating func siblings(_ range: Range<Int>, _ level: Level) {
        guard level.depth <= Self.deepest else { return }
        var i = range.lowerBound
        while i < range.upperBound {
            let block = markdown.blocks[i]
            switch block.kind {
            case .heading:
                let body = self.body(ofHeading: i, end: range.upperBound)
                if i == title { siblings(body, level) } else { section(block, body, level) }
                i = body.upperBound
            case .paragraph: i = paragraph(i, end: range.upperBound, level)
            case .list:
                if let body = body(ofNumberedHeading: i, end: range.upperBound) {
                    section(block, body, level)
                    i = body.upperBound
                } else {
                    list(i, level)
                    i = Int(block.next)
                }
            case .quote:
                var inside = level
                inside.depth += 1
                siblings((i + 1)..<Int(block.next), inside)
                i = Int(block.next)
            case .table:
                append(.table, labelRange(ofTable: block), Extent(blocks: i..<Int(block.next)), isTopLevel: level.isTop)
                i = Int(block.next)
            default: i = Int(block.next)
            }
        }
    }

    private mutating func section(_ heading: Markdown.Block, _ body: Range<Int>, _ level: Level) {
        var inside = level
        inside.sections += 1
        let index = append(
            .section, markdown.bytes(of: heading.runs) ?? placeBefore(heading), Extent(blocks: body),
            isTopLevel: inside.isTop && level.lists == 0)
        siblings(body, inside)
        close(index)
    }

    /// All up to the next heading of its level or above.
    private func body(ofHeading heading: Int, end: Int) -> Range<Int> {
        let block = markdown.blocks[heading]
        var stop = Int(block.next)
        while stop < end, !(markdown.blocks[stop].kind == .heading && markdown.blocks[stop].level <= block.level) {
            stop = Int(markdown.blocks[stop].next)
        }
        return Int(block.next)..<stop
    }

    // MARK: headings that an export numbered

    /// “1) Fields”, alone on its line, with text below that is not the item's: Markdown reads a list of one, people read a heading.
    private func isNumberedHeading(_ list: Int) -> Bool {
        let blocks = markdown.blocks
        let item = list + 1
        guard blocks[list].kind == .list, blocks[item].next == blocks[list].next, blocks[item].box == .none, item + 1 < blocks.count,
            blocks[item + 1].kind == .paragraph, blocks[item + 1].next == blocks[item].next
        else { return false }
        return scanner.isNumberedHeading(blocks[item + 1].runs)
    }

    /// Nil where it is no such heading, or one over nothing.
    private func body(ofNumberedHeading list: Int, end: Int) -> Range<Int>? {
        guard isNumberedHeading(list) else { return nil }
        let start = Int(markdown.blocks[list].next)
        var stop = start
        while stop < end, !endsSection(stop) { stop = Int(markdown.blocks[stop].next) }
        return stop > start ? start..<stop : nil
    }

    private func endsSection(_ block: Int) -> Bool {
        markdown.blocks[block].kind == .heading || markdown.blocks[block].kind == .divider || isNumberedHeading(block)
    }

    // MARK: labels in text

    private mutating func paragraph(_ index: Int, end: Int, _ level: Level) -> Int {
        let block = markdown.blocks[index]
        let labels = scanner.labels(in: block.runs, allowsDash: false)
        guard let last = labels.last else { return lineOverList(index, end: end, level) ?? Int(block.next) }
        var heading: Int?
        for label in labels.dropLast() {
            var rest = Extent(label.rest)
            if label.isHeading {
                rest.runs = rest.runs.lowerBound..<block.runs.upperBound
                rest.bytes.end = markdown.runs[Int(block.runs.upperBound) - 1].range.end
            }
            let context = append(label.form, label.range, rest, isTopLevel: level.isTop)
            if label.isHeading { heading = context }
        }
        defer { if let heading { close(heading) } }
        // A label at the paragraph's end speaks for what follows: all up to the next label when it stands alone in bold,
        // one block after a colon, and what is glued to it by having no blank line between.
        var stop = Int(block.next)
        let isBare = scanner.isBlank(last.rest)
        if isBare {
            stop = following(stop, end: end, all: last.form == .bold && !level.isClaimed)
        } else if stop < end, markdown.blocks[stop].kind == .list || markdown.blocks[stop].kind == .table,
            isGlued(block, markdown.blocks[stop])
        {
            stop = Int(markdown.blocks[stop].next)
        }
        var inside = level
        if isBare, last.form == .bold { inside.sections += 1 }
        inside.isClaimed = true
        let context = append(
            last.form, last.range, Extent(last.rest, blocks: Int(block.next)..<stop),
            isTopLevel: level.isTop)
        siblings(Int(block.next)..<stop, inside)
        close(context)
        return stop
    }

    /// “We sign it off when” with a list glued to it; nil where there is none.
    private mutating func lineOverList(_ index: Int, end: Int, _ level: Level) -> Int? {
        let block = markdown.blocks[index]
        let list = Int(block.next)
        guard list < end, markdown.blocks[list].kind == .list, let range = scanner.isHeadingLine(block.runs),
            isGlued(block, markdown.blocks[list])
        else { return nil }
        let stop = Int(markdown.blocks[list].next)
        let context = append(.plain, range, Extent(blocks: list..<stop), isTopLevel: level.isTop)
        siblings(list..<stop, level)
        close(context)
        return stop
    }

    private func following(_ start: Int, end: Int, all: Bool) -> Int {
        var stop = start
        while stop < end {
            let block = markdown.blocks[stop]
            if block.kind == .heading || block.kind == .divider { break }
            // A paragraph with a label of its own ends what a label claims. Directly below a bold label alone, “Copy: see here” is its value.
            let isFirstBelowBold = all && stop == start
            if block.kind == .paragraph, scanner.startsWithLabel(block.runs, onlyBold: isFirstBelowBold) { break }
            stop = Int(block.next)
            if !all { break }
        }
        return stop
    }

    private func isGlued(_ first: Markdown.Block, _ second: Markdown.Block) -> Bool {
        guard let a = markdown.bytes(of: first.runs), let b = markdown.bytes(of: second.runs), a.upper <= b.lower else { return false }
        return source.bytes[a.upper..<b.lower].count { $0 == Byte.lineFeed } <= 1
    }

    private mutating func list(_ list: Int, _ level: Level) {
        var inside = level
        inside.lists += 1
        inside.depth += 1
        var item = list + 1
        while item < Int(markdown.blocks[list].next) {
            let block = markdown.blocks[item]
            self.item(block, first: item + 1, inside)
            item = Int(block.next)
        }
    }

    private mutating func item(_ item: Markdown.Block, first: Int, _ level: Level) {
        let end = Int(item.next)
        guard first < end, markdown.blocks[first].kind == .paragraph else {
            siblings(first..<end, level)
            return
        }
        let paragraph = markdown.blocks[first]
        // A check list's items belong to their section: “- [ ] Owner: signs off” names no owner.
        let labels = item.box == .none ? scanner.labels(in: paragraph.runs, allowsDash: true) : []
        guard let last = labels.last else {
            siblings(Int(paragraph.next)..<end, level)
            return
        }
        for label in labels.dropLast() {
            let form = label.startsItem ? NamedContext.Form.list : label.form
            append(form, label.range, Extent(label.rest), isTopLevel: level.isTop)
        }
        let context = append(
            last.startsItem ? .list : last.form, last.range,
            Extent(last.rest, blocks: Int(paragraph.next)..<end), isTopLevel: level.isTop)
        siblings(Int(paragraph.next)..<end, level)
        close(context)
    }

    // MARK: the flat list

    @discardableResult
    private mutating func append(
        _ form: NamedContext.Form, _ range: ByteRange, _ extent: Extent, isTopLevel: Bool
    ) -> Int {
        let index = contexts.count
        var extent = extent
        extent.contexts = Int32(index + 1)..<Int32(index + 1)
        contexts.append(
            NamedContext(form: form, labelRange: range, content: .markdown(extent), next: index + 1, isTopLevel: isTopLevel)
        )
        return index
    }

    private mutating func close(_ index: Int) {
        contexts[index].next = contexts.count
        if case .markdown(var extent) = contexts[index].content {
            extent.contexts = Int32(index + 1)..<Int32(contexts.count)
            contexts[index].content = .markdown(extent)
        }
    }

    private func labelRange(ofTable block: Markdown.Block) -> ByteRange {
        let start = (markdown.bytes(of: block.runs) ?? placeBefore(block)).lower
        return ByteRange(start, start)
    }

    /// The end of the text before a block that has none: contexts stay in the order of their places.
    private func placeBefore(_ block: Markdown.Block) -> ByteRange {
        let before = Int(block.runs.lowerBound) - 1
        let end = before >= 0 ? markdown.runs[before].range.upper : (contexts.last?.labelRange.upper ?? 0)
        return ByteRange(end, end)
    }
}

extension Extent {
    init(blocks: Range<Int>) {
        self.init(runs: 0..<0, bytes: .fileStart, blocks: Int32(blocks.lowerBound)..<Int32(blocks.upperBound), contexts: 0..<0)
    }

    init(_ rest: Extent, blocks: Range<Int>? = nil) {
        self = rest
        if let blocks { self.blocks = Int32(blocks.lowerBound)..<Int32(blocks.upperBound) }
    }
}
