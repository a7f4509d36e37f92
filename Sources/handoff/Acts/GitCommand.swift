internal import Report
internal import Source
internal import Workspace

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The git command, for the one thing that changes a repository: a commit of named paths. No shell is involved.
///
/// libgit2 would run no hooks and sign nothing; what a team set up for its commits must hold for these as well.
struct GitCommand {
    /// Where paths are counted from.
    let folder: String

    /// The name that commits are made under.
    func authorName() throws -> String {
        let result = try run(["var", "GIT_AUTHOR_IDENT"])
        let name = result.code == 0 ? result.output.prefix { $0 != "<" }.split(whereSeparator: \.isWhitespace).joined(separator: " ") : ""
        guard !name.isEmpty else { throw RunFailure("Who accepts it? git knows no name here; say it: --as \"Lee Park\".") }
        return name
    }

    /// - Throws: `RunFailure` where a commit could not be made.
    func ground() throws -> CommitGround {
        let result = try run(["rev-parse"] + CommitGround.names.flatMap { ["--git-path", $0] })
        guard result.code == 0 else { throw RunFailure("--commit needs a git repository, and here is none. Nothing was changed.") }
        let paths = result.output.split(whereSeparator: \.isNewline).map { $0.hasPrefix("/") ? String($0) : folder + "/" + $0 }
        guard paths.count == CommitGround.names.count else { throw RunFailure("git did not say where its files are. Nothing was changed.") }
        let ground = CommitGround(paths: paths)
        try ground.requireReady()
        return ground
    }

    /// git made no commit, and the index is what it was.
    enum CommitFailure: Error {
        /// What there is to mend, as a sentence.
        case known(String)
        /// In the words of git or of a hook, at most twenty lines.
        case said(String)
    }

    /// Commits these paths alone; what else is in the index stays there.
    ///
    /// - Parameter author: as “Dana <dana@acme.example>”; else the one that git knows.
    /// - Throws: `CommitFailure`.
    func commit(_ paths: [String], subject: String, trailers: [String], author: String? = nil) throws {
        let isKnown = try paths.map { try run(["ls-files", "--error-unmatch", "--", $0]).code == 0 }
        let fresh = zip(paths, isKnown).filter { !$1 }.map(\.0)
        if !fresh.isEmpty {
            let added = try run(["add", "--intent-to-add", "--"] + fresh)
            guard added.code == 0 else { throw try failure(added.output, paths) }
        }
        let body = trailers.isEmpty ? [] : ["-m", trailers.map(\.printable).joined(separator: "\n")]
        let result = try run(
            ["commit", "--quiet", "--only", "-m", subject.printable] + (author.map { ["--author=\($0)"] } ?? []) + body + ["--"] + paths)
        guard result.code != 0 else { return }
        if !fresh.isEmpty { _ = try run(["rm", "--cached", "--quiet", "--"] + fresh) }
        throw try failure(result.output, paths)
    }

    /// Reasons that most often need somebody's own words; for all others git's.
    private func failure(_ complaint: String, _ paths: [String]) throws -> CommitFailure {
        for path in paths where try run(["check-ignore", "--quiet", "--", path], isLiteral: false).code == 0 {
            return .known("\(path) is among the files that git is told to ignore (.gitignore); leave out --commit.")
        }
        for name in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] where try run(["var", name]).code != 0 {
            return .known(
                "git doesn't know who you are; tell it once, and try again: git config --global user.name \"Dana Okafor\", and git config --global user.email dana@acme.example"
            )
        }
        let lines = complaint.split(whereSeparator: \.isNewline)
        return .said((lines.prefix(20) + (lines.count > 20 ? ["…"] : [])).joined(separator: "\n"))
    }

    /// Whether a commit since another one has this line in its message.
    ///
    /// - Parameter line: letters, digits, spaces, hyphens and colons.
    func isSaid(_ line: String, since base: String) throws -> Bool {
        let result = try run(["log", "--format=%H", "--extended-regexp", "--grep=^\(line)$", "\(base)..HEAD"])
        guard result.code == 0 else { throw RunFailure("git can't list the commits since \(base).") }
        return !result.output.isEmpty
    }

    /// When a file was last changed by a commit, in seconds since 1970.
    func lastChange(_ path: String) throws -> Int? {
        let result = try run(["log", "-1", "--format=%ct", "HEAD", "--", path])
        return result.code == 0 ? Int(result.output.trimmed) : nil
    }

    // MARK: running it

    /// - Parameter isLiteral: whether paths are nothing but paths, which not every command of git can be told.
    private func run(_ arguments: [String], isLiteral: Bool = true) throws -> (code: Int32, output: String) {
        let words = ["git"] + (isLiteral ? ["--literal-pathspecs"] : []) + ["-C", folder] + arguments
        var pipe: [Int32] = [-1, -1]
        guard pipe2(&pipe) else { throw RunFailure("git can't be run: \(WriteWords.sentence()).") }
        defer { close(pipe[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, pipe[1], 1)
        posix_spawn_file_actions_adddup2(&actions, pipe[1], 2)
        // What this program ignores, hooks need not.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGPIPE, SIGXFSZ] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var argv = words.map { strdup($0) } + [nil]
        defer { for word in argv { free(word) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, "git", &actions, &attributes, &argv, environ)
        close(pipe[1])
        guard code == 0 else {
            throw RunFailure(
                code == ENOENT
                    ? "git is not installed here, or not on the PATH; without it leave out --commit and name who accepts with --as. Nothing was committed."
                    : "git can't be run: \(String(cString: strerror(code))).")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let got = read(pipe[0], &buffer, buffer.count)
            if got < 0, errno == EINTR { continue }
            if got <= 0 { break }
            if bytes.count < 1 << 16 { bytes += buffer[..<got] }
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let exit = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128
        return (exit, String(decoding: bytes, as: UTF8.self))
    }

    private func pipe2(_ ends: inout [Int32]) -> Bool {
        guard pipe(&ends) == 0 else { return false }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return true
    }
}
