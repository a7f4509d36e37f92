/// `all`, `any`, `not` and `use`: checks made of checks, each starting from the value at hand.
extension Evaluator {
    func all(_ checks: [Check], _ current: Current) -> Outcome {
        var narrowest: Value?
        for check in checks {
            switch outcome(check, current) {
            case .holds: continue
            case .fails: return .fails
            case .failsAt(let value):
                narrowest = value
                return .failsAt(value)
            case .undecided(let why): return .undecided(why)
            }
        }
        return narrowest.map(Outcome.failsAt) ?? .holds
    }

    func any(_ checks: [Check], _ current: Current) -> Outcome {
        var undecided: Outcome?
        for check in checks {
            switch outcome(check, current) {
            case .holds: return .holds
            case .undecided(let why): undecided = .undecided(why)
            case .fails, .failsAt: continue
            }
        }
        return undecided ?? .fails
    }

    func not(_ check: Check, _ current: Current) -> Outcome {
        switch outcome(check, current) {
        case .holds: .fails
        case .fails, .failsAt: .holds
        case .undecided(let why): .undecided(why)
        }
    }

    func use(_ name: String, _ current: Current) -> Outcome {
        guard let definition = rules.defines[name] else { return .holds }
        guard definition.isFixed else { return all(definition.checks, current) }
        if let known = settledDefines[definition.number] { return known }
        let before = timesGivenUp
        let outcome = all(definition.checks, Current())
        if timesGivenUp == before { settledDefines[definition.number] = outcome }
        return outcome
    }
}
