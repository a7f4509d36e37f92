import Foundation
import Testing

/// `lint --format json` as read by a tool.
struct LintOutput: Decodable, Equatable {
    struct Brief: Decodable, Equatable {
        var path: String
        var id: String?
        var handoff: String?
        var status: String?
        var stage: String
        var verdict: String
        var boundary: String?
        var findings: [Finding]
    }

    struct Finding: Decodable, Equatable {
        var rule: String
        var check: String
        var severity: String
        var declared: String
        var state: String
        var message: String
        var question: String?
        var paste: String?
        var line: Int
        var column: Int
        var fingerprint: String

        /// “3:1 error kickoff/goal:required”
        var short: String { "\(line):\(column) \(severity) \(rule):\(check)" }
    }

    var schema: String
    var version: String
    var briefs: [Brief]
    var summary: [String: Int]
}

/// One run of `lint`, in both formats.
struct LintResult {
    var code: Int32
    var text: String
    var error: String
    /// Nil when the run failed before it had anything to report.
    var json: LintOutput?

    var briefs: [LintOutput.Brief] { json?.briefs ?? [] }
    var findings: [LintOutput.Finding] { briefs.flatMap(\.findings) }
    /// `rule:check` of all findings, in order.
    var rules: [String] { findings.map { "\($0.rule):\($0.check)" } }
    /// “path handoff verdict” of all judgements, in order.
    var verdicts: [String] { briefs.map { "\($0.path) \($0.handoff ?? "-") \($0.verdict)" } }
}

extension Program {
    /// The day on which tests judge.
    static let today = "2027-03-01"

    /// Runs `lint` and makes sure of what must hold whatever it is given: it ends by itself with 0, 1 or 2, and writes text for terminals.
    static func lint(
        _ arguments: [String] = [], in scratch: Scratch, folder: String = "", input: Data = Data(), environment: [String: String] = [:],
        at location: SourceLocation = #_sourceLocation
    ) throws -> LintResult {
        let file = FileManager.default.temporaryDirectory.appending(path: "handoff-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        let options = ["lint", "--today", today, "--format", "text", "--format", "json=\(file.path)"]
        let result = try run(
            options + arguments, in: folder.isEmpty ? scratch.url : scratch.url.appending(path: folder), input: input,
            environment: environment,
            at: location)
        expectForTerminals(result, at: location)
        #expect((0...2).contains(result.code), "exit code", sourceLocation: location)
        let data = try? Data(contentsOf: file)
        if let data {
            let text = try #require(String(validating: data, as: UTF8.self), "JSON is UTF-8", sourceLocation: location)
            let bad = Set(text.unicodeScalars.filter { $0 != "\n" && $0.isForbiddenInTerminals }.map { String($0.value, radix: 16) })
                .sorted()
            #expect(bad.isEmpty, "control characters in the JSON", sourceLocation: location)
        }
        let json = try data.map { try JSONDecoder().decode(LintOutput.self, from: $0) }
        return LintResult(code: result.code, text: result.output, error: result.error, json: json)
    }

    /// Valid UTF-8 without control characters, escape sequences and marks that turn the direction of text.
    static func expectForTerminals(_ result: Result, at location: SourceLocation = #_sourceLocation) {
        for (name, bytes) in [("output", result.outputBytes), ("error", result.errorBytes)] {
            guard let text = String(validating: bytes, as: UTF8.self) else {
                Issue.record("the \(name) is no UTF-8", sourceLocation: location)
                continue
            }
            let bad = text.unicodeScalars.filter { $0 != "\n" && $0.isForbiddenInTerminals }
            let list = Set(bad).map { String($0.value, radix: 16) }.sorted()
            #expect(list.isEmpty, "control characters in the \(name)", sourceLocation: location)
        }
    }
}

extension Unicode.Scalar {
    /// C0, DEL, C1, line and paragraph separators, and what changes the direction of text.
    var isForbiddenInTerminals: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

/// A small team whose only handoff has nothing to do with the shipped ones, so that a test sees nothing but what it is about.
enum Kickoff {
    static let config = """
        briefs:
          - files: "briefs/**/*.md"
            handoff: kickoff
        contracts: [kickoff.yml]

        """

    static let contract = """
        handoff: kickoff
        title: Kick-off
        from: Sales
        to: Delivery
        risk: The project starts blind
        boundary: {decision: Do not start}
        context:
          status: {scope: brief}
          id: {scope: brief, check: [{unique: repository}]}
          part-of: {scope: brief, check: [{id: exists, brief: []}]}
          goal:
            title: Goal
            question: What is it for?
            paste: |
              ## Goal
              [what will be different afterwards]
            required: true
          budget:
            title: Budget
            severity: warning
            required: true
            fields:
              amount: {title: Amount, labels: [amount]}
              currency: {title: Currency, labels: [currency], check: [{one-of: [EUR, USD]}]}
          link: {title: Link, labels: [plan], check: [{type: path}]}

        """

    /// Nothing to complain about.
    static let ready = "---\nstatus: ready\ngoal: Move the shop\nbudget: 20 days\n---\n"
    /// One error and one warning.
    static let empty = "---\nstatus: ready\n---\n"

    static func team(_ files: [String: String] = [:], config: String = "") throws -> Scratch {
        try Scratch(["handoff.yml": Self.config + config, "kickoff.yml": contract].merging(files) { $1 })
    }
}
