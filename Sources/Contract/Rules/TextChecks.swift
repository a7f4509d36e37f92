/// Checks of the same values, and which of them a value's text alone decides.
///
/// Briefs repeat themselves: the same owners, channels and mediums stand in hundreds of them. What a text alone decides is decided once.
final class TextChecks: Sendable {
    let checks: [Planned]
    /// Names this list among those of its contract.
    let number: Int
    /// Those decided by text, as bits in the order of `checks`.
    private let decidable: UInt64

    init(_ checks: [Planned], _ numbers: inout Int, _ contract: Contract) {
        self.checks = checks
        number = numbers
        numbers += 1
        var decidable: UInt64 = 0
        for (i, planned) in checks.prefix(Self.most).enumerated() where contract.isOfText(planned.check) { decidable |= 1 << UInt64(i) }
        self.decidable = decidable
    }

    private static let most = 64

    /// The checks that surely have nothing to say of a real value, as bits.
    func holding(_ value: Value, _ evaluator: Evaluator) -> UInt64 {
        guard decidable != 0, value.items == nil else { return 0 }
        return evaluator.memory.answers(to: value.text, list: number) {
            var bits: UInt64 = 0
            for (i, planned) in checks.prefix(Self.most).enumerated()
            where decidable & (1 << UInt64(i)) != 0 {
                // What a pattern gave up on is for the rule to say.
                let before = evaluator.timesGivenUp
                if evaluator.holdsByText(planned.check, value), evaluator.timesGivenUp == before { bits |= 1 << UInt64(i) }
            }
            return bits
        }
    }

    /// The checks that are not among those, in order.
    func forEachUndecided(_ holding: UInt64, _ body: (Planned) -> Void) {
        for (i, planned) in checks.enumerated() where i >= Self.most || holding & (1 << UInt64(i)) == 0 { body(planned) }
    }
}

extension Contract {
    /// Whether a text is all that the check's test looks at.
    fileprivate func isOfText(_ check: Check, depth: Int = 0) -> Bool {
        guard depth < 16, check.of == nil, let test = check.test else { return false }
        func all(_ checks: [Check]) -> Bool { checks.allSatisfy { $0.when.isEmpty && isOfText($0, depth: depth + 1) } }
        switch test {
        case .pattern, .length: return true
        case .type(let types): return !types.contains { $0 == .path || $0 == .list || $0 == .mapping }
        case .equals(.literal(let template)): return template.isLiteral
        case .oneOf(let test):
            if case .of = test.source { return false }
            return true
        case .required(let wanted): return wanted
        case .count(let test): return all(test.filter)
        case .all(let checks), .any(let checks): return all(checks)
        case .not(let inner): return all([inner])
        case .use(let name): return all(defines[name] ?? [])
        case .equals, .range, .unique, .order, .brief: return false
        }
    }
}

extension Evaluator {
    /// Whether a check of text has nothing to say of a real value.
    fileprivate func holdsByText(_ check: Check, _ value: Value) -> Bool {
        guard let test = check.test else { return true }
        switch test {
        case .required(let wanted): return wanted
        case .count(let count):
            let number = count.filter.allSatisfy { holdsByText($0, value) } ? 1 : 0
            return number >= count.min ?? 0 && number <= count.max ?? .max
        default:
            if case .holds? = plain(test, value) { return true }
            return false
        }
    }
}
