import Foundation
import Testing

/// The sample team's report in every format: fixtures/reports.
@Suite struct SnapshotTests {
    static let folder = Program.root.appending(path: "fixtures/reports")

    static let files = [
        ("json", "json.json"), ("jsonl", "jsonl.txt"), ("sarif", "sarif.json"), ("github", "github.txt"), ("gitlab", "gitlab.json"),
        ("junit", "junit.xml"), ("rdjson", "rdjson.json"), ("markdown", "markdown.txt"),
    ]

    /// A copy in a repository of its own, so that paths are the same wherever this one is.
    static func team() throws -> Scratch {
        let scratch = try Scratch([".git/HEAD": "ref: refs/heads/main\n"])
        try FileManager.default.copyItem(
            at: Program.root.appending(path: "fixtures/team"), to: scratch.url.appending(path: "marketing"))
        return scratch
    }

    @Test("the report is the one that was looked at and kept", arguments: files)
    func isAsKept(_ format: String, _ file: String) throws {
        let team = try Self.team()
        let result = try Program.run(
            ["lint", "--today", "2026-12-01", "--format", format], in: team.url.appending(path: "marketing"),
            environment: ["GITHUB_STEP_SUMMARY": ""])
        #expect(result.code == 1)
        #expect(result.error == "")
        let kept = try? String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
        if result.output != kept, ProcessInfo.processInfo.environment["HANDOFF_RECORD"] != nil {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try result.outputBytes.write(to: Self.folder.appending(path: file))
        }
        #expect(
            result.output == kept,
            "fixtures/reports/\(file) is stale: HANDOFF_RECORD=1 swift test --filter SnapshotTests writes it anew; read the difference.")
    }

    @Test func severalFormatsInOneRunAreTheSameAsEachAlone() throws {
        let team = try Self.team()
        let folder = team.url.appending(path: "marketing")
        let options = Self.files.dropFirst().flatMap { ["--format", "\($0.0)=\($0.1)"] }
        let result = try Program.run(
            ["lint", "--today", "2026-12-01", "--format", "json"] + options, in: folder, environment: ["GITHUB_STEP_SUMMARY": ""])
        #expect(result.code == 1)
        for (_, file) in Self.files.dropFirst() {
            #expect(
                try String(contentsOf: folder.appending(path: file), encoding: .utf8)
                    == String(contentsOf: Self.folder.appending(path: file), encoding: .utf8))
        }
        #expect(result.output == (try String(contentsOf: Self.folder.appending(path: "json.json"), encoding: .utf8)))
    }
}
