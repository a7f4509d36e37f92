/// Why something about a repository can't be known: what was being done, what stood in the way, what to do next.
package struct GitError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What a caller may want to tell apart.
    package enum Kind: Sendable, Hashable {
        case noRepository
        /// It belongs to another user and nobody said that it is safe.
        case notOwned
        /// A kind of repository or index that libgit2 can't read.
        case unsupported
        case noCommits
        case missingRevision
        case notACommit
        /// What is needed lies beyond the end of a shallow clone.
        case shallow
        case unrelatedHistories
        /// An object that should be there is not.
        case missingObject
        case damaged
        case notAllowed
        case other
    }

    package var kind: Kind
    /// A sentence's beginning, such as “reading the commit 12ab”.
    package var doing: String
    /// What is wrong, in plain words.
    package var problem: String
    /// A sentence with the command to run; empty where nothing helps.
    package var next: String
    /// libgit2's own code, class and words; zero and empty where it was not asked.
    package var code: Int32 = 0
    package var category: Int32 = 0
    package var message: String = ""

    package init(_ kind: Kind, doing: String, problem: String, next: String = "") {
        self.kind = kind
        self.doing = doing
        self.problem = problem
        self.next = next
    }

    package var description: String {
        "\(doing.prefix(1).uppercased())\(doing.dropFirst()) did not work: \(problem).\(next.isEmpty ? "" : " \(next)")"
    }
}
