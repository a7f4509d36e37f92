internal import CMd4c
package import Source

extension Markdown {
    /// Reads the bytes from `start` to the end of the file. Never fails: any text is Markdown.
    ///
    /// GitHub's dialect with Obsidian's `[[links]]`. Places are offsets in the whole file.
    package init(_ source: SourceText, from start: Int) {
        let reader = MarkdownReader(base: start)
        source.bytes.withUnsafeBufferPointer { bytes in
            guard let address = bytes.baseAddress, start < bytes.count else { return }
            reader.read(address + start, count: bytes.count - start)
        }
        self = reader.document
        findComments(source)
        findLinksInCode(source)
    }
}

/// md4c's callbacks turned into flat lists. The only code that touches md4c; lives for one document.
private final class MarkdownReader {
    var document = Markdown()
    private let base: Int
    private var text: UnsafePointer<UInt8>?
    private var count = 0
    private var open: [Int32] = []
    private var style: Markdown.Style = []
    private var openLinks: [Int] = []
    /// md4c reports no paragraph in a tight list's item; one is made so that every text has a leaf block.
    private var madeParagraph = false
    /// End of the text seen last: the place of what md4c reports without one.
    private var lastEnd = 0
    private var strong = 0
    private var emphasis = 0
    private var struck = 0

    init(base: Int) {
        self.base = base
        lastEnd = base
    }

    func read(_ text: UnsafePointer<UInt8>, count: Int) {
        self.text = text
        self.count = count
        document.blocks.reserveCapacity(64)
        document.runs.reserveCapacity(128)
        var parser = MD_PARSER()
        parser.flags = UInt32(
            MD_FLAG_PERMISSIVEEMAILAUTOLINKS | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_PERMISSIVEWWWAUTOLINKS | MD_FLAG_TABLES
                | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_WIKILINKS)
        parser.enter_block = { kind, detail, user in MarkdownReader.with(user) { $0.enter(block: kind, detail) } }
        parser.leave_block = { kind, detail, user in MarkdownReader.with(user) { $0.leave(block: kind) } }
        parser.enter_span = { kind, detail, user in MarkdownReader.with(user) { $0.enter(span: kind, detail) } }
        parser.leave_span = { kind, detail, user in MarkdownReader.with(user) { $0.leave(span: kind) } }
        parser.text = { kind, text, size, user in MarkdownReader.with(user) { $0.text(kind, text, Int(size)) } }
        text.withMemoryRebound(to: MD_CHAR.self, capacity: count) {
            _ = md_parse($0, MD_SIZE(count), &parser, Unmanaged.passUnretained(self).toOpaque())
        }
        self.text = nil
    }

    /// `read` keeps the reader alive for as long as md4c calls back.
    private static func with(_ user: UnsafeMutableRawPointer?, _ body: (MarkdownReader) -> Int32) -> Int32 {
        Unmanaged<MarkdownReader>.fromOpaque(user!)._withUnsafeGuaranteedRef(body)
    }

    private func push(_ kind: Markdown.Kind, level: UInt8 = 0) {
        let run = Int32(document.runs.count)
        open.append(Int32(document.blocks.count))
        document.blocks.append(Markdown.Block(kind: kind, level: level, runs: run..<run))
    }

    private func pop() {
        guard let index = open.popLast() else { return }
        let start = document.blocks[Int(index)].runs.lowerBound
        document.blocks[Int(index)].runs = start..<Int32(document.runs.count)
        document.blocks[Int(index)].next = Int32(document.blocks.count)
    }

    private func endMadeParagraph() {
        if madeParagraph {
            madeParagraph = false
            pop()
        }
    }

    private func enter(block kind: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
        endMadeParagraph()
        switch kind {
        case MD_BLOCK_QUOTE: push(.quote)
        case MD_BLOCK_UL, MD_BLOCK_OL: push(.list)
        case MD_BLOCK_LI:
            push(.item)
            if let item = detail?.assumingMemoryBound(to: MD_BLOCK_LI_DETAIL.self).pointee, item.is_task != 0 {
                let mark = UInt8(bitPattern: item.task_mark)
                document.blocks[document.blocks.count - 1].box = mark == Byte.space ? .open : .ticked
            }
        case MD_BLOCK_HR: push(.divider)
        case MD_BLOCK_H:
            push(.heading, level: UInt8(detail?.assumingMemoryBound(to: MD_BLOCK_H_DETAIL.self).pointee.level ?? 1))
        case MD_BLOCK_CODE:
            push(.code)
            if let code = detail?.assumingMemoryBound(to: MD_BLOCK_CODE_DETAIL.self).pointee {
                document.blocks[document.blocks.count - 1].language = range(code.lang.text, Int(code.lang.size))
            }
        case MD_BLOCK_HTML: push(.html)
        case MD_BLOCK_P: push(.paragraph)
        case MD_BLOCK_TABLE: push(.table)
        case MD_BLOCK_TR: push(.row)
        case MD_BLOCK_TH: push(.headerCell)
        case MD_BLOCK_TD: push(.cell)
        default: break  // the document itself, and a table's head and body, are no blocks here
        }
        return 0
    }

    private func leave(block kind: MD_BLOCKTYPE) -> Int32 {
        endMadeParagraph()
        switch kind {
        case MD_BLOCK_DOC, MD_BLOCK_THEAD, MD_BLOCK_TBODY: break
        default: pop()
        }
        return 0
    }

    private func enter(span kind: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
        beginParagraphInItem()
        switch kind {
        case MD_SPAN_STRONG: strong += 1
        case MD_SPAN_EM: emphasis += 1
        case MD_SPAN_DEL: struck += 1
        case MD_SPAN_A:
            if let link = detail?.assumingMemoryBound(to: MD_SPAN_A_DETAIL.self).pointee { begin(link: link.href) }
        case MD_SPAN_IMG:
            if let image = detail?.assumingMemoryBound(to: MD_SPAN_IMG_DETAIL.self).pointee { begin(link: image.src) }
        case MD_SPAN_WIKILINK:
            if let link = detail?.assumingMemoryBound(to: MD_SPAN_WIKILINK_DETAIL.self).pointee { begin(link: link.target) }
        default: break
        }
        return 0
    }

    private func leave(span kind: MD_SPANTYPE) -> Int32 {
        switch kind {
        case MD_SPAN_STRONG: strong -= 1
        case MD_SPAN_EM: emphasis -= 1
        case MD_SPAN_DEL: struck -= 1
        case MD_SPAN_A, MD_SPAN_IMG, MD_SPAN_WIKILINK:
            guard let link = openLinks.popLast() else { break }
            let runs = document.links[link].runs.lowerBound..<Int32(document.runs.count)
            document.links[link].runs = runs
            if let text = document.bytes(of: runs) {
                document.links[link].anchor = text
                if document.links[link].range.isEmpty { document.links[link].range = text }
            }
        default: break
        }
        return 0
    }

    private func begin(link target: MD_ATTRIBUTE) {
        let size = Int(target.size)
        let url =
            target.text.map { start in
                start.withMemoryRebound(to: UInt8.self, capacity: size) {
                    String(decoding: UnsafeBufferPointer(start: $0, count: size), as: UTF8.self)
                }
            } ?? ""
        let run = Int32(document.runs.count)
        openLinks.append(document.links.count)
        let address = range(target.text, size) ?? ByteRange(lastEnd, lastEnd)
        document.links.append(Markdown.Link(url: url, range: address, anchor: address, runs: run..<run))
    }

    private func beginParagraphInItem() {
        if let top = open.last, document.blocks[Int(top)].kind == .item {
            push(.paragraph)
            madeParagraph = true
        }
    }

    private func text(_ kind: MD_TEXTTYPE, _ text: UnsafePointer<MD_CHAR>?, _ size: Int) -> Int32 {
        beginParagraphInItem()
        let range = range(text, size)
        let runKind: Markdown.RunKind
        switch kind {
        case MD_TEXT_BR, MD_TEXT_SOFTBR: runKind = .lineBreak
        case MD_TEXT_CODE: runKind = .code
        case MD_TEXT_ENTITY: runKind = .entity
        case MD_TEXT_HTML: runKind = .html
        default: runKind = .text
        }
        var style: Markdown.Style = []
        if strong > 0 { style.insert(.strong) }
        if emphasis > 0 { style.insert(.emphasis) }
        if struck > 0 { style.insert(.struck) }
        if !openLinks.isEmpty { style.insert(.link) }
        if let range, runKind != .lineBreak {
            document.runs.append(Markdown.Run(kind: runKind, style: style, range: range, link: Int32(openLinks.last ?? -1)))
            lastEnd = range.upper
        } else {
            // Line ends inside code come as text that is not the file's; indentation made by md4c says nothing.
            guard runKind == .lineBreak || size == 1 else { return 0 }
            document.runs.append(Markdown.Run(kind: .lineBreak, style: style, range: ByteRange(lastEnd, lastEnd)))
        }
        return 0
    }

    /// The offsets of a text that md4c points to, or nil when it is not part of the file.
    private func range(_ pointer: UnsafePointer<MD_CHAR>?, _ size: Int) -> ByteRange? {
        guard let pointer, let text, size > 0 else { return nil }
        let offset = UnsafeRawPointer(pointer) - UnsafeRawPointer(text)
        guard offset >= 0, offset + size <= count else { return nil }
        return ByteRange(base + offset, base + offset + size)
    }
}
