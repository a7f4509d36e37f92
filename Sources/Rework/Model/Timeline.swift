package import Contract
package import Git

/// What happened to one brief by one of its handoffs.
package struct Timeline: Sendable {
    /// The brief's own id, else nil.
    package var id: String?
    package var path: String
    /// The contract's id; empty where the document is of no known contract.
    package var handoff: String
    /// Values at first hand-off, else of the last version: group keys don't change when a brief is edited later.
    package var project: String?
    /// Whether the project was guessed from campaign or folder.
    package var isProjectGuessed = false
    package var receiver: String?
    package var owner: String?
    /// At the tip.
    package var stage: Stage
    package var isImported = false
    /// Whether it never had a status that we know, so that only silent rework can be measured.
    package var isWithoutStatus = false
    /// Whether the first accepting after its first hand-off was by its own author or owner; nil where nobody can tell.
    package var isSelfAccepted: Bool?
    /// Whether a hand-off arrived already accepted, or through a merge: its rounds are not visible.
    package var isUnseen = false
    /// `due` as it stood at first hand-off, and how often it was moved later.
    package var due: String?
    package var dueSlips = 0
    package var trackingErrors: Double?
    /// In the order of time; those that are not counted say why.
    package var events: [Event] = []
    /// Times in clarify: seconds since 1970; an open one has no end.
    package var waits: [Wait] = []
    package var questions: [QuestionWait] = []
    /// Versions that could not be read, oldest first: what happened in them shows with the next that can be.
    package var unreadable: [Unreadable] = []

    package struct Wait: Sendable, Hashable {
        package var from: Int
        package var to: Int?

        package init(from: Int, to: Int? = nil) {
            (self.from, self.to) = (from, to)
        }
    }

    package struct QuestionWait: Sendable, Hashable {
        package var question: Reading.Question
        package var wait: Wait
        /// Position of the commit that asked.
        package var step: Int

        package init(_ question: Reading.Question, _ wait: Wait, step: Int) {
            (self.question, self.wait, self.step) = (question, wait, step)
        }
    }

    package struct Unreadable: Sendable, Hashable {
        package var problem: Reading.Problem
        /// Position in `History.steps`.
        package var step: Int
        /// Seconds since 1970.
        package var time: Int
        /// Whether a later version can be read, or the file is gone.
        package var isSettled = false

        package init(_ problem: Reading.Problem, step: Int, time: Int) {
            (self.problem, self.step, self.time) = (problem, step, time)
        }
    }

    package init(path: String, handoff: String, stage: Stage) {
        (self.path, self.handoff, self.stage) = (path, handoff, stage)
    }
}

/// Something that happened between one version and the next.
package struct Event: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case created, born
        case handedOff = "handed-off"
        case reopened
        case silentRework = "silent-rework"
        case clarificationAsked = "clarification-asked"
        case clarified, accepted, delivered, cancelled, resumed
    }

    /// Why an event is not counted.
    package enum Exclusion: String, Sendable, CaseIterable {
        case ignored, bot, bulk, reverted
    }

    package var kind: Kind
    /// Position in `History.steps` of the commit where it began.
    package var step: Int
    /// All commits that it joins, the first included.
    package var steps: [Int]
    /// Seconds since 1970.
    package var time: Int
    /// Status words as written; nil for none.
    package var from: String?
    package var to: String?
    /// 1 for the first hand-off and what follows it; 0 before.
    package var round: Int
    package var excluded: Exclusion?
    /// A reopening or question that nothing has answered yet.
    package var isPending = false
    package var causes: [Cause] = []
    /// Errors under the contract at that commit, for hand-offs; nil where nobody looked.
    package var errors: Int?
    /// Between which versions the causes were found; nil without causes.
    package var compared: Compared?

    package init(_ kind: Kind, step: Int, time: Int, round: Int) {
        (self.kind, self.step, self.time, self.round) = (kind, step, time, round)
        steps = [step]
    }
}

/// The bytes of a brief before something happened and after.
package struct Compared: Sendable, Hashable {
    package struct Version: Sendable, Hashable {
        package var path: String
        package var blob: ObjectID
    }

    package var before: Version
    package var after: Version
}

/// Which context brought work back.
package struct Cause: Sendable, Hashable {
    package enum Change: String, Sendable, CaseIterable {
        /// No real value before.
        case missing
        /// Another value before.
        case wrong
        /// A value before, none after.
        case dropped
        /// Nothing differs.
        case none
    }

    /// A context's id, or `prose`; empty where nothing differs.
    package var context: String
    package var change: Change

    package init(_ context: String, _ change: Change) {
        (self.context, self.change) = (context, change)
    }

    package static let none = Cause("", .none)
}
