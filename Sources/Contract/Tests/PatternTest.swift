/// `pattern`: PCRE2 finds a match in the value.
extension Evaluator {
    func pattern(_ pattern: Pattern, _ value: Value) -> Outcome {
        switch pattern.firstMatch(in: value.text) {
        case .match: .holds
        case .noMatch: .fails
        case .tooLong: gaveUp()
        }
    }

    /// A pattern ran into its limit. Conditions and filters pass over that; whoever runs the rule must not.
    func gaveUp() -> Outcome {
        timesGivenUp += 1
        return .undecided(Self.givenUp)
    }

    static let givenUp = "The pattern of this rule needs too long for this text; make the pattern simpler."

    func sentence(pattern title: String, _ value: Value) -> String {
        "\(title): “\(value.text.shortened)” is not in the form this handoff needs."
    }
}
