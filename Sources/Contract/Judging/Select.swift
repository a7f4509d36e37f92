internal import Brief
internal import Source
internal import YAML

// What a selection finds.

extension Evaluator {
    func select(_ selection: Selection?, _ current: Current) -> [Value] {
        if isExhausted { return [] }
        let values =
            switch selection {
            case nil: current.values
            case .path(let path): select(path, current)
            case .pipe(let pipe): select(pipe, current)
            case .table(let table): select(table, current)
            }
        spend(values.count)
        return values
    }

    private func select(_ path: Path, _ current: Current) -> [Value] {
        var values: [Value]
        var steps = path.steps[...]
        switch path.root {
        case .context(let id): values = binding.value(ofContext: id).map { [$0] } ?? []
        case .part(let part): values = parts(part, within: nil)
        case .citing:
            guard case .name(let id)? = steps.popFirst() else { return [] }
            values = citing?.binding.value(ofContext: id).map { [$0] } ?? []
        case .current:
            values = current.values
            if case .name(let name)? = steps.first {
                steps.removeFirst()
                values = current.parts(name) ?? []
            }
        }
        for step in steps {
            switch step {
            case .name(let name): values = values.flatMap { $0.parts(name) ?? [] }
            case .all: values = values.flatMap(\.allParts)
            case .part(let part): values = values.flatMap { parts(part, within: $0) }
            }
        }
        return values
    }

    private func select(_ table: Selection.TableUse, _ current: Current) -> [Value] {
        let subjects = (table.with.map { select($0, current) } ?? current.values).flatMap { value in
            // A context with rows is looked up row by row.
            value.items?.contains { !$0.fields.isEmpty } == true ? value.items ?? [] : [value]
        }
        return subjects.compactMap { subject in
            let inside = current.inside(subject)
            guard let result = result(of: table.name, inside) else { return nil }
            let place = table.place.flatMap { select($0, inside).first } ?? subject
            let value = Value(result, range: place.range)
            value.label = place.label
            return value
        }
    }

    /// The first row that holds. What depends on nothing but tests of a row's fields is decided once for each set of their outcomes.
    private func result(of table: String, _ current: Current) -> String? {
        guard let table = rules.decisions[table] else { return nil }
        let row = current.values.count == 1 ? current.values[0] : nil
        if let known = row?.decision, known.table == table.number { return known.result }
        func decided() -> String? { table.rows.first { $0.when.isEmpty || holds($0.when, current) }?.result }
        guard let fields = table.fields else { return decided() }
        var classes: UInt64 = 0
        for field in fields {
            classes <<= 16
            var isThere = false
            for value in current.parts(field.name) ?? [] where value.fill.isValue {
                // Several values at once, and more classes than there is room for, are rare enough to be looked at each time.
                guard !isThere, let number = tableClass(of: field, value), number <= UInt16.max else { return decided() }
                isThere = true
                classes |= UInt64(number)
            }
        }
        let result = shelf.result(of: table.number, classes, decided)
        // What stands around a row may be another's the next time.
        if let row, fields.allSatisfy({ row.field($0.name) != nil }) { row.decision = (table.number, result) }
        return result
    }

    /// The class of a value's text among those that look different to a table's field; nil when a pattern gives up on it.
    private func tableClass(of field: Decisions.Field, _ value: Value) -> Int32? {
        facts(of: value).tableClass(field.number) {
            let before = timesGivenUp
            var answers: UInt64 = 0
            for (i, test) in field.tests.enumerated() {
                if case .holds? = plain(test, value) { answers |= 1 << UInt64(i) }
            }
            return timesGivenUp == before ? shelf.tableClass(field.number, answers: answers) : nil
        }
    }

    // MARK: {from, parse, split, where, capture, take}

    private func select(_ pipe: Selection.Pipe, _ current: Current) -> [Value] {
        var values: [Value]
        if let first = pipe.linePattern {
            values = lines(first.part, matching: first.pattern)
        } else if let pattern = linkPattern(pipe), !hasLink(matching: pattern) {
            return []
        } else {
            values = pipe.from.isEmpty ? current.values : pipe.from.flatMap { select($0, current) }
            values = Value.real(values)
        }
        if let parse = pipe.parse { values = values.compactMap { parsed($0, parse) } }
        if let separator = pipe.split { values = values.flatMap { split($0, separator) } }
        if !pipe.filter.isEmpty { values = values.filter { holds(pipe.filter, for: $0, current) } }
        if let pattern = pipe.capture { values = values.flatMap { captures(pattern, $0) } }
        switch pipe.take {
        case .first: return Array(values.prefix(1))
        case .last: return Array(values.suffix(1))
        case .distinct:
            var seen: Set<String> = []
            return values.filter { seen.insert($0.text).inserted }
        case nil: return values
        }
    }

    /// The pattern that every address must match first, where all of the brief's links are what it looks at.
    private func linkPattern(_ pipe: Selection.Pipe) -> Pattern? {
        guard pipe.from.count == 1, case .path(let path) = pipe.from[0], case .part(.links) = path.root, path.steps.isEmpty,
            pipe.parse == nil, pipe.split == nil, var check = pipe.filter.first
        else { return nil }
        if case .use(let name)? = check.test, check.of == nil, check.when.isEmpty, let definition = rules.defines[name],
            let first = definition.checks.first
        {
            check = first
        }
        guard check.when.isEmpty, case .pattern(let pattern)? = check.test, case .path(let of)? = check.of, of.root == .current,
            of.steps.count == 1, case .name("url") = of.steps[0]
        else { return nil }
        return pattern
    }

    /// A pattern that gives up counts as having found something: whoever tests the link next says so.
    private func hasLink(matching pattern: Pattern) -> Bool {
        linkURLs.contains { url in
            if case .noMatch = pattern.firstMatch(in: url) { false } else { true }
        }
    }

    private func split(_ value: Value, _ separator: String) -> [Value] {
        guard !separator.isEmpty else { return [value] }
        let bytes = Array(value.text.utf8)
        return bytes.pieces(at: Array(separator.utf8)).map(bytes.trimmed).filter { !$0.isEmpty }.map { piece($0, of: value, bytes) }
    }

    private func captures(_ pattern: Pattern, _ value: Value) -> [Value] {
        let bytes = Array(value.text.utf8)
        let (matches, isComplete) = pattern.matches(in: value.text)
        if !isComplete { _ = gaveUp() }
        return matches.map { match in
            let captured = piece(match.range, of: value, bytes)
            let groups = match.groups.map { $0.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "" }
            if let first = groups.first { captured.text = first }
            captured.fields = [
                Value.Field(name: "text", values: [Value(captured.text, range: captured.range)]),
                Value.Field(name: "groups", values: groups.map { Value($0, range: captured.range) }),
                Value.Field(name: "in", values: (value.field("in") ?? []).map { Value($0.text, range: captured.range) }),
            ]
            return captured
        }
    }

    /// Part of a value's text, placed exactly where the file shows the same bytes, else where the value stands.
    private func piece(_ part: Range<Int>, of value: Value, _ bytes: [UInt8]) -> Value {
        let file = brief.source.bytes
        var range = value.range
        let start = value.range.lower + part.lowerBound
        if start + part.count <= file.count, file[start..<(start + part.count)].elementsEqual(bytes[part]) {
            range = ByteRange(start, start + part.count)
        }
        let piece = Value(String(decoding: bytes[part], as: UTF8.self), range: range)
        piece.label = value.label
        return piece
    }

    private func parsed(_ value: Value, _ parse: Selection.Parse) -> Value? {
        switch parse {
        case .json, .yaml:
            guard let document = try? YAMLDocument(Array(value.text.utf8), in: 0..<value.text.utf8.count), let root = document.root else {
                return nil
            }
            let parsed = Self.value(of: root, at: value.range)
            parsed.label = value.label
            return parsed
        case .url: return Self.url(value.text, at: value.range)
        }
    }

    /// A YAML node as a value with fields and items, all at one place.
    static func value(of node: YAMLNode, at range: ByteRange) -> Value {
        let value = Value(node.text ?? "", range: range, fill: Fill.of(node))
        if let entries = node.entries {
            value.fields = entries.map { Value.Field(name: $0.key, values: [Self.value(of: $0.value, at: range)]) }
        }
        value.items = node.items?.map { Self.value(of: $0, at: range) }
        return value
    }
}
