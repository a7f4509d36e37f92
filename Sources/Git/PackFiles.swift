#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The packs of a repository as they are now, mapped read-only, for `PackReader`s of many threads.
///
/// A pack that another process removes meanwhile stays readable here; one that comes later is read by libgit2.
package final class PackFiles: Sendable {
    let packs: [Pack]

    deinit {
        for pack in packs { pack.close() }
    }

    /// - Parameter repository: whose packs; alternates are included.
    package init(of repository: Repository) {
        packs = repository.objectFolders.flatMap(Self.packs)
    }

    private static func packs(in folder: String) -> [Pack] {
        guard let directory = opendir(folder + "/pack") else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name.hasSuffix(".idx") { names.append(String(name.dropLast(4))) }
        }
        return names.sorted().compactMap { Pack(folder + "/pack/" + $0) }
    }

    /// Gives memory back in which the system keeps what it read of the files; it reads them again where somebody asks.
    func forget() {
        for pack in packs { pack.forget() }
    }
}

/// One pack and its index (`gitformat-pack`, version 2 of both).
struct Pack: @unchecked Sendable {
    /// Never written to, and unmapped only when nobody reads any more.
    let data: UnsafeRawBufferPointer
    private let index: UnsafeRawBufferPointer
    private let count: Int

    private static let fanout = 8
    private static let ids = 8 + 256 * 4
    /// Of both files: one or two SHA-1.
    private static let trailer = 20

    /// Nil for what is no such pack.
    init?(_ path: String) {
        guard let index = Self.map(path + ".idx") else { return nil }
        guard index.count >= Self.ids + 2 * Self.trailer, let data = Self.map(path + ".pack") else {
            Self.unmap(index)
            return nil
        }
        func word(_ file: UnsafeRawBufferPointer, _ at: Int) -> UInt32 {
            UInt32(bigEndian: file.loadUnaligned(fromByteOffset: at, as: UInt32.self))
        }
        count = Int(word(index, Self.fanout + 255 * 4))
        guard word(index, 0) == 0xFF74_4F63, word(index, 4) == 2, data.count > 12 + Self.trailer, word(data, 0) == 0x5041_434B,
            index.count >= Self.ids + count * 28 + 2 * Self.trailer
        else {
            Self.unmap(index)
            Self.unmap(data)
            return nil
        }
        (self.index, self.data) = (index, data)
    }

    func close() {
        Self.unmap(index)
        Self.unmap(data)
    }

    func forget() {
        for file in [data, index] { _ = madvise(UnsafeMutableRawPointer(mutating: file.baseAddress), file.count, Int32(MADV_DONTNEED)) }
    }

    private static func map(_ path: String) -> UnsafeRawBufferPointer? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { _ = close(file) }
        var info = stat()
        guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_size > 0 else { return nil }
        let size = Int(info.st_size)
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else { return nil }
        return UnsafeRawBufferPointer(start: start, count: size)
    }

    private static func close(_ file: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.close(file)
        #else
            Darwin.close(file)
        #endif
    }

    private static func unmap(_ file: UnsafeRawBufferPointer) {
        munmap(UnsafeMutableRawPointer(mutating: file.baseAddress), file.count)
    }

    private func word(_ at: Int) -> UInt32 { UInt32(bigEndian: index.loadUnaligned(fromByteOffset: at, as: UInt32.self)) }

    /// Where an object stands in the pack; nil when it is not in it.
    ///
    /// Hashes are spread evenly, so that one can be looked for near where it must be.
    func offset(of id: ObjectID) -> Int? {
        withUnsafeBytes(of: id.raw) { id in
            let first = Int(id[0])
            var (low, high) = (first == 0 ? 0 : Int(word(Self.fanout + (first - 1) * 4)), Int(word(Self.fanout + first * 4)))
            guard low <= high, high <= count else { return nil }
            let key = Int(UInt32(bigEndian: id.loadUnaligned(fromByteOffset: 1, as: UInt32.self)))
            var (lowKey, highKey) = (0, 1 << 32)
            var round = 0
            while low < high {
                var middle = (low + high) / 2
                if round < 4, lowKey < highKey, (lowKey..<highKey).contains(key) {
                    middle = low + (high - low) * ((key - lowKey) >> 4) / max(1, (highKey - lowKey) >> 4)
                    middle = min(max(middle, low), high - 1)
                }
                round += 1
                let at = Self.ids + middle * 20
                let order = memcmp(index.baseAddress! + at, id.baseAddress!, 20)
                if order == 0 { return offset(at: middle) }
                let found = Int(UInt32(bigEndian: index.loadUnaligned(fromByteOffset: at + 1, as: UInt32.self)))
                if order < 0 {
                    low = middle + 1
                    lowKey = found
                } else {
                    high = middle
                    highKey = found
                }
            }
            return nil
        }
    }

    private func offset(at position: Int) -> Int? {
        let offsets = Self.ids + count * 24
        let short = word(offsets + position * 4)
        guard short & 0x8000_0000 != 0 else { return Int(short) }
        // Beyond two gigabytes: eight bytes each.
        let at = offsets + count * 4 + Int(short & 0x7FFF_FFFF) * 8
        guard at + 8 + 2 * Self.trailer <= index.count else { return nil }
        let long = UInt64(bigEndian: index.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        return Int(exactly: long)
    }
}
