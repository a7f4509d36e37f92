import Foundation
import Git
import GitFixture
import Testing

/// What git leaves alone.
@Suite struct IgnoreTests {
    @Test(
        "rules of all files count, and what is tracked is never ignored",
        arguments: [
            ("a.md", false, false), ("notes.tmp.md", false, true), ("sub/notes.tmp.md", false, true), ("build", true, true),
            ("build/x.md", false, true), ("build/kept/y.md", false, true), ("sub/only.md", false, true), ("only.md", false, false),
            ("local.md", false, true), ("tracked.tmp.md", false, false), ("kept", true, false), ("kept/k.md", false, false),
            ("kept/other.md", false, true), ("important.tmp.md", false, false), ("ünï.tmp.md", false, true),
        ] as [(String, Bool, Bool)])
    func isIgnored(_ path: String, _ isFolder: Bool, _ ignored: Bool) throws {
        let team = try TestRepository([
            ".gitignore": "*.tmp.md\nbuild/\nkept/\n!important.tmp.md\n", "sub/.gitignore": "/only.md\n", "tracked.tmp.md": "1",
            "kept/k.md": "1",
        ])
        try team.git("add", "-f", "tracked.tmp.md", "kept/k.md", ".gitignore")
        try team.write(".git/info/exclude", "local.md\n")
        let repository = try Repository(around: team.url.path)
        #expect(try repository.isIgnored(GitPath(path), isFolder: isFolder, index: repository.readIndex()) == ignored)
    }
}
