/// The mainline: from a commit to its first parent, and so on to the first commit.
///
/// Parents are walked by hand: libgit2 1.5's sorted walk gives nothing at all on a shallow clone. What a merge brought in from the side is
/// not visited.
package struct FirstParentWalk {
    package struct Step: Sendable, Hashable {
        package var id: ObjectID
        package var tree: ObjectID
        /// All of them: more than one for a merge. Empty for the first commit, and where a shallow clone ends.
        package var parents: [ObjectID]
        /// The committer's, in seconds since 1970, as written: not always later than the parent's.
        package var time: Int
    }

    private let repository: Repository
    private var following: ObjectID?

    package init(_ repository: Repository, from commit: ObjectID) {
        self.repository = repository
        following = commit
    }

    /// The next commit, youngest first; nil behind the last.
    ///
    /// - Throws: `GitError` of kind `missingObject`, `shallow` or `damaged`.
    package mutating func next() throws(GitError) -> Step? {
        guard let id = following else { return nil }
        let header = try repository.header(id)
        following = header.parents.first
        return Step(id: id, tree: header.tree, parents: header.parents, time: header.time)
    }
}
