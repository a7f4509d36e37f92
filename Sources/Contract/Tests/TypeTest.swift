internal import Brief
internal import Source
internal import YAML

/// `type`: the value reads as one of these kinds of thing.
package enum ValueType: String, Sendable, CaseIterable {
    case text, number, integer, boolean, date, dateTime = "date-time", duration, relativeTime = "relative-time", person, email, url, path,
        list,
        mapping

    var words: String {
        switch self {
        case .text: "a text"
        case .number: "a number"
        case .integer: "a whole number"
        case .boolean: "yes or no"
        case .date: "a date such as 2026-03-31"
        case .dateTime: "a date with a time"
        case .duration: "a time span such as “4 hours”"
        case .relativeTime: "a time such as “Week 3” or “2 weeks after launch”"
        case .person: "a person or role"
        case .email: "an e-mail address"
        case .url: "a web address"
        case .path: "a file in this repository"
        case .list: "a list"
        case .mapping: "a group of “name: value” lines"
        }
    }
}

extension Evaluator {
    func type(_ types: [ValueType], _ value: Value) -> Bool {
        types.contains { type in
            switch type {
            case .path:
                facts.areOfTextAlone = false
                return rules.tree.exists(value.text, from: brief.source.path)
            case .list: return value.items != nil
            case .mapping: return !value.fields.isEmpty || isMapping(value)
            default: return type.matches(value.text)
            }
        }
    }

    private func isMapping(_ value: Value) -> Bool {
        if case .yaml(let node) = value.content { return node.entries != nil }
        return false
    }

    func sentence(type types: [ValueType], title: String, _ value: Value) -> String {
        "\(title): “\(value.text.shortened)” is not \(types.map(\.words).joined(separator: " or "))."
    }
}

extension ValueType {
    /// Types that a text alone decides; `path`, `list` and `mapping` need more.
    package func matches(_ text: String) -> Bool {
        let text = text.trimmed
        switch self {
        case .text: return !text.isEmpty
        case .number: return Self.number(text) != nil
        case .integer: return Int(text) != nil
        case .boolean: return ["true", "false", "yes", "no", "on", "off"].contains(text.lowercased())
        case .date: return text.wordCount <= 10 && CalendarDate(in: text) != nil
        case .dateTime: return CalendarDate(in: text) != nil && text.contains(":")
        case .duration: return Self.patterns.duration.holds(text)
        case .relativeTime: return Self.patterns.relative.holds(text)
        case .person: return Self.isPerson(text)
        case .email: return Self.patterns.email.holds(text)
        case .url: return Self.patterns.url.holds(text)
        case .path, .list, .mapping: return false
        }
    }

    package static func number(_ text: String) -> Double? {
        guard let last = text.utf8.last, (0x30...0x39).contains(last) else { return nil }
        return Double(text)
    }

    private struct Patterns: Sendable {
        let duration = Pattern(
            #"(?i)\b\d+([.,]\d+)?\s*(working |business )?(min(ute)?s?|h(ou)?rs?|hours?|h|d|days?|weeks?|months?|quarters?|minuten?|stunden?|std|tagen?|wochen?|monaten?|minutos?|horas?|d[ií]as?|semanas?|minutes|heures?|jours?|semaines?|uur|uren|dagen|weken)\b"#
        )
        let relative = Pattern(
            #"(?i)\b(week|day|month|sprint|q[1-4]|kw|woche|tag|semana|semaine|jour)\s*\d*\b|\b[TtDd]\s*[-+–]\s*\d+|\b(after|before|nach|vor|après|avant|depois|antes|después)\b"#
        )
        let email = Pattern(#"^[^@\s<>]+@[^@\s<>]+\.[A-Za-z]{2,}$"#)
        let url = Pattern(
            #"(?i)^(https?://|www\.)[^\s/.]+\.[^\s]+$|(?i)^(https?://)?[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s]*)?$|(?i)^https?://localhost\b"#)
    }

    private static let patterns = Patterns()

    /// A name, a handle, a role, `Name <mail>`; contracts say themselves whether a team or two names will do.
    private static func isPerson(_ text: String) -> Bool {
        text.wordCount <= 12 && text.utf8.contains(where: Byte.isLetter) && !(text.utf8.contains(0x2F) && text.contains("://"))
            && CalendarDate(in: text) == nil
    }
}

extension Pattern {
    /// A pattern of the program's own, which is known to be cheap.
    func holds(_ text: String) -> Bool {
        if case .match = firstMatch(in: text) { return true }
        return false
    }
}
