internal import Brief
internal import Source
internal import YAML

/// Evaluates one contract's checks on one brief. Lives for that brief; what it learns for others is in `facts`.
final class Evaluator {
    /// The links of a brief, and where each stands.
    struct LinkRecords {
        var values: [Value]
        var anchors: [ByteRange]
    }

    let rules: Rules
    let brief: Brief
    let binding: Binding
    /// The other briefs; nil in the first phase.
    let index: BriefIndex?
    /// The evaluator of the brief whose check led here.
    let citing: Evaluator?
    let memory: Memory
    let shelf: Shelf
    var facts = Facts()
    /// Steps left. A brief of a million rows that rules compare with each other must not take minutes.
    private(set) var budget = 1_000_000

    /// Whether checking was cut short.
    var isExhausted: Bool { budget < 0 }

    /// How often a pattern ran into its limit.
    var timesGivenUp = 0

    func spend(_ steps: Int) { budget -= steps }

    /// The brief's text as one value, placed at its start.
    private(set) lazy var wholeBrief = Value(whole: brief.source)
    /// `$lines`, made once.
    var lineValues: [Value]?
    /// What definitions came to that look at nothing but named contexts, by their number.
    var settledDefines: [Outcome?]
    /// What checks came to that name the context they look at: a handful for each brief.
    private var settledChecks: [(check: Check, outcome: Outcome)] = []
    /// `$links`, made once.
    var linkRecords: LinkRecords?
    /// Addresses in front matter: links as well.
    private(set) lazy var addresses = brief.frontMatter.addresses
    /// Where all links lead, in the order of `$links`.
    private(set) lazy var linkURLs = addresses.map { $0.text ?? "" } + brief.markdown.links.lazy.map(\.url).filter { !$0.isEmpty }

    init(rules: Rules, binding: Binding, index: BriefIndex?, memory: Memory, citing: Evaluator? = nil) {
        self.rules = rules
        self.binding = binding
        brief = binding.brief
        settledDefines = Array(repeating: nil, count: rules.defines.count)
        self.index = index
        self.citing = citing
        self.memory = memory
        shelf = binding.shelf
    }

    // MARK: conditions

    /// A check as a condition: a test on nothing is false.
    func outcome(_ check: Check, _ current: Current) -> Outcome {
        guard check.looksAtNamedContext else { return newOutcome(check, current) }
        if let known = settledChecks.first(where: { $0.check === check }) { return known.outcome }
        let before = timesGivenUp
        let outcome = newOutcome(check, current)
        if timesGivenUp == before { settledChecks.append((check, outcome)) }
        return outcome
    }

    private func newOutcome(_ check: Check, _ current: Current) -> Outcome {
        guard let test = check.test else { return .holds }
        spend(1)
        if isExhausted { return .fails }
        if !check.when.isEmpty, !holds(check.when, current) { return .holds }
        if check.of == nil, let combined = combination(test, current) { return combined }
        if case .count(let count) = test, count.filter.isEmpty, let wanted = check.of?.pureLinePattern,
            let lines = countLines(wanted.part, matching: wanted.pattern, upTo: count.max.map { $0 + 1 } ?? count.min ?? 0)
        {
            return lines >= count.min ?? 0 && lines <= count.max ?? .max ? .holds : .fails
        }
        let values = select(check.of, current)
        switch test {
        case .required(let wanted): return required(wanted, values) ? .holds : values.first.map(Outcome.failsAt) ?? .fails
        case .count(let test): return count(test, expanded(values), current) ? .holds : values.first.map(Outcome.failsAt) ?? .fails
        case .unique(let scope): return repeated(scope, expanded(values), key: "").isEmpty ? .holds : .fails
        case .order(let test): return misplaced(test, expanded(values)).map(Outcome.failsAt) ?? .holds
        default:
            let real = Value.real(values)
            guard !real.isEmpty else { return .fails }
            for value in real {
                switch plainTest(of: check, value, .inside(current)) ?? outcome(test, value, current.inside(value)) {
                case .holds: continue
                case .fails: return .failsAt(value)
                case let other: return other
                }
            }
            return .holds
        }
    }

    /// Combinations without a selection of their own look at whatever is current, nothing included.
    private func combination(_ test: Test, _ current: Current) -> Outcome? {
        switch test {
        case .all(let checks): all(checks, current)
        case .any(let checks): any(checks, current)
        case .not(let check): not(check, current)
        case .use(let name): use(name, current)
        default: nil
        }
    }

    // MARK: one value

    func outcome(_ test: Test, _ value: Value, _ current: Current) -> Outcome {
        func holdsIf(_ holds: Bool) -> Outcome { holds ? .holds : .fails }
        switch test {
        case .type(let types): return holdsIf(type(types, value))
        case .pattern(let pattern): return self.pattern(pattern, value)
        case .equals(let operand): return holdsIf(equals(operand, value, current))
        case .oneOf(let test): return holdsIf(oneOf(test, value, current))
        case .range(let test): return holdsIf(range(test, value, current))
        case .length(let test): return holdsIf(length(test, value))
        case .all(let checks): return all(checks, current)
        case .any(let checks): return any(checks, current)
        case .not(let check): return not(check, current)
        case .brief(let checks): return brief(checks, value, current)
        case .use(let name): return use(name, current)
        case .required(let wanted): return holdsIf(required(wanted, [value]))
        case .count(let test): return holdsIf(count(test, expanded([value]), current))
        case .unique(let scope): return holdsIf(repeated(scope, expanded([value]), key: "").isEmpty)
        case .order(let test): return misplaced(test, expanded([value])).map(Outcome.failsAt) ?? .holds
        }
    }

    /// A list counts as its items where values are counted.
    func expanded(_ values: [Value]) -> [Value] {
        values.flatMap { value in value.items ?? [value] }
    }

    // MARK: findings

    /// The places where a check of the contract fails; selecting nothing is no finding.
    ///
    /// - Parameter conditions: of the check's, those that are not known to hold.
    func failures(_ check: Check, _ conditions: [Check], _ current: Current, key: String) -> [Failure] {
        guard let test = check.test else { return [] }
        var isWanted = conditions.isEmpty
        if !isWanted, check.asksConditionsFirst {
            guard holds(conditions, current) else { return [] }
            isWanted = true
        }
        let values = select(check.of, current)
        if let failing = plainFailures(check, values, check.of == nil ? .of(current) : .inside(current)) {
            return failing.isEmpty || !(isWanted || holds(conditions, current)) ? [] : failing
        }
        guard isWanted || holds(conditions, current) else { return [] }
        switch test {
        case .required(let wanted): return required(wanted, values) ? [] : [Failure(value: values.first)]
        case .count(let test):
            let items = Value.real(expanded(values))
            return items.isEmpty || count(test, items, current) ? [] : [Failure(value: values.first)]
        case .unique(let scope):
            return repeated(scope, expanded(values), key: key).map { Failure(value: $0.value, other: $0.other) }
        case .order(let test): return misplaced(test, expanded(values)).map { [Failure(value: $0)] } ?? []
        default:
            return Value.real(values).compactMap { value in
                switch outcome(test, value, check.of == nil ? Current([value], around: current.around) : current.inside(value)) {
                case .holds: nil
                case .fails: Failure(value: value)
                case .failsAt(let narrower): Failure(value: narrower)
                case .undecided(let why): Failure(value: value, because: why)
                }
            }
        }
    }

    // MARK: words

    func filled(_ template: Template, value: Value?, _ current: Current, title: String = "") -> String {
        template.filled { name in
            switch name {
            case "value": return value?.text.shortened ?? ""
            case "label": return value?.label ?? title
            case "title": return title
            case "to": return rules.contract.to ?? "The receiver"
            default:
                if name.hasPrefix(".") {
                    let name = String(name.dropFirst())
                    return current.parts(name)?.first?.text.shortened ?? ""
                }
                return binding.value(ofContext: name).map(\.text)
            }
        }
    }

    /// The check's own message, or one made from its test.
    func sentence(_ check: Check, _ failure: Failure, title: String, _ current: Current) -> String {
        if let because = failure.because { return because }
        let value = failure.value ?? Value("", range: .fileStart, fill: .unfilled)
        if let message = check.message, !isUnfilled(check, failure) {
            return filled(message, value: failure.value, current, title: title)
        }
        switch check.test {
        case .required(let wanted): return sentence(missing: title, failure.value.map { [$0] } ?? [], wanted: wanted)
        case .type(let types): return sentence(type: types, title: title, value)
        case .equals(let operand): return sentence(equals: operand, title: title, value, current)
        case .oneOf(let test): return sentence(oneOf: test, title: title, value, current)
        case .range(let test): return sentence(range: test, title: title, value)
        case .length(let test): return sentence(length: test, title: title, value)
        case .count(let test): return sentence(count: test, title: title, expanded(select(check.of, current)), current)
        case .unique: return sentence(unique: title, value, other: failure.other)
        case .order(let test): return sentence(order: test, title: title, value)
        case .pattern: return sentence(pattern: title, value)
        case .use(let name):
            // The failing part of a named list may have words of its own.
            let parts = rules.contract.defines[name] ?? []
            let inside = current.inside(value)
            let part = parts.first { if case .holds = outcome($0, inside) { false } else { true } }
            if let message = part?.message { return filled(message, value: value, inside, title: title) }
            return "\(title): “\(value.text.shortened)” will not do."
        case .brief: return "\(title): the brief “\(value.text.shortened)” is not as far as this one needs it to be."
        case .all, .any, .not, nil: return "\(title): “\(value.text.shortened)” will not do."
        }
    }

    /// A placeholder gets another sentence than an absence, whatever the check says of the latter.
    private func isUnfilled(_ check: Check, _ failure: Failure) -> Bool {
        guard case .required(true) = check.test, let value = failure.value else { return false }
        return !value.fill.isValue
    }
}
