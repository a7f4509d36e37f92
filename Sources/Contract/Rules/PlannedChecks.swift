internal import Brief

/// Checks that are run one after the other on the same value, with what lets most of them be passed over.
struct PlannedChecks: Sendable {
    /// What a check asks of a value, without any object: going through them counts no references.
    enum Shape: Sendable {
        case required(Bool)
        /// Nothing but the text; the number of the question.
        case text(Int)
        case other

        fileprivate init(_ check: Check, _ questions: Questions) {
            self =
                switch check.test {
                case .required(let wanted)? where check.of == nil: .required(wanted)
                case .some where check.of == nil: questions[check].map(Shape.text) ?? .other
                default: .other
                }
        }
    }

    let all: [Planned]
    private let shapes: [Shape]

    init(_ checks: [Planned], _ questions: Questions) {
        all = checks
        shapes = checks.map { Shape($0.check, questions) }
    }

    /// Those that do not surely hold for a value. What was found out about its text before is asked first.
    func eachOpen(for value: Value, _ evaluator: Evaluator, _ around: Surroundings = .unknown, _ body: (Planned) -> Void) {
        let isReal = value.fill.isValue
        for i in shapes.indices {
            switch shapes[i] {
            case .required(let wanted): if isReal == wanted { continue }
            // Every other test passes over what is not there.
            case .text(let question): if !isReal || evaluator.facts(of: value)[question] == true { continue }
            case .other: break
            }
            if !evaluator.surelyHolds(all[i].check, value, around) { body(all[i]) }
        }
    }
}
