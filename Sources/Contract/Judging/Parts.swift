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
        case .links: return links(within: range)
        case .prose: return prose(within: range)
        case .fences: return fences(keep)
        case .comments:
            return brief.markdown.comments.filter { keep($0) && !Allowance.isAllowance(brief.source.text($0)) }.map {
                Value(brief.source.text($0), range: $0)
            }
        case .lines, .fileLines: return range.map { lines(part, within: $0) } ?? lines(part)
        case .path:
            facts.areOfTextAlone = false
            return [Value(brief.source.path, range: .fileStart)]
        }
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

    private func links(within range: ByteRange?) -> [Value] {
        let records = linkRecords ?? collectLinks()
        guard let range else { return records.values }
        return records.anchors.indices.compactMap { range.contains(records.anchors[$0]) ? records.values[$0] : nil }
    }

    /// Addresses in front matter are links as well, and come first.
    private func collectLinks() -> LinkRecords {
        let links = brief.markdown.links.filter { !$0.url.isEmpty }
        let anchors = addresses.map(\.range) + links.map(\.anchor)
        let list = LinkList(brief, rules, anchors: anchors)
        var values: [Value] = []
        values.reserveCapacity(anchors.count)
        func append(_ url: String, _ range: ByteRange, _ runs: Range<Int32>?) {
            let record = Value(url, range: range)
            record.linkParts = LinkParts(list, number: values.count, url: url, range: range, runs: runs)
            values.append(record)
        }
        for node in addresses { append(node.text ?? "", node.range, nil) }
        for link in links { append(link.url, link.range, link.runs) }
        let records = LinkRecords(values: values, anchors: anchors)
        linkRecords = records
        return records
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

    private func prose(within range: ByteRange?) -> [Value] {
        var found: [Value] = []
        let markdown = brief.markdown
        var around: [(end: Int, name: String)] = []
        func append(_ name: String, _ block: Markdown.Block) { appendProse(block.runs, name, within: range, to: &found) }
        for (index, block) in markdown.blocks.enumerated() {
            around.removeAll { $0.end <= index }
            switch block.kind {
            case .quote: around.append((Int(block.next), "quote"))
            case .list: around.append((Int(block.next), "list"))
            case .table: around.append((Int(block.next), "table"))
            case .heading: append("heading", block)
            case .paragraph: append(around.last?.name ?? "text", block)
            case .cell, .headerCell: append("table", block)
            default: break
            }
        }
        return found
    }

    /// Unbroken runs of text; links apart, code left out. Of one that reaches out of a value, what is inside.
    private func appendProse(_ runs: Range<Int32>, _ name: String, within value: ByteRange?, to found: inout [Value]) {
        var start = runs.lowerBound
        while start < runs.upperBound {
            let link = brief.markdown.runs[Int(start)].link
            var end = start
            while end < runs.upperBound, brief.markdown.runs[Int(end)].link == link, brief.markdown.runs[Int(end)].kind != .code {
                end += 1
            }
            if end > start, let whole = brief.markdown.bytes(of: start..<end),
                let range = value.map(whole.intersection) ?? whole
            {
                let text = brief.text(start..<end, within: value == nil ? nil : range)
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

extension FrontMatter {
    fileprivate func collectAddresses(in node: YAMLNode, to found: inout [YAMLNode]) {
        switch node.content {
        case .scalar(let text, _): if text.hasPrefix("https://") || text.hasPrefix("http://") { found.append(node) }
        case .sequence(let items, _): for item in items { collectAddresses(in: item, to: &found) }
        case .mapping(let entries): for entry in entries { collectAddresses(in: entry.value, to: &found) }
        }
    }

    /// Scalars that are addresses, in the order of the file.
    var addresses: [YAMLNode] {
        var found: [YAMLNode] = []
        for entry in entries { collectAddresses(in: entry.value, to: &found) }
        return found
    }
}
