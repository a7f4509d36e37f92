internal import Contract

/// One brief by one of its handoffs, for a partner who has no git: whatever they need to go on without asking.
package struct HandoffCard: Sendable {
    /// What a brief says under one name.
    package struct Row: Sendable {
        package var title: String
        package var entry: Entry
        /// What the handoff itself says of it, whichever brief it is.
        package var note: String?

        package init(_ title: String, _ entry: Entry, note: String? = nil) {
            (self.title, self.entry, self.note) = (title, entry, note)
        }
    }

    package enum Entry: Sendable {
        /// - Parameter origin: where it comes from, when not from the brief itself.
        case given([CardLine], origin: String?)
        /// - Parameter question: what the receiver will ask.
        case missing(question: String?)
        /// Nothing is expected here.
        case nothing
    }

    package struct Question: Sendable {
        package var text: String
        /// Who is to answer.
        package var asked: [String]
        /// As 2027-03-31; nil where nobody can tell.
        package var since: String?

        package init(text: String, asked: [String], since: String?) {
            (self.text, self.asked, self.since) = (text, asked, since)
        }
    }

    package var title: String
    package var handoff: String
    package var from: String?
    package var to: String?
    /// As written; nil for none.
    package var status: String?
    /// Owner, input, output, review point, failure signal, who decides.
    package var elements: [Row]
    package var context: [Row]
    package var checklist: [Row]
    package var questions: [Question]
    /// Where it was taken from, and when, as 2027-03-31.
    package var path: String
    package var day: String

    package init(
        title: String, handoff: String, from: String?, to: String?, status: String?, elements: [Row], context: [Row], checklist: [Row],
        questions: [Question], path: String, day: String
    ) {
        (self.title, self.handoff, self.from, self.to, self.status) = (title, handoff, from, to, status)
        (self.elements, self.context, self.checklist, self.questions) = (elements, context, checklist, questions)
        (self.path, self.day) = (path, day)
    }

    /// Who hands over to whom.
    var direction: String? {
        switch (from, to) {
        case (let from?, let to?): "\(from) hands over to \(to)"
        case (nil, let to?): "for \(to)"
        default: nil
        }
    }

    /// What stands in place of a value that is missing.
    static let notGiven = "not given yet"

    func asks(_ question: String) -> String { "\(to ?? "The receiver") will ask: \(question.loweredFirst)" }

    var missing: Int {
        (elements + context + checklist).count { if case .missing = $0.entry { true } else { false } }
    }

    var origin: String { "Taken from \(path) on \(day)." }

    func words(_ question: Question) -> String {
        let who = question.asked.isEmpty ? "nobody in particular is asked" : "asked of \(question.asked.joined(separator: ", "))"
        return question.since.map { "\(who), since \($0)" } ?? who
    }
}

/// A line of a value, as it stood in the brief.
package struct CardLine: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case text, heading, item, openBox, tickedBox
        /// Of a table.
        case header, row
    }

    package var kind: Kind
    /// How deep an item lies in others: 0 for the outermost.
    package var depth: Int
    /// One, or a table's cells.
    package var texts: [String]

    package init(_ kind: Kind, depth: Int = 0, _ texts: [String]) {
        (self.kind, self.depth, self.texts) = (kind, depth, texts)
    }

    package var isBox: Bool { kind == .openBox || kind == .tickedBox }
}
