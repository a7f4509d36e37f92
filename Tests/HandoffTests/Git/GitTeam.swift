import Foundation
import GitFixture
import Testing

/// `lint` on what git has recorded.
@Suite struct GitScopeTests {}

/// The team of `Kickoff` in a repository, its rules committed.
enum GitTeam {
    static func make(_ files: [String: String] = [:], config: String = "") throws -> TestRepository {
        let team = try TestRepository(["handoff.yml": Kickoff.config + config, "kickoff.yml": Kickoff.contract])
        try team.commit("the team's rules", files: files)
        return team
    }
}

extension TestRepository {
    /// Runs `lint` here, or in a folder of the test.
    func lint(
        _ arguments: String..., folder: String = "", in other: URL? = nil, environment: [String: String] = [:],
        at location: SourceLocation = #_sourceLocation
    ) throws -> LintResult {
        try lint(arguments, folder: folder, in: other, environment: environment, at: location)
    }

    func lint(
        _ arguments: [String], folder: String = "", in other: URL? = nil, environment: [String: String] = [:],
        at location: SourceLocation = #_sourceLocation
    ) throws -> LintResult {
        let file = self.folder.appending(path: "\(UUID().uuidString).json")
        let start = other ?? (folder.isEmpty ? url : url.appending(path: folder))
        let result = try Program.run(
            ["lint", "--today", Program.today, "--format", "text", "--format", "json=\(file.path)"] + arguments, in: start,
            environment: self.environment.merging(environment) { $1 }, at: location)
        Program.expectForTerminals(result, at: location)
        #expect((0...2).contains(result.code), "exit code", sourceLocation: location)
        let json = try (try? Data(contentsOf: file)).map { try JSONDecoder().decode(LintOutput.self, from: $0) }
        return LintResult(code: result.code, text: result.output, error: result.error, json: json)
    }
}

extension LintResult {
    /// “path verdict: rule:check, …” of all judgements, in order; findings for information left out.
    var lines: [String] {
        briefs.map { brief in
            let rules = brief.findings.filter { $0.severity != "info" }.map { "\($0.rule):\($0.check)" }
            return "\(brief.path) \(brief.verdict)" + (rules.isEmpty ? "" : ": \(rules.joined(separator: ", "))")
        }
    }

    func messages(_ path: String) -> [String] { briefs.filter { $0.path == path }.flatMap(\.findings).map(\.message) }
}
