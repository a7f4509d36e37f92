import Foundation
import Git
import GitFixture
import Testing

/// From what people write to commits, and what they are told when there is none.
@Suite struct RevisionTests {
    @Test func branchesTagsAndWaysFromThemNameCommits() throws {
        let team = try TestRepository()
        let first = try team.commit(files: ["a.md": "1"])
        let second = try team.commit(files: ["a.md": "2"])
        try team.git("tag", "-a", "-m", "x", "v1", "HEAD~1")
        let repository = try Repository(around: team.url.path)
        for (revision, commit) in [
            ("HEAD", second), ("main", second), ("refs/heads/main", second), ("HEAD~1", first), ("main^", first), ("v1", first),
            (String(first.prefix(10)), first), (second, second), ("@", second),
        ] {
            #expect(try repository.commit(revision).text == commit, "\(revision)")
        }
    }

    @Test(
        "what names no commit gets a sentence with what to do",
        arguments: [
            ("nope", GitError.Kind.missingRevision, "no such branch, tag or commit"), ("", .missingRevision, "no such branch"),
            ("origin/nope", .missingRevision, "git fetch origin nope:refs/remotes/origin/nope"),
            ("topic", .missingRevision, "Did you mean origin/topic?"),
            ("1234567890123456789012345678901234567890", .missingRevision, "git fetch origin 1234567890123456789012345678901234567890"),
            ("HEAD~9", .missingRevision, "“HEAD” is there, but it does not go back that far"),
            ("HEAD..main", .missingRevision, "Name one branch"),
            ("HEAD:a.md", .notACommit, "it is no commit"), ("HEAD^{tree}", .notACommit, "it is no commit"),
            ("-x", .missingRevision, "See what there is"), ("a b", .missingRevision, "Name one branch"),
            ("$(touch x)", .missingRevision, "Name one"),
            ("$x;y", .missingRevision, "git fetch origin '$x;y'"), ("a'b", .missingRevision, #"'a'\''b'"#),
            ("\u{1B}[31m", .missingRevision, "Name one"), ("@{upstream", .missingRevision, "Name one"),
            ("../../etc/passwd", .missingRevision, "Name one"),
        ] as [(String, GitError.Kind, String)])
    func missing(_ revision: String, _ kind: GitError.Kind, _ says: String) throws {
        let origin = try TestRepository()
        try origin.commit(files: ["a.md": "1"])
        try origin.git("branch", "topic")
        let repository = try Repository(around: try origin.clone("clone").path)
        let error = #expect(throws: GitError.self) { try repository.commit(revision) }
        #expect(error?.kind == kind, "\(error?.description ?? "")")
        #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
    }

    @Test func withoutARemoteNothingIsToBeFetched() throws {
        let team = try TestRepository()
        try team.commit(files: ["a.md": "1"])
        let error = #expect(throws: GitError.self) { try Repository(around: team.url.path).commit("origin/main") }
        #expect(error?.description.contains("fetch") == false)
    }

    @Test func beforeTheFirstCommitThereIsNoHead() throws {
        let team = try TestRepository(["a.md": "1"])
        let repository = try Repository(around: team.url.path)
        #expect(try repository.head() == nil)
        #expect(#expect(throws: GitError.self) { try repository.commit("HEAD") }?.kind == .noCommits)
        #expect(#expect(throws: GitError.self) { try repository.commit("HEAD~2") }?.kind == .noCommits)
    }

    @Test func aDetachedHeadIsACommit() throws {
        let team = try TestRepository()
        let first = try team.commit(files: ["a.md": "1"])
        try team.commit(files: ["a.md": "2"])
        try team.git("checkout", "-q", "--detach", "HEAD~1")
        #expect(try Repository(around: team.url.path).head()?.text == first)
    }

    @Test func behindTheEndOfAShallowCloneOneIsToldHowToDeepen() throws {
        let team = try TestRepository()
        for i in 1...4 { try team.commit(files: ["a.md": "\(i)"]) }
        let repository = try Repository(around: try team.clone("shallow", "--depth", "2").path)
        #expect(repository.isShallow)
        #expect(try repository.commit("HEAD~1").text == team.git("rev-parse", "HEAD~1"))
        let error = #expect(throws: GitError.self) { try repository.commit("HEAD~3") }
        #expect(error?.kind == .shallow)
        #expect(error?.description.contains("git fetch --unshallow") == true)
    }

    @Test func aCommitTellsWhoWhenAndWhy() throws {
        let team = try TestRepository()
        let text = try team.commit("Subject\n\nAccepted-by: Dana <dana@acme.example>", files: ["a.md": "1"])
        let repository = try Repository(around: team.url.path)
        let commit = try repository.commit(repository.commit("HEAD"))
        #expect(commit.id.text == text)
        #expect(commit.author == Commit.Signature(name: "Ada", email: "ada@acme.example", time: TestRepository.start + 60))
        #expect(commit.committer.name == "Ben")
        #expect(commit.message == "Subject\n\nAccepted-by: Dana <dana@acme.example>\n")
        #expect(commit.parents.isEmpty)
        #expect(try commit.tree.text == team.git("rev-parse", "HEAD^{tree}"))
    }

    @Test func theMailmapNamesPeopleProperly() throws {
        let mailmap = try Mailmap(Array("Ada Lovelace <ada@acme.example>\nAda Lovelace <ada@acme.example> <al@old.example>\n".utf8))
        let found = try mailmap.resolve(Commit.Signature(name: "al", email: "al@old.example", time: 5))
        #expect(found == Commit.Signature(name: "Ada Lovelace", email: "ada@acme.example", time: 5))
        let other = Commit.Signature(name: "Ben", email: "ben@acme.example", time: 5)
        #expect(try mailmap.resolve(other) == other)
        #expect(try Mailmap(nil).resolve(other) == other)
    }
}
