import Foundation
import Testing

/// Realistic briefs judged by the shipped contracts: fixtures/corpus says what must and what must not be found in each.
@Suite struct CorpusTests {
    static let folder = Program.root.appending(path: "fixtures/corpus")

    /// What a person who read the brief expects.
    struct Expected {
        var present: Set<String> = []
        var finds: [String] = []
        var may: [String] = []
        /// What the linter gets wrong today.
        var unread: Set<String> = []
        var overlooked: [String] = []

        init(_ text: String) throws {
            for line in text.split(separator: "\n") {
                let statement = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
                guard let word = statement.first else { continue }
                try #require(statement.count == 2, "\(line)")
                switch word {
                case "present": present.insert(statement[1])
                case "finds": finds.append(statement[1])
                case "may": may.append(statement[1])
                case "unread": unread.insert(statement[1])
                case "overlooked": overlooked.append(statement[1])
                default: Issue.record("“\(word)” is no statement")
                }
            }
        }
    }

    /// One handoff's count.
    struct Score {
        var reported = 0
        var true_ = 0
        var expected = 0
        var found = 0
    }

    /// Whether `rule[:check]` speaks of a finding: a context speaks for its fields.
    static func covers(_ statement: String, _ finding: LintOutput.Finding) -> Bool {
        let parts = statement.split(separator: ":", maxSplits: 1).map(String.init)
        guard finding.rule == parts[0] || finding.rule.hasPrefix(parts[0] + ".") else { return false }
        return parts.count == 1 || parts[1] == finding.check
    }

    static func briefs() throws -> [(path: String, expected: Expected)] {
        let files = try #require(FileManager.default.enumerator(atPath: folder.path))
        return try files.compactMap { $0 as? String }.filter { $0.hasSuffix(".expected") }.sorted().map { name in
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            return (String(name.dropLast("expected".count)) + "md", try Expected(text))
        }
    }

    @Test func whatIsThereIsNeverMissingAndWhatIsMissingIsFound() throws {
        let result = try Program.run(["lint", ".", "--format", "json", "--today", "2026-03-01"], in: Self.folder)
        let output = try JSONDecoder().decode(LintOutput.self, from: result.outputBytes)
        let briefs = try Self.briefs()
        #expect(briefs.count >= 60)
        var scores: [String: Score] = [:]
        var missed: [String] = []
        var wronglyMissing: [String] = []
        var repaired: [String] = []
        for (path, expected) in briefs {
            let judged = output.briefs.filter { $0.path.hasSuffix(path) }
            #expect(!judged.isEmpty, "\(path) was not judged")
            let findings = judged.flatMap(\.findings)
            var score = scores[String(path.prefix { $0 != "/" }), default: Score()]
            for finding in findings {
                let context = finding.rule.split(separator: "/").last.map(String.init) ?? ""
                if finding.check == "required", expected.present.contains(context) {
                    wronglyMissing.append("\(path):\(finding.line): \(finding.message)")
                }
                // That an optional context is asked for is no claim that the brief is wrong.
                guard finding.declared == "error" || (finding.severity == "warning" && finding.check != "required") else { continue }
                score.reported += 1
                if (expected.finds + expected.may).contains(where: { Self.covers($0, finding) }) { score.true_ += 1 }
            }
            for wanted in expected.finds {
                score.expected += 1
                if findings.contains(where: { Self.covers(wanted, $0) }) { score.found += 1 } else { missed.append("\(path): \(wanted)") }
            }
            for rule in expected.overlooked {
                score.expected += 1
                if findings.contains(where: { Self.covers(rule, $0) }) { repaired.append("\(path): overlooked \(rule)") }
            }
            for context in expected.unread
            where !findings.contains(where: { $0.check == "required" && $0.rule.hasSuffix("/" + context) }) {
                repaired.append("\(path): unread \(context)")
            }
            scores[String(path.prefix { $0 != "/" })] = score
        }
        for (handoff, score) in scores.sorted(by: { $0.key < $1.key }) {
            print(
                "corpus: \(handoff): \(score.true_) of \(score.reported) findings are true, \(score.found) of \(score.expected) mistakes found"
            )
        }
        #expect(wronglyMissing.isEmpty, "\(wronglyMissing.count): \(wronglyMissing.joined(separator: "\n"))")
        #expect(repaired.isEmpty, "no longer so; write “present” or “finds”: \(repaired.joined(separator: "\n"))")
        #expect(missed.isEmpty, "\(missed.joined(separator: "\n"))")
    }
}
