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

    /// - Throws: `RunFailure` where a commit could not be made; nothing is written then.
    func requireReady() throws {
        let result = try run(["rev-parse", "--git-path", "index.lock", "--git-path", "MERGE_HEAD"])
        guard result.code == 0 else { throw RunFailure("--commit needs a git repository, and here is none. Nothing was changed.") }
        let paths = result.output.split(whereSeparator: \.isNewline).map { $0.hasPrefix("/") ? String($0) : folder + "/" + $0 }
        guard paths.count == 2 else { throw RunFailure("git did not say where its files are. Nothing was changed.") }
        if Files.kind(paths[0]) != nil {
            throw RunFailure("Another git is at work here (\(paths[0])); wait until it has finished. Nothing was changed.")
        }
        if Files.kind(paths[1]) != nil { throw RunFailure("A merge is under way here; finish it first (git commit). Nothing was changed.") }
    }

    /// Commits these paths alone; what else is in the index stays there.
    ///
    /// - Parameter author: as “Dana <dana@acme.example>”; else the one that git knows.
    func commit(_ paths: [String], subject: String, trailers: [String], author: String? = nil) throws {
        let isKnown = try paths.map { try run(["ls-files", "--error-unmatch", "--", $0]).code == 0 }
        let fresh = zip(paths, isKnown).filter { !$1 }.map(\.0)
        if !fresh.isEmpty {
            let added = try run(["add", "--intent-to-add", "--"] + fresh)
            guard added.code == 0 else { throw failure(added.output) }
        }
        let body = trailers.isEmpty ? [] : ["-m", trailers.joined(separator: "\n")]
        let result = try run(
            ["commit", "--quiet", "--only", "-m", subject] + (author.map { ["--author=\($0)"] } ?? []) + body + ["--"] + paths)
        guard result.code != 0 else { return }
        if !fresh.isEmpty, try run(["rm", "--cached", "--quiet", "--"] + fresh).code != 0 {
            throw RunFailure("\(failure(result.output)) git still lists \(fresh.joined(separator: ", ")) as new.")
        }
        throw failure(result.output)
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

    private func failure(_ complaint: String) -> RunFailure {
        let lines = complaint.split(whereSeparator: \.isNewline).prefix(5).joined(separator: "\n")
        return RunFailure("The brief is written, but git did not commit it:\n\(lines)")
    }

    // MARK: running it

    private func run(_ arguments: [String]) throws -> (code: Int32, output: String) {
        let words = ["git", "--literal-pathspecs", "-C", folder] + arguments
        var pipe: [Int32] = [-1, -1]
        guard pipe2(&pipe) else { throw RunFailure("git can't be run: \(String(cString: strerror(errno))).") }
        defer { close(pipe[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, pipe[1], 1)
        posix_spawn_file_actions_adddup2(&actions, pipe[1], 2)
        var argv = words.map { strdup($0) } + [nil]
        defer { for word in argv { free(word) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, "git", &actions, nil, &argv, environ)
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
