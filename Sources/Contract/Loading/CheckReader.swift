internal import Source
internal import YAML

/// Reads checks: a selection, one test, and the words around them.
struct CheckReader {
    static let keys = ["of", "when", "id", "severity", "message", "question", "paste", "place"]
    static let testNames = Test.Name.allCases.map(\.rawValue)
    private static let allKeys = keys + testNames

    let reader: NodeReader
    let contract: String

    /// A list of checks, or a map from check id to check.
    func checks(_ node: YAMLNode?, unique: Bool) -> [Check] {
        guard let node, !node.isNull else { return [] }
        var checks: [Check] = []
        if let entries = node.entries, unique {
            checks = entries.compactMap(named)
        } else {
            checks = (node.items ?? [node]).compactMap { check($0) }
        }
        if unique {
            var seen: Set<String> = []
            for check in checks where !seen.insert(check.id).inserted {
                reader.report("There are two checks called “\(check.id)” here; give one an id of its own.", check.at.range)
            }
        }
        return checks
    }

    /// `required`, or `{of: …, pattern: …}`.
    func check(_ node: YAMLNode, id given: String? = nil) -> Check? {
        if let word = node.text {
            guard word == Test.Name.required.rawValue else {
                let hint =
                    Self.testNames.contains(word)
                    ? " needs a value: {\(word): …}." : " is no test.\(String.didYouMean(word, in: Self.testNames))"
                reader.report("“\(word)”\(hint)", node.range)
                return nil
            }
            return Check(id: given ?? word, test: .required(true), origin: contract, at: reader.located(node.range))
        }
        let entries = reader.entries(node, of: "A check", known: Self.allKeys)
        guard node.entries != nil else { return nil }
        let tests = entries.names.compactMap(Test.Name.init)
        // A misspelt test has been reported; that there is none need not be.
        if tests.isEmpty, node.entries?.count != entries.count { return nil }
        if tests.count > 1 {
            reader.report(
                "A check has one test; this one has \(tests.map(\.rawValue).joined(separator: " and ")). Make it two checks.", node.range)
            return nil
        }
        let name = tests.first
        let id = given ?? reader.text(entries["id"]?.value, "id") ?? name?.rawValue
        guard let id else {
            let known = entries.isEmpty ? "" : " Without a test, a check needs the id of the inherited one it changes."
            reader.report("A check needs a test: \(Self.testNames.joined(separator: ", ")).\(known)", node.range)
            return nil
        }
        guard id.isIdentifier else {
            reader.report(
                "“\(id)” can't name a check; use lower case words joined by hyphens.", entries["id"]?.value.range ?? node.range)
            return nil
        }
        let check = Check(id: id, origin: contract, at: reader.located(node.range))
        check.of = entries["of"].flatMap { SelectionReader(reader: reader, checks: self).selection($0.value) }
        check.place = entries["place"].flatMap { SelectionReader(reader: reader, checks: self).selection($0.value) }
        check.when = checks(entries["when"]?.value, unique: false)
        check.severity = reader.severity(entries["severity"]?.value, "severity")
        check.message = reader.text(entries["message"]?.value, "message").map(Template.init)
        check.question = reader.text(entries["question"]?.value, "question").map(Template.init)
        check.paste = reader.text(entries["paste"]?.value, "paste").map(Template.init)
        if let name, let argument = entries[name.rawValue]?.value {
            guard let test = test(name, argument) else { return nil }
            check.test = test
        }
        return check
    }

    /// A test's name as a key of a context: `required: true`.
    func shorthand(_ name: Test.Name, _ argument: YAMLNode) -> Check? {
        test(name, argument).map { Check(id: name.rawValue, test: $0, origin: contract, at: reader.located(argument.range)) }
    }

    private func named(_ entry: YAMLEntry) -> Check? {
        if entry.value.text == Severity.off.rawValue {
            let check = Check(id: entry.key, origin: contract, at: reader.located(entry.keyRange))
            check.isRemoved = true
            return check
        }
        if entry.value.entries == nil, let name = Test.Name(rawValue: entry.key) { return shorthand(name, entry.value) }
        return check(entry.value, id: entry.key)
    }

    // MARK: tests

    private func test(_ name: Test.Name, _ node: YAMLNode) -> Test? {
        let selections = SelectionReader(reader: reader, checks: self)
        switch name {
        case .required: return reader.bool(node, "required").map(Test.required)
        case .type:
            let types = (node.items ?? [node]).compactMap { reader.choice($0, "type", as: ValueType.self) }
            return types.isEmpty ? nil : .type(types)
        case .pattern: return selections.pattern(node).map(Test.pattern)
        case .equals:
            if node.entries != nil { return operand(node).map(Test.equals) }
            return reader.text(node, "equals").map { .equals(.literal(Template($0))) }
        case .oneOf: return oneOf(node)
        case .range: return range(node)
        case .length:
            let entries = reader.entries(node, of: "length", known: ["min", "max", "unit"])
            return .length(
                LengthTest(
                    min: reader.integer(entries["min"]?.value, "min"), max: reader.integer(entries["max"]?.value, "max"),
                    unit: reader.choice(entries["unit"]?.value, "unit", as: LengthTest.Unit.self) ?? .characters))
        case .count:
            let entries = reader.entries(node, of: "count", known: ["min", "max", "where"])
            return .count(
                CountTest(
                    min: reader.integer(entries["min"]?.value, "min"), max: reader.integer(entries["max"]?.value, "max"),
                    filter: checks(entries["where"]?.value, unique: false)))
        case .unique: return reader.choice(node, "unique", as: UniqueScope.self).map(Test.unique)
        case .order: return order(node)
        case .all: return .all(checks(node, unique: false))
        case .any: return .any(checks(node, unique: false))
        case .not: return check(node).map(Test.not)
        case .brief: return .brief(node.bool == true ? [] : checks(node, unique: false))
        case .use: return reader.text(node, "use").map(Test.use)
        }
    }

    private func operand(_ node: YAMLNode) -> Operand? {
        let entries = reader.entries(node, of: "A comparison", known: ["of"])
        return entries["of"].flatMap { SelectionReader(reader: reader, checks: self).selection($0.value) }.map(Operand.of)
    }

    private func oneOf(_ node: YAMLNode) -> Test? {
        if let items = node.items {
            return .oneOf(OneOf(source: .literals(items.compactMap { reader.text($0, "one-of") }), isExact: false))
        }
        let entries = reader.entries(node, of: "one-of", known: ["of", "vocabulary", "literals", "exact"])
        let isExact = reader.bool(entries["exact"]?.value, "exact") ?? false
        if let of = entries["of"] {
            return SelectionReader(reader: reader, checks: self).selection(of.value).map {
                .oneOf(OneOf(source: .of($0), isExact: isExact))
            }
        }
        if let name = reader.text(entries["vocabulary"]?.value, "vocabulary") {
            return .oneOf(OneOf(source: .vocabulary(name), isExact: isExact))
        }
        if let literals = reader.texts(entries["literals"]?.value, "literals") {
            return .oneOf(OneOf(source: .literals(literals), isExact: isExact))
        }
        reader.report("one-of needs a list, {of: …} or {vocabulary: …}.", node.range)
        return nil
    }

    private func range(_ node: YAMLNode) -> Test? {
        let entries = reader.entries(node, of: "range", known: ["min", "max", "by"])
        let by = reader.text(entries["by"]?.value, "by")
        let min = entries["min"].flatMap { bound($0.value, tiers: by != nil) }
        let max = entries["max"].flatMap { bound($0.value, tiers: by != nil) }
        if min == nil, max == nil {
            if entries["min"] == nil, entries["max"] == nil { reader.report("range needs a min or a max.", node.range) }
            return nil
        }
        return .range(RangeTest(min: min, max: max, by: by))
    }

    private func bound(_ node: YAMLNode, tiers: Bool) -> RangeTest.Bound? {
        if node.entries != nil {
            guard case .of(let selection)? = operand(node) else { return nil }
            return .of(selection)
        }
        guard let text = reader.text(node, "A limit") else { return nil }
        if tiers { return .literal(text) }
        if text.hasPrefix("today") {
            let rest = text.dropFirst(5).filter { $0 != " " && $0 != "±" }
            if rest.isEmpty { return .today(days: 0) }
            if rest.last == "d", let days = Int(rest.dropLast().replacing("+", with: "")) { return .today(days: days) }
        }
        guard ValueType.number(text) != nil || CalendarDate(in: text) != nil else {
            reader.report("“\(text)” is no limit; write a number, a date such as 2027-03-31, or today+30d.", node.range)
            return nil
        }
        return .literal(text)
    }

    private func order(_ node: YAMLNode) -> Test? {
        if let word = node.text {
            switch word {
            case "ascending": return .order(.ascending)
            case "descending": return .order(.descending)
            default:
                reader.report(
                    "order is ascending, descending or {names: […]}.\(String.didYouMean(word, in: ["ascending", "descending"]))", node.range
                )
                return nil
            }
        }
        let entries = reader.entries(node, of: "order", known: ["names", "others"])
        guard let names = reader.texts(entries["names"]?.value, "names") else {
            reader.report("order needs names: […].", node.range)
            return nil
        }
        enum Others: String, CaseIterable { case allow, forbid }
        let others = reader.choice(entries["others"]?.value, "others", as: Others.self) ?? .allow
        return .order(.names(names, allowsOthers: others == .allow))
    }
}
