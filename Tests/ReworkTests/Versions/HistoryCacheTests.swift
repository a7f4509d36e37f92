import Cache
import Foundation
import Git
import GitFixture
import Rework
import Testing

/// What earlier runs left gives the same answer as reading everything anew, always.
@Suite struct HistoryCacheTests {
    private static let rules = Digest("rules")

    private static func options(_ cache: HistoryCache?, branch: String = "main") -> HistoryOptions {
        var options = HistoryOptions()
        options.branch = branch
        options.clock = 1_900_000_000
        options.cache = cache
        return options
    }

    /// Everything that a history says.
    private static func whole(_ history: History) -> String {
        let readings = history.briefs.flatMap(\.versions).map { "\($0)" }
        return "\(history.tip.text) \(history.now) \(history.commits)\n\(history.steps)\n\(readings)\n\(history.notes)"
    }

    private static func same(_ folder: URL, _ rules: Digest = rules, branch: String = "main") throws -> Bool {
        let plain = try readHistory(folder.path, options: options(nil, branch: branch))
        let cached = try readHistory(folder.path, options: options(HistoryCache(rules: rules), branch: branch))
        return whole(plain) == whole(cached)
    }

    private static func files(_ folder: URL) throws -> [URL] {
        let names = try FileManager.default.contentsOfDirectory(
            at: folder.appending(path: ".git/handoff"), includingPropertiesForKeys: nil)
        return names.filter { $0.lastPathComponent.hasPrefix("history-") }
    }

    @Test("Each history, commit by commit, then back to its beginning", arguments: IdentityTests.cases)
    func growing(_ name: String) throws {
        let team = try TestRepository(case: name)
        let commits = try team.git("rev-list", "--first-parent", "--reverse", "main").split(separator: "\n").map(String.init)
        for commit in commits + [commits[0], commits[commits.count - 1]] {
            try team.git("update-ref", "refs/heads/main", commit)
            #expect(try Self.same(team.url), "at \(commit)")
        }
    }

    @Test func whatIsKnownIsNotReadAgain() throws {
        let team = try TestRepository(case: "rename")
        let read = Counter()
        func history() throws -> History {
            try readHistory(team.url.path, options: Self.options(HistoryCache(rules: Self.rules))) { bytes, path, fallback in
                read.add()
                return simpleReading(bytes, path, fallback)
            }
        }
        let first = try history()
        #expect(read.count > 0)
        let before = read.count
        let second = try history()
        #expect(read.count == before)
        #expect(Self.whole(first) == Self.whole(second))
    }

    @Test func otherRulesAreAnotherAnswer() throws {
        let team = try TestRepository(case: "swap")
        #expect(try Self.same(team.url))
        let other = try readHistory(team.url.path, options: Self.options(HistoryCache(rules: Digest("others")))) { _, _, _ in nil }
        #expect(other.briefs.isEmpty)
        #expect(try Self.same(team.url))
    }

    @Test func aDamagedFileIsNoFile() throws {
        let team = try TestRepository(case: "folder-move")
        #expect(try Self.same(team.url))
        let file = try #require(try Self.files(team.url).first)
        let good = try Data(contentsOf: file)
        var damaged: [Data] = [Data(), good.prefix(40), good.prefix(good.count / 2), good.dropLast(), good + good]
        for at in stride(from: 0, to: good.count, by: max(1, good.count / 60)) {
            var bad = good
            bad[at] ^= 0x41
            damaged.append(bad)
        }
        for bad in damaged {
            try bad.write(to: file)
            #expect(try Self.same(team.url))
        }
    }

    @Test func aRewrittenBranchIsReadAnew() throws {
        let team = try TestRepository(case: "rename")
        #expect(try Self.same(team.url))
        try team.git("checkout", "-q", "-f", "main")
        try team.git("commit", "-q", "--amend", "-m", "other words")
        #expect(try Self.same(team.url))
        try team.git("reset", "-q", "--hard", "HEAD~1")
        #expect(try Self.same(team.url))
        try team.commit("on", files: ["briefs/new.md": "handoff: x\n# New\n"])
        #expect(try Self.same(team.url))
    }

    @Test func aNameThatLeadsBackBehindWhatIsKnownIsFollowed() throws {
        let team = try TestRepository(case: "from-elsewhere")
        let commits = try team.git("rev-list", "--first-parent", "--reverse", "main").split(separator: "\n").map(String.init)
        // Where the brief has a name that nobody looked at.
        try team.git("update-ref", "refs/heads/main", commits[2])
        #expect(try Self.same(team.url))
        try team.git("update-ref", "refs/heads/main", commits[3])
        #expect(try Self.same(team.url))
    }

    @Test func aMailmapThatCameLaterAppliesToWhatIsKnown() throws {
        let team = try TestRepository(case: "mailmap")
        let first = try team.git("rev-list", "--first-parent", "--reverse", "main").prefix(40)
        let tip = try team.git("rev-parse", "main")
        try team.git("update-ref", "refs/heads/main", String(first))
        #expect(try Self.same(team.url))
        try team.git("update-ref", "refs/heads/main", tip)
        #expect(try Self.same(team.url))
    }

    @Test func manyRunsAtOnceSpoilNothing() async throws {
        let team = try TestRepository(case: "folder-move")
        let expected = Self.whole(try readHistory(team.url.path, options: Self.options(nil)))
        let folder = team.url.path
        try await withThrowingTaskGroup(of: String.self) { group in
            for i in 0..<8 {
                let rules = Digest("\(i % 2)")
                group.addTask { Self.whole(try readHistory(folder, options: Self.options(HistoryCache(rules: rules)))) }
            }
            for try await found in group { #expect(found == expected) }
        }
    }

    @Test func withoutACacheNothingIsLeft() throws {
        let team = try TestRepository(case: "rename")
        _ = try readHistory(team.url.path, options: Self.options(nil))
        #expect(!FileManager.default.fileExists(atPath: team.url.appending(path: ".git/handoff").path))
    }
}

/// Counts from several threads.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0

    var count: Int { lock.withLock { value } }

    func add() { lock.withLock { value += 1 } }
}
