internal import Contract
internal import Git
internal import Source
internal import Workspace

/// The repository a run stands in, and where in it.
struct Ground {
    let pool: RepositoryPool
    let trouble = GitSnapshot.Trouble()
    let notes = BriefNotes()
    /// Of the work tree; in a bare repository the current folder, so that paths are counted from the top of the commit's files.
    let top: String
    let isBare: Bool
    /// The current folder, from the top.
    let prefix: GitPath

    /// - Throws: `RunFailure` when there is no repository here, or none that can be read.
    init() throws {
        try self.init(around: Files.currentFolder, RepositoryEnvironment(Console.environment))
    }

    /// - Parameter current: absolute, without links.
    init(around current: String, _ environment: RepositoryEnvironment) throws {
        do throws(GitError) {
            pool = try RepositoryPool(around: current, environment: environment)
            let place = try pool.use { repository throws(GitError) in
                (top: repository.workTree, prefix: repository.path(inWorkTree: current))
            }
            isBare = place.top == nil
            // Hooks of the server run in the repository's own folder, which is no part of the work tree.
            top = place.top ?? current
            prefix = place.prefix ?? .top
        } catch {
            throw RunFailure(error)
        }
    }

    func asking<Value: Sendable>(_ body: (Repository) throws(GitError) -> Value) throws -> Value {
        do throws(GitError) {
            return try pool.use(body)
        } catch {
            throw RunFailure(error)
        }
    }

    /// - Throws: what went wrong while files were read, where nothing else has told it.
    func requireSound() throws {
        do throws(GitError) {
            try trouble.check()
        } catch {
            throw RunFailure(error)
        }
    }

    /// The files of a commit.
    func files(of revision: String) throws -> Recorded {
        try asking { repository throws(GitError) in .tree(try repository.tree(of: repository.commit(revision))) }
    }

    func snapshot(_ recorded: Recorded, folder: GitPath, log: GitSnapshot.ReadLog? = nil) -> GitSnapshot {
        GitSnapshot(recorded, folder: folder, pool: pool, trouble: trouble, notes: notes, log: log)
    }

    /// The folder in the work tree.
    func absolute(_ folder: GitPath) -> String {
        folder.bytes.isEmpty ? top : (top == "/" ? "" : top) + "/" + folder.shown
    }

    func exists(_ path: GitPath, in source: Recorded) throws -> Bool {
        try asking { repository throws(GitError) in try repository.entry(at: path, in: source) } != nil
    }

    /// The nearest folder upwards with a config among recorded files, else the top.
    func nearestConfig(in source: Recorded) throws -> (folder: GitPath, config: String?) {
        for folder in foldersUpwards where try exists(folder.appending(Config.fileName.utf8), in: source) {
            return (folder, Config.fileName)
        }
        return (.top, nil)
    }

    /// The current folder, the one it is in, and so on up to the top.
    var foldersUpwards: [GitPath] {
        let parts = prefix.parts
        return (0...parts.count).reversed().map { count in parts.prefix(count).reduce(GitPath.top) { $0.appending($1) } }
    }
}

extension RunFailure {
    init(_ error: GitError) { self.init(error.description) }
}
