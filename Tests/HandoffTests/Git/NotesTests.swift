import Foundation
import GitFixture
import SeededRandom
import Testing

extension GitScopeTests {
    /// What is kept of briefs in the git folder changes how soon an answer is there, and never the answer.
    @Suite struct Notes {
        /// More than a file is written for.
        static let count = 80

        static func brief(_ number: Int, _ lines: String = "") -> String {
            "---\nstatus: ready\nid: b-\(number)\ngoal: Move shop \(number)\nbudget: 20 days\n\(lines)---\n"
        }

        static func team(config: String = "") throws -> TestRepository {
            let briefs = (0..<count).map { ("briefs/\($0 / 10)/b-\($0).md", brief($0, $0 % 7 == 3 ? "part-of: b-\($0 - 1)\n" : "")) }
            return try GitTeam.make(Dictionary(uniqueKeysWithValues: briefs), config: config)
        }

        static func kept(_ team: TestRepository) -> [URL] {
            let folder = team.url.appending(path: ".git/handoff")
            let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
            return files.sorted { $0.path < $1.path }
        }

        static func expectSame(
            _ team: TestRepository, _ arguments: [String], _ note: String, at location: SourceLocation = #_sourceLocation
        )
            throws
        {
            let with = try team.lint(arguments, at: location)
            let without = try team.lint(arguments + ["--no-cache"], at: location)
            #expect(with.json == without.json, "\(note)", sourceLocation: location)
            #expect(with.text == without.text, "\(note)", sourceLocation: location)
            #expect(with.error == without.error, "\(note)", sourceLocation: location)
            #expect(with.code == without.code, "\(note)", sourceLocation: location)
        }

        @Test func aBriefThatDidNotChangeIsNotReadAgain() throws {
            let team = try Self.team()
            try team.write("briefs/0/b-1.md", Self.brief(1, "link: x\n"))
            try team.stage()
            let first = try team.lint("--staged")
            // The first run keeps what it learnt on its way, the second learns the rest.
            #expect(try team.lint("--staged").json == first.json)
            #expect(Self.kept(team).count == 1)
            let id = try team.git("rev-parse", ":briefs/3/b-33.md")
            try team.remove(".git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
            let result = try team.lint("--staged")
            #expect(result.json == first.json)
            #expect(result.code == first.code)
            #expect(try team.lint("--staged", "--no-cache").code == 2)
        }

        @Test("where nothing may be written, nothing is kept and nobody is told", arguments: ["--staged", "--no-cache"])
        func needsNoCache(_ option: String) throws {
            let team = try Self.team()
            try team.write("briefs/0/b-1.md", Self.brief(2))
            try team.stage()
            let folder = team.url.appending(path: ".git/handoff")
            // Root may write anywhere, but not into a file.
            if option == "--staged" { try Data().write(to: folder) }
            let result = try team.lint(["--staged"] + (option == "--no-cache" ? [option] : []))
            #expect(result.error == "")
            #expect(result.lines == ["briefs/0/b-1.md hold: kickoff/id:unique"])
            if option == "--no-cache" { #expect(!FileManager.default.fileExists(atPath: folder.path)) }
        }

        @Test func aSmallTeamGetsNoFile() throws {
            let team = try GitTeam.make(["briefs/a.md": Self.brief(1), "briefs/b.md": Self.brief(2)])
            try team.write("briefs/a.md", Self.brief(2))
            try team.stage()
            #expect(try team.lint("--staged").lines == ["briefs/a.md hold: kickoff/id:unique"])
            #expect(Self.kept(team).isEmpty)
        }

        @Test func otherRulesHaveNotesOfTheirOwn() throws {
            let team = try Self.team()
            try team.write("briefs/0/b-1.md", Self.brief(2))
            try team.stage()
            for _ in 0..<2 { #expect(try team.lint("--staged").code == 1) }
            try team.git("stash", "-q")
            try team.commit(files: ["kickoff.yml": Kickoff.contract.replacing(", check: [{unique: repository}]", with: "")])
            try team.git("stash", "pop", "-q")
            try team.stage()
            for _ in 0..<2 { #expect(try team.lint("--staged").lines == ["briefs/0/b-1.md ready"]) }
            #expect(Self.kept(team).count == 2)
            // The old rules find theirs again.
            #expect(try team.lint("--staged", "--rules-from", "HEAD~1").lines == ["briefs/0/b-1.md hold: kickoff/id:unique"])
        }

        /// Where a condition asks where a brief stands, which day it is or whether a file is there, its text tells too little.
        @Test(
            "what a text alone does not tell is not kept",
            arguments: ["{of: $path, pattern: moved}", "{of: link, type: path}", "{of: due, range: {max: today}}"])
        func asksMoreThanTheText(_ condition: String) throws {
            let team = try Self.team()
            let contract = Kickoff.contract.replacing(
                "check: [{unique: repository}]", with: "check: [{unique: repository, when: [\(condition)]}]"
            )
            .replacing("  goal:\n", with: "  due: {scope: brief}\n  goal:\n")
            let lines = "link: there.txt\ndue: 2028-01-01\n"
            try team.commit(files: [
                "kickoff.yml": contract, "briefs/0/b-5.md": Self.brief(4, lines), "briefs/0/b-4.md": Self.brief(4, lines),
            ])
            for step in 0..<3 {
                if step == 2 {
                    try team.write("there.txt", "x")
                    try team.git("mv", "briefs/0/b-5.md", "briefs/0/moved-5.md")
                }
                try team.write("briefs/0/b-4.md", Self.brief(4, lines) + "\(step)\n")
                try team.stage()
                for day in [Program.today, "2029-01-01"] {
                    try Self.expectSame(team, ["--staged", "--today", day], "step \(step), \(day)")
                }
            }
        }

        // MARK: any change, any damage

        /// What may happen to the files between two runs.
        private static func damage(_ team: TestRepository, _ random: inout SeededRandom) throws {
            guard let file = kept(team).randomElement(using: &random), var data = try? Data(contentsOf: file) else { return }
            switch random.below(8) {
            case 0: data = data.prefix(random.below(data.count))
            case 1: data[random.below(data.count)] ^= UInt8(1 + random.below(255))
            case 2: data = Data((0..<random.below(5_000)).map { _ in UInt8(random.below(256)) })
            case 3: data.append(0)
            // The form's number.
            case 4: data[8] &+= 1
            case 5: data.replaceSubrange(60..., with: Data(count: max(0, data.count - 60)))
            case 6:
                try FileManager.default.removeItem(at: file)
                return
            default: return
            }
            try data.write(to: file)
            chmod(file.path, 0o600)
        }

        private static func edit(_ team: TestRepository, _ random: inout SeededRandom) throws {
            let paths = try team.git("ls-files", "briefs").split(separator: "\n").map(String.init)
            guard let path = paths.randomElement(using: &random) else { return }
            let other = random.below(count + 5)
            let name = paths.randomElement(using: &random)?.split(separator: "/").last.map(String.init) ?? ""
            switch random.below(9) {
            case 0: try team.remove(path)
            case 1: try team.write(path, brief(other))
            case 2: try team.write(path, brief(other, "part-of: b-\(random.below(count + 5))\n"))
            case 3: try team.write(path, brief(other, "part-of: \(name)\n"))
            case 4: try team.write(path, brief(other, "link: \(name)\n"))
            case 5: try team.git("mv", "-f", path, "briefs/\(random.below(9))-\(other).md")
            case 6: try team.write("briefs/new-\(other).md", brief(other, "part-of: ../briefs/0/\(name)\n"))
            case 7: try team.write(path, "---\nstatus: cancelled\nid: b-\(other)\n---\n")
            default:
                try team.remove(path)
                try team.link(path, to: "0/\(name)")
            }
        }

        @Test("the answer is the same with and without, whatever happens to briefs, rules and the file", arguments: [1, 2, 3, 4])
        func isTheSame(_ seed: UInt64) throws {
            var random = SeededRandom(seed)
            let team = try Self.team()
            for step in 0..<7 {
                for _ in 0..<(1 + random.below(4)) { try Self.edit(team, &random) }
                if random.below(6) == 0 {
                    let severity = ["error", "warning", "off"][random.below(3)]
                    try team.write("handoff.yml", Kickoff.config + "severity: {\"kickoff/id\": \(severity)}\n")
                }
                try team.stage()
                try Self.expectSame(team, ["--staged"], "seed \(seed), step \(step)")
                if random.below(2) == 0 { try Self.damage(team, &random) }
                if random.below(2) == 0 {
                    try team.commitStaged()
                    try Self.expectSame(team, ["--since", "HEAD~1"], "seed \(seed), step \(step), committed")
                }
            }
        }

        @Test func twoRunsAtOnceComeToTheSame() async throws {
            let team = try Self.team()
            try team.write("briefs/0/b-1.md", Self.brief(2))
            try team.stage()
            let lines = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<4 { group.addTask { try (0..<3).flatMap { _ in try team.lint("--staged").lines } } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(lines == Array(repeating: "briefs/0/b-1.md hold: kickoff/id:unique", count: 12))
            #expect(Self.kept(team).count == 1)
        }
    }
}
