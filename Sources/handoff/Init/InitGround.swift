internal import Contract
internal import Git
internal import Workspace

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The folders that `init` writes into, and what is found there.
struct InitGround {
    /// Of the work tree; outside git, the folder of the config. Absolute, without links.
    let top: String
    /// The folder in which git keeps what all work trees share; nil outside git.
    let gitFolder: String?
    /// Where git looks for hooks: absolute, links followed as far as there is something; nil outside git.
    let hooks: String?
    /// The remotes' addresses.
    let remotes: [String]

    /// Larger files are left alone.
    private static let largest = 4 << 20

    /// - Throws: `RunFailure` when there is a repository that can't be read, or one without a work tree.
    init(_ team: Team) throws {
        do throws(GitError) {
            let pool = try RepositoryPool(around: team.workTree.root, environment: RepositoryEnvironment(Console.environment))
            let found = try pool.use { repository throws(GitError) in
                (
                    top: repository.workTree, common: repository.commonFolder, hooks: try repository.hooksFolder(),
                    remotes: try repository.remoteAddresses()
                )
            }
            guard let top = found.top else {
                throw GitError(
                    .other, doing: "setting up handoff", problem: "this is a bare repository, and briefs are written in work trees",
                    next: "Run handoff init in a clone.")
            }
            (self.top, remotes) = (top, found.remotes)
            gitFolder = Files.real(found.common) ?? found.common
            hooks = Files.real(found.hooks) ?? RelativePath.normalised(found.hooks).map { "/" + $0 }
        } catch {
            guard error.kind == .noRepository else { throw RunFailure(error) }
            (top, gitFolder, hooks, remotes) = (team.workTree.root, nil, nil, [])
        }
    }

    func absolute(_ path: InitPath) -> String {
        let base = path.base == .git ? gitFolder ?? top : top
        return (base == "/" ? "" : base) + "/" + path.path
    }

    /// As somebody in the current folder would type it.
    func shown(_ path: InitPath) -> String {
        let absolute = absolute(path)
        guard let inside = WorkTree(root: top).relative(absolute) else { return absolute }
        return ShownPath(root: top).text(inside)
    }

    /// The path of something inside one of the two folders; nil for what is elsewhere.
    func path(ofAbsolute absolute: String) -> InitPath? {
        if let gitFolder, let inside = WorkTree(root: gitFolder).relative(absolute) { return InitPath(.git, inside) }
        return WorkTree(root: top).relative(absolute).map { InitPath(.tree, $0) }
    }

    /// Nothing is followed out of the folders: a link anywhere on the way is left alone.
    func standing(_ path: InitPath) -> Standing {
        var here = path.base == .git ? gitFolder ?? top : top
        let parts = path.path.split(separator: "/")
        for (i, part) in parts.enumerated() {
            here = (here == "/" ? "" : here) + "/" + part
            let isLast = i == parts.count - 1
            if Files.isLink(here) { return .other(isLast ? "it is a link to something else" : "“\(part)” on the way is a link") }
            guard let kind = Files.kind(here) else { return .nothing }
            switch kind {
            case .folder: if isLast { return .other("a folder stands there") }
            case .file:
                guard isLast else { return .other("“\(part)” is a file where a folder is needed") }
                do throws(FileProblem) {
                    return .file(try Files.read(here, limit: Self.largest), isExecutable: access(here, X_OK) == 0)
                } catch {
                    return .other(error.sentence)
                }
            case .other: return .other("“\(part)” is neither a file nor a folder")
            }
        }
        return .nothing
    }
}
