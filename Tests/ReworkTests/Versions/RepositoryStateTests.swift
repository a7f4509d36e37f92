import Foundation
import Git
import GitFixture
import Rework
import Testing

/// Repositories as they are: each state works, or is said in a plain sentence.
@Suite struct RepositoryStateTests {
    private static func text(_ title: String, _ lines: Int = 4, edit: Int = 0) -> String {
        "handoff: x\n# \(title)\n" + (0..<lines).map { "Line \($0) of \(title)\($0 < edit ? ", edited" : "").\n" }.joined()
    }

    /// Three commits on one brief.
    private static func team() throws -> TestRepository {
        let team = try TestRepository()
        for edit in 0..<3 { try team.commit("edit \(edit)", files: ["briefs/a.md": text("A", edit: edit)]) }
        return team
    }

    private static func versions(_ folder: String, _ options: HistoryOptions = HistoryOptions()) throws -> Int {
        try readHistory(folder, options: options).briefs.reduce(0) { $0 + $1.versions.count }
    }

    private static func error(_ folder: String) -> GitError? {
        do {
            _ = try readHistory(folder)
            return nil
        } catch { return error as? GitError }
    }

    @Test func aShallowCloneIsRefusedUnlessItIsAllowed() throws {
        let team = try Self.team()
        let clone = try team.clone("shallow", "--depth", "2")
        let error = try #require(Self.error(clone.path))
        #expect(error.kind == .shallow)
        #expect(error.description.contains("git fetch --unshallow"))
        #expect(error.description.contains("--allow-shallow"))
        var options = HistoryOptions()
        options.allowsShallow = true
        let history = try readHistory(clone.path, options: options)
        #expect(history.commits == 2)
        #expect(history.briefs.map(\.versions.count) == [2])
        #expect(history.notes.map(\.kind) == [.shallow])
        try team.git("fetch", "-q", "--unshallow", in: clone)
        #expect(try Self.versions(clone.path) == 3)
    }

    @Test("What a partial clone lacks is never taken for deleted", arguments: ["blob:none", "tree:0"])
    func partialClones(_ filter: String) throws {
        let team = try Self.team()
        try team.git("config", "uploadpack.allowFilter", "true")
        let clone = try team.clone("partial", "--filter=\(filter)", "--no-checkout")
        let error = try #require(Self.error(clone.path))
        #expect(error.kind == .missingObject)
        #expect(error.description.contains("partial clone"))
        #expect(error.description.contains("git fetch --refetch --no-filter"))
        try team.git("fetch", "-q", "--refetch", "--no-filter", in: clone)
        #expect(try Self.versions(clone.path) == 3)
    }

    @Test(
        "A damaged object is named, whatever it is", arguments: ["HEAD~1", "HEAD~1^{tree}", "HEAD~1:briefs", "HEAD~1:briefs/a.md"],
        [true, false])
    func damagedObjects(_ revision: String, _ isCutOff: Bool) throws {
        let team = try Self.team()
        let id = try team.git("rev-parse", revision)
        let file = team.url.appending(path: ".git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        let bytes = try Data(contentsOf: file)
        try (isCutOff ? bytes.prefix(bytes.count / 2) : Data("no object".utf8)).write(to: file)
        let error = try #require(Self.error(team.url.path))
        #expect(error.kind == .damaged)
        #expect(error.description.contains(String(id.prefix(10))))
    }

    @Test func aDamagedPackIsNeverReadAsSomethingElse() throws {
        let team = try TestRepository()
        for edit in 0..<12 { try team.commit("edit \(edit)", files: ["briefs/a.md": Self.text("A", 60, edit: edit)]) }
        let expected = try Self.versions(team.url.path)
        try team.git("repack", "-q", "-a", "-d")
        #expect(try Self.versions(team.url.path) == expected)
        let folder = team.url.appending(path: ".git/objects/pack")
        let pack = try #require(
            try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).first { $0.pathExtension == "pack" })
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: pack.path)
        let good = try Data(contentsOf: pack)
        for at in stride(from: 12, to: good.count - 20, by: max(1, good.count / 40)) {
            var bad = good
            bad[at] ^= 0x55
            try bad.write(to: pack)
            // Either it is noticed, or what was hit is not needed.
            if Self.error(team.url.path) == nil {
                let found = try Self.versions(team.url.path)
                #expect(found == expected)
            }
        }
    }

    @Test func replacedCommitsAndGraftsAreNotApplied() throws {
        let team = try Self.team()
        try team.git("replace", "HEAD", "HEAD~2")
        let history = try readHistory(team.url.path)
        #expect(history.commits == 3)
        #expect(history.notes.map(\.kind) == [.replacements])
        try team.git("replace", "-d", "HEAD")
        #expect(try readHistory(team.url.path).notes.isEmpty)
        try team.write(".git/info/grafts", "\(try team.git("rev-parse", "HEAD"))\n")
        #expect(try readHistory(team.url.path).commits == 3)
        #expect(try readHistory(team.url.path).notes.map(\.kind) == [.replacements])
    }

    @Test func linkedWorkTreesBareRepositoriesAndSubmodulesAreRepositories() throws {
        let team = try Self.team()
        let linked = team.folder.appending(path: "linked")
        try team.git("worktree", "add", "-q", "-b", "other", linked.path, "HEAD~1")
        #expect(try Self.versions(linked.path) == 2)
        let history = try readHistory(linked.path)
        #expect(history.branch == "other")
        #expect(try Self.versions(try team.clone("bare.git", "--bare").path) == 3)
        let outer = try TestRepository(["x.md": "x"], name: "outer")
        try outer.commit()
        try outer.git("submodule", "add", "-q", "file://\(team.url.path)", "inner")
        #expect(try Self.versions(outer.url.appending(path: "inner").path) == 3)
        #expect(try Self.versions(outer.url.path) == 0)
    }

    @Test func aDetachedHEADAndOtherBranchesAreRead() throws {
        let team = try Self.team()
        try team.git("branch", "older", "HEAD~1")
        try team.git("checkout", "-q", "--detach", "HEAD~2")
        let detached = try readHistory(team.url.path)
        #expect(detached.branch == "HEAD")
        #expect(detached.commits == 1)
        var options = HistoryOptions()
        options.branch = "older"
        #expect(try readHistory(team.url.path, options: options).commits == 2)
    }

    @Test func beforeTheFirstCommitThatIsSaid() throws {
        let team = try TestRepository()
        let error = try #require(Self.error(team.url.path))
        #expect(error.kind == .noCommits)
        #expect(try team.git("status", "--short").isEmpty)
    }

    @Test func sparseCheckoutsHideNothing() throws {
        let team = try Self.team()
        try team.git("sparse-checkout", "set", "--cone", "--sparse-index", "elsewhere")
        #expect(try Self.versions(team.url.path) == 3)
    }

    @Test func aTeamInAFolderHasItsOwnPaths() throws {
        let team = try TestRepository()
        try team.commit(files: ["marketing/briefs/a.md": Self.text("A"), "briefs/b.md": Self.text("B")])
        let scope = BriefScope(
            folder: GitPath("marketing"), roots: ["briefs"], isBrief: { $0.hasPrefix("briefs/") && $0.hasSuffix(".md") })
        #expect(try readHistory(team.url.path, scope: scope).briefs.map(\.path) == ["briefs/a.md"])
    }

    @Test func withoutAConfigEveryMarkdownFileThatDeclaresAHandoffIsABrief() throws {
        let team = try TestRepository()
        try team.commit(files: ["a.md": Self.text("A"), "deep/er/b.markdown": Self.text("B"), "README.md": "# Read me\n"])
        try team.commit(files: ["a.md": "# No brief any more\n"])
        let history = try readHistory(team.url.path, scope: BriefScope())
        #expect(history.briefs.map(\.path) == ["a.md", "deep/er/b.markdown"])
        #expect(history.briefs.map(\.versions.count) == [2, 1])
        #expect(history.steps.map(\.added) == [2, 0])
    }

    @Test func aRepackAtTheSameMomentChangesNothing() async throws {
        let team = try TestRepository()
        for edit in 0..<10 {
            try team.commit(
                "edit \(edit)", files: ["briefs/a.md": Self.text("A", 20, edit: edit), "briefs/b.md": Self.text("B", edit: edit)])
        }
        let folder = team.url.path
        let expected = try Self.versions(folder)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for i in 0..<6 { try team.git(i % 2 == 0 ? ["repack", "-q", "-a", "-d", "-f"] : ["gc", "-q", "--prune=now"]) }
            }
            group.addTask {
                for _ in 0..<40 {
                    let found = try Self.versions(folder)
                    #expect(found == expected)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func whatIsCommittedMeanwhileIsNotMixedIn() throws {
        let team = try Self.team()
        let reader = HistoryReader(try RepositoryPool(around: team.url.path), simpleScope, HistoryOptions(), maker: simpleReading)
        let tip = try reader.tip()
        try team.commit("later", files: ["briefs/late.md": Self.text("Late")])
        #expect(try reader.read(tip, named: "team").briefs.map(\.path) == ["briefs/a.md"])
    }

    @Test func progressIsTold() throws {
        let team = try Self.team()
        let counter = Counter()
        var options = HistoryOptions()
        options.progress = { if $0 == 3 { counter.add() } }
        _ = try readHistory(team.url.path, options: options)
        #expect(counter.count == 1)
    }
}
