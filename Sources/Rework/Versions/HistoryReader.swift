package import Git

/// Reads the versions of a repository's briefs along its mainline.
package struct HistoryReader {
    private let pool: RepositoryPool
    private let options: HistoryOptions
    private let scope: BriefScope
    private let makers: ReadingMakers

    package init(_ pool: RepositoryPool, _ scope: BriefScope, _ options: HistoryOptions, makers: @escaping ReadingMakers) {
        (self.pool, self.scope, self.options, self.makers) = (pool, scope, options, makers)
    }

    package init(_ pool: RepositoryPool, _ scope: BriefScope, _ options: HistoryOptions, maker: @escaping ReadingMaking) {
        self.init(pool, scope, options, makers: { maker })
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
        let earlier = options.cache?.read(repository, scope, branch: tip.branch, clock: options.clock)
        let queue = ReadingQueue(pool, repository, makers)
        if let earlier { queue.know(earlier.readings) }
        var isDone = false
        defer { if !isDone { queue.abandon() } }
        var mainline = MainlineChanges(repository, scope, queue)
        let isKnown = try mainline.walk(from: tip.commit, until: earlier?.tip, progress: options.progress)
        let asked = try queue.finish()
        isDone = true

        var known = (isKnown ? earlier : nil) ?? KnownHistory(tip: tip.commit)
        var versions = Versions(asked.readings, queue, scope, isKnown ? known : nil)
        try add(mainline, asked.commits, to: &known, &versions)
        known.identity = versions.known
        known.steps = versions.steps
        if mainline.merges > 0 {
            let all = Set(known.commits).union(known.sideCommits)
            known.sideCommits += try repository.sideCommits(behind: mainline.sideParents, known: all)
        }
        if let cache = options.cache, earlier?.tip != tip.commit || !isKnown {
            known.tip = tip.commit
            known.writtenAt = options.clock
            known.readings = zip(queue.files, asked.readings).map { ($0, $1 ?? Reading()) }
            cache.write(known, repository, scope, branch: tip.branch)
        }
        var history = History(repository: name, branch: tip.branch, tip: tip.commit, now: known.clock.latest ?? 0)
        history.commits = known.commits.count
        (history.steps, history.briefs) = versions.finished()
        try useProperNames(&history.steps, repository, tip.commit)
        history.notes = notes(known, repository).all
        return history
    }

    /// Oldest first.
    private func add(
        _ mainline: MainlineChanges, _ commits: [Commit], to known: inout KnownHistory, _ versions: inout Versions
    ) throws(GitError) {
        var steps = mainline.steps[...]
        for position in mainline.times.indices.reversed() {
            let written = mainline.times[position]
            let time = known.clock.time(written)
            if let clock = options.clock, written > clock { known.future.append(written) }
            guard let step = steps.last, step.position == position else { continue }
            steps.removeLast()
            let commit = commits[step.asked]
            var made = History.Step(
                commit: step.commit, time: time, author: History.Person(name: commit.author.name, email: commit.author.email),
                isMerge: step.isMerge)
            made.acceptedBy = Trailers.values("accepted-by", in: commit.message)
            try versions.add(made, step.files)
        }
        known.commits += mainline.commits.reversed()
        known.merges += mainline.merges
        known.unreadable.formUnion(mainline.unreadable)
    }

    /// By the tip's `.mailmap`.
    private func useProperNames(_ steps: inout [History.Step], _ repository: Repository, _ tip: ObjectID) throws(GitError) {
        let mailmap = try Mailmap(repository.mailmapText(tip))
        var names: [History.Person: History.Person] = [:]
        for i in steps.indices {
            let written = steps[i].author
            if let known = names[written] {
                steps[i].author = known
                continue
            }
            let found = try mailmap.resolve(Commit.Signature(name: written.name, email: written.email, time: 0))
            steps[i].author = History.Person(name: found.name, email: found.email)
            names[written] = steps[i].author
        }
    }

    private func notes(_ known: KnownHistory, _ repository: Repository) -> HistoryNotes {
        var notes = HistoryNotes()
        notes.isShallow = repository.isShallow
        notes.hasReplacements = repository.hasReplacements
        notes.merges = known.merges
        notes.hidden = known.sideCommits.count
        notes.corrections = known.clock.corrections
        if let clock = options.clock { notes.future = known.future.count { $0 > clock } }
        notes.duplicates = known.identity.duplicates
        notes.unreadable = known.unreadable.count
        return notes
    }
}

extension Repository {
    fileprivate func mailmapText(_ commit: ObjectID) throws(GitError) -> [UInt8]? {
        guard let file = try entry(at: GitPath(".mailmap"), in: .tree(tree(of: commit))), file.mode.isFile else { return nil }
        return try blob(file.id)
    }
}
