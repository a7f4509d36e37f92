/// A decision table, and what its rows ask of which field.
///
/// A table like GA4's channels asks the same dozens of questions of every link. Of a field's text only the answers matter: they are
/// found once for each text, and the row once for each set of answers.
final class Decisions: Sendable {
    /// A field and the tests that the table applies to its text.
    struct Field: Sendable {
        let name: String
        /// Among the fields of all the contract's tables.
        let number: Int
        let tests: [Test]
    }

    /// Among the contract's tables.
    let number: Int
    let rows: [Contract.TableRow]
    /// Nil for a table that asks more than plain tests of up to four of a row's fields.
    let fields: [Field]?

    /// - Parameter firstField: the number of the first field; goes up by how many there are.
    init(_ rows: [Contract.TableRow], number: Int, firstField: inout Int, _ contract: Contract) {
        self.rows = rows
        self.number = number
        var tests: [String: [Test]] = [:]
        let isPlain = rows.allSatisfy { row in row.when.allSatisfy { Self.collect($0, nil, contract, &tests, depth: 0) } }
        // A set of answers is 64 bits; the classes of four fields are as many.
        guard isPlain, tests.count <= 4, tests.values.allSatisfy({ $0.count <= 64 }) else {
            fields = nil
            return
        }
        let first = firstField
        firstField += tests.count
        fields = tests.keys.sorted().enumerated().map { Field(name: $1, number: first + $0, tests: tests[$1] ?? []) }
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
