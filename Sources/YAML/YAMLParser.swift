internal import CLibyaml
package import Source

/// Limits on what one YAML text may unfold to.
package struct YAMLLimits: Sendable {
    /// Lists and groups inside each other.
    package var depth = 64
    /// Values after references are unfolded.
    package var nodes = 50_000

    package init() {}
}

/// One YAML text as nodes with places.
package struct YAMLDocument: Sendable {
    /// Nil for an empty text or one of comments only.
    package var root: YAMLNode?
    /// Keys that stand twice. The first one counts.
    package var duplicates: [YAMLProblem] = []

    /// Reads the bytes of `range`; places are offsets in the whole of `bytes`.
    ///
    /// - Parameter takesShortCut: whether plain lines may be read without libyaml; the answer is the same.
    /// - Throws: `YAMLProblem` at the first thing that can't be read.
    package init(
        _ bytes: [UInt8], in range: Range<Int>, limits: YAMLLimits = YAMLLimits(), takesShortCut: Bool = true
    ) throws(YAMLProblem) {
        if takesShortCut, let plain = PlainLines.read(bytes, in: range) {
            root = plain
            return
        }
        let parser = EventParser(bytes, range: range, limits: limits)
        defer { parser.close() }
        root = try parser.document()
        duplicates = parser.duplicates
    }

    package init(_ source: SourceText, limits: YAMLLimits = YAMLLimits()) throws(YAMLProblem) {
        try self.init(source.bytes, in: source.byteOrderMark..<source.bytes.count, limits: limits)
    }
}

/// libyaml's events turned into nodes. The only code that touches libyaml; lives for one text.
private final class EventParser {
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let file: [UInt8]
    private let base: Int
    private let limits: YAMLLimits
    /// Byte offset of each character; nil when every character is one byte.
    private let offsets: [Int32]?
    private var anchors: [String: (node: YAMLNode, size: Int)] = [:]
    private var nodeCount = 0
    /// Where the brackets and braces begin that are not closed yet.
    private var openBrackets: [Int] = []
    private(set) var duplicates: [YAMLProblem] = []

    init(_ bytes: [UInt8], range: Range<Int>, limits: YAMLLimits) {
        self.limits = limits
        file = bytes
        base = range.lowerBound
        let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(range.count, 1))
        self.input = input
        offsets = bytes.withUnsafeBufferPointer { bytes in
            _ = input.initialize(fromContentsOf: bytes[range])
            if input[..<range.count].allSatisfy({ $0 < 0x80 }) { return nil }
            var offsets: [Int32] = []
            offsets.reserveCapacity(range.count)
            for i in 0..<range.count where input[i] & 0xC0 != 0x80 { offsets.append(Int32(i)) }
            return offsets + [Int32(range.count)]
        }
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, range.count)
    }

    func close() {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    func document() throws(YAMLProblem) -> YAMLNode? {
        var root: YAMLNode?
        while true {
            var event = try next()
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return root
            case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
            case YAML_DOCUMENT_START_EVENT:
                if root != nil { throw YAMLProblem(.severalDocuments, at: range(event)) }
            default: root = try node(event, depth: 0)
            }
        }
    }

    private func node(_ event: yaml_event_t, depth: Int) throws(YAMLProblem) -> YAMLNode {
        guard depth < limits.depth else { throw YAMLProblem(.tooDeep(limit: limits.depth), at: range(event)) }
        try count(1, at: event)
        let before = nodeCount
        switch event.type {
        case YAML_ALIAS_EVENT:
            let name = event.data.alias.anchor.map { String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) } ?? ""
            guard let known = anchors[name] else { throw YAMLProblem(.specialCharacter("*"), at: range(event)) }
            try count(known.size, at: event)
            return YAMLNode(content: known.node.content, range: range(event))
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let plain = scalar.style == YAML_PLAIN_SCALAR_STYLE
            let result = YAMLNode(content: .scalar(text, plain: plain), range: range(event))
            remember(scalar.anchor, result, since: before)
            return result
        case YAML_SEQUENCE_START_EVENT:
            var items: [YAMLNode] = []
            var end = range(event)
            let flow = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
            if flow { openBrackets.append(range(event).lower) }
            while true {
                var child = try next()
                defer { yaml_event_delete(&child) }
                if child.type == YAML_SEQUENCE_END_EVENT { end = range(child); break }
                items.append(try node(child, depth: depth + 1))
            }
            if flow { openBrackets.removeLast() }
            let stop = flow ? end.upper : items.last?.range.upper ?? end.upper
            let result = YAMLNode(content: .sequence(items, flow: flow), range: ByteRange(range(event).lower, stop))
            remember(event.data.sequence_start.anchor, result, since: before)
            return result
        case YAML_MAPPING_START_EVENT:
            let flow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
            if flow { openBrackets.append(range(event).lower) }
            let (entries, end) = try mapping(depth: depth)
            if flow { openBrackets.removeLast() }
            let stop = flow ? end.upper : entries.last?.value.range.upper ?? end.upper
            let result = YAMLNode(content: .mapping(entries), range: ByteRange(range(event).lower, stop))
            remember(event.data.mapping_start.anchor, result, since: before)
            return result
        default:
            throw YAMLProblem(.unreadable, at: range(event))
        }
    }

    private func mapping(depth: Int) throws(YAMLProblem) -> ([YAMLEntry], end: ByteRange) {
        var entries: [YAMLEntry] = []
        var seen: Set<String> = []
        while true {
            var key = try next()
            defer { yaml_event_delete(&key) }
            if key.type == YAML_MAPPING_END_EVENT { return (entries, range(key)) }
            if key.type == YAML_MAPPING_START_EVENT, let brace = openBrackets.last, isPlaceholder(brace) {
                throw YAMLProblem(.placeholder, at: ByteRange(brace, range(key).upper))
            }
            let keyNode = try node(key, depth: depth + 1)
            guard case .scalar(let name, _) = keyNode.content else { throw YAMLProblem(.keyIsNoText, at: keyNode.range) }
            var event = try next()
            defer { yaml_event_delete(&event) }
            let value = try node(event, depth: depth + 1)
            if entries.count < 32 ? entries.contains(where: { $0.key == name }) : seen.contains(name) {
                let first = entries.first { $0.key == name }?.keyRange ?? keyNode.range
                duplicates.append(YAMLProblem(.duplicateKey(name, firstLine: line(of: first.lower)), at: keyNode.range))
                continue
            }
            entries.append(YAMLEntry(key: name, keyRange: keyNode.range, value: value))
            if entries.count == 32 { seen = Set(entries.map(\.key)) } else if entries.count > 32 { seen.insert(name) }
        }
    }

    private func remember(_ anchor: UnsafeMutablePointer<yaml_char_t>?, _ node: YAMLNode, since before: Int) {
        guard let anchor else { return }
        let name = String(cString: UnsafeRawPointer(anchor).assumingMemoryBound(to: CChar.self))
        anchors[name] = (node, nodeCount - before + 1)
    }

    private func count(_ more: Int, at event: yaml_event_t) throws(YAMLProblem) {
        nodeCount += more
        if nodeCount > limits.nodes { throw YAMLProblem(.tooManyNodes(limit: limits.nodes), at: range(event)) }
    }

    // MARK: the one gate from C

    private func next() throws(YAMLProblem) -> yaml_event_t {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
        return event
    }

    private func offset(_ mark: yaml_mark_t) -> Int {
        let index = Int(mark.index)
        guard let offsets else { return base + min(index, input.count) }
        return base + Int(offsets[min(index, offsets.count - 1)])
    }

    private func range(_ event: yaml_event_t) -> ByteRange {
        ByteRange(offset(event.start_mark), offset(event.end_mark))
    }

    /// `{{`, as templates write it. As YAML it is a group whose first name is a group.
    private func isPlaceholder(_ offset: Int) -> Bool {
        let i = offset - base
        return i + 1 < input.count && input[i] == 0x7B && input[i + 1] == 0x7B
    }

    private func line(of offset: Int) -> Int {
        LineTable(SourceText(path: "", bytes: file)).position(offset).line
    }

    private func problem() -> YAMLProblem {
        let state = parser.pointee
        if state.error == YAML_READER_ERROR {
            let at = base + min(Int(state.problem_offset), input.count)
            let text = state.problem.map { String(cString: $0) } ?? ""
            return YAMLProblem(text.contains("control characters") ? .controlCharacter : .encoding, at: ByteRange(at, at))
        }
        let text = state.problem.map { String(cString: $0) } ?? ""
        let context = state.context.map { String(cString: $0) } ?? ""
        var at = offset(state.problem_mark)
        let byte = at - base < input.count ? input[at - base] : 0
        let kind: YAMLProblem.Kind
        if let brace = openBrackets.last(where: isPlaceholder) { return YAMLProblem(.placeholder, at: ByteRange(brace, at)) }
        switch true {
        case byte == Byte.tab, text.contains("tab character"): kind = .tab
        case context.contains("quoted scalar"):
            kind = .unclosedQuote
            at = offset(state.context_mark)
        case text.contains("cannot start any token"): kind = .specialCharacter(Character(Unicode.Scalar(byte)))
        case text.contains("alias") || context.contains("alias"):
            kind = .specialCharacter("*")
            at = offset(state.context_mark)
        case context.contains("anchor"):
            kind = .specialCharacter("&")
            at = offset(state.context_mark)
        case context.contains("tag"):
            kind = .specialCharacter("!")
            at = offset(state.context_mark)
        case text.contains("mapping values are not allowed"): kind = .colonInValue
        case context.contains("flow"):
            at = openBrackets.last ?? offset(state.context_mark)
            kind = .unclosedBracket
        case text.contains("could not find expected ':'"): kind = .missingColon
        case context.contains("block mapping") || context.contains("block collection"):
            // Behind a list in brackets nothing may follow.
            if byte == 0x28, at > base, input[at - base - 1] == 0x5D, let start = input[..<(at - base)].lastIndex(of: 0x5B) {
                return YAMLProblem(.link, at: ByteRange(base + start, at))
            }
            kind = .indentation
        default: kind = .unreadable
        }
        return YAMLProblem(kind, at: ByteRange(at, at))
    }
}
