#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What one run leaves for the next in a folder of the repository's own: safe to delete at any time, and believed only when it is whole,
/// of the same key, and written by the same person.
///
/// Nothing here ever fails a run: what can't be read is not there, and what can't be written is not kept.
package struct CacheFile: Sendable {
    /// Raised when the form of the files changes.
    private static let format: UInt32 = 1
    private static let magic = Array("handoff\n".utf8)
    /// Magic, format, key, length, checksum.
    private static let headerSize = 8 + 4 + Digest.size + 8 + 8
    /// Files of one name, of the keys last written: two checkouts, or a branch and its base, in turns.
    private static let mostKeys = 4
    /// A file that a run left half-written is swept away after as many seconds.
    private static let patience = 3600

    /// The repository's own folder, which all its work trees share.
    private let gitFolder: String
    private let name: String
    private let key: Digest
    /// In bytes. A larger file is neither read nor written.
    private let limit: Int

    private var fileName: String { "\(name)-\(key.text.prefix(32))" }

    /// - Parameters:
    ///   - name: what is kept: lower-case letters, by which it is told apart from others.
    ///   - key: of everything that the payload depends on and that it does not name itself.
    package init(gitFolder: String, name: String, key: Digest, limit: Int = 256 << 20) {
        (self.gitFolder, self.name, self.key, self.limit) = (gitFolder, name, key, limit)
    }

    // MARK: reading

    /// The payload; nil where there is none that can be believed.
    package func read() -> [UInt8]? {
        guard let folder = openFolder(making: false) else { return nil }
        defer { close(folder) }
        // Without O_NONBLOCK a FIFO would wait for its writer for ever.
        let file = openat(folder, fileName, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard let size = Self.sizeOfOwn(file), size >= Self.headerSize, size <= limit,
            let header = Self.read(file, Self.headerSize), header.elementsEqual(self.header(for: size, like: header)),
            let payload = Self.read(file, size - Self.headerSize)
        else { return nil }
        return Self.checksum(payload, key) == header.suffix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) } ? payload : nil
    }

    /// What a header must be, but for the checksum, which only the payload can tell.
    private func header(for size: Int, like header: [UInt8]) -> [UInt8] {
        self.header(length: size - Self.headerSize, checksum: 0).dropLast(8) + header.suffix(8)
    }

    private func header(length: Int, checksum: UInt64) -> [UInt8] {
        var writer = CacheWriter()
        writer.write(raw: Self.magic)
        writer.write(Self.format)
        writer.write(raw: key.bytes)
        writer.write(UInt64(length))
        writer.write(checksum)
        return writer.bytes
    }

    private static func checksum(_ payload: [UInt8], _ key: Digest) -> UInt64 {
        payload.withUnsafeBytes { Checksum.of($0) } ^ key.bytes.withUnsafeBytes { Checksum.of($0) }
    }

    /// Nil for what is no file, or what somebody else wrote or may write.
    private static func sizeOfOwn(_ file: Int32) -> Int? {
        var info = stat()
        guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG, isOwn(info) else { return nil }
        return Int(info.st_size)
    }

    private static func isOwn(_ info: stat) -> Bool { info.st_uid == geteuid() && info.st_mode & (S_IWGRP | S_IWOTH) == 0 }

    private static func read(_ file: Int32, _ count: Int) -> [UInt8]? {
        var got = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                #if canImport(Glibc)
                    let more = Glibc.read(file, buffer.baseAddress! + filled, count - filled)
                #else
                    let more = Darwin.read(file, buffer.baseAddress! + filled, count - filled)
                #endif
                if more < 0, errno == EINTR { continue }
                if more <= 0 { break }
                filled += more
            }
            got = filled
        }
        return got == count ? bytes : nil
    }

    // MARK: writing

    /// Puts a payload in place of the old one, in one step: who reads at the same moment sees the one or the other, and of two who write
    /// the later one stays.
    ///
    /// - Returns: whether it is there now.
    @discardableResult
    package func write(_ payload: [UInt8]) -> Bool {
        guard payload.count <= limit - Self.headerSize, let folder = openFolder(making: true) else { return false }
        defer { close(folder) }
        // Somebody else's file is left alone; a link or a pipe in its place is replaced, never followed.
        var old = stat()
        if fstatat(folder, fileName, &old, AT_SYMLINK_NOFOLLOW) == 0, old.st_uid != geteuid() { return false }
        let part = "\(fileName).\(getpid()).part"
        unlinkat(folder, part, 0)
        let file = openat(folder, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        let isWritten =
            Self.write(header(length: payload.count, checksum: Self.checksum(payload, key)), to: file) && Self.write(payload, to: file)
        guard close(file) == 0, isWritten, renameat(folder, part, folder, fileName) == 0 else {
            unlinkat(folder, part, 0)
            return false
        }
        sweep(folder)
        return true
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var start = 0
            while start < buffer.count {
                #if canImport(Glibc)
                    let written = Glibc.write(file, buffer.baseAddress! + start, buffer.count - start)
                #else
                    let written = Darwin.write(file, buffer.baseAddress! + start, buffer.count - start)
                #endif
                if written < 0, errno == EINTR { continue }
                if written <= 0 { return false }
                start += written
            }
            return true
        }
    }

    /// Removes the files of keys that were not written for longest, and what runs left that were ended while they wrote.
    private func sweep(_ folder: Int32) {
        let copy = dup(folder)
        guard copy >= 0, let directory = fdopendir(copy) else { return }
        defer { closedir(directory) }
        rewinddir(directory)
        var kept: [(name: String, time: Int)] = []
        let now = time(nil)
        while let entry = readdir(directory) {
            let found = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            var info = stat()
            guard found.hasPrefix(name + "-"), fstatat(folder, found, &info, AT_SYMLINK_NOFOLLOW) == 0, info.st_uid == geteuid() else {
                continue
            }
            let written = Self.lastWritten(info)
            if found.hasSuffix(".part") {
                if now - written > Self.patience { unlinkat(folder, found, 0) }
            } else if found != fileName {
                kept.append((found, written))
            }
        }
        kept.sort { ($0.time, $0.name) > ($1.time, $1.name) }
        for old in kept.dropFirst(Self.mostKeys - 1) { unlinkat(folder, old.name, 0) }
    }

    private static func lastWritten(_ info: stat) -> Int {
        #if canImport(Glibc)
            info.st_mtim.tv_sec
        #else
            info.st_mtimespec.tv_sec
        #endif
    }

    // MARK: the folder

    /// `handoff` in the repository's own folder, held open so that nobody can put another in its place; nil where the repository is
    /// somebody else's, or something else stands there.
    private func openFolder(making: Bool) -> Int32? {
        let git = open(gitFolder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard git >= 0 else { return nil }
        defer { close(git) }
        var info = stat()
        guard fstat(git, &info) == 0, info.st_uid == geteuid() else { return nil }
        if making { mkdirat(git, Self.folderName, 0o700) }
        let folder = openat(git, Self.folderName, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return nil }
        guard fstat(folder, &info) == 0, Self.isOwn(info) else {
            close(folder)
            return nil
        }
        return folder
    }

    /// In the git folder.
    package static let folderName = "handoff"
}
