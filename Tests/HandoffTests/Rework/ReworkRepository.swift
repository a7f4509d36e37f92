import Foundation
import GitFixture
import Testing

/// Repositories with a history, of fixtures/rework or of a test's own commits.
enum ReworkRepository {
    static let folder = Program.root.appending(path: "fixtures/rework")

    /// A fixture's history in a folder of its name.
    static func make(_ name: String) throws -> TestRepository {
        let stream = try Data(contentsOf: folder.appending(path: "\(name).fi"))
        let repository = try TestRepository(name: name)
        try repository.fastImport(stream)
        return repository
    }

    /// Commits a day apart from 2025-01-01T09:00:00Z on, unless they say after how many days.
    static func make(_ commits: [Commit], name: String = "team") throws -> TestRepository {
        let repository = try TestRepository(name: name)
        var stream = Data()
        func add(_ text: String) { stream += Data(text.utf8) }
        for (i, commit) in commits.enumerated() {
            let time = 1_735_722_000 + Int((commit.day ?? Double(i)) * 86_400)
            add("commit refs/heads/main\nauthor \(commit.author) \(time) +0000\ncommitter \(commit.author) \(time) +0000\n")
            add("data \(commit.message.utf8.count)\n\(commit.message)\n")
            for (path, text) in commit.files.sorted(by: { $0.key < $1.key }) {
                let quoted = "\"\(path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n"))\""
                if let text { add("M 100644 inline \(quoted)\ndata \(text.utf8.count)\n\(text)\n") } else { add("D \(quoted)\n") }
            }
        }
        add("done\n")
        try repository.fastImport(stream)
        return repository
    }

    struct Commit {
        var day: Double?
        var author = "Dana Okafor <dana@acme.example>"
        var message = "work"
        /// Nil for a file that is deleted.
        var files: [String: String?]

        init(_ files: [String: String?], day: Double? = nil, by author: String? = nil) {
            (self.files, self.day) = (files, day)
            if let author { self.author = author }
        }
    }

    /// A brief of the contract `Kickoff.contract`.
    static func brief(_ status: String, _ goal: String = "Sixty demos", _ more: String = "") -> String {
        "---\nhandoff: kickoff\nstatus: \(status)\ngoal: \"\(goal)\"\nbudget: {amount: 10, currency: EUR}\n\(more)---\nText.\n"
    }
}

extension TestRepository {
    func fastImport(_ stream: Data) throws {
        try git(["fast-import", "--quiet", "--done"], input: stream)
        try git("reset", "-q", "--hard", "main")
    }

    /// Runs `rework` here.
    func rework(
        _ arguments: String..., in other: URL? = nil, environment: [String: String] = [:], at location: SourceLocation = #_sourceLocation
    ) throws -> Program.Result {
        let result = try Program.run(
            ["rework"] + arguments, in: other ?? url, environment: self.environment.merging(environment) { $1 }, at: location)
        Program.expectForTerminals(result, at: location)
        return result
    }

    /// What `rework --format json` says.
    func measured(_ arguments: String..., at location: SourceLocation = #_sourceLocation) throws -> Measured {
        let result = try Program.run(["rework", "--format", "json"] + arguments, in: url, environment: environment, at: location)
        #expect(result.code == 0, "\(result.error)", sourceLocation: location)
        return try JSONDecoder().decode(Measured.self, from: result.outputBytes)
    }
}

/// `handoff.rework/1`, as far as tests ask.
struct Measured: Decodable {
    struct Brief: Decodable {
        struct Event: Decodable {
            struct Cause: Decodable {
                var context: String
                var change: String
            }
            var kind: String
            var excluded: String?
            var errors: Int?
            var causes: [Cause]
        }
        var repository: String
        var path: String
        var handoff: String
        var project: String?
        var stage: String
        var missedDeadline: Bool?
        var events: [Event]
    }
    struct Rate: Decodable {
        var numerator: Int
        var denominator: Int
        var told: String { "\(numerator) of \(denominator)" }
    }
    struct Signals: Decodable {
        var briefs: Int
        var reworkRate: Rate
        var movedIncomplete: Rate
        var missedDeadlines: Rate
    }
    struct Group: Decodable {
        var key: String
        var signals: Signals
    }
    struct AllSignals: Decodable {
        var by: String
        var overall: Signals
        var groups: [Group]
    }
    struct Note: Decodable {
        var kind: String
    }
    var repository: String?
    var briefs: [Brief]
    var signals: AllSignals
    var notes: [Note]
}
