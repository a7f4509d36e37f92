internal import Synchronization

/// One repository for many threads: each borrows a handle of its own, opened when all others are in use.
package final class RepositoryPool: Sendable {
    /// A handle on its way from one thread to another. Only the thread that borrowed it uses it, so that libgit2 never sees two.
    private struct Idle: @unchecked Sendable {
        let repository: Repository
    }

    private let folder: String
    private let environment: RepositoryEnvironment
    private let idle: Mutex<[Idle]>

    /// - Throws: why there is no repository around the folder.
    package init(around folder: String, environment: RepositoryEnvironment = RepositoryEnvironment()) throws(GitError) {
        self.folder = folder
        self.environment = environment
        idle = Mutex([Idle(repository: try Repository(around: folder, environment: environment))])
    }

    /// Lends a repository, which must not be kept.
    package func use<Value: Sendable>(_ body: (Repository) throws(GitError) -> Value) throws(GitError) -> Value {
        let lent: Idle
        if let free = idle.withLock({ $0.popLast() }) {
            lent = free
        } else {
            lent = Idle(repository: try Repository(around: folder, environment: environment))
        }
        defer { idle.withLock { $0.append(lent) } }
        return try body(lent.repository)
    }
}
