internal import CLibgit2

/// A kind of object in the database.
package enum ObjectKind: Sendable, Hashable {
    case commit, tree, blob, tag

    var raw: git_object_t {
        switch self {
        case .commit: GIT_OBJECT_COMMIT
        case .tree: GIT_OBJECT_TREE
        case .blob: GIT_OBJECT_BLOB
        case .tag: GIT_OBJECT_TAG
        }
    }

    package var name: String {
        switch self {
        case .commit: "commit"
        case .tree: "folder"
        case .blob: "file"
        case .tag: "tag"
        }
    }
}

/// Reading objects as they are stored.
extension Repository {
    /// An object's size in bytes, without reading all of it.
    package func size(of id: ObjectID) throws(GitError) -> Int {
        if let size = try looseObjects.size(of: id) { return size }
        var (size, kind, raw) = (0, GIT_OBJECT_ANY, id.raw)
        do throws(GitError) {
            try check(git_odb_read_header(&size, &kind, odb, &raw), "reading the object \(id.short)")
        } catch {
            throw explained(error, id)
        }
        return size
    }

    /// A blob's bytes.
    ///
    /// - Throws: `GitError` of kind `missingObject` or `damaged`, among others.
    package func blob(_ id: ObjectID) throws(GitError) -> [UInt8] { try bytes(of: id, .blob) }

    /// A blob's bytes; nil for one of more than `limit` of them, which is not read into memory as a whole if that can be helped.
    package func blob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8]? {
        let packed = packs?.read(id)
        if packed == nil, try size(of: id) > limit { return nil }
        let bytes = if let packed, packed.kind == .blob { packed.bytes } else { try blob(id) }
        return bytes.count <= limit ? bytes : nil
    }

    func bytes(of id: ObjectID, _ kind: ObjectKind) throws(GitError) -> [UInt8] {
        if let packed = packs?.read(id) {
            guard packed.kind == kind else { throw Self.damaged(kind, id) }
            return packed.bytes
        }
        return try object(id, kind) { Array($0) }
    }

    /// The bytes of a commit object.
    package func rawCommit(_ id: ObjectID) throws(GitError) -> [UInt8] {
        try object(id, .commit) { Array($0) }
    }

    /// Lends an object's bytes, which live no longer than the call.
    func object<Value>(_ id: ObjectID, _ kind: ObjectKind, _ body: (UnsafeRawBufferPointer) -> Value) throws(GitError) -> Value {
        if let packed = packs?.read(id) {
            guard packed.kind == kind else { throw Self.damaged(kind, id) }
            return packed.bytes.withUnsafeBytes { body($0) }
        }
        if let loose = try looseObjects.read(id) {
            guard loose.kind == kind else { throw Self.damaged(kind, id) }
            return loose.bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[loose.start...])) }
        }
        var (object, raw): (OpaquePointer?, git_oid) = (nil, id.raw)
        do throws(GitError) {
            try check(git_odb_read(&object, odb, &raw), "reading the \(kind.name) \(id.short)")
        } catch {
            throw explained(error, id)
        }
        defer { git_odb_object_free(object) }
        guard git_odb_object_type(object) == kind.raw else {
            throw Self.damaged(kind, id)
        }
        return body(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
    }

    /// What an object is.
    func kind(of id: ObjectID) throws(GitError) -> ObjectKind {
        if let loose = try looseObjects.read(id) { return loose.kind }
        var (size, kind, raw) = (0, GIT_OBJECT_ANY, id.raw)
        do throws(GitError) {
            try check(git_odb_read_header(&size, &kind, odb, &raw), "reading the object \(id.short)")
        } catch {
            throw explained(error, id)
        }
        switch kind {
        case GIT_OBJECT_COMMIT: return .commit
        case GIT_OBJECT_TREE: return .tree
        case GIT_OBJECT_TAG: return .tag
        default: return .blob
        }
    }

    /// Says what an absent object means here.
    private func explained(_ error: GitError, _ id: ObjectID) -> GitError {
        guard error.kind == .missingObject else { return error }
        var error = error
        if isPartial {
            error.problem = "this is a partial clone, and the object \(id.short) was never fetched"
            error.next = "Bring what is missing: git fetch --refetch --no-filter"
        } else if isShallow {
            error.kind = .shallow
            error.problem = "this is a shallow clone, and the object \(id.short) is not in it"
            error.next = "Bring the whole history: git fetch --unshallow"
        } else {
            error.problem = "the object \(id.short) is missing from the repository"
            error.next = "See what git says: git fsck"
        }
        return error
    }

    /// Whether some remote promises to bring absent objects later.
    package var isPartial: Bool {
        var config: OpaquePointer?
        guard git_repository_config_snapshot(&config, handle) == 0 else { return false }
        defer { git_config_free(config) }
        var iterator: OpaquePointer?
        guard git_config_iterator_glob_new(&iterator, config, #"^(remote\..*\.promisor|extensions\.partialclone)$"#) == 0 else {
            return false
        }
        defer { git_config_iterator_free(iterator) }
        var entry: UnsafeMutablePointer<git_config_entry>?
        return git_config_next(&entry, iterator) == 0
    }
}
