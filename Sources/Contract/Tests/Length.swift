internal import Source

/// `length`: characters or words of the value.
package struct LengthTest: Sendable {
    package enum Unit: String, Sendable, CaseIterable {
        case characters, words
    }

    package var min: Int?
    package var max: Int?
    package var unit: Unit = .characters
}

extension Evaluator {
    func length(_ test: LengthTest, _ value: Value) -> Bool {
        let length = measure(value.text, test.unit)
        return length >= test.min ?? 0 && length <= test.max ?? .max
    }

    private func measure(_ text: String, _ unit: LengthTest.Unit) -> Int {
        switch unit {
        case .characters: text.count
        case .words: text.wordCount
        }
    }

    func sentence(length test: LengthTest, title: String, _ value: Value) -> String {
        let length = measure(value.text, test.unit)
        if let max = test.max, length > max {
            return "\(title): “\(value.text.shortened)” has \(length) \(test.unit.rawValue), at most \(max) fit."
        }
        return "\(title): “\(value.text.shortened)” has \(length) \(test.unit.rawValue), at least \(test.min ?? 0) are needed."
    }
}
