import Foundation
import GitFixture
import SeededRandom
import Testing

/// Whatever acts are done one after the other, history tells these acts and no others.
@Suite struct RoundTripTests {
    /// Where status, goal and owner stand.
    static let forms = [
        "---\nstatus: draft\nowner: Dana Okafor\ngoal: Move the shop\nbudget: 20 days\n---\n# Shop\n",
        "# Shop\n\n- **Status:** draft\n- **Owner:** Dana Okafor\n- **Goal:** Move the shop\n- **Budget:** 20 days\n\nText.\n",
        "# Shop\r\n\r\n| Field | Value |\r\n|---|---|\r\n| Status | draft |\r\n| Owner | Dana Okafor |\r\n| Goal | Move the shop |\r\n"
            + "| Budget | 20 days |\r\n",
    ]

    /// What is done, as a person would say it.
    enum Step: Equatable {
        case send, ask(String), answer(String), sendBack, repair, accept, deliver
    }

    /// The plain model: what history has to tell after some steps. It knows nothing of the program.
    struct Model {
        enum Stage { case draft, handed, asking, returned, accepted, delivered }

        var stage = Stage.draft
        /// As “kind cause:change”.
        var events = ["created"]
        var questions = 0
        /// Calendar hours in which somebody waited for an answer.
        var waited = 0
        var rounds = 0
        private var open: String?
        private var askedAt = 0
        /// Where in `events` the last return stands, and whether the goal has changed since.
        private var returned: (event: Int, isRepaired: Bool)?

        var possible: [Step] {
            switch stage {
            case .draft: [.send]
            case .handed: [.ask("Which offer \(questions)?"), .sendBack, .accept]
            case .asking: (open.map { [.answer($0)] } ?? []) + [.send, .sendBack, .accept]
            case .returned: [.repair, .send]
            case .accepted: [.ask("Which offer \(questions)?"), .sendBack, .deliver]
            case .delivered: [.sendBack]
            }
        }

        /// - Parameter hour: since the beginning.
        mutating func take(_ step: Step, hour: Int) {
            if stage == .asking, step == .send || step == .sendBack || step == .accept { waited += hour - askedAt }
            switch step {
            case .send:
                if stage == .asking {
                    events.append("clarified")
                } else {
                    if let returned { events[returned.event] = "reopened " + (returned.isRepaired ? "goal:wrong" : ":none") }
                    returned = nil
                    events.append("handed-off")
                    rounds += 1
                }
                stage = .handed
            case .ask(let question):
                events.append("clarification-asked :none")
                (stage, askedAt, open, questions) = (.asking, hour, question, questions + 1)
            case .answer: open = nil
            case .sendBack:
                returned = (events.count, false)
                events.append("reopened :none")
                stage = .returned
            case .repair: returned?.isRepaired = true
            case .accept:
                if stage == .asking { events.append("clarified") }
                events.append("accepted")
                stage = .accepted
            case .deliver:
                events.append("delivered")
                stage = .delivered
            }
        }
    }

    struct Told: Decodable {
        struct Brief: Decodable {
            struct Event: Decodable {
                var kind: String
                var author: String
                var excluded: String?
                var causes: [Measured.Brief.Event.Cause]
            }
            var stage: String
            var rounds: Int
            var clarificationCalendarHours: Double
            var events: [Event]
        }
        var briefs: [Brief]
    }

    @Test("random acts on a brief are what rework tells", arguments: forms, 1...8 as ClosedRange<UInt64>)
    func acts(_ form: String, _ seed: UInt64) throws {
        var random = SeededRandom(seed)
        let team = try ActTeam.make(["briefs/a.md": form], config: "")
        var model = Model()
        var (hour, edits) = (0, 0)
        func environment() -> [String: String] {
            // From 2027-01-02 on; two days and some hours apart, so that nothing is taken for undone at once.
            let time = "\(TestRepository.start + 86_400 + hour * 3_600) +0000"
            return team.environment.merging(["GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time]) { $1 }
        }
        func edit(_ change: (String) -> String) throws {
            let (old, file) = (try team.text("briefs/a.md"), team.url.appending(path: "briefs/a.md"))
            let new = change(old)
            #expect(new != old)
            try Data(new.utf8).write(to: file)
            let result = try Program.run(
                ["git", "commit", "-qam", "by hand"], in: team.url, environment: environment(), executable: URL(filePath: "/usr/bin/env"))
            #expect(result.code == 0, "\(result.error)")
        }
        for number in 0..<20 {
            hour += 50 + Int(random.next() % 40)
            // The last ones bring it home.
            let end: [Step] = [.send, .accept, .deliver]
            let steps = number < 14 ? model.possible : model.possible.filter(end.contains)
            guard !steps.isEmpty else { break }
            let step = steps[Int(random.next() % UInt64(steps.count))]
            model.take(step, hour: hour)
            let act: [String]
            switch step {
            case .send: act = ["send", "briefs/a.md"]
            case .ask(let question): act = ["ask", "briefs/a.md", question, "--of", "@dana"]
            case .sendBack: act = ["return", "briefs/a.md", "--missing", "goal", "--because", "round \(number)"]
            case .accept: act = ["accept", "briefs/a.md", "--as", "Lee Park"]
            case .deliver: act = ["deliver", "briefs/a.md"]
            case .answer(let question):
                try edit { $0.replacing("[ ] \(question)", with: "[x] \(question)") }
                continue
            case .repair:
                edits += 1
                try edit { $0.replacing(/Move the shop(?: to place [0-9]+)?/, with: "Move the shop to place \(edits)") }
                continue
            }
            let result = try team.act(act + ["--commit"], environment: environment())
            #expect(result.code == 0, "\(step): \(result.output)\(result.error)")
        }
        let json = try Program.run(["rework", "--format", "json"], in: team.url, environment: environment())
        let brief = try #require(try JSONDecoder().decode(Told.self, from: json.outputBytes).briefs.first)
        let told = brief.events.map { event in
            #expect(event.excluded == nil)
            return event.kind + event.causes.map { " \($0.context):\($0.change)" }.joined()
        }
        #expect(told == model.events)
        #expect(brief.rounds == model.rounds)
        #expect(brief.clarificationCalendarHours == Double(model.waited))
        let text = try team.rework(environment: environment()).output
        if model.questions > 0 { #expect(text.contains("Questions in the briefs: \(model.questions), "), "\(text)") }
    }
}
