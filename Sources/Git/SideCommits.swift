extension Repository {
    /// How many commits merges brought in from the side: reachable from these, and not on the mainline.
    ///
    /// - Parameters:
    ///   - parents: all but the first of every merge.
    ///   - mainline: every commit of it.
    package func countSideCommits(behind parents: [ObjectID], mainline: Set<ObjectID>) throws(GitError) -> Int {
        var seen: Set<ObjectID> = []
        var open = parents
        while let id = open.popLast() {
            guard !mainline.contains(id), seen.insert(id).inserted else { continue }
            open += try header(id).parents
        }
        return seen.count
    }
}
