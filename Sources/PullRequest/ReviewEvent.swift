/// What somebody said on a pull request: a review, or a comment.
package struct ReviewEvent: Sendable {
    package enum Verdict: Sendable, Hashable {
        case approved, changesRequested
        /// Only words count.
        case commented
    }

    /// Names the event once and for all, however often it is delivered: “review 80”.
    package var key: String
    package var verdict: Verdict
    /// Somebody else's words, of any length and content.
    package var body: String
    package var person: Person
    /// Whether GitHub counts the person among those who work on the repository.
    package var isOfTeam: Bool
    /// The commit that was reviewed, where the event says it.
    package var commit: String?
    /// Seconds since 1970, where no commit is said.
    package var time: Int?
    /// The file that a comment beside the lines stands at, from the repository's top.
    package var path: String?
    /// Nil where the event leaves it out, as comments do: then `PullRequest.read` has it.
    package var pull: PullRequest?

    package struct Person: Sendable, Hashable {
        /// Letters, digits, hyphens and underscores.
        package var login: String
        package var id: Int
        package var isBot: Bool

        package init(login: String, id: Int, isBot: Bool) { (self.login, self.id, self.isBot) = (login, id, isBot) }
    }
}

/// A pull request as GitHub describes it.
package struct PullRequest: Sendable {
    package var isOpen: Bool
    /// The login of who opened it.
    package var author: String?
    /// Whether its branch is in the repository that it goes to, where we may write.
    package var isFromHere: Bool
}

/// What a file of GitHub's says to us.
package enum ReadEvent: Sendable {
    case event(ReviewEvent)
    /// Not for us, in a sentence.
    case nothing(String)
}

/// Why a file is no event.
package struct EventProblem: Error, Sendable, Hashable {
    package var sentence: String

    package init(sentence: String) { self.sentence = sentence }
}
