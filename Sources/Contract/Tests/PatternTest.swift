/// `pattern`: PCRE2 finds a match in the value.
extension Evaluator {
    func pattern(_ pattern: Pattern, _ value: Value) -> Outcome {
        switch pattern.firstMatch(in: value.text) {
        case .match: .holds
        case .noMatch: .fails
        case .tooLong: .undecided("The pattern of this rule needs too long for this text; make the pattern simpler.")
        }
    }

    func sentence(pattern title: String, _ value: Value) -> String {
        "\(title): “\(value.text.shortened)” is not in the form this handoff needs."
    }
}
