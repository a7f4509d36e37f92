internal import Source
internal import YAML

/// Looks whether everything a contract names exists: contexts, fields, vocabularies, definitions, tables, and patterns that can be read.
struct ReferenceCheck {
    private let contract: Contract
    private(set) var problems: [(message: String, at: Located)] = []

    init(_ contract: Contract) {
        self.contract = contract
        check(contract.checks, in: nil)
        for context in contract.contexts {
            check(context.checks, in: context)
            for pattern in context.labelPatterns ?? [] { checkLabel(pattern, context.at) }
            for field in context.fields { check(field.checks, in: context) }
        }
        for checks in contract.defines.values { check(checks, in: nil) }
        for rows in contract.tables.values {
            for row in rows { check(row.when, in: nil) }
        }
        for name in contract.defines.keys.sorted() where usesItself(.define(name)) {
            if let at = contract.defines[name]?.first?.at { problems.append(("“\(name)” is defined by itself.", at)) }
        }
        for name in contract.tables.keys.sorted() where usesItself(.table(name)) {
            problems.append(("The table “\(name)” looks into itself.", contract.tables[name]?.first?.when.first?.at ?? contract.at))
        }
        for key in contract.severities.keys.sorted() where !isRule(key) {
            let rules = RuleNames.all(contract).flatMap { rule, checks in [rule] + checks.map { "\(rule):\($0)" } }
            unknown("rule", key, rules, contract.at)
        }
    }

    private var contextNames: [String] { contract.contexts.map(\.id) }

    private func isRule(_ key: String) -> Bool {
        if key.contains("*") { return true }
        let names = RuleNames.all(contract)
        let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
        guard let checks = parts.first.flatMap({ names[$0] }) else { return false }
        return parts.count == 1 || checks.contains(parts[1])
    }

    private mutating func unknown(_ kind: String, _ name: String, _ known: [String], _ at: Located) {
        problems.append(("There is no \(kind) “\(name)”.\(String.didYouMean(name, in: known))", at))
    }

    private mutating func check(_ checks: [Check], in context: ContextSpec?) {
        for check in checks { self.check(check, in: context) }
    }

    private mutating func check(_ check: Check, in context: ContextSpec?) {
        if check.test == nil, !check.isRemoved {
            problems.append(("“\(check.id)” is no inherited check, so it needs a test.", check.at))
        }
        self.check(check.of, check.at, in: context)
        self.check(check.place, check.at, in: context)
        self.check(check.when, in: context)
        for gap in (check.message?.gaps ?? []) + (check.question?.gaps ?? [])
        where !gap.hasPrefix(".") && !["value", "label", "title", "to"].contains(gap) && contract.context(gap) == nil
            && !contract.removed.contains(gap)
        {
            unknown("gap", "{\(gap)}", ["{value}", "{label}", "{title}", "{to}"] + contextNames.map { "{\($0)}" }, check.at)
        }
        switch check.test {
        case .pattern(let pattern): self.check(pattern, check.at)
        case .equals(.of(let selection)): self.check(selection, check.at, in: context)
        case .oneOf(let test):
            switch test.source {
            case .of(let selection): self.check(selection, check.at, in: context)
            case .vocabulary(let name): checkVocabulary(name, check.at)
            case .literals: break
            }
        case .range(let test):
            for bound in [test.min, test.max] {
                if case .of(let selection)? = bound { self.check(selection, check.at, in: context) }
                if let by = test.by, case .literal(let word)? = bound, let vocabulary = contract.vocabulary[by],
                    vocabulary.tier(word) == nil
                {
                    unknown("tier", word, vocabulary.words, check.at)
                }
            }
            if let by = test.by { checkVocabulary(by, check.at) }
        case .count(let test): self.check(test.filter, in: context)
        case .all(let checks), .any(let checks), .brief(let checks): self.check(checks, in: context)
        case .not(let inner): self.check(inner, in: context)
        case .use(let name):
            if contract.defines[name] == nil { unknown("definition", name, contract.defines.keys.sorted(), check.at) }
        default: break
        }
    }

    private mutating func check(_ pattern: Pattern, _ at: Located) {
        guard let problem = pattern.problem else { return }
        problems.append(("The pattern \(pattern.source) can't be read at its character \(problem.offset + 1): \(problem.message).", at))
    }

    private mutating func checkLabel(_ pattern: LabelPattern, _ at: Located) {
        guard let problem = pattern.pattern.problem else { return }
        let written = pattern.source
        let place = min(max(1, problem.offset + 1 - LabelPattern.before.count), written.count + 1)
        problems.append(("The label pattern \(written) can't be read at its character \(place): \(problem.message).", at))
    }

    private mutating func checkVocabulary(_ name: String, _ at: Located) {
        if contract.vocabulary[name] == nil { unknown("vocabulary", name, contract.vocabulary.keys.sorted(), at) }
    }

    private mutating func check(_ selection: Selection?, _ at: Located, in context: ContextSpec?) {
        switch selection {
        case nil: break
        case .path(let path): check(path, at)
        case .pipe(let pipe):
            for inner in pipe.from { check(inner, at, in: context) }
            check(pipe.filter, in: context)
            if let capture = pipe.capture { check(capture, at) }
        case .table(let table):
            if contract.tables[table.name] == nil { unknown("table", table.name, contract.tables.keys.sorted(), at) }
            check(table.with, at, in: context)
            check(table.place, at, in: context)
        }
    }

    private mutating func check(_ path: Path, _ at: Located) {
        var steps = path.steps[...]
        var root: String?
        if case .context(let id) = path.root { root = id }
        if path.root == .citing, case .name(let id)? = steps.popFirst() { root = id }
        guard let root else { return }
        guard let context = contract.context(root) else {
            if !contract.removed.contains(root) { unknown("context", root, contextNames, at) }
            return
        }
        guard case .name(let name)? = steps.first, !context.fields.isEmpty || context.rows != nil else { return }
        let fields = context.fields.map(\.id) + [context.rows?.head, context.rows?.rest].compactMap(\.self)
        if !fields.contains(name), !contract.removed.contains("\(root).\(name)") {
            unknown("field", "\(root).\(name)", fields.map { "\(root).\($0)" }, at)
        }
    }

    // MARK: cycles

    private enum Name: Hashable {
        case define(String)
        case table(String)
    }

    private func usesItself(_ name: Name) -> Bool {
        var seen: Set<Name> = []
        var open = used(by: name)
        while let next = open.popLast() {
            if next == name { return true }
            if seen.insert(next).inserted { open += used(by: next) }
        }
        return false
    }

    private func used(by name: Name) -> [Name] {
        switch name {
        case .define(let name): used(by: contract.defines[name] ?? [])
        case .table(let name): (contract.tables[name] ?? []).flatMap { used(by: $0.when) }
        }
    }

    private func used(by checks: [Check]) -> [Name] {
        checks.flatMap { check -> [Name] in
            let inner: [Name]
            switch check.test {
            case .use(let name): inner = [.define(name)]
            case .all(let checks), .any(let checks), .brief(let checks): inner = used(by: checks)
            case .not(let check): inner = used(by: [check])
            case .count(let test): inner = used(by: test.filter)
            default: inner = []
            }
            return inner + used(by: check.when) + used(by: check.of) + used(by: check.place)
        }
    }

    private func used(by selection: Selection?) -> [Name] {
        switch selection {
        case .pipe(let pipe): used(by: pipe.filter) + pipe.from.flatMap { used(by: $0) }
        case .table(let table): [.table(table.name)] + used(by: table.with) + used(by: table.place)
        case .path, nil: []
        }
    }
}
