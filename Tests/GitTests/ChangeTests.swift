import Foundation
import Git
import GitFixture
import Testing

/// What changed from one state to another.
@Suite struct ChangeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var before: [String: String]
        var act: @Sendable (TestRepository) throws -> Void
        var changes: [String]

        init(_ name: String, _ before: [String: String], changes: [String], _ act: @escaping @Sendable (TestRepository) throws -> Void) {
            (self.name, self.before, self.changes, self.act) = (name, before, changes, act)
        }

        var testDescription: String { name }
    }

    static func shown(_ change: Change) -> String {
        switch change.kind {
        case .renamed: "renamed \(change.old?.path.shown ?? "") → \(change.path.shown)"
        default: "\(change.kind) \(change.path.shown)"
        }
    }

    static let cases = [
        Case("nothing", ["a.md": "1"], changes: []) { _ in },
        Case("added", ["a.md": "1"], changes: ["added b/c.md"]) { try $0.write("b/c.md", "2") },
        Case("modified", ["a.md": "1", "b.md": "2"], changes: ["modified a.md"]) { try $0.write("a.md", "3") },
        Case("deleted", ["a/a.md": "1", "b.md": "2"], changes: ["deleted a/a.md"]) { try $0.remove("a") },
        Case("made executable", ["a.md": "1"], changes: ["modified a.md"]) { try $0.git("update-index", "--chmod=+x", "a.md") },
        Case("renamed", ["a/a.md": "1", "b.md": "2"], changes: ["renamed a/a.md → c/d.md"]) {
            try $0.git("mv", "a", "c"); try $0.git("mv", "c/a.md", "c/d.md")
        },
        Case("renamed and changed is gone and new", ["a.md": "1"], changes: ["deleted a.md", "added b.md"]) {
            try $0.remove("a.md")
            try $0.write("b.md", "2")
        },
        Case("renamed only in its capitals", ["README.md": "1"], changes: ["renamed README.md → readme.md"]) {
            try $0.git("mv", "README.md", "readme.md")
        },
        Case("two that changed places", ["a.md": "1", "b.md": "2"], changes: ["modified a.md", "modified b.md"]) {
            try $0.write("a.md", "2")
            try $0.write("b.md", "1")
        },
        Case(
            "a folder of alike files keeps their names", ["old/a.md": "1", "old/b.md": "1"],
            changes: ["renamed old/a.md → new/a.md", "renamed old/b.md → new/b.md"]
        ) {
            try $0.git("mv", "old", "new")
        },
        Case("a copy is new", ["a.md": "1"], changes: ["added b.md"]) { try $0.write("b.md", "1") },
        Case("empty files are not the same file", ["a.md": "", "b.md": "1"], changes: ["deleted a.md", "added c.md"]) {
            try $0.git("mv", "a.md", "c.md")
        },
        Case("a file became a link", ["a.md": "1", "b.md": "2"], changes: ["typeChanged a.md"]) {
            try $0.remove("a.md")
            try $0.link("a.md", to: "b.md")
        },
        Case("a file became a submodule", ["a.md": "1"], changes: ["typeChanged a.md"]) {
            try $0.git("rm", "-q", "--cached", "a.md")
            try $0.git("update-index", "--add", "--cacheinfo", "160000,1234567890123456789012345678901234567890,a.md")
        },
        Case("a file became a folder", ["a": "1", "a.b": "2"], changes: ["deleted a", "added a/x.md"]) {
            try $0.remove("a")
            try $0.write("a/x.md", "3")
        },
        Case("a folder became a file", ["a/x.md": "1", "a.b": "2", "a/y/z": "3"], changes: ["added a", "deleted a/x.md", "deleted a/y/z"]) {
            try $0.remove("a")
            try $0.write("a", "4")
        },
    ]

    @Test("what changed from a commit to the index, and from a commit to the next", arguments: cases)
    func changes(_ given: Case) throws {
        let team = try TestRepository()
        try team.commit(files: given.before)
        try given.act(team)
        if !given.changes.contains(where: { $0 == "modified a.md" || $0 == "typeChanged a.md" }) || given.name == "modified" {
            try team.stage()
        }
        if given.name.hasPrefix("two") || given.name.hasSuffix("link") { try team.stage() }
        let repository = try Repository(around: team.url.path)
        let head = try RecordedTests.tree(repository)
        #expect(try repository.changes(from: head, to: .index(repository.readIndex())).map(Self.shown) == given.changes)
        try team.commitStaged()
        #expect(try repository.changes(from: head, to: RecordedTests.tree(repository)).map(Self.shown) == given.changes)
    }

    @Test func beforeTheFirstCommitEverythingIsNew() throws {
        let team = try TestRepository(["a.md": "1", "b/c.md": "2"])
        try team.stage()
        let repository = try Repository(around: team.url.path)
        let index = Recorded.index(try repository.readIndex())
        #expect(try repository.changes(from: .nothing, to: index).map(Self.shown) == ["added a.md", "added b/c.md"])
    }

    @Test func onlyOneFolderMayBeAskedFor() throws {
        let team = try TestRepository()
        try team.commit(files: ["a/a.md": "1", "b/b.md": "2"])
        try team.commit(files: ["a/a.md": "3", "b/b.md": "4", "b/c.md": "5"])
        let repository = try Repository(around: team.url.path)
        let (before, after) = (try RecordedTests.tree(repository, "HEAD~1"), try RecordedTests.tree(repository))
        let changes = try repository.changes(from: before, to: after, under: GitPath("b"))
        #expect(changes.map(Self.shown) == ["modified b/b.md", "added b/c.md"])
        #expect(try repository.changes(from: before, to: after, under: GitPath("nope")).isEmpty)
        #expect(
            try repository.changes(from: before, to: .index(repository.readIndex()), under: GitPath("a")).map(Self.shown) == [
                "modified a/a.md"
            ])
    }

    @Test func aConflictIsNoChange() throws {
        let team = try TestRepository()
        try team.commit(files: ["a.md": "1", "b.md": "1"])
        let blob = try team.git("rev-parse", "HEAD:a.md")
        try team.git("rm", "-q", "--cached", "a.md")
        try team.git(["update-index", "--index-info"], input: Data("100644 \(blob) 2\ta.md\n100644 \(blob) 3\ta.md\n".utf8))
        let repository = try Repository(around: team.url.path)
        let index = try repository.readIndex()
        #expect(index.conflicts == [GitPath("a.md")])
        #expect(try repository.changes(from: RecordedTests.tree(repository), to: .index(index)).isEmpty)
    }

    @Test func manyCopiesOfOneTemplateArePairedInNoTime() throws {
        let old = (0..<50_000).map {
            Change(old: Entry(path: GitPath("old/\($0).md"), mode: .file, id: ObjectID(hex: String(repeating: "a", count: 40))!), new: nil)
        }
        let new = (0..<50_000).map {
            Change(old: nil, new: Entry(path: GitPath("new/x\($0).md"), mode: .file, id: ObjectID(hex: String(repeating: "a", count: 40))!))
        }
        let paired = (new + old).pairingRenames()
        #expect(paired.count == 50_000)
        #expect(paired.allSatisfy { $0.kind == .renamed })
    }
}
