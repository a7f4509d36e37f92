internal import Contract
internal import Git
internal import Source
internal import Synchronization
internal import Workspace

/// The team's files as git has recorded them: in the index or in a commit.
///
/// Links lead to what is recorded where they point, as they would in a work tree; nothing outside the team's folder is read.
struct GitSnapshot: Snapshot {
    private let pool: RepositoryPool
    let recorded: Recorded
    /// The team's folder in the repository.
    let folder: GitPath
    private let conflicts: Set<GitPath>
    private let trouble: Trouble
    /// What was asked for, where somebody wants to know.
    private let log: ReadLog?
    /// What is known of its briefs already.
    let notes: BriefNotes
    private let listed = Listed()

    /// What stands at paths that were listed, so that they need not be looked up one by one.
    private final class Listed: Sendable {
        let blobs = Mutex<[String: ObjectID]>([:])
        let briefs = Mutex<BriefFiles?>(nil)
    }

    /// Paths that were read or looked for.
    final class ReadLog: Sendable {
        private let asked = Mutex<[String: ObjectID?]>([:])

        var paths: Set<String> { asked.withLock { Set($0.keys) } }

        /// Each path with the bytes that stood there, if any.
        var parts: [String] {
            asked.withLock { asked in
                asked.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.flatMap { [$0.key, $0.value?.text ?? ""] }
            }
        }

        fileprivate func note(_ path: String, _ id: ObjectID?) { asked.withLock { $0[path] = .some(id) } }
    }

    /// What went wrong where nobody could be told: a file that can't be read must not look like one that is not there.
    final class Trouble: Sendable {
        private let first = Mutex<GitError?>(nil)

        func note(_ error: GitError) { first.withLock { $0 = $0 ?? error } }

        func check() throws(GitError) {
            if let error = first.withLock({ $0 }) { throw error }
        }
    }

    init(_ recorded: Recorded, folder: GitPath, pool: RepositoryPool, trouble: Trouble, notes: BriefNotes, log: ReadLog? = nil) {
        self.log = log
        self.notes = notes
        self.recorded = recorded
        self.folder = folder
        self.pool = pool
        self.trouble = trouble
        if case .index(let index) = recorded { conflicts = Set(index.conflicts) } else { conflicts = [] }
    }

    // MARK: reading

    func location(of path: String) -> String { path }

    func bytes(at location: String, limit: Int) throws(FileProblem) -> [UInt8] {
        try contents(blob(location), limit: limit)
    }

    /// What stands at a path when links are followed.
    func blob(_ path: String) throws(FileProblem) -> ObjectID { try file(path).id }

    /// All of the team's briefs here, looked for once.
    func allBriefs(_ find: () -> BriefFiles) -> BriefFiles {
        if let known = listed.briefs.withLock({ $0 }) { return known }
        let found = find()
        listed.briefs.withLock { $0 = found }
        return found
    }

    /// What stands at those paths that were listed and are no links.
    var listedBlobs: [String: ObjectID] { listed.blobs.withLock { $0 } }

    /// A blob of at most `limit` bytes.
    func contents(_ id: ObjectID, limit: Int) throws(FileProblem) -> [UInt8] {
        let blob = try reading { repository throws(GitError) in
            let size = try repository.size(of: id)
            return (size: size, bytes: size > limit ? [] : try repository.blob(id))
        }
        guard blob.size <= limit else { throw .tooLarge(bytes: blob.size) }
        return blob.bytes
    }

    func bytes(at location: String, first count: Int) throws(FileProblem) -> [UInt8] {
        // A blob has no beginning that could be read alone.
        Array(try bytes(at: location, limit: max(count, Self.mostForABeginning)).prefix(count))
    }

    /// Nobody's Markdown is as large, and a larger file is not read into memory to look at its first lines.
    private static let mostForABeginning = 32 << 20

    func isFile(_ path: String) -> Bool {
        guard let normal = RelativePath.normalised(path) else { return false }
        if conflicts.contains(repositoryPath(normal)) { return true }
        do throws(FileProblem) {
            _ = try file(normal)
            return true
        } catch {
            return false
        }
    }

    func leadsOut(_ path: String) -> Bool {
        do throws(FileProblem) {
            _ = try file(path)
            return false
        } catch {
            return error == Self.leadsOutside
        }
    }

    /// What stands at a path itself, links not followed.
    func entry(_ path: String) throws(GitError) -> Entry? {
        let path = repositoryPath(path)
        let recorded = recorded
        return try pool.use { repository throws(GitError) in try repository.entry(at: path, in: recorded) }
    }

    func repositoryPath(_ path: String) -> GitPath { path.isEmpty ? folder : folder.appending(path.utf8) }

    // MARK: links

    private static let leadsOutside = FileProblem.other("this link leads out of the folder; it is not read")
    /// Linux gives up after as many.
    private static let mostLinks = 40

    /// The file that a path leads to when links are followed, in the last part and before.
    private func file(_ path: String) throws(FileProblem) -> Entry {
        do throws(FileProblem) {
            let found = try unlogged(path)
            log?.note(path, found.id)
            return found
        } catch {
            log?.note(path, nil)
            throw error
        }
    }

    private func unlogged(_ path: String) throws(FileProblem) -> Entry {
        let start = repositoryPath(path)
        if conflicts.contains(start) {
            throw .other("a merge left it undecided; settle it and stage it with “git add”")
        }
        let (recorded, folder) = (recorded, folder)
        let found = try reading { repository throws(GitError) in
            try Self.follow(start.relative(to: folder) ?? .top, in: folder, recorded, repository)
        }
        switch found {
        case .success(let entry): return entry
        case .failure(let problem): throw problem
        }
    }

    /// Links that are wanted, each with the path of the file it leads to.
    func links(wanted: (String) -> Bool) throws(GitError) -> [(path: String, target: String)] {
        let (recorded, folder) = (recorded, folder)
        let links = try pool.use { repository throws(GitError) in
            try repository.entries(under: folder, in: recorded).filter { $0.mode == .link }
        }
        return links.compactMap { link in
            guard let path = link.path.relative(to: folder)?.text, wanted(path) else { return nil }
            guard let target = (try? file(path))?.path.relative(to: folder)?.text else { return nil }
            return (path, target)
        }
    }

    private static func follow(
        _ path: GitPath, in folder: GitPath, _ recorded: Recorded, _ repository: Repository
    ) throws(GitError) -> Result<Entry, FileProblem> {
        // Most paths have no links on their way.
        if let entry = try repository.entry(at: folder.appended(path), in: recorded), entry.mode.isFile { return .success(entry) }
        var waiting = Array(path.parts.reversed())
        var reached: [ArraySlice<UInt8>] = []
        var links = 0
        while let part = waiting.popLast() {
            if part.elementsEqual([0x2E]) { continue }
            if part.elementsEqual([0x2E, 0x2E]) {
                guard reached.popLast() != nil else { return .failure(leadsOutside) }
                continue
            }
            let here = reached.reduce(folder) { $0.appending($1) }.appending(part)
            guard let entry = try repository.entry(at: here, in: recorded) else {
                return .failure(links > 0 ? .brokenLink : .missing)
            }
            switch entry.mode {
            case .folder: reached.append(part)
            case .file, .executable: return waiting.isEmpty ? .success(entry) : .failure(links > 0 ? .brokenLink : .missing)
            case .submodule: return .failure(.other("another repository (a submodule) is there; it is not read"))
            case .link:
                links += 1
                guard links <= mostLinks else { return .failure(.linkCircle) }
                let target = try repository.blob(entry.id)
                guard target.first != 0x2F else { return .failure(leadsOutside) }
                waiting += target.split(separator: 0x2F).reversed()
            }
        }
        return .failure(.folder)
    }

    // MARK: listing

    func files(under folders: [String], skipsHidden: Bool, wanted: (String) -> Bool) -> FoundFiles {
        var found = FoundFiles()
        for folder in RelativePath.outermost(folders) {
            let (top, recorded) = (repositoryPath(folder), recorded)
            do throws(FileProblem) {
                let entries = try reading { repository throws(GitError) in try repository.entries(under: top, in: recorded) }
                var blobs = listed.blobs.withLock { $0 }
                for entry in entries { add(entry, skipsHidden: skipsHidden, wanted: wanted, to: &found, &blobs) }
                listed.blobs.withLock { $0 = blobs }
            } catch {
                found.problems.append((folder, error))
            }
            for path in conflicts where path.isInside(top) {
                guard let text = path.relative(to: self.folder)?.text, isLookedAt(text, skipsHidden: skipsHidden), wanted(text) else {
                    continue
                }
                found.problems.append((text, .other("a merge left it undecided; settle it and stage it with “git add”")))
            }
        }
        found.files.sortByBytes()
        found.problems.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return found
    }

    private func add(
        _ entry: Entry, skipsHidden: Bool, wanted: (String) -> Bool, to found: inout FoundFiles, _ blobs: inout [String: ObjectID]
    ) {
        guard entry.mode != .submodule, let path = entry.path.relative(to: folder) else { return }
        guard let text = path.text else {
            if path.shown.hasSuffix(".md") { found.problems.append((path.shown, .notUTF8)) }
            return
        }
        guard isLookedAt(text, skipsHidden: skipsHidden), wanted(text) else { return }
        guard entry.mode == .link else {
            found.files.append(text)
            blobs[text] = entry.id
            return
        }
        do throws(FileProblem) {
            _ = try file(text)
            found.files.append(text)
        } catch {
            // A link to a folder is no file, and is not followed.
            if error != .folder { found.problems.append((text, error)) }
        }
    }

    private func isLookedAt(_ path: String, skipsHidden: Bool) -> Bool {
        !skipsHidden || !path.split(separator: "/").dropLast().contains { RelativePath.isHidden(folder: $0) }
    }

    /// Asks the repository; what is wrong with it becomes the file's problem, and is never forgotten.
    private func reading<Value: Sendable>(_ body: (Repository) throws(GitError) -> Value) throws(FileProblem) -> Value {
        do throws(GitError) {
            return try pool.use(body)
        } catch {
            trouble.note(error)
            throw .other(error.clause)
        }
    }
}

extension GitError {
    /// Without a capital at its beginning and a full stop at its end.
    var clause: String { "\(doing) did not work: \(problem)\(next.isEmpty ? "" : ". \(next)")" }
}

extension GitPath {
    func appended(_ path: GitPath) -> GitPath { path.bytes.isEmpty ? self : appending(path.bytes) }
}
