/// What a contract says of one context, or of a field inside one.
package struct ContextSpec: Sendable {
    package var id: String
    /// The contract that introduced it: its name stays in the rule wherever it is inherited.
    package var origin: String
    package var title: String?
    /// Its title in other languages, in their order.
    package var titles: [(language: Language, text: String)] = []
    package var labels: [String]?
    package var moreLabels: [String] = []
    package var labelPatterns: [LabelPattern]?
    package var question: Template?
    package var why: String?
    package var paste: Template?
    package var sample: String?
    package var signal: Signal?
    package var severity: SeverityRule?
    package var scope: Scope?
    /// Check boxes are options of which one is to be ticked.
    package var choosesBox: Bool?
    package var satisfiedBy: [String]?
    package var rows: RowsSpec?
    package var fields: [ContextSpec] = []
    package var checks: [Check] = []
    /// `off`: removes the inherited context.
    package var isRemoved = false
    package var at: Located

    /// Where its name counts.
    package enum Scope: String, Sendable, CaseIterable {
        case anywhere
        /// Where it speaks for the whole brief.
        case brief
        /// Only at the brief's top, or beside another name that speaks for the whole brief: “From” heads many a list.
        case top
    }

    package init(id: String, origin: String, at: Located) {
        self.id = id
        self.origin = origin
        self.at = at
    }

    /// On screen.
    package var name: String {
        title ?? id.split(separator: "-").joined(separator: " ").capitalisedFirst
    }

    /// Every spelling that names it.
    package var allLabels: [String] {
        let named = [id] + (labels ?? []) + moreLabels
        return titles.isEmpty ? named : named + titles.map(\.text)
    }

    /// How many spellings there are.
    var labelCount: Int { 1 + (labels?.count ?? 0) + moreLabels.count + titles.count }

    /// Its title in a language; the one on screen where there is none.
    package func name(in language: Language) -> String { titles.first { $0.language == language }?.text ?? name }

    /// Counts only where it speaks for the whole brief.
    package var isBriefWide: Bool { scope == .brief || scope == .top }

    package func field(_ id: String) -> ContextSpec? { fields.first { $0.id == id } }
}

/// The quality signal that suffers when a context is missing.
package enum Signal: String, Sendable, CaseIterable {
    case tracking, sales
}

/// How a context's value becomes records.
package struct RowsSpec: Sendable {
    package enum From: String, Sendable, CaseIterable {
        case value, links
    }

    package var from: [From] = [.value]
    package var split: String?
    package var head: String?
    package var rest: String?
    /// Between head and rest, with a space on both sides, instead of a colon, dash, arrow or equals sign.
    package var at: String?
}

extension String {
    /// The first letter upper case, the rest as it is.
    package var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
    /// The first letter lower case unless the word is an abbreviation.
    package var loweredFirst: String {
        // Mostly both letters are ASCII, and then bytes tell.
        var bytes = utf8.makeIterator()
        if let first = bytes.next(), let second = bytes.next(), first < 0x80, second < 0x80 {
            guard (0x41...0x5A).contains(first), !(0x41...0x5A).contains(second) else { return self }
            return String(Unicode.Scalar(first | 0x20)) + dropFirst()
        }
        guard let second = dropFirst().first, !second.isUppercase else { return self }
        return prefix(1).lowercased() + dropFirst()
    }
}

extension ContextSpec {
    /// Missing, it puts a brief on hold once it is handed off, unless the brief says it in other words.
    package var isRequired: Bool {
        checks.contains { check in
            guard case .required(true)? = check.test, check.when.allSatisfy(\.isAbsence) else { return false }
            return (check.severity ?? severity ?? .always(.error)).severity(in: .handed) ?? .error == .error
        }
    }
}

extension Check {
    /// Holds where something is not there: as a condition it says “unless”, not “when”.
    fileprivate var isAbsence: Bool {
        switch test {
        case .not, .required(false): true
        case .count(let test): test.max == 0
        case .all(let checks): checks.allSatisfy(\.isAbsence)
        default: false
        }
    }
}
