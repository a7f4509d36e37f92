import Foundation
import Git
import GitFixture
import Testing

/// What a commit and an index hold.
@Suite struct RecordedTests {
    /// “file a.md”
    static func shown(_ entry: Entry) -> String { "\(entry.mode) \(entry.path.shown)" }

    static func tree(_ repository: Repository, _ revision: String = "HEAD") throws -> Recorded {
        .tree(try repository.tree(of: repository.commit(revision)))
    }

    /// A file, an executable, links, folders, a submodule and names in which git's order differs from that of folders.
    static func mixed() throws -> TestRepository {
        let team = try TestRepository([
            "a.md": "1", "a/b.md": "2", "a.b/c.md": "3", "a-b.md": "4", "run": "5", "é/日本.md": "6", "a/deep/er/x": "7",
        ])
        try team.link("link.md", to: "a.md")
        try team.link("away", to: "/etc")
        try team.git("update-index", "--add", "--cacheinfo", "160000,1234567890123456789012345678901234567890,sub")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: team.url.appending(path: "run").path)
        try team.git("add", "a.md", "a", "a.b", "a-b.md", "run", "é", "link.md", "away")
        return team
    }

    static let all = [
        "file a-b.md", "file a.b/c.md", "file a.md", "file a/b.md", "file a/deep/er/x", "link away", "link link.md", "executable run",
        "submodule sub", "file é/日本.md",
    ]

    @Test func aCommitAndTheIndexListTheSameFilesInTheSameOrder() throws {
        let team = try Self.mixed()
        let repository = try Repository(around: team.url.path)
        let index = Recorded.index(try repository.readIndex())
        #expect(try repository.entries(under: .top, in: index).map(Self.shown) == Self.all)
        try team.commitStaged()
        let tree = try Self.tree(repository)
        #expect(try repository.entries(under: .top, in: tree).map(Self.shown) == Self.all)
        for recorded in [index, tree] {
            #expect(try repository.entries(under: GitPath("a"), in: recorded).map(Self.shown) == ["file a/b.md", "file a/deep/er/x"])
            #expect(try repository.entries(under: GitPath("a/deep"), in: recorded).map(Self.shown) == ["file a/deep/er/x"])
            #expect(try repository.entries(under: GitPath("a.md"), in: recorded).isEmpty)
            #expect(try repository.entries(under: GitPath("nope"), in: recorded).isEmpty)
        }
        #expect(try repository.entries(under: .top, in: .nothing).isEmpty)
    }

    @Test(
        "an entry is found by its path, and told apart",
        arguments: [
            ("a.md", FileMode.file), ("a/deep/er/x", .file), ("link.md", .link), ("run", .executable), ("sub", .submodule), ("a", .folder),
            ("a/deep", .folder), ("é/日本.md", .file), ("nope", nil), ("a.md/x", nil), ("link.md/x", nil), ("sub/x", nil), ("A.md", nil),
            ("a/../a.md", nil),
        ] as [(String, FileMode?)])
    func isFound(_ path: String, _ mode: FileMode?) throws {
        let team = try Self.mixed()
        try team.commitStaged()
        let repository = try Repository(around: team.url.path)
        #expect(try repository.entry(at: GitPath(path), in: Self.tree(repository))?.mode == mode)
        #expect(try repository.entry(at: GitPath(path), in: .index(repository.readIndex()))?.mode == mode)
    }

    @Test func aBlobIsReadAsItIsRecorded() throws {
        let team = try TestRepository()
        let bytes = Data([0x00, 0xFF, 0x0D, 0x0A, 0x80])
        try team.write("a.md", bytes)
        try team.write("empty.md", "")
        try team.link("link.md", to: "a.md")
        try team.commit()
        let repository = try Repository(around: team.url.path)
        let tree = try Self.tree(repository)
        func read(_ path: String) throws -> [UInt8] {
            let entry = try #require(try repository.entry(at: GitPath(path), in: tree))
            let blob = try repository.blob(entry.id)
            #expect(try repository.size(of: entry.id) == blob.count)
            return blob
        }
        #expect(try read("a.md") == Array(bytes))
        #expect(try read("empty.md") == [])
        #expect(try read("link.md") == Array("a.md".utf8))
    }

    @Test("a path that is no UTF-8 keeps its bytes", arguments: [false, true])
    func notUTF8(_ committed: Bool) throws {
        let team = try TestRepository()
        let blob = try team.git(["hash-object", "-w", "--stdin"], input: Data("x".utf8))
        try team.git(
            ["update-index", "-z", "--index-info"],
            input: Data("100644 \(blob)\t".utf8) + [0x62, 0xE9, 0x2F, 0xFF, 0x0A, 0x22, 0x2E, 0x6D, 0x64, 0])
        let repository = try Repository(around: team.url.path)
        if committed { try team.commitStaged() }
        let recorded: Recorded = committed ? try Self.tree(repository) : .index(try repository.readIndex())
        let path = try #require(try repository.entries(under: .top, in: recorded).first?.path)
        #expect(path.bytes == [0x62, 0xE9, 0x2F, 0xFF, 0x0A, 0x22, 0x2E, 0x6D, 0x64])
        #expect(path.text == nil)
        #expect(path.shown == "b\u{FFFD}/\u{FFFD}\n\".md")
        #expect(try repository.entry(at: path, in: recorded)?.id.text == blob)
    }

    // MARK: the index

    @Test("an index is read in every version", arguments: ["2", "3", "4"])
    func version(_ version: String) throws {
        let team = try Self.mixed()
        try team.git("update-index", "--index-version", version)
        #expect(try Repository(around: team.url.path).readIndex().entries.map(Self.shown) == Self.all)
    }

    @Test func whatIsOnlyIntendedToBeAddedIsNotThere() throws {
        let team = try TestRepository(["a.md": "1", "b.md": "2"])
        try team.git("add", "a.md")
        try team.git("add", "-N", "b.md")
        #expect(try Repository(around: team.url.path).readIndex().entries.map(\.path.shown) == ["a.md"])
    }

    @Test func whatAMergeLeftUndecidedIsAConflict() throws {
        let team = try TestRepository()
        try team.commit(files: ["a.md": "1", "b.md": "1"])
        try team.git("checkout", "-q", "-b", "side")
        try team.commit(files: ["a.md": "2"])
        try team.git("checkout", "-q", "main")
        try team.commit(files: ["a.md": "3"])
        #expect(throws: TestRepository.Failure.self) { try team.git("merge", "-q", "side") }
        let index = try Repository(around: team.url.path).readIndex()
        #expect(index.entries.map(\.path.shown) == ["b.md"])
        #expect(index.conflicts.map(\.shown) == ["a.md"])
    }

    @Test func whatIsNotCheckedOutIsThere() throws {
        let team = try TestRepository()
        try team.commit(files: ["a/a.md": "1", "b/b.md": "2"])
        try team.git("sparse-checkout", "set", "--no-sparse-index", "a")
        #expect(try Repository(around: team.url.path).readIndex().entries.map(\.path.shown) == ["a/a.md", "b/b.md"])
    }

    @Test func anIndexThatAnotherProcessHoldsIsReadAllTheSame() throws {
        let team = try TestRepository(["a.md": "1"])
        try team.stage()
        try team.write(".git/index.lock", "held")
        #expect(try Repository(around: team.url.path).readIndex().entries.map(\.path.shown) == ["a.md"])
    }

    @Test func aFileWithoutAnIndexHasNothingInIt() throws {
        let team = try TestRepository(["a.md": "1"])
        #expect(try Repository(around: team.url.path).readIndex().entries.isEmpty)
    }

    struct BadIndex: Sendable, CustomTestStringConvertible {
        var name: String
        var kind: GitError.Kind
        var says: String
        var make: @Sendable (TestRepository) throws -> Void

        var testDescription: String { name }

        static func edited(_ edit: @escaping @Sendable (inout Data) -> Void) -> @Sendable (TestRepository) throws -> Void {
            { team in
                var data = try Data(contentsOf: team.url.appending(path: ".git/index"))
                edit(&data)
                try team.write(".git/index", data)
            }
        }
    }

    static let badIndexes = [
        BadIndex(name: "a sparse one", kind: .unsupported, says: "git sparse-checkout reapply --no-sparse-index") {
            try $0.git("sparse-checkout", "set", "--cone", "--sparse-index", "a")
        },
        BadIndex(name: "a split one", kind: .unsupported, says: "git update-index --no-split-index") {
            try $0.git("update-index", "--split-index")
        },
        BadIndex(
            name: "one without a checksum", kind: .unsupported, says: "index.skipHash",
            make: BadIndex.edited { $0.replaceSubrange(($0.count - 20)..., with: Data(count: 20)) }),
        BadIndex(name: "one with a wrong checksum", kind: .damaged, says: "git reset", make: BadIndex.edited { $0[$0.count - 1] ^= 1 }),
        BadIndex(name: "one that was cut off", kind: .damaged, says: "git reset", make: BadIndex.edited { $0.removeLast($0.count / 2) }),
        BadIndex(name: "one that is something else", kind: .damaged, says: "git reset", make: BadIndex.edited { $0 = Data("hello".utf8) }),
    ]

    @Test("an index that can't be read is called by what it is", arguments: badIndexes)
    func badIndex(_ bad: BadIndex) throws {
        let team = try TestRepository()
        try team.commit(files: ["a/a.md": "1", "b/b.md": "2"])
        try bad.make(team)
        let error = #expect(throws: GitError.self) { try Repository(around: team.url.path).readIndex() }
        #expect(error?.kind == bad.kind, "\(error?.description ?? "")")
        #expect(error?.description.contains(bad.says) == true, "\(error?.description ?? "")")
    }

    // MARK: damage

    private static func object(_ team: TestRepository, _ name: String) throws -> URL {
        let id = try team.git("rev-parse", name)
        return team.url.appending(path: ".git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
    }

    @Test("an object that is missing is never taken for nothing", arguments: ["HEAD:a.md", "HEAD:sub", "HEAD^{tree}", "HEAD"])
    func missingObject(_ name: String) throws {
        let team = try TestRepository()
        try team.commit(files: ["a.md": "1", "sub/b.md": "2"])
        try FileManager.default.removeItem(at: Self.object(team, name))
        let error = #expect(throws: GitError.self) { try Self.readAll(team.url) }
        #expect(error?.kind == .missingObject || error?.kind == .missingRevision, "\(error?.description ?? "")")
    }

    @Test(
        "an object that is damaged is said to be", arguments: ["HEAD:a.md", "HEAD:sub", "HEAD^{tree}", "HEAD"],
        ["cut off", "changed", "not even packed", "empty", "swapped"])
    func damagedObject(_ name: String, _ how: String) throws {
        let team = try TestRepository()
        try team.commit(files: ["a.md": String(repeating: "x", count: 5000), "sub/b.md": "2"])
        let file = try Self.object(team, name)
        var data = try Data(contentsOf: file)
        switch how {
        case "cut off": data.removeLast(data.count / 2)
        case "changed": data[data.count / 2] ^= 0x55
        case "empty": data = Data()
        case "swapped": data = try Data(contentsOf: Self.object(team, "HEAD:sub/b.md"))
        default: data = Data("hello".utf8)
        }
        try FileManager.default.removeItem(at: file)
        try data.write(to: file)
        let error = #expect(throws: GitError.self) { try Self.readAll(team.url) }
        #expect(error?.kind == .damaged, "\(error?.description ?? "")")
        #expect(error?.description.contains("git fsck") == true, "\(error?.description ?? "")")
    }

    private static func readAll(_ folder: URL) throws(GitError) {
        let repository = try Repository(around: folder.path)
        let tree = Recorded.tree(try repository.tree(of: repository.commit("HEAD")))
        for entry in try repository.entries(under: .top, in: tree) { _ = try repository.blob(entry.id) }
    }

    @Test func aPartialCloneSaysWhatBringsTheRest() throws {
        let team = try TestRepository()
        try team.git("config", "uploadpack.allowFilter", "true")
        try team.commit(files: ["a.md": "1"])
        let clone = try team.clone("partial", "--filter=blob:none", "--no-checkout")
        let error = #expect(throws: GitError.self) { try Self.readAll(clone) }
        #expect(error?.kind == .missingObject)
        #expect(error?.description.contains("git fetch --refetch --no-filter") == true, "\(error?.description ?? "")")
        try team.git("fetch", "-q", "--refetch", "--no-filter", in: clone)
        try Self.readAll(clone)
    }

    @Test func aTreeThatSpellsMorePathsThanThereIsMemoryForIsRefused() throws {
        let team = try TestRepository()
        var id = try team.git(["hash-object", "-w", "--stdin"], input: Data("x".utf8))
        var kind = "100644 blob"
        for _ in 0..<8 {
            let lines = (0..<10).map { "\(kind) \(id)\tf\($0)\n" }.joined()
            id = try team.git(["mktree"], input: Data(lines.utf8))
            kind = "040000 tree"
        }
        let commit = try team.git("commit-tree", "-m", "x", id)
        let repository = try Repository(around: team.url.path)
        repository.mostEntries = 2000
        let tree = try Self.tree(repository, commit)
        let error = #expect(throws: GitError.self) { try repository.entries(under: .top, in: tree) }
        #expect(error?.kind == .damaged)
        #expect(throws: GitError.self) { try repository.changes(from: .tree(#require(ObjectID(hex: team.git(["mktree"])))), to: tree) }
    }
}
