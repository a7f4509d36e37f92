internal import Brief

/// `required`: a real value is there, or, with `false`, none is.
extension Evaluator {
    func required(_ wanted: Bool, _ values: [Value]) -> Bool {
        values.contains { $0.fill.isValue } == wanted
    }

    /// “Conversion events are missing.”, or that they are still a placeholder.
    func sentence(missing title: String, _ values: [Value], wanted: Bool) -> String {
        let be = title.isPlural ? "are" : "is"
        guard wanted else { return "\(title) must not be here." }
        guard let value = values.first else { return "\(title) \(be) missing." }
        if value.fill == .unexplained { return "\(title): say why it does not apply, as in “N/A – print only”." }
        let text = value.text.shortened
        return text.isEmpty ? "\(title) \(be) still empty." : "\(title) \(be) still a placeholder: “\(text)”."
    }
}

extension String {
    /// Good enough for titles: “UTM parameters are”, “Acceptance criteria are”, “Access is”.
    var isPlural: Bool {
        let word = split(separator: " ").last.map(String.init) ?? self
        return word.hasSuffix("criteria")
            || (word.hasSuffix("s") && !word.hasSuffix("ss") && !word.hasSuffix("us") && !word.hasSuffix("is"))
    }

    /// One line of at most 60 characters, for quoting in a sentence.
    package var shortened: String {
        let line = split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.count > 60 ? String(line.prefix(59)) + "…" : line
    }
}
