import Contract
import Foundation
import Report
import Source

/// Every format but text, written in the test's own process.
enum FormatName: String, CaseIterable, Sendable {
    case json, jsonl, sarif, github, gitlab, junit, rdjson, markdown

    func text(_ report: LintReport, help: [String: RuleHelp] = [:]) throws -> String {
        var text = ""
        func add(_ piece: String) { text += piece }
        switch self {
        case .json: try JSONReport(version: report.version).write(report.judgements, to: add)
        case .jsonl: try JSONLinesReport().write(report.judgements, to: add)
        case .sarif: try SARIFReport(help: help).write(report, to: add)
        case .github: try GitHubReport(hasSummary: true).write(report, to: add)
        case .gitlab: try GitLabReport().write(report, to: add)
        case .junit: try JUnitReport().write(report, to: add)
        case .rdjson: try RDJSONReport().write(report, to: add)
        case .markdown: try MarkdownReport().write(report, to: add)
        }
        return text
    }
}

/// Findings and briefs made up for reports.
enum Made {
    static func finding(
        _ rule: String = "kickoff/goal", _ severity: Severity = .error, message: String = "Goal is missing.", question: String? = nil,
        paste: String? = nil, place: Place = .fileStart, state: Finding.State = .live, fingerprint: UInt64 = 1
    ) -> Finding {
        var finding = Finding(
            rule: rule, check: "required", severity: severity, message: message, question: question, paste: paste, range: .fileStart)
        finding.place = place
        finding.byteColumn = place.column
        finding.endByteColumn = place.endColumn
        finding.state = state
        finding.fingerprint = fingerprint
        return finding
    }

    static func brief(_ findings: [Finding], path: String = "briefs/a.md", verdict: Verdict = .hold) -> Judgement {
        Judgement(
            path: path, handoff: "kickoff", title: "Kick-off", to: "Delivery", status: "ready", stage: .handed, verdict: verdict,
            boundary: verdict == .hold ? "Do not start" : nil, risk: "The project starts blind", findings: findings)
    }

    static func report(_ judgements: [Judgement], _ remarks: [RunRemark] = []) -> LintReport {
        LintReport(version: "1.2.3", judgements: judgements, remarks: remarks)
    }
}

/// A JSON document as whatever it holds.
enum JSONValue: Decodable, Equatable {
    case object([String: JSONValue])
    case list([JSONValue])
    case text(String)
    case number(Double)
    case bool(Bool)
    case null

    init(_ text: String) throws { self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) }

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSONValue].self))
        }
    }

    subscript(key: String) -> JSONValue? {
        if case .object(let object) = self { return object[key] }
        return nil
    }

    subscript(index: Int) -> JSONValue? {
        if case .list(let list) = self, list.indices.contains(index) { return list[index] }
        return nil
    }

    var items: [JSONValue] {
        if case .list(let list) = self { return list }
        return []
    }

    var text: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    var int: Int? {
        if case .number(let number) = self { return Int(number) }
        return nil
    }

    /// All texts anywhere in it, names included.
    var texts: [String] {
        switch self {
        case .object(let object): object.flatMap { [$0] + $1.texts }
        case .list(let list): list.flatMap(\.texts)
        case .text(let text): [text]
        case .number, .bool, .null: []
        }
    }
}

/// A workflow command as GitHub's runner reads it (actions/runner, ActionCommand.TryParseV2).
struct RunnerCommand: Equatable {
    var name: String
    var properties: [String: String] = [:]
    var data: String

    init?(_ line: String) {
        let line = line.drop(while: \.isWhitespace)
        guard line.hasPrefix("::"), let end = line.dropFirst(2).firstRange(of: "::") else { return nil }
        let head = line.dropFirst(2)[..<end.lowerBound]
        let parts = head.split(separator: " ", maxSplits: 1)
        name = String(parts.first ?? "")
        for property in parts.count > 1 ? parts[1].split(separator: ",") : [] {
            let pair = property.split(separator: "=", maxSplits: 1).map(String.init)
            if pair.count == 2 {
                properties[pair[0]] = Self.unescape(pair[1], [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")])
            }
        }
        data = Self.unescape(String(line[end.upperBound...]), [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")])
    }

    private static func unescape(_ text: String, _ table: [(String, String)]) -> String {
        table.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
