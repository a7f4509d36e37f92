internal import YAML

/// `order`: ascending or descending, or the order of a list of names.
package enum OrderTest: Sendable {
    case ascending
    case descending
    case names([String], allowsOthers: Bool)
}

extension Evaluator {
    /// The first value out of order, or one that has no place in the order.
    func misplaced(_ test: OrderTest, _ values: [Value]) -> Value? {
        switch test {
        case .ascending: return zip(values, values.dropFirst()).first { !isOrdered($0.text, $1.text) }?.1
        case .descending: return zip(values, values.dropFirst()).first { !isOrdered($1.text, $0.text) }?.1
        case .names(let names, let allowsOthers):
            var reached = 0
            for value in values {
                guard let place = names.firstIndex(of: value.text) else {
                    if allowsOthers { continue }
                    return value
                }
                if place < reached { return value }
                reached = place
            }
            return nil
        }
    }

    /// Numbers by value, dates by day, all else by Unicode scalar.
    private func isOrdered(_ a: String, _ b: String) -> Bool {
        if let a = ValueType.number(a), let b = ValueType.number(b) { return a <= b }
        if let a = CalendarDate(in: a), let b = CalendarDate(in: b) { return a <= b }
        return a <= b
    }

    func sentence(order test: OrderTest, title: String, _ value: Value) -> String {
        switch test {
        case .ascending: return "\(title): “\(value.text.shortened)” should come earlier: the values must ascend."
        case .descending: return "\(title): “\(value.text.shortened)” should come earlier: the values must descend."
        case .names(let names, _):
            if names.contains(value.text) { return "\(title): “\(value.text.shortened)” is out of order." }
            return "\(title): “\(value.text.shortened)” does not belong here.\(String.didYouMean(value.text, in: names))"
        }
    }
}
