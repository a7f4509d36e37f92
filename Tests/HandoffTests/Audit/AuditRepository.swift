import Foundation
import GitFixture
import Testing

/// Repositories for `audit`, and what it says of them.
enum AuditRepository {
    /// A contract with its minimum standard.
    static let contract =
        Kickoff.contract + """
              project: {scope: brief}
            standard:
              owner: Dana Okafor
              required-input: Goal and budget
              expected-output: A plan
              review: monthly
              reviewed: 2025-01-01
              failure-signal: {text: Somebody asks again, signal: rework, above: 3, of: 10}

            """

    static let start = ReworkRepository.Commit(["handoff.yml": Kickoff.config, "kickoff.yml": contract], day: 0)

    static func brief(_ status: String, _ goal: String, _ project: String, _ more: String = "") -> String {
        ReworkRepository.brief(status, goal, "project: \(project)\n\(more)")
    }

    /// Two projects’ briefs that came back for their goal, on the 4th and the 7th of January 2025.
    static var twoFailures: [ReworkRepository.Commit] {
        [start]
            + ["spring", "autumn"].enumerated().flatMap { i, project in
                let path = "briefs/\(project).md"
                return [("ready", "Sixty demos"), ("returned", "Sixty demos"), ("ready", "Sixty demos of the new shop by June")]
                    .enumerated().map {
                        j, version in
                        ReworkRepository.Commit([path: brief(version.0, version.1, project)], day: Double(i * 3 + j + 1))
                    }
            }
    }
}

/// `handoff.audit/1`, as far as tests ask.
struct Audited: Decodable {
    struct Finding: Decodable {
        struct Paste: Decodable {
            var file: String
            var lines: String
        }
        var audit: String
        var severity: String
        var handoff: String?
        var project: String?
        var path: String?
        var line: Int?
        var message: String
        var since: String?
        var paste: [Paste]
    }
    struct Project: Decodable {
        struct Area: Decodable {
            var area: String
            var state: String
            var reason: String?
        }
        var project: String
        var running: Bool
        var areas: [Area]
    }
    var briefs: Int
    var findings: [Finding]
    var coverage: [Project]
    var notes: [String]

    func of(_ audit: String) -> [Finding] { findings.filter { $0.audit == "audit/\(audit)" } }

    static func run(
        _ arguments: [String] = [], in folder: URL, environment: [String: String] = [:], code: Int32? = nil,
        at location: SourceLocation = #_sourceLocation
    ) throws -> Audited {
        let result = try Program.run(
            ["audit", "--today", "2025-01-20", "--format", "json"] + arguments, in: folder, environment: environment, at: location)
        if let code { #expect(result.code == code, "\(result.output)\(result.error)", sourceLocation: location) }
        return try JSONDecoder().decode(Audited.self, from: result.outputBytes)
    }
}
