// Which conditions come to the same wherever in a brief they are asked: what they look at is named, not near.

extension Contract {
    /// The use of a definition that is fixed, or its negation.
    func isFixedUse(_ check: Check) -> Bool {
        guard check.of == nil, check.when.isEmpty else { return false }
        switch check.test {
        case .use(let name): return (defines[name] ?? []).allSatisfy { isFixed($0) }
        case .not(let inner): return isFixedUse(inner)
        default: return false
        }
    }

    /// - Parameter isInside: whether the check stands below one that names what it looks at.
    func isFixed(_ check: Check, isInside: Bool = false, depth: Int = 0) -> Bool {
        guard depth < 16, check.when.isEmpty, let test = check.test else { return false }
        var isInside = isInside
        switch check.of {
        case nil: break
        case .path(let path)?:
            guard case .context = path.root else { return false }
            isInside = true
        default: return false
        }
        func all(_ checks: [Check]) -> Bool { checks.allSatisfy { isFixed($0, isInside: isInside, depth: depth + 1) } }
        switch test {
        case .all(let checks), .any(let checks): return all(checks)
        case .not(let inner): return all([inner])
        case .use(let name): return all(defines[name] ?? [])
        case .count(let test): return isInside && all(test.filter)
        case .required, .type, .pattern, .length: return isInside
        case .equals(.literal(let template)): return isInside && template.isLiteral
        case .oneOf(let test):
            if case .of = test.source { return false }
            return isInside
        default: return false
        }
    }
}
