/// Files that git has recorded: a commit's, the index's, or none.
package enum Recorded: Sendable {
    /// Before the first commit.
    case nothing
    case tree(ObjectID)
    case index(Index)
}

/// Finding and listing recorded files. Links are told apart, never followed; so are submodules.
extension Repository {
    /// The file, link or submodule at a path; a folder only where it is one in a tree.
    package func entry(at path: GitPath, in recorded: Recorded) throws(GitError) -> Entry? {
        switch recorded {
        case .nothing: return nil
        case .index(let index):
            if let entry = index[path] { return entry }
            return index.entries(under: path).isEmpty ? nil : Entry(path: path, mode: .folder, id: .emptyBlob)
        case .tree(let root):
            var found = Entry(path: .top, mode: .folder, id: root)
            for part in path.parts {
                guard found.mode == .folder, let entry = try folder(found.id).first(where: { $0.name.elementsEqual(part) }) else {
                    return nil
                }
                found = Entry(path: found.path.appending(part), mode: entry.mode, id: entry.id)
            }
            return found
        }
    }

    /// All files, links and submodules under a folder, in the order of their paths.
    package func entries(under folder: GitPath, in recorded: Recorded) throws(GitError) -> [Entry] {
        switch recorded {
        case .nothing: return []
        case .index(let index): return Array(index.entries(under: folder))
        case .tree:
            guard let top = try entry(at: folder, in: recorded), top.mode == .folder else { return [] }
            var found: [Entry] = []
            try walk(top.id, path: folder) { found.append($0) }
            return found
        }
    }

    /// Everything but folders, in the order of their paths.
    func walk(_ tree: ObjectID, path: GitPath, _ body: (Entry) -> Void) throws(GitError) {
        // Trees name each other by their hash, so that none can contain itself; only their depth must not be trusted.
        var open = [(path: path, entries: try entries(of: tree)[...])]
        var count = 0
        while let (path, entries) = open.popLast() {
            guard let entry = entries.first else { continue }
            open.append((path, entries.dropFirst()))
            let inner = path.appending(entry.name)
            guard entry.mode == .folder else {
                count += 1
                guard count <= mostEntries else { throw tooMany(path) }
                body(Entry(path: inner, mode: entry.mode, id: entry.id))
                continue
            }
            guard open.count < Self.deepest else { throw Self.tooDeep(inner) }
            open.append((inner, try self.entries(of: entry.id)[...]))
        }
    }

    /// Folders inside each other beyond this are no team's.
    static let deepest = 512
    func tooMany(_ path: GitPath) -> GitError {
        GitError(
            .damaged, doing: "listing the files",
            problem: "there are more than \(mostEntries) of them, in “\(path.shown.prefix(80))” and before")
    }

    static func tooDeep(_ path: GitPath) -> GitError {
        GitError(.damaged, doing: "listing the files", problem: "the folders in “\(path.shown.prefix(80))…” are nested too deeply")
    }

    /// A folder's entries, kept for the next time somebody looks into it.
    func folder(_ tree: ObjectID) throws(GitError) -> [TreeEntry] {
        if let known = folders[tree] { return known }
        let entries = try entries(of: tree)
        if folders.count >= 4096 { folders.removeAll() }
        folders[tree] = entries
        return entries
    }

    func entries(of tree: ObjectID) throws(GitError) -> [TreeEntry] {
        guard let entries = try object(tree, .tree, { TreeEntry.all(in: $0) }) else { throw Self.damaged(.tree, tree) }
        return entries
    }
}
