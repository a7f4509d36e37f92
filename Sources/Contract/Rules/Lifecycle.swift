internal import Source

/// Which status words mean which stage.
package struct Lifecycle: Sendable {
    /// `lifecycle: none`: briefs carry no statuses.
    package var isOff = false
    /// The team's own words.
    private var own: [String: Stage] = [:]
    private let ownWords: [String]
    /// Stages that the team has its own words for.
    private let replaced: Set<Stage>

    /// A stage given here replaces that stage's words; a team's own word wins over a default of another stage.
    package init(replacing words: [Stage: [String]] = [:]) {
        replaced = Set(words.keys)
        ownWords = Stage.allCases.flatMap { words[$0] ?? [] }
        for stage in Stage.allCases {
            for word in words[stage] ?? [] { own[Self.normalised(word)] = stage }
        }
    }

    /// Nil for an unknown word. A single version has no before: whether the receiver took the brief must tell.
    package func stage(of status: String, isAccepted: Bool) -> Stage? {
        switch meaning(of: status) {
        case .stage(let stage)?: stage
        case .working?: isAccepted ? .accepted : .draft
        case .reviewing?, .pausing?: isAccepted ? .accepted : .handed
        case .archived?: isAccepted ? .delivered : .cancelled
        case nil: nil
        }
    }

    /// What a word says by itself; nil for an unknown one.
    package func meaning(of status: String) -> StatusMeaning? {
        let word = Self.normalised(status)
        if let stage = own[word] { return .stage(stage) }
        let meaning = Self.english[word] ?? Self.others[word]
        if case .stage(let stage)? = meaning, replaced.contains(stage) { return nil }
        return meaning ?? Self.withoutAddressee(status).flatMap(self.meaning)
    }

    /// “Ready for design”: what stands before the one it is for; nil where nobody is named.
    private static func withoutAddressee(_ status: String) -> String? {
        let words = status.split(whereSeparator: \.isWhitespace)
        guard let at = words.dropFirst().firstIndex(where: { addressing.contains($0.lowercased()) }), at < words.count - 1 else {
            return nil
        }
        return words[..<at].joined(separator: " ")
    }

    private static let addressing: Set<String> = [
        "for", "to", "für", "an", "pour", "à", "au", "aux", "para", "a", "al", "ao", "voor", "aan", "naar",
    ]

    /// All words, for “did you mean”; the team's own first.
    package var words: [String] {
        let known = (StatusWords.english + StatusWords.others).flatMap { meaning, words in
            words.filter { word in
                guard case .stage(let stage) = meaning else { return true }
                return !replaced.contains(stage) && own[Self.normalised(word)] ?? stage == stage
            }
        }
        return ownWords + known
    }

    private static let english = table(StatusWords.english)
    /// Made only when somebody writes a word that is not English.
    private static let others = table(StatusWords.others)

    private static func table(_ words: [(StatusMeaning, [String])]) -> [String: StatusMeaning] {
        Dictionary(words.flatMap { meaning, words in words.map { (normalised($0), meaning) } }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a text can be a status at all: of more than three words it is a sentence about one. “Returned (second review, see the
    /// thread)” is one word.
    static func isStatus(_ text: String) -> Bool { withoutAside(text).wordCount <= 3 }

    /// Without a trailing parenthesis.
    private static func withoutAside(_ status: String) -> String {
        guard status.hasSuffix(")"), let open = status.lastIndex(of: "("), open > status.startIndex else { return status }
        return String(status[..<open])
    }

    /// One word for each stage, for “it can be”: the team's own where it has one.
    package var examples: [String] {
        Stage.allCases.compactMap { stage in
            ownWords.first { own[Self.normalised($0)] == stage }
                ?? StatusWords.english.first { meaning, _ in
                    if case .stage(stage) = meaning { true } else { false }
                }?.1.first
        }
    }

    /// Case, `-_ ` and a trailing parenthesis (“Ready (v2)”) are ignored, and what is no letter or digit: “✅ Ready”.
    package static func normalised(_ status: String) -> String {
        let text = withoutAside(status)
        if text.isASCII {
            var kept: [UInt8] = []
            for byte in text.utf8 where Byte.isLetter(byte) || Byte.isDigit(byte) { kept.append(Byte.lower(byte)) }
            return String(decoding: kept, as: UTF8.self)
        }
        return String(
            text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }.map(Character.init))
    }
}
