// Which checks compare a brief with all others: what they look at must be collected from every brief of the repository.

extension Contract {
    /// Whether a `unique: repository` stands anywhere in a check.
    func comparesRepository(_ check: Check, depth: Int = 0) -> Bool {
        func any(_ checks: [Check]) -> Bool { checks.contains { comparesRepository($0, depth: depth + 1) } }
        // Nothing is nested this deeply; whatever is counts as comparing.
        if depth > 32 || any(check.when) || comparesRepository(check.of, depth: depth) { return true }
        switch check.test {
        case .unique(let scope): return scope == .repository
        case .all(let checks), .any(let checks): return any(checks)
        case .not(let inner): return any([inner])
        case .use(let name): return any(defines[name] ?? [])
        case .count(let test): return any(test.filter)
        case .equals(.of(let selection)): return comparesRepository(selection, depth: depth)
        case .oneOf(let test):
            if case .of(let selection) = test.source { return comparesRepository(selection, depth: depth) }
            return false
        case .range(let test): return comparesRepository(test.min, depth) || comparesRepository(test.max, depth)
        // What `brief` asks of another brief is that one's.
        case .required, .type, .pattern, .equals, .length, .order, .brief, nil: return false
        }
    }

    private func comparesRepository(_ bound: RangeTest.Bound?, _ depth: Int) -> Bool {
        if case .of(let selection)? = bound { return comparesRepository(selection, depth: depth) }
        return false
    }

    private func comparesRepository(_ selection: Selection?, depth: Int) -> Bool {
        switch selection {
        case .path, nil: false
        case .pipe(let pipe):
            pipe.filter.contains { comparesRepository($0, depth: depth + 1) }
                || pipe.from.contains { comparesRepository($0, depth: depth + 1) }
        case .table(let table):
            (tables[table.name] ?? []).contains { $0.when.contains { comparesRepository($0, depth: depth + 1) } }
                || comparesRepository(table.with, depth: depth + 1)
        }
    }
}
