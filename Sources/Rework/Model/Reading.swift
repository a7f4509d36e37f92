package import Contract

/// What one version of a brief says, as far as history asks. Depends on nothing but the bytes, the path and the rules in force, so that
/// each blob is read once and may be remembered.
package struct Reading: Sendable, Hashable {
    /// The brief's own `id`, as written; nil where there is none.
    package var id: String?
    /// The first heading, else `title`; to tell a renamed brief from another one.
    package var title: String?
    package var project: String?
    package var campaign: String?
    package var receiver: String?
    package var owner: String?
    /// ISO dates are compared; anything else (“always-on”) only shown.
    package var due: String?
    package var isAlwaysOn = false
    package var acceptedBy: String?
    /// Above zero: tracking errors that somebody recorded under `outcome`.
    package var trackingErrors: Double?
    /// What it is by each handoff that it carries; one with an empty handoff where no contract is known.
    package var parts: [Part] = []
    /// Structured questions: `- [ ] Which offer? @dana` under Questions.
    package var questions: [Question] = []
    /// A hash of each line that is not blank, in order, to measure how alike two versions are.
    package var lines: [UInt64] = []
    /// Why nothing else of it can be read.
    package var problem: Problem?

    /// A version of which nothing is known but that it is there: history goes on with what the one before said.
    package enum Problem: UInt8, Sendable, Hashable, CaseIterable {
        case utf16, tooLarge, frontMatter
    }

    /// One handoff in it.
    package struct Part: Sendable, Hashable {
        /// The contract's id; empty where the document is of no known contract.
        package var handoff: String
        /// As written; nil for none.
        package var status: String?
        /// What the status says; nil for no status and for a word that nobody knows.
        package var meaning: StatusMeaning?
        /// By context id, sorted: contract content, and `prose`.
        package var contents: [Content]

        package init(handoff: String, contents: [Content] = []) {
            (self.handoff, self.contents) = (handoff, contents)
        }
    }

    /// The value of one context, normalised so that equal values are equal whatever form they stand in.
    package struct Content: Sendable, Hashable {
        package var context: String
        /// Whether the contract asks for it.
        package var isRequired: Bool
        package var fill: Filling
        /// Hashes of the value's rows, sorted; one for a value that has none. For `prose`, of each word, sorted, as often as it stands there.
        package var rows: [UInt64]

        /// All other prose of a brief: compared by how many words came and went.
        package static let prose = "prose"

        package init(_ context: String, isRequired: Bool, fill: Filling, rows: [UInt64]) {
            (self.context, self.isRequired, self.fill, self.rows) = (context, isRequired, fill, rows)
        }
    }

    /// Whether somebody really wrote something.
    package enum Filling: UInt8, Sendable, Hashable {
        /// A placeholder or an empty heading.
        case unfilled
        case real
        /// “N/A – reason”, or an allowance: an answer, though no value.
        case waived
    }

    package struct Question: Sendable, Hashable {
        /// As it is compared: case, punctuation and names left out.
        package var key: String
        package var text: String
        /// `@dana`, without the sign.
        package var asked: [String]
        package var isAnswered: Bool

        package init(key: String, text: String, asked: [String], isAnswered: Bool) {
            (self.key, self.text, self.asked, self.isAnswered) = (key, text, asked, isAnswered)
        }
    }

    package init() {}
}
