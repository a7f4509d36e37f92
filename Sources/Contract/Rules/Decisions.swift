internal import Synchronization

/// A decision table, and what it came to, remembered for all briefs of a run.
///
/// A table like GA4's channels asks the same dozens of questions of every link. Of a field's text only the answers matter: they are
/// found once for each text, and the row once for each set of answers.
final class Decisions: Sendable {
    /// A field and the tests that the table applies to its text.
    final class Field: Sendable {
        let name: String
        let tests: [Test]
        private let answers: Mutex<[String: UInt64]> = Mutex([:])

        init(name: String, tests: [Test]) {
            self.name = name
            self.tests = tests
        }

        /// The tests' answers as bits; nil, and not remembered, when not all of them can be had.
        func answers(to text: String, _ find: () -> UInt64?) -> UInt64? {
            if let known = answers.withLock({ $0[text] }) { return known }
            guard let found = find() else { return nil }
            answers.withLock { if $0.count < Decisions.most { $0[text] = found } }
            return found
        }
    }

    let rows: [Contract.TableRow]
    /// Nil for a table that asks more than plain tests of a row's fields.
    let fields: [Field]?
    /// By the answers for each value, fields divided by `.max`.
    private let results: Mutex<[[UInt64]: String?]> = Mutex([:])
    /// Beyond this many texts or sets of answers, they are found anew each time.
    private static let most = 16_384

    init(_ rows: [Contract.TableRow], _ contract: Contract) {
        self.rows = rows
        var tests: [String: [Test]] = [:]
        let isPlain = rows.allSatisfy { row in row.when.allSatisfy { Self.collect($0, nil, contract, &tests, depth: 0) } }
        // The highest bit is kept free, so that no set of answers looks like the divider.
        let fits = isPlain && tests.values.allSatisfy { $0.count < 63 }
        fields = fits ? tests.keys.sorted().map { Field(name: $0, tests: tests[$0] ?? []) } : nil
    }

    func result(for answers: [UInt64], _ decide: () -> String?) -> String? {
        if let known = results.withLock({ $0[answers] }) { return known }
        let result = decide()
        results.withLock { if $0.count < Self.most { $0[answers] = .some(result) } }
        return result
    }

    /// Adds a check's tests to the fields they look at; false when it looks at anything else.
    private static func collect(_ check: Check, _ field: String?, _ contract: Contract, _ tests: inout [String: [Test]], depth: Int) -> Bool
    {
        guard depth < 16 else { return false }
        var field = field
        switch check.of {
        case nil: break
        case .path(let path)?:
            guard field == nil, path.root == .current, path.steps.count == 1, case .name(let name) = path.steps[0] else { return false }
            field = name
        default: return false
        }
        func all(_ checks: [Check]) -> Bool { checks.allSatisfy { collect($0, field, contract, &tests, depth: depth + 1) } }
        guard all(check.when), let test = check.test else { return false }
        switch test {
        case .all(let checks), .any(let checks): return all(checks)
        case .not(let inner): return all([inner])
        case .use(let name): return all(contract.defines[name] ?? [])
        case .oneOf(let oneOf):
            if case .of = oneOf.source { return false }
        case .equals(.literal(let template)):
            if !template.isLiteral { return false }
        case .pattern, .length, .required: break
        default: return false
        }
        guard let field else { return false }
        // Whether anything stands in a field shows in the key itself.
        if case .required = test { tests[field, default: []] += [] } else { tests[field, default: []].append(test) }
        return true
    }
}
