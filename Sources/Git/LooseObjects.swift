internal import CLibgit2

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Objects that stand in files of their own, not yet packed.
///
/// They are read here because libgit2 1.5.1 never comes back from one that was cut off, as a full disk or a power cut leaves them: its loop
/// in `git_zstream_get_output` ends with output or with the stream, and neither comes.
///
/// Not Sendable: it remembers which ones there are, so that a packed object costs no look at the disk.
final class LooseObjects {
    struct Object {
        var kind: ObjectKind
        /// With the header.
        var bytes: [UInt8]
        /// Where the content begins.
        var start: Int
    }

    /// Loose objects whose ids begin with the same byte.
    private struct Place {
        var folder: String
        /// Nil until somebody asks.
        var ids: Set<ObjectID>?
    }

    /// By the first byte of an id. What comes later is read by libgit2.
    private var places: [[Place]]

    /// Folders of objects, and those that they name as alternates.
    static func withAlternates(_ folders: [String]) -> [String] {
        var all: [String] = []
        var open = folders
        // git follows five steps.
        for _ in 0...5 {
            open = open.filter { !all.contains($0) }
            all += open
            open = open.flatMap(Self.alternates)
        }
        return all
    }

    /// - Parameter folders: absolute, alternates included.
    init(_ folders: [String]) {
        var places: [[Place]] = Array(repeating: [], count: 256)
        for folder in folders {
            guard let directory = opendir(folder) else { continue }
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
                guard name.count == 2, let first = UInt8(String(decoding: name, as: UTF8.self), radix: 16) else { continue }
                places[Int(first)].append(Place(folder: folder + "/" + String(decoding: name, as: UTF8.self)))
            }
        }
        self.places = places
    }

    private static func alternates(_ folder: String) -> [String] {
        guard let bytes = contents(folder + "/info/alternates") else { return [] }
        return bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }.filter { !$0.hasPrefix("#") }
            .map { $0.hasPrefix("/") ? $0 : folder + "/" + $0 }
    }

    /// Nil when it is in no file of its own.
    func read(_ id: ObjectID) throws(GitError) -> Object? {
        guard let compressed = find(id) else { return nil }
        // Deflate makes a byte of at most 1032, so that no file can ask for more memory than that.
        let most = compressed.count &* 1032 &+ 64
        guard let bytes = Self.inflated(compressed, most: most, isWhole: true), let header = Self.header(bytes),
            bytes.count - header.start == header.size
        else { throw Self.damaged(id) }
        var hash = git_oid()
        let code = bytes.withUnsafeBytes { git_odb_hash(&hash, $0.baseAddress.map { $0 + header.start }, header.size, header.kind.raw) }
        guard code == 0, ObjectID(hash) == id else { throw Self.damaged(id) }
        return Object(kind: header.kind, bytes: bytes, start: header.start)
    }

    /// In bytes, without reading all of it; nil when it is in no file of its own.
    func size(of id: ObjectID) throws(GitError) -> Int? {
        guard let compressed = find(id) else { return nil }
        guard let bytes = Self.inflated(compressed, most: 64, isWhole: false), let header = Self.header(bytes) else {
            throw Self.damaged(id)
        }
        return header.size
    }

    private func find(_ id: ObjectID) -> [UInt8]? {
        let first = Int(id.firstByte)
        guard !places[first].isEmpty else { return nil }
        for i in places[first].indices {
            let folder = places[first][i].folder
            if places[first][i].ids == nil { places[first][i].ids = Self.ids(in: folder) }
            guard places[first][i].ids?.contains(id) == true else { continue }
            // One that was packed and removed since then is libgit2's to find.
            if let bytes = Self.contents(folder + "/" + id.text.dropFirst(2)) { return bytes }
        }
        return nil
    }

    /// - Parameter folder: `objects/ab`.
    private static func ids(in folder: String) -> Set<ObjectID> {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        let first = Array(folder.utf8.suffix(2))
        var ids: Set<ObjectID> = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if let id = ObjectID(hex: first + name) { ids.insert(id) }
        }
        return ids
    }

    private static func contents(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return bytes
    }

    /// `blob 1234`, NUL.
    private static func header(_ bytes: [UInt8]) -> (kind: ObjectKind, size: Int, start: Int)? {
        guard let end = bytes.prefix(64).firstIndex(of: 0) else { return nil }
        let words = bytes[..<end].split(separator: 0x20, maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 2, let size = Int(words[1]), size >= 0 else { return nil }
        let kinds: [String: ObjectKind] = ["blob": .blob, "tree": .tree, "commit": .commit, "tag": .tag]
        return kinds[words[0]].map { ($0, size, end + 1) }
    }

    /// - Parameters:
    ///   - most: output beyond this many bytes is not read.
    ///   - isWhole: whether nothing but the stream's end will do.
    private static func inflated(_ compressed: [UInt8], most: Int, isWhole: Bool) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var input = compressed
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(most, 32_768))
        let end = input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(clamping: input.count)
            while true {
                let (code, made) = chunk.withUnsafeMutableBufferPointer { chunk in
                    stream.next_out = chunk.baseAddress
                    stream.avail_out = UInt32(chunk.count)
                    let code = inflate(&stream, Z_NO_FLUSH)
                    return (code, chunk.count - Int(stream.avail_out))
                }
                output += chunk[..<made]
                if code != Z_OK || made == 0 || output.count >= most { return code }
            }
        }
        if end == Z_STREAM_END { return output }
        return isWhole || end != Z_OK ? nil : output
    }

    private static func damaged(_ id: ObjectID) -> GitError {
        GitError(
            .damaged, doing: "reading the object \(id.short)", problem: "the repository is damaged there",
            next: "See what git says: git fsck")
    }
}
