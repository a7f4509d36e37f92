import Cache
import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A git folder of its own for one test; removed with the value.
private final class GitFolder {
    let url = FileManager.default.temporaryDirectory.appending(path: "handoff-cache-\(UUID().uuidString)")
    var kept: URL { url.appending(path: CacheFile.folderName) }

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    func file(_ name: String = "briefs", key: String = "key", limit: Int = 1 << 20) -> CacheFile {
        CacheFile(gitFolder: url.path, name: name, key: Digest(key), limit: limit)
    }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: kept.path)) ?? []).sorted() }

    /// The only file there is.
    func only() throws -> URL {
        let names = names
        try #require(names.count == 1)
        return kept.appending(path: names[0])
    }

    deinit {
        _ = chmod(url.path, 0o700)
        try? FileManager.default.removeItem(at: url)
    }
}

@Suite struct CacheFileTests {
    static let payload = Array("what was learnt, \(String(repeating: "x", count: 100))".utf8)

    @Test("what was written is read by whoever has the same name and key", arguments: [[], [0], payload])
    func isRead(_ payload: [UInt8]) throws {
        let git = try GitFolder()
        #expect(git.file().read() == nil)
        #expect(git.file().write(payload))
        #expect(git.file().read() == payload)
        #expect(git.file(key: "other").read() == nil)
        #expect(git.file("history").read() == nil)
        #expect(git.file().write([1, 2]))
        #expect(git.file().read() == [1, 2])
        #expect(git.names.count == 1)
    }

    @Test func anyDamageIsNoticed() throws {
        let git = try GitFolder()
        git.file().write(Self.payload)
        let file = try git.only()
        let whole = try Data(contentsOf: file)
        for i in whole.indices {
            var damaged = whole
            damaged[i] ^= 0x40
            try damaged.write(to: file)
            #expect(git.file().read() == nil, "byte \(i)")
        }
        for count in 0..<whole.count {
            try whole.prefix(count).write(to: file)
            #expect(git.file().read() == nil, "cut to \(count)")
        }
        try (whole + [0]).write(to: file)
        #expect(git.file().read() == nil, "longer")
        try whole.write(to: file)
        _ = chmod(file.path, 0o600)
        #expect(git.file().read() == Self.payload)
    }

    @Test func anotherKeysFileUnderThisNameIsNotBelieved() throws {
        let git = try GitFolder()
        git.file(key: "one").write(Self.payload)
        let one = try git.only()
        git.file(key: "two").write([1])
        let two = try #require(git.names.first { $0 != one.lastPathComponent })
        try Data(contentsOf: one).write(to: git.kept.appending(path: two))
        #expect(git.file(key: "two").read() == nil)
        #expect(git.file(key: "one").read() == Self.payload)
    }

    @Test func whatIsTooLargeIsNeitherWrittenNorRead() throws {
        let git = try GitFolder()
        #expect(!git.file(limit: 100).write(Self.payload))
        #expect(git.file().write(Self.payload))
        #expect(git.file(limit: 100).read() == nil)
    }

    /// What may stand in the file's or the folder's place, and whether it can be written over.
    enum Obstacle: String, CaseIterable {
        case linkToAFile, linkToNothing, pipe, folder, folderIsALink, folderIsAFile, othersMayWrite, othersMayWriteToTheFolder, noGitFolder
    }

    @Test("what stands in the way is neither followed nor waited for, and fails nobody", arguments: Obstacle.allCases)
    func isNotFollowed(_ obstacle: Obstacle) throws {
        let git = try GitFolder()
        git.file().write(Self.payload)
        let file = try git.only()
        let outside = git.url.appending(path: "outside")
        try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
        let target = outside.appending(path: "target")
        try Data(contentsOf: file).write(to: target)
        _ = chmod(target.path, 0o600)
        let manager = FileManager.default
        var isReplaced = true
        switch obstacle {
        case .linkToAFile:
            try manager.removeItem(at: file)
            try manager.createSymbolicLink(at: file, withDestinationURL: target)
        case .linkToNothing:
            try manager.removeItem(at: file)
            try manager.createSymbolicLink(at: file, withDestinationURL: outside.appending(path: "nothing"))
        case .pipe:
            try manager.removeItem(at: file)
            try #require(mkfifo(file.path, 0o600) == 0)
        case .folder:
            try manager.removeItem(at: file)
            try manager.createDirectory(at: file, withIntermediateDirectories: true)
            isReplaced = false
        case .folderIsALink:
            try manager.removeItem(at: git.kept)
            try Data(contentsOf: target).write(to: outside.appending(path: file.lastPathComponent))
            try manager.createSymbolicLink(at: git.kept, withDestinationURL: outside)
            isReplaced = false
        case .folderIsAFile:
            try manager.removeItem(at: git.kept)
            try Data().write(to: git.kept)
            isReplaced = false
        case .othersMayWrite: _ = chmod(file.path, 0o666)
        case .othersMayWriteToTheFolder:
            _ = chmod(git.kept.path, 0o777)
            isReplaced = false
        case .noGitFolder:
            try manager.moveItem(at: git.url, to: git.url.appendingPathExtension("away"))
            defer { try? manager.moveItem(at: git.url.appendingPathExtension("away"), to: git.url) }
            #expect(git.file().read() == nil)
            #expect(!git.file().write([7]))
            return
        }
        #expect(git.file().read() == nil)
        #expect(git.file().write([7]) == isReplaced)
        #expect(git.file().read() == (isReplaced ? [7] : nil))
        #expect(try Data(contentsOf: target).count > 100, "the file outside is as it was")
        #expect(try manager.contentsOfDirectory(atPath: outside.path).filter { $0 == "nothing" || $0.hasSuffix(".part") } == [])
    }

    @Test func whatSomebodyElseWroteIsLeftAlone() throws {
        guard getuid() == 0 else { return }
        let git = try GitFolder()
        git.file().write(Self.payload)
        let file = try git.only()
        try #require(chown(file.path, 4321, 4321) == 0)
        #expect(git.file().read() == nil)
        #expect(!git.file().write([7]))
        try #require(chown(file.path, 0, 0) == 0)
        #expect(git.file().read() == Self.payload)
        try #require(chown(git.kept.path, 4321, 4321) == 0)
        #expect(git.file().read() == nil)
        try #require(chown(git.kept.path, 0, 0) == 0 && chown(git.url.path, 4321, 4321) == 0)
        #expect(git.file().read() == nil)
        #expect(!git.file().write([7]))
    }

    @Test func onlyTheLastFewKeysOfANameAreKept() throws {
        let git = try GitFolder()
        git.file("history").write([1])
        for number in 0..<10 {
            git.file(key: "\(number)").write([UInt8(number)])
            // Which of two of the same second is older can't be told.
            let name = try #require(git.names.first { $0 == "briefs-\(Digest("\(number)").text.prefix(32))" })
            var times = [timeval(tv_sec: 1_700_000_000 + number, tv_usec: 0), timeval(tv_sec: 1_700_000_000 + number, tv_usec: 0)]
            utimes(git.kept.appending(path: name).path, &times)
        }
        #expect(git.names.count { $0.hasPrefix("briefs-") } == 4)
        #expect((6..<10).allSatisfy { git.file(key: "\($0)").read() == [UInt8($0)] })
        #expect(git.file("history").read() == [1])
    }

    @Test func whatWasLeftHalfWrittenIsSweptAwayInTime() throws {
        let git = try GitFolder()
        git.file().write([1])
        let (old, young) = (git.kept.appending(path: "briefs-a.1.part"), git.kept.appending(path: "briefs-b.2.part"))
        for part in [old, young] { try Data([1]).write(to: part) }
        var times = [timeval(tv_sec: 1_700_000_000, tv_usec: 0), timeval(tv_sec: 1_700_000_000, tv_usec: 0)]
        utimes(old.path, &times)
        git.file().write([2])
        #expect(git.names.filter { $0.hasSuffix(".part") } == ["briefs-b.2.part"])
    }

    @Test func twoWhoWriteAtOnceLeaveOneWholeFile() async throws {
        let git = try GitFolder()
        let file = git.file()
        await withTaskGroup { group in
            for number in 0..<8 {
                group.addTask {
                    for _ in 0..<50 {
                        file.write([UInt8](repeating: UInt8(number), count: 10_000))
                        if let read = file.read() { #expect(Set(read).count == 1 && read.count == 10_000) }
                    }
                }
            }
        }
        #expect(file.read()?.count == 10_000)
        #expect(git.names.count == 1)
    }
}

@Suite struct CacheBytesTests {
    @Test func whatIsWrittenIsReadInTheSameOrder() throws {
        var writer = CacheWriter()
        writer.write(UInt8(7))
        writer.write(UInt32.max - 1)
        writer.write(UInt64.max - 2)
        writer.write("ü😀")
        writer.write(String?.none)
        writer.write(String?.some(""))
        writer.write([1, 2, 3][...])
        var reader = CacheReader(writer.bytes)
        #expect(reader.byte() == 7)
        #expect(reader.number() == UInt32.max - 1)
        #expect(reader.longNumber() == UInt64.max - 2)
        #expect(reader.text() == "ü😀")
        #expect(reader.optionalText() == .some(nil))
        #expect(reader.optionalText() == .some(""))
        #expect(reader.slice() == [1, 2, 3])
        #expect(reader.isAtEnd)
        #expect(reader.byte() == nil)
    }

    @Test(
        "whatever the bytes say, nothing is read beyond them",
        arguments: [[], [1], [255, 255, 255, 255], [255, 255, 255, 127, 1], [2, 0, 0, 0, 65]] as [[UInt8]])
    func endsEarly(_ bytes: [UInt8]) {
        for range in [nil, 0..<100, 5..<9, 2..<2] as [Range<Int>?] {
            var (text, slice, number) = (CacheReader(bytes, range), CacheReader(bytes, range), CacheReader(bytes, range))
            #expect(text.text() == nil)
            #expect(slice.slice().map { $0.count <= bytes.count } ?? true)
            #expect(number.longNumber() == nil)
            var optional = CacheReader(bytes, range)
            if case .some(.some(let text)) = optional.optionalText() { #expect(text.utf8.count <= bytes.count) }
        }
    }
}
