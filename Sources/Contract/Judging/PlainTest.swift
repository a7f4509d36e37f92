internal import Brief

// Tests that a value's text alone decides, evaluated without setting up anything around it.

/// Where a value stands, for a test that may ask for what is beside it.
enum Surroundings {
    case unknown
    case nothing
    /// The value is what is current.
    case of(Current)
    /// The value was found in what is current.
    case inside(Current)

    /// The parts called `name` around the value; nil where nobody can tell.
    func parts(_ name: String) -> [Value]? {
        switch self {
        case .unknown: nil
        case .nothing: []
        case .of(let current): current.around.lazy.compactMap { $0.parts(name) }.first ?? []
        case .inside(let current):
            (current.values.count == 1 ? current.values[0].parts(name) : nil)
                ?? current.around.lazy.compactMap { $0.parts(name) }.first ?? []
        }
    }
}

extension Evaluator {
    /// Nil for a test that needs to know more of what is around the value.
    func plain(_ test: Test, _ value: Value, _ around: Surroundings = .unknown) -> Outcome? {
        switch test {
        case .pattern(let pattern): return self.pattern(pattern, value)
        case .type(let types): return type(types, value) ? .holds : .fails
        case .length(let test): return length(test, value) ? .holds : .fails
        case .oneOf(let test):
            if case .of = test.source { return nil }
            return oneOf(test, value, Current()) ? .holds : .fails
        case .equals(.literal(let template)):
            guard template.isLiteral else { return nil }
            return value.text == template.source ? .holds : .fails
        case .not(let check):
            guard let inner = plain(check, value, around) else { return nil }
            switch inner {
            case .holds: return .fails
            case .fails, .failsAt: return .holds
            case .undecided: return inner
            }
        case .all(let checks):
            for check in checks {
                guard let outcome = plain(check, value, around) else { return nil }
                if case .holds = outcome { continue }
                return outcome
            }
            return .holds
        case .any(let checks):
            var last = Outcome.fails
            for check in checks {
                guard let outcome = plain(check, value, around) else { return nil }
                if case .holds = outcome { return .holds }
                if case .undecided = outcome { last = outcome }
            }
            return last
        case .use(let name):
            guard let definition = rules.defines[name] else { return nil }
            return definition.isFixed ? use(name, Current()) : plain(.all(definition.checks), value, around)
        default: return nil
        }
    }

    /// A check of the value itself, or of a field it has; a test on nothing is false.
    func plain(_ check: Check, _ value: Value, _ around: Surroundings = .unknown) -> Outcome? {
        guard check.when.isEmpty, let test = check.test else { return nil }
        guard let selection = check.of else { return plainTest(of: check, value, around) }
        if check.looksAtNamedContext { return outcome(check, Current()) }
        guard case .path(let path) = selection, path.root == .current, path.steps.count == 1, case .name(let name) = path.steps[0],
            let parts = value.parts(name) ?? around.parts(name)
        else { return nil }
        if case .required(let wanted) = test { return required(wanted, parts) ? .holds : parts.first.map(Outcome.failsAt) ?? .fails }
        var isEmpty = true
        for part in parts where part.fill.isValue {
            isEmpty = false
            guard let outcome = plainTest(of: check, part) else { return nil }
            switch outcome {
            case .holds: continue
            case .fails: return .failsAt(part)
            default: return outcome
            }
        }
        return isEmpty ? .fails : .holds
    }

    /// Whether a check of what is current has nothing to say of it, found without setting up anything. False says nothing yet.
    func surelyHolds(_ check: Check, _ value: Value?, _ around: Surroundings = .unknown) -> Bool {
        guard check.of == nil, let test = check.test else { return false }
        if case .required(let wanted) = test { return (value?.fill.isValue == true) == wanted }
        // Every other test passes over what is not there.
        guard let value else { return true }
        guard value.fill.isValue else { return true }
        if case .count(let count) = test, value.items == nil { return surelyHolds(count, value) }
        if test.seesWhole { return false }
        if case .holds? = plainTest(of: check, value, around) { return true }
        return false
    }

    /// A single value, counted. Where more is asked than its text tells, nothing is sure.
    private func surelyHolds(_ test: CountTest, _ value: Value) -> Bool {
        var count = 1
        for check in test.filter {
            guard check.of == nil, check.when.isEmpty, rules.questions[check] != nil else { return false }
            switch plainTest(of: check, value) {
            case .holds: continue
            case .fails: count = 0
            case .failsAt, .undecided, nil: return false
            }
        }
        return count >= test.min ?? 0 && count <= test.max ?? .max
    }

    /// Conditions on what is current, the plain ones of a single value without setting up anything.
    func holds(_ checks: [Check], _ current: Current) -> Bool {
        checks.allSatisfy { check in
            if case .holds = plainCondition(check, current) ?? outcome(check, current) { true } else { false }
        }
    }

    /// A test on a value that nobody wrote is false, which a plain test does not know.
    private func plainCondition(_ check: Check, _ current: Current) -> Outcome? {
        guard current.values.count == 1, check.of != nil || current.values[0].fill.isValue else { return nil }
        return plain(check, current.values[0], .of(current))
    }

    /// Conditions on one value, the plain ones without setting up anything.
    func holds(_ checks: [Check], for value: Value, _ current: Current) -> Bool {
        checks.allSatisfy { check in
            if case .holds = plain(check, value, .inside(current)) ?? outcome(check, current.inside(value)) { true } else { false }
        }
    }

    /// The real values that fail a plain test; nil when the test is none.
    func plainFailures(_ check: Check, _ values: [Value], _ around: Surroundings) -> [Failure]? {
        switch check.test {
        case .required, .count, .unique, .order, .range, .brief, nil: return nil
        default: break
        }
        var failures: [Failure] = []
        for value in values where value.fill.isValue {
            switch plainTest(of: check, value, around) {
            case nil: return nil
            case .holds: continue
            case .fails: failures.append(Failure(value: value))
            case .failsAt(let narrower): failures.append(Failure(value: narrower))
            case .undecided(let why): failures.append(Failure(value: value, because: why))
            }
        }
        return values.isEmpty ? [] : failures
    }
}
