import Contract
import Foundation
import Git
import GitFixture
import Rework
import Testing

/// Random small histories, each with a seed of its own, whose events are computed twice: by the program, and by Oracle/oracle.py, a plain
/// program that was written from the specification alone and reads only `git log --first-parent -m --raw` and `git cat-file`.
///
/// More of them: `HANDOFF_ORACLE_COUNT=50000`, from another seed on: `HANDOFF_ORACLE_SEED=1000000`. The program's
/// events in a file: `HANDOFF_ORACLE_KEEP=FILE`.
@Suite struct OracleTests {
    private static let scripts = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Oracle")

    /// Changes of more briefs at once are a clean-up.
    private static let bulk = 3

    /// The contract that oracle.py knows.
    private static let readings = Readings(
        """
        goal: {labels: [goal], check: [required]}
        audience: {labels: [audience], check: [required]}
        budget: {labels: [budget]}
        channels: {labels: [channels]}
        utm: {labels: [utm], rows: {head: source, rest: medium}, fields: {source: {}, medium: {}}}
        """)

    private static func number(_ name: String, _ standard: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? standard
    }

    @Test func twoProgramsSeeTheSameEventsInRandomHistories() throws {
        let first = Self.number("HANDOFF_ORACLE_SEED", 1)
        let count = Self.number("HANDOFF_ORACLE_COUNT", 1000)
        let team = try TestRepository()
        let stream = team.folder.appending(path: "stream.fi")
        try Self.python("generate.py", [String(first), String(count)], to: stream).end()
        try team.git(["fast-import", "--quiet"], input: Data(contentsOf: stream))
        try team.git("pack-refs", "--all")
        let list = team.folder.appending(path: "ignore-revs")
        try (team.git("log", "--branches", "--grep=^ignored", "--format=%H # %s") + "\n").write(to: list, atomically: true, encoding: .utf8)

        let events = team.folder.appending(path: "events.jsonl")
        let oracle = try Self.python("oracle.py", [team.url.path, list.path, String(Self.bulk)], to: events)
        let ignored = IgnoredRevisions.read(Array(try Data(contentsOf: list)))
        let seeds = Array(first..<(first + count))
        let actual = try Self.events(of: seeds, in: team, ignored: ignored)
        try oracle.end()
        var expected: [String: [String]] = [:]
        for line in try String(contentsOf: events, encoding: .utf8).split(separator: "\n") {
            // {"history":"h12",…
            let history = line.utf8.dropFirst(12).prefix { $0 != 0x22 }
            expected[String(Substring(history)), default: []].append(String(line))
        }

        // Some have no briefs at all.
        #expect(expected.count > count / 2)
        if let file = ProcessInfo.processInfo.environment["HANDOFF_ORACLE_KEEP"] {
            try seeds.flatMap { actual["h\($0)"] ?? [] }.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        }
        let different = seeds.filter { expected["h\($0)", default: []] != actual["h\($0)"] }
        let smallest = different.min { a, b in
            let (a, b) = (expected["h\(a)"]?.joined().utf8.count ?? 0, expected["h\(b)"]?.joined().utf8.count ?? 0)
            return a < b
        }
        guard let smallest else { return }
        let comparison = try Self.comparison(of: smallest, expected["h\(smallest)"] ?? [], actual["h\(smallest)"] ?? [], in: team)
        Issue.record("\(different.count) of \(count) histories differ: seeds \(different.prefix(20)). The smallest:\n\(comparison)")
    }

    // MARK: the program's events

    private static func events(of seeds: [Int], in team: TestRepository, ignored: Set<ObjectID>) throws -> [String: [String]] {
        let pool = try RepositoryPool(around: team.url.path)
        var policy = ReworkPolicy()
        policy.bulk = bulk
        let maker = ReadingMaker(rulebook: readings.rulebook, policy: policy)
        var found: [String: [String]] = [:]
        for seed in seeds {
            var options = HistoryOptions()
            options.branch = "h\(seed)"
            let reader = HistoryReader(pool, simpleScope, options) { maker.reading($0, path: $1, fallback: $2) }
            let history = try reader.read(reader.tip(), named: "team")
            found[options.branch] = lines(history, options.branch, policy, ignored)
        }
        return found
    }

    private static func lines(_ history: History, _ branch: String, _ policy: ReworkPolicy, _ ignored: Set<ObjectID>) -> [String] {
        func commit(_ step: Int) -> String { history.steps[step].commit.text }
        func list(_ texts: [String]) -> String { "[" + texts.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
        var lines: [String] = []
        for brief in history.briefs {
            let versions = brief.versions.map { ($0.blob == nil ? "-" : "") + commit($0.step) }
            for timeline in Timelines.of(brief, in: history, policy: policy, ignored: ignored) {
                let start = "{\"history\":\"\(branch)\",\"brief\":\"\(brief.path)\","
                lines.append(
                    start + "\"stage\":\"\(timeline.stage.rawValue)\",\"imported\":\(timeline.isImported),"
                        + "\"silent\":\(timeline.isWithoutStatus),\"versions\":\(list(versions))}")
                for event in timeline.events.sorted(by: { ($0.step, $0.kind.rawValue) < ($1.step, $1.kind.rawValue) }) {
                    let causes = event.causes.map { $0.change == .none ? "none" : "\($0.context):\($0.change.rawValue)" }
                    lines.append(
                        start + "\"kind\":\"\(event.kind.rawValue)\",\"commit\":\"\(commit(event.step))\","
                            + "\"joined\":\(list(event.steps.dropFirst().map(commit))),\"round\":\(event.round),"
                            + "\"excluded\":\(event.excluded.map { "\"\($0.rawValue)\"" } ?? "null"),"
                            + "\"causes\":\(list(causes)),\"pending\":\(event.isPending)}")
                }
            }
        }
        return lines
    }

    // MARK: what a person looks at

    /// The history as git tells it, with short names for commits, and both lists beside each other.
    private static func comparison(of seed: Int, _ expected: [String], _ actual: [String], in team: TestRepository) throws -> String {
        var text = try team.git(
            "log", "--reverse", "--first-parent", "-m", "-p", "--no-renames", "-U99", "--format=%n=== %H by %an at %ct, after %P: %s",
            "h\(seed)")
        text = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("index ") && !$0.hasPrefix("diff ") }
            .joined(separator: "\n")
        text += "\n\nseed \(seed)\n"
        let (wanted, found) = (Set(expected), Set(actual))
        for line in expected { text += (found.contains(line) ? "   both    " : "   oracle  ") + line + "\n" }
        for line in actual where !wanted.contains(line) { text += "   program " + line + "\n" }
        let commits = try team.git("rev-list", "--reverse", "--first-parent", "h\(seed)").split(separator: "\n")
        for (i, commit) in commits.enumerated() { text = text.replacing(commit, with: "c\(i + 1)") }
        let start = try team.git("log", "-1", "--format=%ct", String(commits[0]))
        return text.replacing("{\"history\":\"h\(seed)\",\"brief\":", with: "{") + "   (c1 is at \(start))"
    }

    // MARK: python

    private struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private struct Script {
        var process: Process
        var name: String

        func end() throws {
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw Failure(description: "\(name) ended with \(process.terminationStatus)")
            }
        }
    }

    /// Begins to run one of the scripts beside this file, with its output in a file.
    private static func python(_ name: String, _ arguments: [String], to file: URL) throws -> Script {
        try Data().write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", scripts.appending(path: name).path] + arguments
        process.standardOutput = try FileHandle(forWritingTo: file)
        try process.run()
        return Script(process: process, name: name)
    }
}
