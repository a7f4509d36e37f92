import Foundation
import GitFixture
import Testing

/// One campaign, two people, each in a clone of their own, with nothing between them but git.
@Suite struct CampaignTests {
    struct Person {
        var name: String
        var folder: URL
        let team: TestRepository

        /// - Parameter day: of March 2027, at nine.
        func environment(_ day: Int) -> [String: String] {
            let time = "2027-03-\(day < 10 ? "0" : "")\(day)T09:00:00Z"
            let mail = String(name.lowercased().prefix { $0 != " " }) + "@acme.example"
            let own = [
                "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": mail, "GIT_AUTHOR_DATE": time,
                "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": mail, "GIT_COMMITTER_DATE": time,
            ]
            return team.environment.merging(own) { $1 }
        }

        @discardableResult
        func does(_ day: Int, _ arguments: String..., code: Int32 = 0, at location: SourceLocation = #_sourceLocation) throws -> String {
            let result = try Program.run(arguments, in: folder, environment: environment(day), at: location)
            Program.expectForTerminals(result, at: location)
            #expect(result.code == code, "\(result.output)\(result.error)", sourceLocation: location)
            return result.output + result.error
        }

        /// Gets what the other did, does something, and gives it to the other.
        @discardableResult
        func exchanges(_ day: Int, _ arguments: String..., at location: SourceLocation = #_sourceLocation) throws -> String {
            try git(day, "pull", "-q")
            let result = try Program.run(arguments + ["--commit"], in: folder, environment: environment(day), at: location)
            Program.expectForTerminals(result, at: location)
            #expect(result.code == 0, "\(result.output)\(result.error)", sourceLocation: location)
            try git(day, "push", "-q")
            return result.output
        }

        func git(_ day: Int, _ arguments: String...) throws {
            let result = try Program.run(
                ["git"] + arguments, in: folder, environment: environment(day), executable: URL(filePath: "/usr/bin/env"))
            #expect(result.code == 0, "\(result.error)")
        }

        func edit(_ path: String, _ old: String, _ new: String, at location: SourceLocation = #_sourceLocation) throws {
            let file = folder.appending(path: path)
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.contains(old), "\(old)", sourceLocation: location)
            try text.replacing(old, with: new).write(to: file, atomically: true, encoding: .utf8)
        }
    }

    struct Story: Decodable {
        struct Brief: Decodable {
            struct Event: Decodable {
                struct Cause: Decodable {
                    var context: String
                    var change: String
                }
                var kind: String
                var author: String
                var time: String
                var causes: [Cause]

                var told: String {
                    "\(time.prefix(10).suffix(2)) \(kind) \(author)" + causes.map { " \($0.context):\($0.change)" }.joined()
                }
            }
            var stage: String
            var rounds: Int
            var reopens: Int
            var clarifications: Int
            var clarificationCalendarHours: Double
            var events: [Event]
        }
        var briefs: [Brief]
    }

    static let brief = "briefs/fair.md"

    @Test("a campaign goes back and forth, and history tells it as it was")
    func campaign() throws {
        let hub = try TestRepository()
        try hub.commit(
            "the team's rules",
            files: ["handoff.yml": "briefs: [{files: \"briefs/*.md\"}]\npeople: people.yml\n", "people.yml": ActTeam.people])
        try hub.git("config", "receive.denyCurrentBranch", "ignore")
        let dana = Person(name: "Dana Okafor", folder: try hub.clone("dana"), team: hub)
        let lee = Person(name: "Lee Park", folder: try hub.clone("lee"), team: hub)

        try dana.does(1, "new", "marketing-to-sales", Self.brief, "--owner", "Dana Okafor", "--receiver", "Delivery")
        #expect(try dana.does(1, "send", Self.brief, "--commit", code: 1).contains("Nothing was sent."))
        for (old, new) in [
            ("\"[date, such as 2026-05-29; or: always-on, reviewed monthly]\"", "2027-03-31"),
            ("[link to the files, or the facts in a few sentences]", "The list of everybody who left a card."),
            ("[what is there when the work is done]", "A call with each of them, noted in the CRM."),
            ("[something the receiver can answer with yes or no]", "Everybody on the list was called"),
            ("[form, event or list the leads come from]", "Transport fair Leipzig, stand C4"),
            ("[what the lead asked for, downloaded or registered for]", "A route audit at no charge"),
            ("[what the leads saw, did last, and were promised]", "They saw the demo and were promised a call."),
            ("[budget, need, role or time frame that was checked; or: a score of at least how many points]", "Fleet of 20 trucks or more"),
            ("[within how many working hours of the form fill, the scan, …]", "Within 16 working hours of the scan"),
            ("[what they agreed to, such as calls or e-mail, and where it is recorded]", "Calls, ticked on the card, which the CRM keeps"),
        ] { try dana.edit(Self.brief, old, new) }
        #expect(
            try dana.exchanges(1, "send", Self.brief).contains(
                "Next: Delivery accepts it, asks or returns it: handoff accept briefs/fair.md\n"))

        let question = "Which language do they speak?"
        #expect(
            try lee.exchanges(2, "ask", Self.brief, question, "--of", "@dana").contains(
                "Next: Dana Okafor answers, ticks the box, and sends it again"))
        try dana.git(3, "pull", "-q")
        try dana.edit(Self.brief, "- [ ] \(question) @dana", "- [x] \(question) @dana\n  German")
        try dana.exchanges(3, "send", Self.brief)
        try lee.exchanges(4, "return", Self.brief, "--missing", "follow-up", "--because", "the time is over before the list is here")
        try dana.git(5, "pull", "-q")
        try dana.edit(Self.brief, "hours of the scan", "hours of the list")
        try dana.exchanges(5, "send", Self.brief)
        #expect(try dana.does(5, "accept", Self.brief, code: 2).contains("Dana Okafor owns this brief"))
        try lee.git(6, "pull", "-q")
        #expect(try lee.does(6, "accept", Self.brief, code: 2).contains("Still open: “Everybody on the list was called”."))
        try lee.edit(Self.brief, "- [ ] Everybody", "- [x] Everybody")
        try lee.exchanges(6, "accept", Self.brief)
        #expect(try lee.exchanges(7, "deliver", Self.brief).contains("the work is done"))

        try dana.git(8, "pull", "-q")
        let json = try Program.run(["rework", "--format", "json"], in: dana.folder, environment: dana.environment(8))
        let told = try #require(try JSONDecoder().decode(Story.self, from: json.outputBytes).briefs.first)
        #expect(
            told.events.map(\.told) == [
                "01 born Dana Okafor", "01 handed-off Dana Okafor", "02 clarification-asked Lee Park :none",
                "03 clarified Dana Okafor",
                "04 reopened Lee Park follow-up:wrong", "05 handed-off Dana Okafor", "06 accepted Lee Park", "07 delivered Lee Park",
            ])
        #expect(told.stage == "delivered" && told.rounds == 2 && told.reopens == 1 && told.clarifications == 1)
        #expect(told.clarificationCalendarHours == 24)
        let text = try dana.does(8, "rework")
        #expect(text.contains("Follow-up – changed once: briefs/fair.md") && text.contains("“\(question) @dana” – asked once"), "\(text)")
        #expect(text.contains("Questions in the briefs: 1, 0 still open"))
        let explained = try dana.does(8, "rework", "--explain", Self.brief)
        #expect(explained.contains("Now delivered; with Delivery; due 2027-03-31"))
        let digest = try dana.does(8, "report", "--format", "markdown")
        #expect(digest.contains("Nothing is on hold."), "\(digest)")
        let log = try hub.git("log", "--format=%an: %s; %(trailers:unfold,separator=%x2C)", "main")
        #expect(
            log.split(separator: "\n").dropLast().map(String.init) == [
                "Lee Park: Deliver briefs/fair.md; ", "Lee Park: Accept briefs/fair.md; Accepted-by: Lee Park",
                "Dana Okafor: Send briefs/fair.md; ",
                "Lee Park: Return briefs/fair.md; Missing: Follow-up", "Dana Okafor: Send briefs/fair.md; ",
                "Lee Park: Ask about briefs/fair.md; ", "Dana Okafor: Send briefs/fair.md; ",
            ])
    }
}
