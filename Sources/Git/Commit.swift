#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A commit as it is stored.
package struct Commit: Sendable {
    /// Who did something, and when.
    package struct Signature: Sendable, Hashable {
        package var name: String
        package var email: String
        /// Seconds since 1970; negative before.
        package var time: Int

        package init(name: String, email: String, time: Int) {
            self.name = name
            self.email = email
            self.time = time
        }
    }

    package let id: ObjectID
    package let tree: ObjectID
    /// First parent first. Those of a shallow clone's last commits are named though they are not there.
    package let parents: [ObjectID]
    package let author: Signature
    package let committer: Signature
    /// With the subject line; invalid UTF-8 becomes U+FFFD.
    package let message: String

    /// Nil when the bytes are no commit.
    init?(_ id: ObjectID, raw: UnsafeRawBufferPointer) {
        guard let header = CommitHeader(raw) else { return nil }
        var (author, committer): (Signature?, Signature?)
        var i = 0
        while i < raw.count, raw[i] != 0x0A {
            let end = raw[i...].firstIndex(of: 0x0A) ?? raw.count
            let line = raw[i..<end]
            if line.starts(with: CommitHeader.author) { author = Self.signature(line.dropFirst(CommitHeader.author.count)) }
            if line.starts(with: CommitHeader.committer) { committer = Self.signature(line.dropFirst(CommitHeader.committer.count)) }
            i = end + 1
        }
        guard let committer else { return nil }
        self.id = id
        tree = header.tree
        parents = header.parents
        self.author = author ?? committer
        self.committer = committer
        message = String(decoding: raw.dropFirst(min(raw.count, i + 1)), as: UTF8.self)
    }

    /// `Name <email> 1700000000 +0100`
    private static func signature(_ line: Slice<UnsafeRawBufferPointer>) -> Signature? {
        guard let close = line.lastIndex(of: 0x3E), let open = line[..<close].lastIndex(of: 0x3C) else { return nil }
        func text(_ range: Range<Int>) -> String {
            let bytes = line[range]
            let start = bytes.firstIndex { $0 != 0x20 } ?? range.upperBound
            let end = bytes.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? start
            return String(decoding: bytes[start..<end], as: UTF8.self)
        }
        return Signature(
            name: text(line.startIndex..<open), email: text((open + 1)..<close), time: CommitHeader.time(line[(close + 1)...]) ?? 0)
    }
}

/// What walking needs to know of a commit.
struct CommitHeader: Sendable {
    var tree: ObjectID
    var parents: [ObjectID] = []
    /// The committer's, in seconds since 1970.
    var time = 0

    fileprivate static let author = Array("author ".utf8)
    fileprivate static let committer = Array("committer ".utf8)
    private static let treeWord = Array("tree ".utf8)
    private static let parentWord = Array("parent ".utf8)

    /// Nil when the bytes are no commit.
    init?(_ raw: UnsafeRawBufferPointer) {
        func word(_ word: [UInt8], at i: Int) -> Bool {
            i + word.count <= raw.count && word.withUnsafeBytes { memcmp($0.baseAddress!, raw.baseAddress! + i, word.count) == 0 }
        }
        func id(at i: Int) -> ObjectID? {
            let end = i + 2 * ObjectID.size
            guard end < raw.count, raw[end] == 0x0A else { return nil }
            return ObjectID(hex: UnsafeRawBufferPointer(rebasing: raw[i..<end]))
        }
        guard word(Self.treeWord, at: 0), let tree = id(at: Self.treeWord.count) else { return nil }
        self.tree = tree
        var i = Self.treeWord.count + 2 * ObjectID.size + 1
        while word(Self.parentWord, at: i) {
            guard let parent = id(at: i + Self.parentWord.count) else { return nil }
            parents.append(parent)
            i += Self.parentWord.count + 2 * ObjectID.size + 1
        }
        while i < raw.count, raw[i] != 0x0A {
            let end = memchr(raw.baseAddress! + i, 0x0A, raw.count - i).map { UnsafeRawPointer($0) - raw.baseAddress! } ?? raw.count
            if word(Self.committer, at: i) {
                guard let close = raw[i..<end].lastIndex(of: 0x3E), let time = Self.time(raw[(close + 1)..<end]) else { return nil }
                self.time = time
                return
            }
            i = end + 1
        }
        return nil
    }

    /// ` 1700000000 +0100`; nil when there is no number, or none that fits.
    fileprivate static func time(_ text: Slice<UnsafeRawBufferPointer>) -> Int? {
        var digits = text.drop { $0 == 0x20 }
        let isNegative = digits.first == 0x2D
        if isNegative || digits.first == 0x2B { digits = digits.dropFirst() }
        var time = 0
        guard let first = digits.first, first != 0x20 else { return nil }
        for digit in digits {
            if digit == 0x20 { break }
            guard (0x30...0x39).contains(digit), time < 1 << 55 else { return nil }
            time = time * 10 + Int(digit - 0x30)
        }
        return isNegative ? -time : time
    }
}

extension Repository {
    package func commit(_ id: ObjectID) throws(GitError) -> Commit {
        guard let commit = try object(id, .commit, { Commit(id, raw: $0) }) else { throw Self.damaged(.commit, id) }
        return commit
    }

    /// The tree of a commit.
    package func tree(of commit: ObjectID) throws(GitError) -> ObjectID { try header(commit).tree }

    /// A commit as history shows it: the last commits of a shallow clone have no parents.
    func header(_ id: ObjectID) throws(GitError) -> CommitHeader {
        guard var header = try object(id, .commit, { CommitHeader($0) }) else { throw Self.damaged(.commit, id) }
        if shallowEnds.contains(id) { header.parents = [] }
        return header
    }

    static func damaged(_ kind: ObjectKind, _ id: ObjectID) -> GitError {
        GitError(
            .damaged, doing: "reading the \(kind.name) \(id.short)", problem: "the repository is damaged there",
            next: "See what git says: git fsck")
    }
}
