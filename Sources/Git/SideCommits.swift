extension Repository {
    /// Commits that merges brought in from the side: reachable from these, and not among those that are known.
    ///
    /// - Parameters:
    ///   - parents: all but the first of every merge.
    ///   - known: every commit of the mainline, and those from the side that were found earlier.
    package func sideCommits(behind parents: [ObjectID], known: Set<ObjectID>) throws(GitError) -> [ObjectID] {
        var seen: Set<ObjectID> = []
        var found: [ObjectID] = []
        var open = parents
        while let id = open.popLast() {
            guard !known.contains(id), seen.insert(id).inserted else { continue }
            found.append(id)
            open += try header(id).parents
        }
        return found
    }
}
