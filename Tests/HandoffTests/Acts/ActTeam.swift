import Foundation
import GitFixture
import Testing

/// A team of one handoff whose briefs are sent back and forth; its rules are committed, and git knows who is there.
enum ActTeam {
    static let config = Kickoff.config + "people: people.yml\n"
    static let contract = Kickoff.contract.replacing(
        "  part-of:", with: ["owner", "receiver", "due", "accepted-by"].map { "  \($0): {scope: brief}\n" }.joined() + "  part-of:")
    static let people = """
        people:
          - {name: Dana Okafor, handle: dana, role: Campaign manager}
          - {name: Lee Park, handle: lee, role: Delivery lead}
        teams:
          - {name: Delivery, handle: delivery, members: [lee]}

        """
    /// Handed over, nothing missing.
    static let brief = "---\nstatus: ready\nowner: Dana Okafor\ngoal: Move the shop\nbudget: 20 days\n---\n# Shop\n\nText.\n"
    static let draft = brief.replacing("status: ready", with: "status: draft")

    static func make(_ files: [String: String] = ["briefs/a.md": brief], config: String = "") throws -> TestRepository {
        let team = try TestRepository(["handoff.yml": Self.config + config, "kickoff.yml": contract, "people.yml": people])
        try team.commit("the team's rules", files: files)
        return team
    }

    static let ask = ["ask", "briefs/a.md", "Which offer?"]
    static let accept = ["accept", "briefs/a.md", "--as", "Lee Park"]
    static let sendBack = ["return", "briefs/a.md", "--missing", "goal"]

    static let acts = [ask, accept, sendBack]
}

extension TestRepository {
    /// Runs one act here, or in a folder of the test.
    func act(
        _ arguments: [String], in other: URL? = nil, environment: [String: String] = [:], at location: SourceLocation = #_sourceLocation
    ) throws -> Program.Result {
        let result = try Program.run(
            arguments, in: other ?? url, environment: self.environment.merging(environment) { $1 }, at: location)
        Program.expectForTerminals(result, at: location)
        #expect((0...2).contains(result.code), "exit code", sourceLocation: location)
        return result
    }

    /// Everything that an act could change besides the brief: commits, index, files.
    func everything() throws -> [String] {
        let head = (try? git("rev-parse", "-q", "--verify", "HEAD")) ?? "unborn"
        return try [head, git("ls-files", "--stage"), git("status", "--porcelain=v2", "--untracked-files=all")] + [names()]
    }

    private func names() throws -> String {
        try FileManager.default.subpathsOfDirectory(atPath: url.path).filter { !$0.hasPrefix(".git/") }.sorted().joined(separator: "\n")
    }
}
