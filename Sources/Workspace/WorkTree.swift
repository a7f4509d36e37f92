package import Contract
package import Source

/// The files under one folder: the config's, else the repository's, else the current one. Nothing outside it is opened on a brief's word.
package struct WorkTree: Sendable {
    /// Absolute, without links.
    package let root: String

    package init(root: String) {
        self.root = Files.real(root) ?? root
    }

    package func absolute(_ path: String) -> String {
        root == "/" ? "/" + path : root + "/" + path
    }

    /// The path from the root, or nil for one outside.
    package func relative(_ absolute: String) -> String? {
        if absolute == root { return "" }
        let prefix = root == "/" ? "/" : root + "/"
        return absolute.hasPrefix(prefix) ? String(absolute.dropFirst(prefix.count)) : nil
    }

    /// Whether a path stays inside when all its links are followed.
    package func contains(_ path: String) -> Bool {
        guard let normal = RelativePath.normalised(path), let real = Files.real(absolute(normal)) else { return false }
        return relative(real) != nil
    }

    /// The tree as rules see it.
    package var tree: Tree {
        Tree(
            exists: { path, from in
                RelativePath.candidates(path, from: from).contains { contains($0) && Files.kind(absolute($0)) == .file }
            },
            read: { path in read(path) })
    }

    /// A file inside, nil when it is not there, leads out or can't be read.
    package func read(_ path: String) -> SourceText? {
        guard contains(path), let bytes = try? Files.read(absolute(path), limit: Judge.largestBrief) else { return nil }
        return SourceText(path: path, bytes: bytes)
    }

    package struct Found: Sendable {
        /// From the root, in byte order.
        package var files: [String] = []
        package var problems: [(path: String, problem: FileProblem)] = []
    }

    /// Files below some folders that are wanted, links to folders not followed.
    package func files(under folders: [String], skipsHidden: Bool, wanted: (String) -> Bool) -> Found {
        var found = Found()
        let all = Set(folders)
        // A folder inside another would be read twice.
        var open = all.filter { folder in !all.contains { $0 != folder && ($0.isEmpty || folder.hasPrefix($0 + "/")) } }.sorted()
        while let folder = open.popLast() {
            let entries: [Files.Entry]
            do throws(FileProblem) {
                entries = try Files.entries(folder.isEmpty ? root : absolute(folder))
            } catch {
                if error != .missing { found.problems.append((folder, error)) }
                continue
            }
            for entry in entries {
                let path = folder.isEmpty ? entry.shown : folder + "/" + entry.shown
                guard entry.name != nil else {
                    if path.hasSuffix(".md") { found.problems.append((path, .notUTF8)) }
                    continue
                }
                switch entry.kind {
                case .folder:
                    if entry.shown == ".git" || (skipsHidden && (entry.shown.hasPrefix(".") || entry.shown == "node_modules")) { continue }
                    open.append(path)
                case .file: if wanted(path) { found.files.append(path) }
                case .link:
                    guard wanted(path) else { continue }
                    if contains(path) {
                        if Files.kind(absolute(path)) == .file { found.files.append(path) }
                    } else {
                        let absolute = absolute(path)
                        let leads =
                            Files.kind(absolute) == nil
                            ? Files.problem(absolute) : .other("this link leads out of the folder; it is not read")
                        found.problems.append((path, leads))
                    }
                case .other: if wanted(path) { found.problems.append((path, Files.notAFile(absolute(path)))) }
                }
            }
        }
        found.files.sortByBytes()
        found.problems.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return found
    }
}

extension [String] {
    /// In the order of their UTF-8.
    package mutating func sortByBytes() {
        // Swift compares strings of ASCII by their bytes, and faster than a loop can.
        if allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) { sort() } else { sort { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    }
}
