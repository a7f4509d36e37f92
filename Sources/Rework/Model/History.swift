package import Git

/// The mainline of one repository as far as briefs are concerned: what was read, before anything is concluded from it.
package struct History: Sendable {
    /// The folder as it was named.
    package var repository: String
    /// As asked for: `HEAD`, `main`, …; what it is called where HEAD names a branch.
    package var branch: String
    package var tip: ObjectID
    /// Seconds since 1970: the tip's committer time. This is “now”.
    package var now: Int
    /// How many commits the mainline has, all of them.
    package var commits = 0
    /// Those that changed briefs, oldest first.
    package var steps: [Step] = []
    package var briefs: [BriefHistory] = []
    package var notes: [Note] = []

    package init(repository: String, branch: String, tip: ObjectID, now: Int) {
        (self.repository, self.branch, self.tip, self.now) = (repository, branch, tip, now)
    }

    /// A commit of the mainline that changed briefs.
    package struct Step: Sendable, Hashable {
        package var commit: ObjectID
        /// Committer time in seconds since 1970, made non-decreasing along the mainline.
        package var time: Int
        /// By `.mailmap`.
        package var author: Person
        package var isMerge: Bool
        /// Of trailers `Accepted-by:`; names or addresses as written.
        package var acceptedBy: [String] = []
        /// How many briefs it changed, and how many it added.
        package var changed = 0
        package var added = 0

        package init(commit: ObjectID, time: Int, author: Person, isMerge: Bool) {
            (self.commit, self.time, self.author, self.isMerge) = (commit, time, author, isMerge)
        }
    }

    package struct Person: Sendable, Hashable {
        package var name: String
        package var email: String

        package init(name: String, email: String) {
            (self.name, self.email) = (name, email)
        }
    }
}

/// One brief through all its names.
package struct BriefHistory: Sendable {
    /// Where it is, or was last.
    package var path: String
    /// Oldest first; never empty.
    package var versions: [Version]

    package init(path: String, versions: [Version]) {
        (self.path, self.versions) = (path, versions)
    }

    package struct Version: Sendable {
        /// Position in `History.steps`.
        package var step: Int
        package var path: String
        /// Nil where the file is gone.
        package var blob: ObjectID?
        /// Nil where the file is gone; shared by all versions of the same bytes.
        package var reading: Reading?

        package init(step: Int, path: String, blob: ObjectID?, reading: Reading?) {
            (self.step, self.path, self.blob, self.reading) = (step, path, blob, reading)
        }
    }
}

/// Something that limits what the numbers can say.
package struct Note: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case shallow
        case merges
        case clock
        case future
        case unknownStatus = "unknown-status"
        case noStatus = "no-status"
        case duplicateID = "duplicate-id"
        case unreadable
        case replacements
        case guessedProject = "guessed-project"
        case imported
        case notVisible = "not-visible"
        case notRecorded = "not-recorded"
    }

    package var kind: Kind
    package var count: Int
    /// A sentence.
    package var text: String

    package init(_ kind: Kind, _ count: Int, _ text: String) {
        (self.kind, self.count, self.text) = (kind, count, text)
    }
}
