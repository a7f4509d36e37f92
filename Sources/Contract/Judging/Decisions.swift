internal import Synchronization

/// What decision tables come to, remembered for all briefs of a run.
///
/// A table like GA4's channels asks the same dozens of questions of every link. Of a field's text only the answers matter: they are
/// found once for each text, and the row once for each set of answers.
final class Decisions: Sendable {
    /// A field and the tests that a table applies to its text.
    typealias Atoms = [(field: String, tests: [Test])]

    struct Key: Hashable {
        var table: String
        /// Answers as bits for each value, fields divided by `.max`.
        var outcomes: [UInt64] = []

        init(table: String) {
            self.table = table
        }
    }

    private struct Answered: Hashable {
        var table: String
        var field: String
        var text: String
    }

    /// For tables that ask nothing but plain tests of the row's fields.
    private let atomsOfTable: [String: Atoms]
    private let answers: Mutex<[Answered: UInt64]> = Mutex([:])
    private let results: Mutex<[Key: String?]> = Mutex([:])
    /// Beyond this many texts or sets of answers, they are found anew each time.
    private static let most = 16_384

    init(_ contract: Contract) {
        var found: [String: Atoms] = [:]
        for (name, rows) in contract.tables {
            var tests: [String: [Test]] = [:]
            let isPlain = rows.allSatisfy { row in row.when.allSatisfy { Self.collect($0, nil, contract, &tests, depth: 0) } }
            // The highest bit is kept free, so that no set of answers looks like the divider.
            if isPlain, tests.values.allSatisfy({ $0.count < 63 }) {
                found[name] = tests.keys.sorted().map { ($0, tests[$0] ?? []) }
            }
        }
        atomsOfTable = found
    }

    func atoms(of table: String) -> Atoms? { atomsOfTable[table] }

    func outcomes(_ table: String, _ field: String, _ text: String, _ find: () -> UInt64) -> UInt64 {
        let key = Answered(table: table, field: field, text: text)
        if let known = answers.withLock({ $0[key] }) { return known }
        let found = find()
        answers.withLock { if $0.count < Self.most { $0[key] = found } }
        return found
    }

    func result(for key: Key, _ decide: () -> String?) -> String? {
        if let known = results.withLock({ $0[key] }) { return known }
        let result = decide()
        results.withLock { if $0.count < Self.most { $0[key] = .some(result) } }
        return result
    }

    /// Adds a check's tests to the fields they look at; false when it looks at anything else.
    private static func collect(_ check: Check, _ field: String?, _ contract: Contract, _ tests: inout [String: [Test]], depth: Int) -> Bool {
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
