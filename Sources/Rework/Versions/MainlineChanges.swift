internal import Git

/// What the mainline did to files that are briefs, or were before they got their name.
///
/// It is walked from the tip backwards, so that a brief's earlier names are known before the commits that used them.
struct MainlineChanges {
    /// A commit that changed such files.
    struct Step {
        var commit: ObjectID
        /// Position on the mainline, counted from the tip.
        var position: Int
        var isMerge: Bool
        /// Position among the commits asked for.
        var asked: Int
        /// In the order of their paths.
        var files: [File] = []
    }

    struct File {
        /// Counted from the team's folder.
        var path: String
        /// What stood there before; nil for nothing.
        var old: ReadingQueue.Slot?
        var new: ReadingQueue.Slot?
    }

    private let scope: BriefScope
    private let repository: Repository
    private let queue: ReadingQueue
    private let comparison: TreeComparison
    private var watch: Watch
    /// Whether all Markdown of the team's folder is looked at, so that no earlier name can be elsewhere.
    private let seesAll: Bool
    /// Names outside of the brief folders that briefs had earlier, with the handoff that was theirs by folder.
    private(set) var earlierNames: [String: String?] = [:]

    /// From the tip backwards.
    private(set) var steps: [Step] = []
    /// Of all commits, from the tip backwards: the committer's, in seconds since 1970.
    private(set) var times: [Int] = []
    private(set) var commits: [ObjectID] = []
    private(set) var merges = 0
    /// All but the first of each merge.
    private(set) var sideParents: [ObjectID] = []
    /// Paths that are no UTF-8.
    private(set) var unreadable: Set<GitPath> = []

    init(_ repository: Repository, _ scope: BriefScope, _ queue: ReadingQueue) {
        (self.repository, self.scope, self.queue) = (repository, scope, queue)
        comparison = TreeComparison(repository)
        watch = scope.watch
        seesAll = scope.roots.contains("")
    }

    /// - Throws: `GitError` of kind `missingObject`, `shallow` or `damaged`.
    ///
    /// - Parameter known: a commit from which on everything is known already. Where one of the briefs had a name there that nobody
    ///   looked at, the walk goes on to the first commit.
    /// - Returns: whether it ended there.
    mutating func walk(
        from tip: ObjectID, until known: ObjectID?, progress: (@Sendable (Int) -> Void)?
    ) throws(GitError) -> Bool {
        var mainline = FirstParentWalk(repository, from: tip)
        var following = try mainline.next()
        while let commit = following {
            if commit.id == known, earlierNames.isEmpty { return true }
            following = try mainline.next()
            if commit.parents.count > 1 {
                merges += 1
                sideParents += commit.parents.dropFirst()
            }
            times.append(commit.time)
            commits.append(commit.id)
            try look(at: commit, parent: following?.tree)
            if let progress, times.count % 1024 == 0 { progress(times.count) }
        }
        progress?(times.count)
        return false
    }

    private mutating func look(at commit: FirstParentWalk.Step, parent: ObjectID?) throws(GitError) {
        let changes = try comparison.changes(from: parent, to: commit.tree, in: watch)
        guard !changes.isEmpty else { return }
        var files: [File] = []
        var isAdding = false
        var born: [String] = []
        for change in changes {
            guard let path = relative(change.path) else { continue }
            let fallback: String?
            if scope.isBrief(path) {
                fallback = scope.fallback(path)
            } else if let known = earlierNames[path] {
                fallback = known
                if change.old == nil { born.append(path) }
            } else {
                continue
            }
            isAdding = isAdding || change.old == nil
            files.append(
                File(
                    path: path, old: change.old.map { queue.ask($0, path: path, fallback: fallback) },
                    new: change.new.map { queue.ask($0, path: path, fallback: fallback) }))
        }
        guard !files.isEmpty else { return }
        if isAdding, let parent { files += try earlierNames(of: files, changes, parent, commit.tree) }
        // Older commits may have had another file of that name.
        for path in born where !files.contains(where: { $0.path == path && $0.new == nil }) { forget(path) }
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        steps.append(
            Step(
                commit: commit.id, position: times.count - 1, isMerge: commit.parents.count > 1, asked: queue.ask(commit: commit.id),
                files: files))
    }

    private mutating func relative(_ path: GitPath) -> String? {
        guard let inside = path.relative(to: scope.folder) else { return nil }
        if let text = inside.text { return text }
        unreadable.insert(path)
        return nil
    }

    // MARK: earlier names

    /// Files elsewhere that became one of those added here. They are followed from here on.
    private mutating func earlierNames(
        of files: [File], _ changes: [TreeComparison.FileChange], _ parent: ObjectID, _ tree: ObjectID
    ) throws(GitError) -> [File] {
        var all = changes
        if !seesAll {
            var folder = Watch()
            folder.add(folder: scope.folder)
            all = try comparison.changes(from: parent, to: tree, in: folder)
        }
        let elsewhere = all.compactMap { change -> (path: String, blob: ObjectID)? in
            guard change.new == nil, let blob = change.old, let path = change.path.relative(to: scope.folder)?.text,
                BriefScope.isMarkdown(path), !scope.isBrief(path), earlierNames[path] == nil
            else { return nil }
            return (path, blob)
        }
        guard !elsewhere.isEmpty else { return [] }
        var taken: Set<String> = []
        var found: [File] = []
        // What a file is can depend on its folder; an earlier name had the later one's.
        let groups = Dictionary(grouping: files.filter { $0.old == nil }) { fallback(of: $0.path) }
        for (fallback, added) in groups.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
            var removed: [File] = files.filter { $0.new == nil }
            let inside = removed.count
            removed += elsewhere.filter { !taken.contains($0.path) }.map {
                File(path: $0.path, old: queue.ask($0.blob, path: $0.path, fallback: fallback), new: nil)
            }
            for old in try renamed(added, removed).filter({ $0 >= inside }).map({ removed[$0] }) {
                taken.insert(old.path)
                found.append(old)
                follow(old.path, fallback)
            }
        }
        return found
    }

    private func fallback(of path: String) -> String? {
        if let known = earlierNames[path] { return known }
        return scope.fallback(path)
    }

    /// Positions in `removed` of files that were renamed to one of those added.
    private func renamed(_ added: [File], _ removed: [File]) throws(GitError) -> [Int] {
        func side(_ file: File, _ slot: ReadingQueue.Slot?) throws(GitError) -> Renames.File? {
            guard let slot else { return nil }
            let reading = try queue.reading(slot)
            return Renames.File(path: file.path, blob: queue.blob(slot), reading: reading, id: reading?.id)
        }
        var olds: [Renames.File] = []
        for file in removed { if let side = try side(file, file.old) { olds.append(side) } }
        var news: [Renames.File] = []
        for file in added { if let side = try side(file, file.new) { news.append(side) } }
        // An id that several have names none of them.
        olds.dropSharedIDs()
        news.dropSharedIDs()
        var renames = Renames(removed: olds, added: news)
        renames.pairIdentical()
        renames.pairByID()
        let readings = queue
        try renames.pairAlike(
            removedLines: { (i) throws(GitError) in
                try removed[i].old.map { (slot) throws(GitError) in try readings.lines(slot) } ?? []
            },
            addedLines: { (i) throws(GitError) in
                try added[i].new.map { (slot) throws(GitError) in try readings.lines(slot) } ?? []
            })
        return renames.pairs.values.sorted()
    }

    private mutating func follow(_ path: String, _ fallback: String?) {
        earlierNames[path] = .some(fallback)
        watch.add(file: scope.folder.appending(path.utf8))
    }

    private mutating func forget(_ path: String) {
        earlierNames[path] = nil
        watch.remove(file: scope.folder.appending(path.utf8))
    }
}
