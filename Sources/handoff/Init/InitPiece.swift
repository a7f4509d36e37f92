internal import ArgumentParser

/// What `init` can set up, in the order it is shown.
enum InitPiece: String, ExpressibleByArgument, CaseIterable, Sendable {
    case config, baseline, example, hook
    case preCommit = "pre-commit"
    case github, gitlab
}

/// What `init` would do about one piece.
struct InitStep: Sendable {
    enum Outcome: Sendable {
        case write(InitChange)
        /// It stays as it is: why, as a sentence's end.
        case there(String)
        /// It can't be written safely: why, and the lines to put there by hand.
        case paste(why: String, lines: String)
        /// Nothing in the repository asks for it.
        case notNeeded
        /// It is not written: why, as a sentence's end.
        case leftOut(String)
    }

    var piece: InitPiece
    /// As people here would type it; empty where there is no file.
    var path: String
    /// What the piece is for, in a few words.
    var about: String
    var outcome: Outcome

    var change: InitChange? {
        if case .write(let change) = outcome { return change }
        return nil
    }
}

/// A file that `init` writes, or writes into.
struct InitChange: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// A new file.
        case create
        /// Lines in a file that is there and stays otherwise as it is: its bytes now, and where the lines go.
        case insert(into: [UInt8], at: Int)
        /// A new file in the place of one that is kept under another name beside it.
        case putBefore(aside: String)
    }

    var path: InitPath
    var kind: Kind
    var text: String
    var isExecutable = false
}

/// Where a file is, counted from a folder that is the same in every work tree of a repository.
struct InitPath: Sendable, Hashable {
    enum Base: String, Sendable, CaseIterable {
        /// The top of the work tree; outside git, the folder of the config.
        case tree
        /// The folder in which git keeps what all work trees share.
        case git
    }

    var base: Base
    var path: String

    init(_ base: Base, _ path: String) { (self.base, self.path) = (base, path) }
}

/// What is found at a path that `init` may write to.
enum Standing: Sendable, Equatable {
    case nothing
    case file([UInt8], isExecutable: Bool)
    /// Something that nothing is written into: what, as the end of “it is left alone: …”.
    case other(String)
}
