package import Git

/// The last commit of the mainline that changed a file.
package struct LastChange: Sendable, Hashable {
    package var commit: String
    /// The committer's, in seconds since 1970.
    package var time: Int

    package init(commit: String, time: Int) {
        (self.commit, self.time) = (commit, time)
    }

    /// The last change of each file, by its path in the commit `tip`. Files that nothing changed since `oldest` are left out. A file that
    /// was only moved is followed by its earlier name.
    ///
    /// - Parameters:
    ///   - oldest: seconds since 1970; older commits are not looked at.
    ///   - counts: whether a change of a file's text, from one blob to the other, is one that matters.
    /// - Throws: `GitError` of kind `missingObject`, `shallow` or `damaged`.
    package static func of(
        _ files: [GitPath], in repository: Repository, from tip: ObjectID, since oldest: Int,
        counts: (_ file: GitPath, _ old: ObjectID?, _ new: ObjectID?) throws(GitError) -> Bool
    ) throws(GitError) -> [GitPath: LastChange] {
        // By the name it has where the walk is now.
        var open: [GitPath: GitPath] = [:]
        for file in files { open[file] = file }
        var watch = Watch()
        for file in files { watch.add(file: file) }
        var found: [GitPath: LastChange] = [:]
        let comparison = TreeComparison(repository)
        var mainline = FirstParentWalk(repository, from: tip)
        var following = try mainline.next()
        while let commit = following, !open.isEmpty, commit.time >= oldest {
            following = try mainline.next()
            for change in try comparison.changes(from: following?.tree, to: commit.tree, in: watch) {
                guard let file = open[change.path] else { continue }
                watch.remove(file: change.path)
                if change.old == nil, let blob = change.new, let parent = following?.tree {
                    let all = try comparison.changes(from: parent, to: commit.tree, in: .everything)
                    if let earlier = all.first(where: { $0.old == blob && $0.new == nil && open[$0.path] == nil })?.path {
                        open[change.path] = nil
                        open[earlier] = file
                        watch.add(file: earlier)
                        continue
                    }
                }
                guard try counts(file, change.old, change.new) else {
                    watch.add(file: change.path)
                    continue
                }
                open[change.path] = nil
                found[file] = LastChange(commit: commit.id.text, time: commit.time)
            }
        }
        return found
    }
}
