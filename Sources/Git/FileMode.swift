/// What an entry of a tree or an index is.
package enum FileMode: Sendable, Hashable {
    case file, executable, link, folder
    /// A commit of another repository.
    case submodule

    /// Nil for a mode that git doesn't write. Old versions wrote files that a group may write.
    init?(raw: UInt32) {
        switch raw & 0o170000 {
        case 0o100000: self = raw & 0o100 == 0 ? .file : .executable
        case 0o120000: self = .link
        case 0o040000: self = .folder
        case 0o160000: self = .submodule
        default: return nil
        }
    }

    package var isFile: Bool { self == .file || self == .executable }

    /// Whether a change from one to the other is a change of type, not of content.
    package func isSameType(as other: FileMode) -> Bool { self == other || (isFile && other.isFile) }
}

/// A file, link or submodule under its whole path.
package struct Entry: Sendable, Hashable {
    package var path: GitPath
    package var mode: FileMode
    package var id: ObjectID

    package init(path: GitPath, mode: FileMode, id: ObjectID) {
        self.path = path
        self.mode = mode
        self.id = id
    }
}
