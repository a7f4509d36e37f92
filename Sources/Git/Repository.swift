internal import CLibgit2

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// An open repository.
///
/// Not Sendable: libgit2 lets one thread at a time use a handle. `RepositoryPool` hands out one for each.
package final class Repository {
    let handle: OpaquePointer
    let odb: OpaquePointer
    /// Absolute, without a slash at its end: `.git`, the folder of a linked work tree's own files, or a bare repository.
    package let gitFolder: String
    /// What all work trees share; the same as `gitFolder` where there is only one.
    package let commonFolder: String
    /// Absolute, without links and without a slash at its end; nil in a bare repository.
    package let workTree: String?
    /// The last commits of a shallow clone have parents that are not there.
    package let shallowEnds: Set<ObjectID>
    private let indexFile: String
    /// `core.hooksPath` as one work tree alone has it.
    let ownHooksPath: String?
    /// Where objects are, alternates included.
    let objectFolders: [String]
    let looseObjects: LooseObjects
    /// For reading many packed objects; nil leaves them to libgit2.
    private(set) var packs: PackReader?
    /// Files beyond this are an attack: eight small tree objects can spell more paths than there is memory for.
    package var mostEntries = 2_000_000
    /// Folders of trees that were looked into, by the tree's id.
    var folders: [ObjectID: [TreeEntry]] = [:]

    package var isBare: Bool { workTree == nil }
    package var isShallow: Bool { !shallowEnds.isEmpty }

    deinit {
        git_odb_free(odb)
        git_repository_free(handle)
    }

    /// The repository that a folder is in, or the one that the environment names.
    ///
    /// - Parameter folder: absolute, without links: where somebody stands. Relative paths of the environment are counted from it.
    /// - Throws: `GitError` of kind `noRepository`, `notOwned`, `unsupported`, `damaged` or `other`.
    package init(around folder: String, environment: RepositoryEnvironment = RepositoryEnvironment()) throws(GitError) {
        try Library.start()
        let doing = "opening the git repository"
        guard environment.commonFolder == nil else {
            throw GitError(
                .unsupported, doing: doing, problem: "GIT_COMMON_DIR is set, which handoff can't follow",
                next: "Unset it, or run handoff inside the work tree.")
        }
        let start = environment.gitFolder.map { Self.absolute($0, from: folder) } ?? folder
        var flags = environment.gitFolder == nil ? 0 : GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
        if environment.crossesFileSystems { flags |= GIT_REPOSITORY_OPEN_CROSS_FS.rawValue }
        var opened: OpaquePointer?
        do throws(GitError) {
            try check(git_repository_open_ext(&opened, start, flags, environment.ceilings), doing)
        } catch {
            throw error.explained(opening: start)
        }
        guard let handle = opened else { throw GitError(.other, doing: doing, problem: "git's library gave no repository") }
        var store: OpaquePointer?
        do throws(GitError) {
            try check(git_repository_odb(&store, handle), "opening the repository's objects")
            for objects in environment.objectFolders {
                try check(git_odb_add_disk_alternate(store, Self.absolute(objects, from: folder)), "opening the objects in \(objects)")
            }
        } catch {
            git_odb_free(store)
            git_repository_free(handle)
            throw error
        }
        guard let odb = store else {
            git_repository_free(handle)
            throw GitError(.other, doing: doing, problem: "git's library gave no objects")
        }
        self.handle = handle
        self.odb = odb
        gitFolder = Self.folder(git_repository_path(handle)) ?? start
        commonFolder = Self.folder(git_repository_commondir(handle)) ?? gitFolder
        indexFile = environment.indexFile.map { Self.absolute($0, from: folder) } ?? gitFolder + "/index"
        objectFolders = LooseObjects.withAlternates(
            [commonFolder + "/objects"] + environment.objectFolders.map { Self.absolute($0, from: folder) })
        looseObjects = LooseObjects(objectFolders)
        let own = WorktreeConfig(gitFolder: gitFolder, commonFolder: commonFolder)
        if let path = environment.workTree {
            workTree = Self.real(Self.absolute(path, from: folder))
        } else if let path = own.workTree {
            workTree = Self.real(Self.absolute(path, from: gitFolder))
        } else if own.isBare == true || git_repository_is_bare(handle) == 1 {
            workTree = nil
        } else if environment.gitFolder != nil, !Self.namesWorkTree(handle) {
            // git takes the folder one is in for the work tree's top when only GIT_DIR is set.
            workTree = folder
        } else {
            workTree = Self.folder(git_repository_workdir(handle)).map(Self.real)
        }
        ownHooksPath = own.hooksPath
        shallowEnds = Self.readShallowEnds(commonFolder)
    }

    /// Reads packed objects by hand from now on; nil for libgit2 again.
    package func readByHand(_ files: PackFiles?) { packs = files.map { PackReader($0) } }

    /// The index as it is written now; empty where there is none.
    package func readIndex() throws(GitError) -> Index { try Index(file: indexFile, gitFolder: gitFolder) }

    /// Whether commits may be replaced by others (`git replace`) or given other parents (grafts), which is not looked at.
    package var hasReplacements: Bool {
        if let grafts = fopen(commonFolder + "/info/grafts", "re") {
            defer { fclose(grafts) }
            if fgetc(grafts) != EOF { return true }
        }
        var names = git_strarray()
        guard git_reference_list(&names, handle) == 0 else { return false }
        defer { git_strarray_dispose(&names) }
        return (0..<names.count).contains { i in names.strings[i].map { strncmp($0, "refs/replace/", 13) == 0 } ?? false }
    }

    /// Where a folder stands inside the work tree; nil for one outside, or when there is none.
    package func path(inWorkTree absolute: String) -> GitPath? {
        guard let workTree else { return nil }
        if absolute == workTree { return .top }
        let prefix = workTree == "/" ? "/" : workTree + "/"
        return absolute.hasPrefix(prefix) ? GitPath(String(absolute.dropFirst(prefix.count))) : nil
    }

    // MARK: folders

    private static func absolute(_ path: String, from folder: String) -> String {
        path.hasPrefix("/") ? path : (folder == "/" ? "" : folder) + "/" + path
    }

    private static func folder(_ path: UnsafePointer<CChar>?) -> String? {
        guard let path else { return nil }
        let text = String(cString: path)
        return text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    private static func real(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// Whether the repository's config says where the work tree is.
    private static func namesWorkTree(_ handle: OpaquePointer) -> Bool {
        var config: OpaquePointer?
        guard git_repository_config_snapshot(&config, handle) == 0 else { return false }
        defer { git_config_free(config) }
        var value: UnsafePointer<CChar>?
        return git_config_get_string(&value, config, "core.worktree") == 0
    }

    /// The file `shallow`: a commit a line.
    private static func readShallowEnds(_ commonFolder: String) -> Set<ObjectID> {
        guard let file = fopen(commonFolder + "/shallow", "re") else { return [] }
        defer { fclose(file) }
        var ends: Set<ObjectID> = []
        var line = [CChar](repeating: 0, count: 128)
        while fgets(&line, Int32(line.count), file) != nil {
            let digits = line.prefix { $0 != 0 && $0 != 0x0A }.map { UInt8(bitPattern: $0) }
            if let id = ObjectID(hex: digits) { ends.insert(id) }
        }
        return ends
    }
}

/// What `config.worktree` says of one work tree alone (`extensions.worktreeConfig`), which libgit2 1.5 doesn't read.
private struct WorktreeConfig {
    var isBare: Bool?
    var workTree: String?
    var hooksPath: String?

    init(gitFolder: String, commonFolder: String) {
        guard Self.read(commonFolder + "/config", { Self.flag("extensions.worktreeconfig", $0) }) == true else { return }
        isBare = Self.read(gitFolder + "/config.worktree") { Self.flag("core.bare", $0) }
        workTree = Self.read(gitFolder + "/config.worktree") { config in
            var buffer = git_buf()
            guard git_config_get_string_buf(&buffer, config, "core.worktree") == 0 else { return nil }
            defer { git_buf_dispose(&buffer) }
            return buffer.ptr.map { String(cString: $0) }
        }
        hooksPath = Self.read(gitFolder + "/config.worktree") { config in
            var buffer = git_buf()
            guard git_config_get_path(&buffer, config, "core.hookspath") == 0 else { return nil }
            defer { git_buf_dispose(&buffer) }
            return buffer.ptr.map { String(cString: $0) }
        }
    }

    private static func flag(_ name: String, _ config: OpaquePointer) -> Bool? {
        var value: Int32 = 0
        return git_config_get_bool(&value, config, name) == 0 ? value != 0 : nil
    }

    private static func read<Value>(_ file: String, _ body: (OpaquePointer) -> Value?) -> Value? {
        guard access(file, R_OK) == 0 else { return nil }
        var config: OpaquePointer?
        guard git_config_open_ondisk(&config, file) == 0, let config else { return nil }
        defer { git_config_free(config) }
        return body(config)
    }
}

extension GitError {
    /// Why a repository can't be opened.
    fileprivate func explained(opening folder: String) -> GitError {
        var error = self
        if code == GIT_EOWNER.rawValue || message.contains("safe.directory") {
            error.kind = .notOwned
            error.problem = "\(folder) belongs to another user, and git opens such a repository only when you have said that you trust it"
            error.next = "If you do: git config --global --add safe.directory \(ShellWord(folder).text)"
        } else if message.hasPrefix("unsupported extension name ") {
            let name = String(message.dropFirst("unsupported extension name extensions.".count))
            error.kind = .unsupported
            switch name {
            case "objectformat": error.problem = "this repository names its objects by SHA-256, which handoff can't read yet"
            case "refstorage": error.problem = "this repository keeps its branches as “reftable”, which handoff can't read yet"
            default: error.problem = "this repository uses “\(name)” (extensions.\(name)), which handoff can't read"
            }
        } else if message.hasPrefix("unsupported repository version") {
            error.kind = .unsupported
            error.problem = "this repository has a newer format than handoff can read (\(message))"
        } else if code == GIT_ENOTFOUND.rawValue {
            error.kind = .noRepository
            error.problem = "\(folder) is in no git repository"
        }
        return error
    }
}
