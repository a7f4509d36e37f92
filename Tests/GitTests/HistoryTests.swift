import Foundation
import Git
import GitFixture
import Testing

/// Where histories part, and the mainline.
@Suite struct HistoryTests {
    private static func base(_ repository: Repository, _ one: String, _ two: String) throws -> String {
        try repository.mergeBase(repository.commit(one), repository.commit(two), names: (one, two)).text
    }

    @Test func theMergeBaseIsTheOneThatGitNames() throws {
        let team = try TestRepository()
        try team.commit("root", files: ["a.md": "1"])
        try team.commit("trunk", files: ["a.md": "2"])
        try team.git("checkout", "-q", "-b", "side")
        try team.commit("side 1", files: ["b.md": "1"])
        try team.git("branch", "early")
        try team.git("checkout", "-q", "main")
        try team.commit("trunk 2", files: ["a.md": "3"])
        try team.git("merge", "-q", "--no-ff", "-m", "merge", "side")
        try team.git("branch", "merged")
        try team.git("checkout", "-q", "side")
        try team.commit("side 2", files: ["b.md": "2"])
        // Each side takes the other's: two common ancestors that neither is behind.
        try team.git("checkout", "-q", "-b", "left", "main")
        try team.commit("left", files: ["l.md": "1"])
        try team.git("checkout", "-q", "-b", "right", "side")
        try team.commit("right", files: ["r.md": "1"])
        let (left, right) = (try team.git("rev-parse", "left"), try team.git("rev-parse", "right"))
        try team.git("merge", "-q", "--no-ff", "-m", "r+l", left)
        try team.git("checkout", "-q", "left")
        try team.git("merge", "-q", "--no-ff", "-m", "l+r", right)
        let repository = try Repository(around: team.url.path)
        let names = ["main", "main~1", "main~2", "main~3", "side", "side~1", "early", "merged", "left", "right", "left~1", "right~1"]
        for one in names {
            for two in names {
                let bases = try team.git("merge-base", "--all", one, two).split(separator: "\n").map(String.init)
                #expect(bases.contains(try Self.base(repository, one, two)), "\(one) \(two)")
                if bases.count == 1 { #expect(try Self.base(repository, two, one) == bases[0]) }
            }
        }
    }

    @Test func wrongClocksDoNotChangeTheMergeBase() throws {
        let team = try TestRepository()
        func commit(_ time: Int, _ parents: [String]) throws -> String {
            let tree = try team.git(["mktree"])
            let text =
                "tree \(tree)\n" + parents.map { "parent \($0)\n" }.joined()
                + "author A <a@x> \(time) +0000\ncommitter A <a@x> \(time) +0000\n\n\(time) \(parents.count)\n"
            return try team.git(["hash-object", "-t", "commit", "-w", "--stdin"], input: Data(text.utf8))
        }
        let root = try commit(5000, [])
        let early = try commit(10, [root])
        let trunk = try commit(4000, [early])
        let one = try commit(20, [trunk])
        let two = try commit(6000, [trunk, early, root])
        let repository = try Repository(around: team.url.path)
        #expect(try Self.base(repository, one, two) == trunk)
        #expect(try Self.base(repository, two, one) == trunk)
    }

    @Test func unrelatedHistoriesAreSaidToBe() throws {
        let team = try TestRepository()
        try team.commit(files: ["a.md": "1"])
        try team.git("checkout", "-q", "--orphan", "other")
        try team.commit(files: ["b.md": "1"])
        let repository = try Repository(around: team.url.path)
        let error = #expect(throws: GitError.self) { try Self.base(repository, "main", "HEAD") }
        #expect(error?.kind == .unrelatedHistories)
        #expect(error?.description.contains("unrelated") == true)
    }

    @Test func whereAShallowCloneEndsTooEarlyOneIsToldHowToDeepen() throws {
        let team = try TestRepository()
        try team.commit("root", files: ["a.md": "1"])
        try team.git("checkout", "-q", "-b", "side")
        for i in 2...4 { try team.commit(files: ["b.md": "\(i)"]) }
        try team.git("checkout", "-q", "main")
        for i in 2...4 { try team.commit(files: ["a.md": "\(i)"]) }
        let clone = try team.clone("shallow", "--depth", "2", "--no-single-branch")
        let repository = try Repository(around: clone.path)
        let error = #expect(throws: GitError.self) { try Self.base(repository, "origin/side", "HEAD") }
        #expect(error?.kind == .shallow)
        #expect(error?.description.contains("git fetch --unshallow") == true)
        try team.git("fetch", "-q", "--unshallow", in: clone)
        #expect(try Self.base(Repository(around: clone.path), "origin/side", "HEAD") == team.git("rev-parse", "main~3"))
    }

    @Test func inAShallowCloneThatReachesFarEnoughTheMergeBaseIsFound() throws {
        let team = try TestRepository()
        for i in 1...5 { try team.commit(files: ["a.md": "\(i)"]) }
        try team.git("branch", "base", "HEAD~1")
        let repository = try Repository(around: try team.clone("shallow", "--depth", "3", "--no-single-branch").path)
        #expect(try Self.base(repository, "origin/base", "HEAD") == team.git("rev-parse", "base"))
    }

    // MARK: the mainline

    private static func mainline(_ repository: Repository) throws -> [FirstParentWalk.Step] {
        var walk = FirstParentWalk(repository, from: try repository.commit("HEAD"))
        var steps: [FirstParentWalk.Step] = []
        while let step = try walk.next() { steps.append(step) }
        return steps
    }

    @Test func theMainlineIsTheFirstParents() throws {
        let team = try TestRepository()
        for i in 1...3 { try team.commit(files: ["a.md": "\(i)"]) }
        try team.git("checkout", "-q", "-b", "side", "HEAD~1")
        try team.commit(files: ["b.md": "1"])
        try team.git("checkout", "-q", "main")
        try team.git("merge", "-q", "--no-ff", "-m", "merge", "side")
        let steps = try Self.mainline(Repository(around: team.url.path))
        let expected = try team.git("log", "--first-parent", "--format=%H %T %ct %P").split(separator: "\n").map(String.init)
        #expect(
            steps.map { "\($0.id.text) \($0.tree.text) \($0.time) \($0.parents.map(\.text).joined(separator: " "))" }
                == expected.map { $0.hasSuffix(" ") ? $0 : $0 })
        #expect(steps.map(\.parents.count) == [2, 1, 1, 0])
    }

    @Test func theMainlineOfAShallowCloneEndsWhereItEnds() throws {
        let team = try TestRepository()
        for i in 1...5 { try team.commit(files: ["a.md": "\(i)"]) }
        let steps = try Self.mainline(Repository(around: team.clone("shallow", "--depth", "3").path))
        #expect(steps.count == 3)
        #expect(steps.last?.parents == [])
    }

    @Test func aMissingCommitEndsNothingQuietly() throws {
        let team = try TestRepository()
        for i in 1...3 { try team.commit(files: ["a.md": "\(i)"]) }
        let id = try team.git("rev-parse", "HEAD~1")
        try FileManager.default.removeItem(at: team.url.appending(path: ".git/objects/\(id.prefix(2))/\(id.dropFirst(2))"))
        let error = #expect(throws: GitError.self) { try Self.mainline(Repository(around: team.url.path)) }
        #expect(error?.kind == .missingObject)
    }

    @Test func replacedCommitsAreNoticed() throws {
        let team = try TestRepository()
        for i in 1...2 { try team.commit(files: ["a.md": "\(i)"]) }
        #expect(try !Repository(around: team.url.path).hasReplacements)
        try team.git("replace", "HEAD", "HEAD~1")
        #expect(try Repository(around: team.url.path).hasReplacements)
    }
}
