/// `range`: between two numbers, dates or tiers of a vocabulary, ends included.
package struct RangeTest: Sendable {
    package enum Bound: Sendable {
        case literal(String)
        /// Days from today.
        case today(days: Int)
        case of(Selection)
    }

    package var min: Bound?
    package var max: Bound?
    /// A vocabulary whose tiers order the values.
    package var by: String?
}

extension Evaluator {
    func range(_ test: RangeTest, _ value: Value, _ current: Current) -> Bool {
        guard let measure = measure(value.text, by: test.by) else { return false }
        if let min = test.min {
            guard let bounds = bounds(min, test.by, current), bounds.allSatisfy({ $0 <= measure }) else { return false }
        }
        if let max = test.max {
            guard let bounds = bounds(max, test.by, current), bounds.allSatisfy({ measure <= $0 }) else { return false }
        }
        return true
    }

    private func measure(_ text: String, by vocabulary: String?) -> Double? {
        if let vocabulary { return rules.vocabulary(vocabulary)?.tier(text).map(Double.init) }
        if let number = ValueType.number(text) { return number }
        return CalendarDate(in: text).map { Double($0.dayNumber) }
    }

    /// Nil when a bound can't be measured.
    private func bounds(_ bound: RangeTest.Bound, _ vocabulary: String?, _ current: Current) -> [Double]? {
        switch bound {
        case .literal(let text): return measure(text, by: vocabulary).map { [$0] }
        case .today(let days):
            facts.areOfTextAlone = false
            return [Double(rules.today.dayNumber + days)]
        case .of(let selection):
            let found = select(selection, current).map { measure($0.text, by: vocabulary) }
            return found.contains { $0 == nil } ? nil : found.compactMap(\.self)
        }
    }

    func sentence(range test: RangeTest, title: String, _ value: Value) -> String {
        func text(_ bound: RangeTest.Bound?) -> String? {
            switch bound {
            case .literal(let text): text
            case .today(let days): CalendarDate(dayNumber: rules.today.dayNumber + days).text
            case .of, nil: nil
            }
        }
        let limits = [text(test.min).map { "at least \($0)" }, text(test.max).map { "at most \($0)" }].compactMap(\.self)
        let wanted = limits.isEmpty ? "outside what fits here" : "not \(limits.joined(separator: " and "))"
        return "\(title): “\(value.text.shortened)” is \(wanted)."
    }
}
