/// What is known of one text under one contract: answers to questions that the text alone decides.
final class TextFacts {
    /// For each question a bit that says whether it was answered; behind those, the answers.
    private var bits: [UInt64]
    private let half: Int
    /// By field of a decision table: the class of texts that look the same to it, or -1.
    private var classes: [Int32] = []

    init(questions: Int) {
        half = (questions + 63) / 64
        bits = Array(repeating: 0, count: 2 * half)
    }

    subscript(question: Int) -> Bool? {
        get {
            let bit: UInt64 = 1 << UInt64(question & 63)
            guard bits[question >> 6] & bit != 0 else { return nil }
            return bits[half + (question >> 6)] & bit != 0
        }
        set {
            guard let newValue else { return }
            let bit: UInt64 = 1 << UInt64(question & 63)
            bits[question >> 6] |= bit
            if newValue { bits[half + (question >> 6)] |= bit }
        }
    }

    func tableClass(_ field: Int, _ find: () -> Int32?) -> Int32? {
        if field < classes.count, classes[field] >= 0 { return classes[field] }
        guard let found = find() else { return nil }
        while classes.count <= field { classes.append(-1) }
        classes[field] = found
        return found
    }
}

extension Evaluator {
    /// What is known of a value's text, looked up once for each value.
    func facts(of value: Value) -> TextFacts {
        if let known = value.facts { return known }
        let facts = shelf.facts(of: value.text)
        value.facts = facts
        return facts
    }

    /// A check's test on a value, whatever the check selects. Nil for one that needs to know more of what is around the value.
    func plainTest(of check: Check, _ value: Value, _ around: Surroundings = .unknown) -> Outcome? {
        guard let test = check.test else { return nil }
        guard let question = rules.questions[check] else { return plain(test, value, around) }
        let facts = facts(of: value)
        if let known = facts[question] { return known ? .holds : .fails }
        // What a pattern gave up on is for the rule to say, each time.
        let before = timesGivenUp
        let outcome = plain(test, value, around)
        if timesGivenUp == before, let outcome {
            if case .holds = outcome { facts[question] = true } else { facts[question] = false }
        }
        return outcome
    }
}
