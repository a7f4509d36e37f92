internal import Brief
internal import Source
internal import YAML

// `$keys`, `$sections`, `$links` and the other parts of a brief as records.

extension Evaluator {
    /// The parts of a kind, in the whole brief or within a value.
    func parts(_ part: Part, within value: Value?) -> [Value] {
        let range = value?.range
        func keep(_ inner: ByteRange) -> Bool { range.map { $0.contains(inner) } ?? true }
        switch part {
        case .keys: return brief.frontMatter.entries.filter { keep($0.keyRange) }.map { Value($0.key, range: $0.keyRange) }
        case .sections: return sections(keep)
        case .links: return links(keep)
        case .prose: return prose(keep)
        case .fences: return fences(keep)
        case .comments:
            return brief.markdown.comments.filter { keep($0) && !Allowance.isAllowance(brief.source.text($0)) }.map {
                Value(brief.source.text($0), range: $0)
            }
        case .lines:
            return lines().filter { keep($0.range) }
        case .path: return [Value(brief.source.path, range: .fileStart)]
        }
    }

    /// The lines that a pattern finds something in; only they are made into values.
    func lines(matching pattern: Pattern) -> [Value] {
        var found: [Value] = []
        brief.source.bytes.withUnsafeBufferPointer { bytes in
            guard pattern.mayMatch(inPartsOf: bytes) else { return }
            for number in 1...lineTable.lineCount {
                let range = lineTable.line(number)
                if case .noMatch = pattern.firstMatch(in: UnsafeBufferPointer(rebasing: bytes[range.lower..<range.upper])) { continue }
                // One that takes too long is kept: whoever tests it next says so.
                found.append(Value(brief.source.text(range), range: range))
            }
        }
        spend(lineTable.lineCount)
        return found
    }

    private func lines() -> [Value] {
        if let known = lineValues { return known }
        let lines = (1...lineTable.lineCount).map(lineTable.line).map { Value(brief.source.text($0), range: $0) }
        lineValues = lines
        return lines
    }

    private func sections(_ keep: (ByteRange) -> Bool) -> [Value] {
        var found: [Value] = []
        var i = 0
        while i < brief.markdown.blocks.count {
            let block = brief.markdown.blocks[i]
            if block.kind == .heading, let range = brief.markdown.bytes(of: block.runs), keep(range) {
                var end = Int(block.next)
                while end < brief.markdown.blocks.count,
                    !(brief.markdown.blocks[end].kind == .heading && brief.markdown.blocks[end].level <= block.level)
                { end = Int(brief.markdown.blocks[end].next) }
                let extent = Extent(runs: 0..<0, bytes: .fileStart, blocks: block.next..<Int32(end), contexts: 0..<0)
                found.append(
                    Value(
                        range: range,
                        fields: [
                            ("title", brief.text(ofBlock: i)), ("level", String(block.level)), ("body", brief.text(.markdown(extent))),
                        ]))
            }
            i = Int(block.next)
        }
        return found
    }

    // MARK: links

    private func links(_ keep: (ByteRange) -> Bool) -> [Value] {
        if let known = linkRecords { return known.filter { keep($0.anchor) }.map(\.value) }
        var found = brief.markdown.links.filter { !$0.url.isEmpty }.map {
            Link(url: $0.url, range: $0.range, anchor: $0.anchor, runs: $0.runs)
        }
        // Addresses in front matter are links as well.
        for context in brief.contexts.prefix(brief.frontMatter.entries.count) {
            guard case .yaml(let node) = context.content else { continue }
            found += addresses(in: node)
        }
        found.sort { $0.anchor.start < $1.anchor.start }
        let list = LinkList(brief, rules, anchors: found.map(\.anchor))
        let records = found.enumerated().map { number, link in
            let record = Value(link.url, range: link.range)
            record.linkParts = LinkParts(list, number: number, url: link.url, range: link.range, runs: link.runs)
            return (value: record, anchor: link.anchor)
        }
        linkRecords = records
        return records.filter { keep($0.anchor) }.map(\.value)
    }

    private struct Link {
        var url: String
        var range: ByteRange
        var anchor: ByteRange
        var runs: Range<Int32>?
    }

    private func addresses(in node: YAMLNode) -> [Link] {
        if let text = node.text {
            return text.hasPrefix("https://") || text.hasPrefix("http://")
                ? [Link(url: text, range: node.range, anchor: node.range, runs: nil)] : []
        }
        return (node.items ?? node.entries?.map(\.value) ?? []).flatMap(addresses)
    }

    /// `{url, host, query}`; each query parameter is a field of `query`.
    static func url(_ text: String, at range: ByteRange) -> Value {
        let parts = URLParts(text)
        let value = Value(text, range: range)
        let query = Value(parts.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&"), range: range)
        for (name, value) in parts.query {
            if let i = query.ownFields.firstIndex(where: { $0.name == name }) {
                query.ownFields[i].values.append(Value(part: value, range: range))
            } else {
                query.ownFields.append(Value.Field(name: name, values: [Value(part: value, range: range)]))
            }
        }
        value.ownFields = [
            Value.Field(name: "url", values: [Value(text, range: range)]),
            Value.Field(name: "host", values: [Value(part: parts.host, range: range)]),
            Value.Field(name: "query", values: [query]),
        ]
        return value
    }

    // MARK: text

    private func prose(_ keep: (ByteRange) -> Bool) -> [Value] {
        var found: [Value] = []
        let markdown = brief.markdown
        var around: [(end: Int, name: String)] = []
        for (index, block) in markdown.blocks.enumerated() {
            around.removeAll { $0.end <= index }
            switch block.kind {
            case .quote: around.append((Int(block.next), "quote"))
            case .list: around.append((Int(block.next), "list"))
            case .table: around.append((Int(block.next), "table"))
            case .heading: appendProse(block.runs, "heading", to: &found)
            case .paragraph: appendProse(block.runs, around.last?.name ?? "text", to: &found)
            case .cell, .headerCell: appendProse(block.runs, "table", to: &found)
            default: break
            }
        }
        return found.filter { keep($0.range) }
    }

    /// Unbroken runs of text; links apart, code left out.
    private func appendProse(_ runs: Range<Int32>, _ name: String, to found: inout [Value]) {
        var start = runs.lowerBound
        while start < runs.upperBound {
            let link = brief.markdown.runs[Int(start)].link
            var end = start
            while end < runs.upperBound, brief.markdown.runs[Int(end)].link == link, brief.markdown.runs[Int(end)].kind != .code {
                end += 1
            }
            if end > start, let range = brief.markdown.bytes(of: start..<end) {
                let text = brief.text(start..<end, within: nil)
                if !text.isEmpty { found.append(Value(range: range, fields: [("text", text), ("in", link >= 0 ? "link" : name)])) }
            }
            start = max(end, start + 1)
        }
    }

    private func fences(_ keep: (ByteRange) -> Bool) -> [Value] {
        brief.markdown.blocks.indices.compactMap { i in
            let block = brief.markdown.blocks[i]
            guard block.kind == .code, let range = brief.markdown.bytes(of: block.runs), keep(range) else { return nil }
            var body = ""
            for run in block.runs {
                let run = brief.markdown.runs[Int(run)]
                body += run.kind == .lineBreak ? "\n" : brief.source.text(run.range)
            }
            let fence = Value(range: range, fields: [("body", body), ("lang", block.language.map(brief.source.text) ?? "")])
            fence.text = body
            return fence
        }
    }
}
