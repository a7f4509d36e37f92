internal import Git
internal import Workspace

/// What git ignores in a team's folder. The repository is opened when the answer is called for, not before.
struct GitIgnore: IgnoreRules {
    let workTree: WorkTree

    /// Where the repository can't be opened or its index can't be read, nothing is ignored: rather one file too many is judged.
    func open() -> (_ path: String, _ isFolder: Bool) -> Bool {
        guard let repository = try? Repository(around: workTree.root, environment: RepositoryEnvironment(Console.environment)),
            let folder = repository.path(inWorkTree: workTree.root), let index = try? repository.readIndex()
        else { return { _, _ in false } }
        return { path, isFolder in
            (try? repository.isIgnored(folder.appending(path.utf8), isFolder: isFolder, index: index)) ?? false
        }
    }
}
