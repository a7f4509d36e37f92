package import Git

/// Reads the versions of a repository's briefs along its mainline.
package struct HistoryReader {
    private let pool: RepositoryPool
    private let options: HistoryOptions
    private let scope: BriefScope
    private let maker: ReadingMaking

    package init(_ pool: RepositoryPool, _ scope: BriefScope, _ options: HistoryOptions, maker: @escaping ReadingMaking) {
        (self.pool, self.scope, self.options, self.maker) = (pool, scope, options, maker)
    }

    /// The commit that the branch names, and what the branch is called; to be asked before rules are read from that commit.
    ///
    /// - Throws: `GitError` of kind `noCommits`, `missingRevision`, `shallow` and others.
    package func tip() throws(GitError) -> (commit: ObjectID, branch: String) {
        let options = options
        return try pool.use { repository throws(GitError) in
            let commit = try repository.commit(options.branch)
            if repository.isShallow, !options.allowsShallow {
                throw GitError(
                    .shallow, doing: "reading the history",
                    problem: "this is a shallow clone: the older commits, and so most hand-offs, are not in it",
                    next: "Bring the whole history: git fetch --unshallow. Or measure what is here: --allow-shallow.")
            }
            return (commit, options.branch == "HEAD" ? repository.headBranch ?? options.branch : options.branch)
        }
    }

    /// - Parameters:
    ///   - tip: what `tip()` said; later commits are not looked at.
    ///   - name: the repository as it is shown.
    /// - Throws: `GitError`: a part of a history must never look like the whole.
    package func read(_ tip: (commit: ObjectID, branch: String), named name: String) throws(GitError) -> History {
        let reader = self
        return try pool.use { repository throws(GitError) in
            try reader.read(tip, named: name, repository)
        }
    }

    private func read(
        _ tip: (commit: ObjectID, branch: String), named name: String, _ repository: Repository
    ) throws(GitError) -> History {
        let queue = ReadingQueue(pool, repository, maker)
        var isDone = false
        defer { if !isDone { queue.abandon() } }
        var mainline = MainlineChanges(repository, scope, queue)
        try mainline.walk(from: tip.commit, progress: options.progress)
        let asked = try queue.finish()
        isDone = true

        var clock = Clock()
        let times = mainline.times.reversed().map { clock.time($0) }
        let now = clock.latest ?? 0
        var versions = Versions(asked.readings, queue, scope)
        let mailmap = try Mailmap(repository.mailmapText(tip.commit))
        for step in mainline.steps.reversed() {
            let commit = asked.commits[step.asked]
            let author = try mailmap.resolve(commit.author)
            var made = History.Step(
                commit: step.commit, time: times[times.count - 1 - step.position],
                author: History.Person(name: author.name, email: author.email), isMerge: step.isMerge)
            made.acceptedBy = Trailers.values("accepted-by", in: commit.message)
            try versions.add(made, step.files)
        }
        var history = History(repository: name, branch: tip.branch, tip: tip.commit, now: now)
        history.commits = times.count
        (history.steps, history.briefs) = versions.finished()
        var notes = HistoryNotes()
        notes.isShallow = repository.isShallow
        notes.hasReplacements = repository.hasReplacements
        notes.merges = mainline.merges
        if mainline.merges > 0 {
            notes.hidden = try repository.countSideCommits(behind: mainline.sideParents, mainline: Set(mainline.commits))
        }
        notes.corrections = clock.corrections
        if let present = options.clock { notes.future = mainline.times.count { $0 > present } }
        notes.duplicates = versions.duplicates
        notes.unreadable = asked.tooLarge + mainline.unreadable.count
        history.notes = notes.all
        return history
    }
}

extension Repository {
    fileprivate func mailmapText(_ commit: ObjectID) throws(GitError) -> [UInt8]? {
        guard let file = try entry(at: GitPath(".mailmap"), in: .tree(tree(of: commit))), file.mode.isFile else { return nil }
        return try blob(file.id)
    }
}
