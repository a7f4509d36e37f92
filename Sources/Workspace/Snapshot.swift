package import Contract
package import Source

/// The team's files as they are in one place: the work tree, the index or a commit. Whoever reads them does not care which.
package protocol Snapshot: Sendable {
    /// What `bytes` opens a path by: where a file is on disk may be known already when its path is not.
    func location(of path: String) -> String

    /// The whole of a file of at most `limit` bytes. Links are followed.
    func bytes(at location: String, limit: Int) throws(FileProblem) -> [UInt8]

    /// The first bytes of a file of any size.
    func bytes(at location: String, first count: Int) throws(FileProblem) -> [UInt8]

    /// Whether there is a file, when links that stay inside are followed. What leads out of the team's folder is none.
    func isFile(_ path: String) -> Bool

    /// Whether a link leads out of the team's folder.
    func leadsOut(_ path: String) -> Bool

    /// Files below some folders that are wanted, links to folders not followed.
    ///
    /// - Parameter skipsHidden: whether folders are passed over whose names begin with a dot, and `node_modules`.
    func files(under folders: [String], skipsHidden: Bool, wanted: (String) -> Bool) -> FoundFiles
}

/// What a walk through folders came to.
package struct FoundFiles: Sendable {
    /// From the team's folder, in byte order.
    package var files: [String] = []
    package var problems: [(path: String, problem: FileProblem)] = []

    package init() {}
}

extension Snapshot {
    /// A file inside, nil when it is not there, leads out or can't be read.
    package func read(_ path: String) -> SourceText? {
        guard isFile(path), let bytes = try? bytes(at: location(of: path), limit: Judge.largestBrief) else { return nil }
        return SourceText(path: path, bytes: bytes)
    }

    /// The files as rules see them.
    package var tree: Tree {
        Tree(exists: { path, from in RelativePath.candidates(path, from: from).contains(where: isFile) }, read: { path in read(path) })
    }
}

extension RelativePath {
    /// Folders to look into, each once: one inside another would be read twice.
    package static func outermost(_ folders: [String]) -> [String] {
        let all = Set(folders)
        return all.filter { folder in !all.contains { $0 != folder && ($0.isEmpty || folder.hasPrefix($0 + "/")) } }.sorted()
    }

    /// Whether a folder is one that a search for briefs passes over.
    package static func isHidden(folder name: some StringProtocol) -> Bool { name.hasPrefix(".") || name == "node_modules" }
}
