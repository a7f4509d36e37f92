internal import Brief

/// `count`: how many values there are, or how many of them hold.
package struct CountTest: Sendable {
    package var min: Int?
    package var max: Int?
    package var filter: [Check] = []
}

extension Evaluator {
    func count(_ test: CountTest, _ values: [Value], _ current: Current) -> Bool {
        let count = counted(test, values, current)
        return count >= test.min ?? 0 && count <= test.max ?? .max
    }

    private func counted(_ test: CountTest, _ values: [Value], _ current: Current) -> Int {
        let values = Value.real(values)
        return test.filter.isEmpty ? values.count : values.count { holds(test.filter, for: $0, current) }
    }

    func sentence(count test: CountTest, title: String, _ values: [Value], _ current: Current) -> String {
        let count = counted(test, values, current)
        if let max = test.max, count > max { return "\(title): there are \(count), at most \(max) fit." }
        return "\(title): there \(count == 1 ? "is" : "are") \(count), at least \(test.min ?? 0) \(test.min == 1 ? "is" : "are") needed."
    }
}
