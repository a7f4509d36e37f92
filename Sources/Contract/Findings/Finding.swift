package import Source

/// One thing the next team would have to ask about.
package struct Finding: Sendable, Hashable {
    package enum State: String, Sendable {
        /// Counts as declared.
        case live
        /// An error that is only a warning because the brief is still with its author.
        case lowered
        /// Somebody decided, with a reason, to let it be.
        case allowed
        case baselined
    }

    /// What is said. Findings are passed on many times, through verdicts, reports and formats, and their words hardly ever change.
    private var words: Words

    package var severity: Severity
    /// Before the stage lowered it.
    package var declared: Severity
    package var state: State = .live
    /// Whether the context is absent or still a placeholder: then `paste` shows how to write it.
    package var isMissing: Bool = false
    package var range: ByteRange
    package var place: Place = .fileStart
    /// The columns of `place` in UTF-8 bytes instead of scalars: 1-based, the end exclusive.
    package var byteColumn = 1
    package var endByteColumn = 1
    /// Stable across edits elsewhere: of rule, check and brief, never of a line number.
    package var fingerprint: UInt64 = 0

    package init(
        rule: String, check: String, severity: Severity, message: String, question: String? = nil, paste: String? = nil,
        context: String? = nil,
        range: ByteRange
    ) {
        words = Words(rule: rule, check: check, message: message, question: question, paste: paste, context: context)
        self.severity = severity
        declared = severity
        self.range = range
    }

    /// `<contract>/<context>[.<field>]`, stable for ever.
    package var rule: String { words.rule }
    package var check: String { words.check }
    package var message: String { words.message }
    package var question: String? { words.question }
    /// Lines to paste.
    package var paste: String? { words.paste }
    /// The context's id.
    package var context: String? { words.context }

    /// The same, said in another way and with nothing to paste.
    func saying(_ message: String) -> Finding {
        var finding = self
        finding.words = Words(rule: rule, check: check, message: message, question: question, paste: nil, context: context)
        return finding
    }

    /// Live and lowered findings are what people have to act on.
    package var counts: Bool { state == .live || state == .lowered }
}

/// A finding's texts, shared by its copies.
private final class Words: Sendable, Hashable {
    let rule: String
    let check: String
    let message: String
    let question: String?
    let paste: String?
    let context: String?

    init(rule: String, check: String, message: String, question: String?, paste: String?, context: String?) {
        self.rule = rule
        self.check = check
        self.message = message
        self.question = question
        self.paste = paste
        self.context = context
    }

    private var all: [String?] { [rule, check, message, question, paste, context] }

    static func == (a: Words, b: Words) -> Bool { a === b || a.all == b.all }
    func hash(into hasher: inout Hasher) { hasher.combine(all) }
}

extension [Finding] {
    /// By place, then rule and check, so that runs are identical; numbers repeats apart in their fingerprints.
    mutating func finish(_ lines: LineTable, brief: String) {
        guard !isEmpty else { return }
        for i in indices {
            self[i].place = lines.place(self[i].range)
            (self[i].byteColumn, self[i].endByteColumn) = lines.byteColumns(self[i].range)
        }
        sort {
            if $0.range.start != $1.range.start { return $0.range.start < $1.range.start }
            return ($0.range.end, $0.rule, $0.check, $0.message) < ($1.range.end, $1.rule, $1.check, $1.message)
        }
        var seen: [String: Int] = [:]
        for i in indices {
            let key = "\(self[i].rule):\(self[i].check)"
            let count = seen[key, default: 0]
            seen[key] = count + 1
            self[i].fingerprint = Fingerprint.of(key, brief: brief, repeat: count)
        }
    }
}
