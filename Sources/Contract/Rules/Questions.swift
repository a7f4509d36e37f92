/// Which checks of a contract ask something that a text alone answers, each with a number of its own.
///
/// Briefs repeat themselves: the same owners, channels and mediums stand in hundreds of them, and many rules ask the same value. What a
/// text alone decides is decided once for each text.
struct Questions: Sendable {
    private let first: Int
    /// By check, -1 for those that ask more than a text.
    private let numbers: [Int32]
    let count: Int

    init(_ contract: Contract) {
        var asked: [Check] = []
        func walk(_ selection: Selection?) {
            guard case .pipe(let pipe)? = selection else { return }
            pipe.from.forEach(walk)
            walk(pipe.filter)
        }
        func walk(_ checks: [Check]) {
            for check in checks {
                if contract.isOfText(check) { asked.append(check) }
                walk(check.of)
                walk(check.when)
                switch check.test {
                case .all(let inner)?, .any(let inner)?: walk(inner)
                case .not(let inner)?: walk([inner])
                case .count(let count)?: walk(count.filter)
                default: break
                }
            }
        }
        for context in contract.contexts {
            walk(context.checks)
            for field in context.fields { walk(field.checks) }
        }
        walk(contract.checks)
        for checks in contract.defines.values { walk(checks) }
        for rows in contract.tables.values { rows.forEach { walk($0.when) } }
        first = asked.map(\.number).min() ?? 0
        var numbers = [Int32](repeating: -1, count: (asked.map(\.number).max() ?? -1) - first + 1)
        var count: Int32 = 0
        for check in asked where numbers[check.number - first] < 0 {
            numbers[check.number - first] = count
            count += 1
        }
        self.numbers = numbers
        self.count = Int(count)
    }

    /// The number of what a check asks of a text; nil when it asks more.
    subscript(check: Check) -> Int? {
        let i = check.number - first
        guard numbers.indices.contains(i), numbers[i] >= 0 else { return nil }
        return Int(numbers[i])
    }
}

extension Contract {
    /// Whether a text is all that the check's test looks at, wherever that text comes from.
    fileprivate func isOfText(_ check: Check, depth: Int = 0) -> Bool {
        guard depth < 16, let test = check.test else { return false }
        func all(_ checks: [Check]) -> Bool { checks.allSatisfy { $0.of == nil && $0.when.isEmpty && isOfText($0, depth: depth + 1) } }
        switch test {
        case .pattern, .length: return true
        case .type(let types): return !types.contains { $0 == .path || $0 == .list || $0 == .mapping }
        case .equals(.literal(let template)): return template.isLiteral
        case .oneOf(let test):
            if case .of = test.source { return false }
            return true
        case .all(let checks), .any(let checks): return all(checks)
        case .not(let inner): return all([inner])
        case .use(let name): return all(defines[name] ?? [])
        case .required, .count, .equals, .range, .unique, .order, .brief: return false
        }
    }
}
