internal import CLibgit2

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What the next commit will hold, read once: another process may write the index meanwhile, and needs no lock for it.
package struct Index: Sendable {
    /// Of stage 0, in the order of their paths. What is only intended to be added (`git add -N`) is no part of the next commit.
    package private(set) var entries: [Entry] = []
    /// Paths that a merge left undecided, each once.
    package private(set) var conflicts: [GitPath] = []

    package init() {}

    /// For tests and for commands that make one up.
    package init(entries: [Entry]) {
        self.entries = entries.sorted { $0.path < $1.path }
    }

    init(file: String, gitFolder: String) throws(GitError) {
        let doing = "reading the index"
        var opened: OpaquePointer?
        do throws(GitError) {
            try check(git_index_open(&opened, file), doing)
            defer { git_index_free(opened) }
            try check(git_index_read(opened, 1), doing)
            try read(opened, doing)
        } catch {
            throw error.explained(index: file)
        }
    }

    private mutating func read(_ index: OpaquePointer?, _ doing: String) throws(GitError) {
        let count = git_index_entrycount(index)
        entries.reserveCapacity(count)
        for i in 0..<count {
            guard let entry = git_index_get_byindex(index, i)?.pointee, let name = entry.path else { continue }
            let path = GitPath(bytes: Array(UnsafeRawBufferPointer(start: name, count: strlen(name))))
            if UInt32(entry.flags) & UInt32(GIT_INDEX_ENTRY_STAGEMASK) != 0 {
                if conflicts.last != path { conflicts.append(path) }
                continue
            }
            if UInt32(entry.flags_extended) & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0 { continue }
            guard let mode = FileMode(raw: entry.mode), mode != .folder else {
                throw GitError(.damaged, doing: doing, problem: "“\(path.shown)” is there with a mode that git doesn't write")
            }
            entries.append(Entry(path: path, mode: mode, id: ObjectID(entry.id)))
        }
        // git writes them in this order; where it doesn't tell capitals apart, libgit2 may not.
        if !zip(entries, entries.dropFirst()).allSatisfy({ $0.path < $1.path }) { entries.sort { $0.path < $1.path } }
    }

    /// Where the first entry at or behind a path stands.
    func position(_ path: GitPath) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].path < path { low = middle + 1 } else { high = middle }
        }
        return low
    }

    package subscript(path: GitPath) -> Entry? {
        let i = position(path)
        return i < entries.count && entries[i].path == path ? entries[i] : nil
    }

    /// Everything under a folder.
    package func entries(under folder: GitPath) -> ArraySlice<Entry> {
        guard !folder.bytes.isEmpty else { return entries[...] }
        let start = position(GitPath(bytes: folder.bytes + [0x2F]))
        let end = position(GitPath(bytes: folder.bytes + [0x30]))
        return entries[start..<end]
    }
}

extension GitError {
    /// Why an index can't be read.
    fileprivate func explained(index file: String) -> GitError {
        var error = self
        if message.contains("unsupported mandatory extension: 'sdir'") {
            error.kind = .unsupported
            error.problem = "this is a sparse index, which handoff can't read"
            error.next = "Write it in full: git sparse-checkout reapply --no-sparse-index"
        } else if message.contains("unsupported mandatory extension: 'link'") {
            error.kind = .unsupported
            error.problem = "the index is split into several files, which handoff can't read"
            error.next = "Write it as one: git update-index --no-split-index"
        } else if message.contains("checksum"), Self.endsInZeros(file) {
            error.kind = .unsupported
            error.problem = "the index was written without a checksum (index.skipHash), which handoff can't read"
            error.next = "Write it with one: git config index.skipHash false && git update-index --force-write-index"
        } else if category == Int32(GIT_ERROR_INDEX.rawValue) {
            error.kind = .damaged
            error.problem = "the index is damaged (\(message))"
            error.next = "Make it anew, which keeps your files: rm \(ShellWord(file).text) && git reset"
        }
        return error
    }

    /// Whether the checksum at a file's end is left out.
    private static func endsInZeros(_ path: String) -> Bool {
        guard let file = fopen(path, "re") else { return false }
        defer { fclose(file) }
        var end = [UInt8](repeating: 1, count: ObjectID.size)
        guard fseek(file, -ObjectID.size, SEEK_END) == 0, fread(&end, 1, end.count, file) == end.count else { return false }
        return end.allSatisfy { $0 == 0 }
    }
}
