internal import Source

/// Which status words mean which stage.
package struct Lifecycle: Sendable {
    package static let defaultWords: [Stage: [String]] = [
        .draft: ["draft", "wip", "planned", "idea", "to do", "backlog"],
        .handed: ["ready", "handed off", "handed over", "submitted", "sent"],
        .clarify: ["needs info", "needs clarification", "question", "waiting for answer"],
        .reopened: ["returned", "reopened", "rework", "changes requested", "needs work", "rejected"],
        .accepted: ["accepted", "approved", "taken"],
        .delivered: ["done", "complete", "completed", "delivered", "launched", "live", "published", "shipped", "closed"],
        .cancelled: ["cancelled", "canceled", "withdrawn", "abandoned", "superseded", "dropped"],
    ]

    /// Words whose stage depends on what came before.
    private static let working = ["in progress", "in design", "in production", "doing"]
    private static let reviewing = ["review", "in review"]
    private static let archived = ["archived"]
    private static let pausing = ["blocked", "on hold", "paused"]

    /// `lifecycle: none`: briefs carry no statuses.
    package var isOff = false
    private var stages: [String: Stage]

    /// A stage given here replaces that stage's words.
    package init(replacing words: [Stage: [String]] = [:]) {
        stages = [:]
        for stage in Stage.allCases {
            for word in words[stage] ?? Self.defaultWords[stage] ?? [] { stages[Self.normalised(word)] = stage }
        }
        // A team's own word wins over a default of another stage.
        for (stage, list) in words {
            for word in list { stages[Self.normalised(word)] = stage }
        }
    }

    /// Nil for an unknown word. A single version has no before: whether the receiver took the brief must tell.
    package func stage(of status: String, isAccepted: Bool) -> Stage? {
        let word = Self.normalised(status)
        if let known = stages[word] { return known }
        func isOne(_ words: [String]) -> Bool { words.contains { Self.normalised($0) == word } }
        if isOne(Self.working) { return isAccepted ? .accepted : .draft }
        if isOne(Self.reviewing) { return isAccepted ? .accepted : .handed }
        if isOne(Self.archived) { return isAccepted ? .delivered : .cancelled }
        if isOne(Self.pausing) { return isAccepted ? .accepted : .handed }
        return nil
    }

    /// All words, for “did you mean”.
    package var words: [String] {
        Stage.allCases.flatMap { stage in (Self.defaultWords[stage] ?? []).filter { stages[Self.normalised($0)] == stage } }
            + stages.keys.sorted() + Self.working + Self.reviewing + Self.archived + Self.pausing
    }

    /// Case, `-_ ` and a trailing parenthesis (“Ready (v2)”) are ignored, and what is no letter or digit: “✅ Ready”.
    private static func normalised(_ status: String) -> String {
        var text = status[...]
        if text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex { text = text[..<open] }
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            return String(decoding: text.utf8.lazy.filter { Byte.isLetter($0) || Byte.isDigit($0) }.map(Byte.lower), as: UTF8.self)
        }
        return String(
            text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }.map(Character.init))
    }
}
