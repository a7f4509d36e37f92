internal import Report
internal import Workspace

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A repository that is to be committed to: whether it can be at this moment, and for one run at a time.
struct CommitGround {
    /// As `git rev-parse --git-path` takes them.
    static let names =
        ["index.lock", "HEAD"] + interruptions.map(\.name)

    /// What git leaves while something is half done, in which nothing else can be committed, and how to end it.
    private static let interruptions = [
        (name: "MERGE_HEAD", what: "A merge", end: "git commit, or git merge --abort"),
        (name: "rebase-merge", what: "A rebase", end: "git rebase --continue, or --abort"),
        (name: "rebase-apply", what: "A rebase", end: "git rebase --continue, or --abort"),
        (name: "CHERRY_PICK_HEAD", what: "A cherry-pick", end: "git cherry-pick --continue, or --abort"),
        (name: "REVERT_HEAD", what: "A revert", end: "git revert --continue, or --abort"),
    ]

    /// Where these are.
    let paths: [String]

    /// Seconds. Editors look at the repository again and again, and take the index for a moment each time.
    private static let patience = 3.0
    private static let step: UInt32 = 20_000

    func requireReady() throws {
        var waited = 0.0
        while Files.kind(paths[0]) != nil {
            guard waited < Self.patience else {
                throw RunFailure(
                    "Another git is at work here; wait until it has finished. If none is, one was cut short: then delete \(paths[0]). Nothing was changed."
                )
            }
            usleep(Self.step)
            waited += Double(Self.step) / 1e6
        }
        for (interruption, path) in zip(Self.interruptions, paths.dropFirst(2)) where Files.kind(path) != nil {
            throw RunFailure("\(interruption.what) is under way here; finish it first (\(interruption.end)). Nothing was changed.")
        }
    }

    /// Whether what is committed belongs to no branch, and is out of sight once somebody goes to one.
    var isDetached: Bool {
        guard let bytes = try? Files.read(paths[1], first: 5) else { return false }
        return !bytes.starts(with: Array("ref: ".utf8))
    }

    /// Runs it while no other act is committed here: what two of them wrote would else be in the commit of one.
    func alone<Result>(_ body: () throws -> Result) throws -> Result {
        let folder = String(paths[0].dropLast(Self.names[0].count))
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RunFailure("git's folder can't be opened: \(WriteWords.sentence()). Nothing was changed.") }
        defer { close(descriptor) }
        var waited = 0.0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR {
            guard waited < 10 * Self.patience else {
                throw RunFailure("Another handoff is committing here and does not end; try again. Nothing was changed.")
            }
            usleep(Self.step)
            waited += Double(Self.step) / 1e6
        }
        try requireReady()
        return try body()
    }
}
