internal import Git
internal import Workspace

/// Why there is nothing to read yet: that is no failure, and not the same as a history that can't be read.
enum NoHistory {
    case noRepository, noCommits

    /// Around the current folder; nil where there is a history.
    ///
    /// - Throws: `RunFailure` for any other trouble with the repository or the branch.
    static func here(branch: String = "HEAD") throws -> NoHistory? {
        do throws(GitError) {
            let pool = try RepositoryPool(around: Files.currentFolder, environment: RepositoryEnvironment(Console.environment))
            _ = try pool.use { repository throws(GitError) in try repository.commit(branch) }
            return nil
        } catch {
            switch error.kind {
            case .noRepository: return .noRepository
            case .noCommits: return .noCommits
            case .missingRevision where branch == "HEAD": return .noCommits
            default: throw RunFailure(error)
            }
        }
    }
}
