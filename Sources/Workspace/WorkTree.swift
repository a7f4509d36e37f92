internal import Contract
internal import Source

/// The files under one folder: the config's, else the repository's, else the current one. Nothing outside it is opened on a brief's word.
package struct WorkTree: Snapshot {
    /// Absolute, without links.
    package let root: String
    /// Nil where nothing is left out.
    private var ignoreRules: (any IgnoreRules)?

    /// The same files without what is ignored.
    package func leavingOut(_ rules: some IgnoreRules) -> WorkTree {
        var tree = self
        tree.ignoreRules = rules
        return tree
    }

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

    /// The path, from the root, of what somebody in the current folder calls by a path, and which may not be there; nil when it is outside.
    ///
    /// - Parameter followsLast: whether a link that the path itself names is followed, as those in the folders on the way are.
    package func path(inside path: String, followsLast: Bool = true) -> String? {
        let absolute = path.hasPrefix("/") ? path : Files.currentFolder + "/" + path
        guard let normal = RelativePath.normalised(absolute) else { return root == "/" ? "" : nil }
        // The folders on the way may be links; those that are not there yet can't be.
        var parts = normal.split(separator: "/")
        var missing: [Substring] = []
        let last = absolute.split(separator: "/").last
        if !followsLast, last != ".", last != "..", let name = parts.popLast() { missing = [name] }
        while true {
            if let folder = Files.real("/" + parts.joined(separator: "/")) {
                let tail = missing.isEmpty ? [] : [missing.joined(separator: "/")]
                return relative(([folder == "/" ? "" : folder] + tail).joined(separator: "/"))
            }
            guard let name = parts.popLast() else { return nil }
            missing.insert(name, at: 0)
        }
    }

    /// Whether a path stays inside when all its links are followed.
    package func contains(_ path: String) -> Bool {
        guard let normal = RelativePath.normalised(path), let real = Files.real(absolute(normal)) else { return false }
        return relative(real) != nil
    }

    package func location(of path: String) -> String { absolute(path) }

    package func bytes(at location: String, limit: Int) throws(FileProblem) -> [UInt8] { try Files.read(location, limit: limit) }

    package func bytes(at location: String, first count: Int) throws(FileProblem) -> [UInt8] { try Files.read(location, first: count) }

    package func isFile(_ path: String) -> Bool {
        guard let normal = RelativePath.normalised(path) else { return false }
        return contains(normal) && Files.kind(absolute(normal)) == .file
    }

    package func leadsOut(_ path: String) -> Bool { Files.isLink(absolute(path)) && !contains(path) }

    /// Files below some folders that are wanted, links to folders not followed.
    package func files(under folders: [String], skipsHidden: Bool, wanted: (String) -> Bool) -> FoundFiles {
        var found = FoundFiles()
        var open = RelativePath.outermost(folders)
        var ignoring = ignoreRules.map { Ignoring(root: root, rules: $0) }
        for folder in open { ignoring?.enter(above: folder) }
        while let folder = open.popLast() {
            let entries: [Files.Entry]
            do throws(FileProblem) {
                entries = try Files.entries(folder.isEmpty ? root : absolute(folder))
            } catch {
                if error != .missing { found.problems.append((folder, error)) }
                continue
            }
            if entries.contains(where: { $0.shown == ".gitignore" }) { ignoring?.enter(folder) }
            for entry in entries {
                let path = folder.isEmpty ? entry.shown : folder + "/" + entry.shown
                guard entry.name != nil else {
                    if path.hasSuffix(".md") { found.problems.append((path, .notUTF8)) }
                    continue
                }
                switch entry.kind {
                case .folder:
                    if entry.shown == ".git" || (skipsHidden && RelativePath.isHidden(folder: entry.shown)) { continue }
                    if ignoring?.isIgnored(path, name: entry.shown, isFolder: true) != true { open.append(path) }
                case .file:
                    if wanted(path), ignoring?.isIgnored(path, name: entry.shown, isFolder: false) != true { found.files.append(path) }
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

/// What git ignores, on one walk.
private struct Ignoring {
    private let root: String
    private let rules: any IgnoreRules
    private var hints: IgnoreHints?
    private var ask: ((_ path: String, _ isFolder: Bool) -> Bool)?

    init(root: String, rules: any IgnoreRules) {
        (self.root, self.rules) = (root, rules)
        hints = IgnoreHints(above: root)
    }

    /// The rules on the way to a folder where a walk begins.
    mutating func enter(above folder: String) {
        var here = ""
        for part in folder.split(separator: "/") {
            enter(here)
            here += (here.isEmpty ? "" : "/") + part
        }
    }

    mutating func enter(_ folder: String) {
        let file = root + "/" + (folder.isEmpty ? "" : folder + "/") + ".gitignore"
        hints?.add(file: file)
    }

    mutating func isIgnored(_ path: String, name: String, isFolder: Bool) -> Bool {
        guard hints?.mayMean(name) == true else { return false }
        let ask = ask ?? rules.open()
        self.ask = ask
        return ask(path, isFolder)
    }
}

extension [String] {
    /// In the order of their UTF-8.
    package mutating func sortByBytes() {
        // Swift compares strings of ASCII by their bytes, and faster than a loop can.
        if allSatisfy(\.isASCII) { sort() } else { sort { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    }
}
