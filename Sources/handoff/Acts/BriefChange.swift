internal import Source

/// Briefs that change together: all of them, with their commit, or none.
struct BriefChange {
    struct One {
        /// As git counts it, from the root.
        var path: String
        var location: String
        /// As people are told of it.
        var shown: String
        var old: [UInt8]
        var new: [UInt8]
    }

    struct Commit {
        var subject: String
        var trailers: [String]
        var author: String?
    }

    let briefs: [One]

    func write() throws {
        for (i, brief) in briefs.enumerated() {
            do throws(FreshFile.Problem) {
                try BriefRewrite.replace(brief.location, old: brief.old, new: brief.new)
            } catch {
                let why = if case .failed(let why) = error { why } else { "a file of another run is in the way" }
                let stays = takeBack(briefs[..<i])
                throw RunFailure("\(brief.shown) can't be written: \(why). \(stays)")
            }
        }
    }

    func write(_ commit: Commit, _ git: GitCommand, _ ground: CommitGround) throws {
        try ground.alone {
            try write()
            do {
                try git.commit(briefs.map(\.path), subject: commit.subject, trailers: commit.trailers, author: commit.author)
            } catch let failure as GitCommand.CommitFailure {
                let stays = takeBack(briefs[...])
                switch failure {
                case .known(let why): throw RunFailure("git did not commit it. \(stays) \(why)")
                case .said(let words): throw RunFailure("git did not commit it. \(stays) It says:\n\(words)")
                }
            }
        }
    }

    /// Writes what stood there before. What somebody else has changed since, such as a hook that formats, is theirs.
    ///
    /// - Returns: what stays, as a sentence.
    private func takeBack(_ written: ArraySlice<One>) -> String {
        let left = written.filter { brief in
            do throws(FreshFile.Problem) {
                try BriefRewrite.replace(brief.location, old: brief.new, new: brief.old)
                return false
            } catch {
                return true
            }
        }
        return left.isEmpty ? "Nothing was changed." : "Already written, and still there: \(left.map(\.shown).joined(separator: ", "))."
    }
}
