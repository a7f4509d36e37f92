internal import Synchronization

/// What decision tables came to for rows seen before, shared by all briefs of a run.
final class Decisions: Sendable {
    /// Fields that a table's conditions ask, for tables that ask nothing else.
    private let fieldsOfTable: [String: [String]]
    private let known: Mutex<[String: String?]> = Mutex([:])
    /// Rows beyond this many are decided anew each time.
    private static let most = 16_384

    init(_ contract: Contract) {
        var fields: [String: [String]] = [:]
        for (name, rows) in contract.tables {
            var asked: Set<String> = []
            if rows.allSatisfy({ row in row.when.allSatisfy { Self.asks($0, contract, &asked, depth: 0) } }) { fields[name] = asked.sorted() }
        }
        fieldsOfTable = fields
    }

    func fields(of table: String) -> [String]? { fieldsOfTable[table] }

    func result(for key: String, _ decide: () -> String?) -> String? {
        if let result = known.withLock({ $0[key] }) { return result }
        let result = decide()
        known.withLock { if $0.count < Self.most { $0[key] = .some(result) } }
        return result
    }

    /// Whether a check looks only at fields of the row, which are added to `asked`.
    private static func asks(_ check: Check, _ contract: Contract, _ asked: inout Set<String>, depth: Int) -> Bool {
        guard depth < 16 else { return false }
        switch check.of {
        case nil: break
        case .path(let path)?:
            guard path.root == .current, case .name(let name)? = path.steps.first, path.steps.count == 1 else { return false }
            asked.insert(name)
        default: return false
        }
        func all(_ checks: [Check]) -> Bool { checks.allSatisfy { asks($0, contract, &asked, depth: depth + 1) } }
        guard all(check.when) else { return false }
        switch check.test {
        case .required, .type, .pattern, .length, nil: return true
        case .equals(.literal(let template)): return template.gaps.isEmpty
        case .oneOf(let test):
            if case .of = test.source { return false }
            return true
        case .all(let checks), .any(let checks): return all(checks)
        case .not(let inner): return all([inner])
        case .use(let name): return all(contract.defines[name] ?? [])
        default: return false
        }
    }
}
