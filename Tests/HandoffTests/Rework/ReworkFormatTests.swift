import Foundation
import GitFixture
import Report
import Rework
import Testing

/// The fixture team's history in every format: fixtures/reports.
@Suite struct ReworkFormatTests {
    static let files = [
        (["--format", "text"], "rework.txt"), (["--format", "json"], "rework.json"), (["--format", "jsonl"], "rework.jsonl.txt"),
        (["--format", "csv"], "rework.csv.txt"), (["--format", "markdown"], "rework.markdown.txt"),
        (["--by", "month"], "rework.month.txt"), (["--explain", "fair-leads"], "rework.explain.txt"),
    ]

    @Test("the report is the one that was looked at and kept", arguments: files)
    func isAsKept(_ arguments: [String], _ file: String) throws {
        let team = try ReworkRepository.make("team")
        let result = try Program.run(["rework"] + arguments, in: team.url, environment: team.environment)
        #expect(result.code == 0)
        #expect(result.error == "")
        let kept = try? String(contentsOf: SnapshotTests.folder.appending(path: file), encoding: .utf8)
        if result.output != kept, ProcessInfo.processInfo.environment["HANDOFF_RECORD"] != nil {
            try result.outputBytes.write(to: SnapshotTests.folder.appending(path: file))
        }
        #expect(
            result.output == kept,
            "fixtures/reports/\(file) is stale: HANDOFF_RECORD=1 swift test --filter ReworkFormatTests writes it anew; read the difference."
        )
    }

    @Test func severalFormatsInOneRunAreTheSameAsEachAlone() throws {
        let team = try ReworkRepository.make("team")
        let formats = ["text", "jsonl", "csv", "markdown"]
        let options = formats.flatMap { ["--format", "\($0)=../\($0)"] }
        let result = try Program.run(["rework", "--format", "json"] + options, in: team.url, environment: team.environment)
        #expect(result.output == (try String(contentsOf: SnapshotTests.folder.appending(path: "rework.json"), encoding: .utf8)))
        for (format, file) in zip(formats, ["rework.txt", "rework.jsonl.txt", "rework.csv.txt", "rework.markdown.txt"]) {
            #expect(
                try String(contentsOf: team.folder.appending(path: format), encoding: .utf8)
                    == String(contentsOf: SnapshotTests.folder.appending(path: file), encoding: .utf8))
        }
    }

    // MARK: JSON

    @Test func theOutputFitsItsSchema() throws {
        let (team, website) = (try ReworkRepository.make("team"), try ReworkRepository.make("website"))
        let runs = [
            [], ["--by", "quarter", "--since", "2025-02-01", "--until", "2025-03-31"], ["--repo", ".", "--repo", website.url.path],
            ["--explain", "fair-tracking"], ["--since", "2027-01-01"],
        ]
        let scratch = try Scratch()
        for (i, arguments) in runs.enumerated() {
            let result = try Program.run(["rework", "--format", "json"] + arguments, in: team.url, environment: team.environment)
            #expect(result.code == 0, "\(result.error)")
            try scratch.write("\(i).json", result.outputBytes)
        }
        let hostile = try HostileHistory.make()
        try scratch.write("hostile.json", try Program.run(["rework", "--format", "json"], in: hostile.url).outputBytes)
        let files = runs.indices.map { scratch.url.appending(path: "\($0).json") } + [scratch.url.appending(path: "hostile.json")]
        #expect(try SchemaTests.mistakes("rework.schema.json", files) == [])
    }

    @Test func theSchemaKnowsEveryWordTheProgramHas() throws {
        let schema = try SchemaTests.schema("rework.schema.json")
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        func words(_ node: [String: Any]?, _ key: String) -> Set<String> {
            let property = (node?["properties"] as? [String: [String: Any]])?[key]
            return Set((property?["enum"] as? [Any] ?? []).compactMap { $0 as? String })
        }
        #expect(words(definitions["event"], "kind") == Set(Event.Kind.allCases.map(\.rawValue)))
        #expect(words(definitions["event"], "excluded") == Set(Event.Exclusion.allCases.map(\.rawValue)))
        #expect(words(definitions["cause"], "change") == Set(Cause.Change.allCases.map(\.rawValue)))
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        #expect(words(properties["signals"], "by") == Set(Grouping.allCases.map(\.rawValue)))
        #expect(words(properties["notes"]?["items"] as? [String: Any], "kind") == Set(Note.Kind.allCases.map(\.rawValue)))
    }

    @Test func aLineIsAnEventAndHasEveryKey() throws {
        let team = try ReworkRepository.make("team")
        let lines = try team.rework("--format", "jsonl").output.split(separator: "\n")
        let objects = try lines.map { try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
        #expect(Set(objects.map { $0.keys.sorted() }).count == 1)
        let measured = try team.measured()
        #expect(lines.count == measured.briefs.reduce(0) { $0 + $1.events.count })
    }
}

/// A history in which everything that somebody may name is an attack.
enum HostileHistory {
    static let words = [
        "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\u{1B}[31mred", "::error::x", "a\\nb", "<script>x</script>", "| a | b |",
        "##[error]x",
        "\u{202E}gnp", "[x](javascript:1)", "-->", "\"quoted\"",
    ]

    static func make() throws -> TestRepository {
        var commits = [ReworkRepository.Commit(["handoff.yml": "briefs: [\"briefs/**/*.md\"]\n"])]
        for (i, word) in words.enumerated() {
            let name = "briefs/\(i) \(word.replacing("/", with: "_").replacing("\\", with: "_")).md"
            // In JSON’s quotes, which are YAML’s too.
            let quoted = String(decoding: (try? JSONEncoder().encode(word)) ?? Data(), as: UTF8.self)
            func brief(_ status: String, _ event: String) -> String {
                "---\nhandoff: campaign-to-analytics\nid: \(quoted)\nproject: \(quoted)\nreceiver: \(quoted)\nstatus: \(status)\nconversion-events: \(event)\n---\n- [ ] \(word)?\n"
            }
            let author = "\(word.filter { !"<>\n".contains($0) }) <a@b.example>"
            commits.append(ReworkRepository.Commit([name: brief("ready", quoted)], by: author))
            commits.append(ReworkRepository.Commit([name: brief("returned", quoted)], by: author))
            commits.append(ReworkRepository.Commit([name: brief("ready", "other")], by: author))
        }
        commits.append(ReworkRepository.Commit(["README.md": "x"], day: 200))
        return try ReworkRepository.make(commits, name: "=hostile")
    }
}

extension BadInputTests {
    @Suite struct HostileHistories {
        @Test("names from strangers are text and nothing else", arguments: ["text", "json", "jsonl", "csv", "markdown"])
        func formats(_ format: String) throws {
            let repository = try HostileHistory.make()
            for by in ["handoff", "project", "receiver"] {
                let result = try repository.rework("--format", format, "--by", by)
                #expect(result.code == 0, "\(result.error)")
                #expect(by == "handoff" && format == "csv" || result.output.contains("gnp"), "it is still there")
                switch format {
                case "csv":
                    for line in result.output.split(separator: "\n") {
                        #expect(!"=+-@".contains(line.first ?? "="), "\(line)")
                        #expect(!line.contains(",=") && !line.contains(",@") && !line.contains("\"="), "\(line)")
                    }
                case "markdown":
                    #expect(!result.output.contains("<script") && !result.output.contains("](java"))
                    #expect(result.output.components(separatedBy: "-->").count == 2)
                case "json", "jsonl":
                    let documents = format == "json" ? [Substring(result.output)] : result.output.split(separator: "\n")
                    for document in documents { _ = try JSONSerialization.jsonObject(with: Data(document.utf8)) }
                default: break
                }
            }
        }

        @Test func oneBriefToo() throws {
            let repository = try HostileHistory.make()
            for word in HostileHistory.words where !word.hasPrefix("-") {
                let result = try repository.rework("--explain", word)
                #expect(result.code == 0, "\(word): \(result.error)")
            }
            #expect(try repository.rework("--explain=-1").code == 0)
        }

        @Test("commits may lie about their time", arguments: ["-9223372036854775808", "9223372036854775807", "99999999999999", "0"])
        func times(_ time: String) throws {
            let repository = try TestRepository()
            let blob = try repository.git(
                ["hash-object", "-w", "--stdin"], input: Data("---\nhandoff: crm\nstatus: ready\ndue: 2025-01-01\n---\n".utf8))
            try repository.git("update-index", "--add", "--cacheinfo", "100644,\(blob),a.md")
            let written = try repository.git("write-tree")
            let commit = "tree \(written)\nauthor A <a@b.example> 1 +0000\ncommitter A <a@b.example> \(time) +0000\n\nx\n"
            let id = try repository.git(["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], input: Data(commit.utf8))
            try repository.git("update-ref", "refs/heads/main", id)
            for arguments in [[], ["--format", "json"], ["--by", "month", "--format", "csv"], ["--explain", "a.md"]] {
                let result = try Program.run(["rework"] + arguments, in: repository.url, environment: repository.environment)
                #expect(result.code == 0 || result.code == 2, "\(result.error)")
            }
        }
    }
}
