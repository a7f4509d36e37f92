import Contract
import Git
import Rework
import Testing

/// What a timeline says beside its events: who, when, whose, what can't be seen.
@Suite struct TimelineTests {
    static func brief(_ status: String, _ more: String = "") -> String { Story.brief(status, more) }

    // MARK: who accepted

    static let accepters: [(String, String, [String], String, Bool?)] = [
        ("the commit's author, who handed it off", "Dana Okafor <dana@acme.example>", [], "", true),
        ("another author", "Mira Kowalska <mira@acme.example>", [], "", false),
        ("accepted-by beats the author", "Dana Okafor <dana@acme.example>", [], "Accepted-by: Mira Kowalska\n", false),
        ("accepted-by is the owner", "Mira Kowalska <mira@acme.example>", [], "Accepted-by: Dana\n", true),
        ("a trailer beats the author", "Dana Okafor <dana@acme.example>", ["Mira <mira@acme.example>"], "", false),
        ("a trailer with the owner", "Mira Kowalska <mira@acme.example>", ["Dana Okafor <dana@acme.example>"], "", true),
        ("accepted-by beats the trailer", "Mira <m@acme.example>", ["Dana Okafor <dana@acme.example>"], "Accepted-by: Mira\n", false),
        ("a machine", "accept[bot] <x@acme.example>", [], "", nil),
        ("somebody who sets statuses for others", "Ops <ops@acme.example>", [], "", nil),
        ("a machine that names somebody", "accept[bot] <x@acme.example>", [], "Accepted-by: Mira Kowalska\n", false),
    ]

    @Test("Who accepted", arguments: accepters)
    func accepted(_ name: String, _ author: String, _ trailers: [String], _ more: String, _ expected: Bool?) {
        var story = Story([(0, Self.brief("ready"))])
        story.readings.policy.scribes = ["ops@acme.example"]
        story.add(30, Self.brief("accepted", more), by: author, acceptedBy: trailers)
        #expect(story.timeline.isSelfAccepted == expected)
    }

    @Test("Who accepted first tells whether it was right the first time, whoever accepts it later")
    func acceptedAgain() {
        func story(_ first: String, _ second: String) -> Story {
            var story = Story([(0, Self.brief("ready"))])
            story.add(30, Self.brief("accepted"), by: first)
            story.add(60, Self.brief("draft"))
            story.add(90, Self.brief("accepted"), by: second)
            return story
        }
        let (dana, mira) = ("Dana Okafor <dana@acme.example>", "Mira Kowalska <mira@acme.example>")
        #expect(story(mira, dana).timeline.isSelfAccepted == false)
        #expect(story(dana, mira).timeline.isSelfAccepted == true)
        #expect(story("accept[bot] <x@acme.example>", dana).timeline.isSelfAccepted == nil)
        // Taken back at once, it did not happen.
        var slip = Story([(0, Self.brief("ready"))])
        slip.add(30, Self.brief("accepted"))
        slip.add(31, Self.brief("ready"))
        slip.add(90, Self.brief("accepted"), by: mira)
        #expect(slip.timeline.isSelfAccepted == false)
        // An import is no hand-off that anybody saw.
        var imported = Story()
        imported.add(0, Self.brief("accepted"), changed: 30, added: 30)
        imported.add(30, Self.brief("draft"))
        imported.add(60, Self.brief("ready"))
        imported.add(90, Self.brief("accepted"), by: mira)
        #expect(imported.timeline.isImported && imported.timeline.isSelfAccepted == false)
    }

    @Test("A receiver that is a team includes its members")
    func team() {
        var story = Story()
        story.add(0, Self.brief("ready"), by: "Mira Kowalska <mira@acme.example>")
        story.add(30, Self.brief("accepted"), by: "Mira Kowalska <mira@acme.example>")
        #expect(story.timeline.isSelfAccepted == true)
        story.readings.policy.teams = ["design": ["Mira Kowalska", "Sam"]]
        #expect(story.timeline.isSelfAccepted == false)
    }

    @Test("Nobody accepted a brief that was never accepted")
    func nobody() { #expect(Story([(0, Self.brief("ready"))]).timeline.isSelfAccepted == nil) }

    // MARK: group values

    @Test("Group values are those at first hand-off")
    func groupValues() {
        func text(_ status: String, _ project: String, _ owner: String) -> String {
            Story.brief(status, "Project: \(project)\n").replacing("Dana Okafor", with: owner).replacing(
                "Design", with: "Media " + project)
        }
        let story = Story([(0, text("draft", "A", "Ada")), (30, text("ready", "B", "Ben")), (60, text("accepted", "C", "Cem"))])
        let timeline = story.timeline
        #expect(timeline.project == "B" && timeline.owner == "Ben" && timeline.receiver == "Media B" && !timeline.isProjectGuessed)
        let draft = Story([(0, text("draft", "A", "Ada")), (30, text("draft", "B", "Ben"))]).timeline
        #expect(draft.project == "B" && draft.owner == "Ben")
    }

    @Test("Without a project: the campaign, else the folder")
    func projects() {
        let folder = Story([(0, Self.brief("ready"))])
        #expect(folder.timeline.project == "briefs/spring" && folder.timeline.isProjectGuessed)
        #expect(folder.result.notes.contains { $0.kind == .guessedProject && $0.count == 1 })
        let campaign = Story([(0, Self.brief("ready", "Campaign: Spring sale\n"))]).timeline
        #expect(campaign.project == "Spring sale" && campaign.isProjectGuessed)
        var top = Story()
        top.add(0, Self.brief("ready"), path: "one.md")
        #expect(top.timeline.project == nil && !top.timeline.isProjectGuessed)
    }

    @Test("Arrived already accepted, or through a merge: what came before is not visible")
    func unseen() {
        #expect(Story([(0, Self.brief("accepted"))]).timeline.isUnseen)
        #expect(!Story([(0, Self.brief("ready")), (30, Self.brief("accepted"))]).timeline.isUnseen)
        var merged = Story([(0, Self.brief("draft"))])
        merged.add(30, Self.brief("ready"), isMerge: true)
        #expect(merged.timeline.isUnseen)
        #expect(merged.result.notes.contains { $0.kind == .notVisible && $0.count == 1 })
    }

    @Test("Tracking errors that somebody recorded, in whichever form")
    func trackingErrors() {
        for more in ["## Outcome\n\n- Tracking errors: 2\n", "outcome.tracking-errors: 2\n", "## Results\n\n**Tracking errors:** 2 of 9\n"]
        {
            #expect(Story([(0, Self.brief("done", more))]).timeline.trackingErrors == 2, "\(more)")
        }
        let text = Self.brief("done").replacing("owner:", with: "outcome: {tracking-errors: 2}\nowner:")
        #expect(Story([(0, text)]).timeline.trackingErrors == 2)
        #expect(Story([(0, Self.brief("done"))]).timeline.trackingErrors == nil)
    }

    // MARK: questions

    @Test("A structured question waits from the day it is asked until it is ticked")
    func questions() {
        func text(_ boxes: String) -> String { Self.brief("ready", "## Questions\n\n\(boxes)\n") }
        let story = Story([
            (0, Self.brief("ready")), (10, text("- [ ] Which offer? @dana\n- [ ] Who pays? @sam @mira")),
            (30, text("- [ ] Who pays? @sam\n- [x] Which OFFER @dana\n  The spring one.\n- [x] Where?")), (50, text("- [x] Which offer?")),
        ])
        let waits = story.timeline.questions.map {
            "\($0.question.key) \(($0.wait.from - Story.start) / 3600)–\($0.wait.to.map { String(($0 - Story.start) / 3600) } ?? "")"
        }
        #expect(waits == ["which offer 10–30", "who pays 10–50", "where 30–30"])
        #expect(story.timeline.questions[1].question.asked == ["sam", "mira"])
        #expect(story.lines == ["0h born r1", "0h handed-off r1"])
        let open = Story([(0, text("- [ ] Who pays?"))]).timeline.questions
        #expect(open.map(\.wait) == [Timeline.Wait(from: Story.start)])
        #expect(Story([(0, Self.brief("ready", "## Checks\n\n- [ ] Who pays?\n"))]).timeline.questions.isEmpty)
    }

    @Test("A question that is asked again, with its answered one still there, waits again")
    func askedAgain() {
        func text(_ boxes: String) -> String { Self.brief("ready", "## Questions\n\n\(boxes)\n") }
        let story = Story([
            (0, text("- [ ] Which offer?")), (10, text("- [x] Which offer?")), (30, text("- [x] Which offer?\n- [ ] Which offer? @dana")),
            (60, text("- [x] Which offer?\n- [x] Which offer? @dana")),
        ])
        #expect(story.timeline.questions.map { ($0.wait.from - Story.start) / 3600 } == [0, 30])
        #expect(story.timeline.questions.map { (($0.wait.to ?? 0) - Story.start) / 3600 } == [10, 60])
    }

    @Test("An answer behind its question does not make another question of it")
    func answeredOnItsLine() {
        func text(_ boxes: String) -> String { Self.brief("ready", "## Questions\n\n\(boxes)\n") }
        let story = Story([
            (0, text("- [ ] Which account? @dana\n- [ ] Which account is billed?")),
            (10, text("- [x] Which account? @dana The company account.\n- [ ] Which account is billed?")),
            (20, text("- [x] Which account? @dana The company account in Berlin.\n- [x] Which account is billed? Ours")),
        ])
        let waits = story.timeline.questions
        #expect(waits.map(\.question.text) == ["Which account? @dana", "Which account is billed?"])
        #expect(waits.map { (($0.wait.to ?? 0) - Story.start) / 3600 } == [10, 20])
        #expect(waits.allSatisfy { $0.question.isAnswered })
    }

    @Test("A line may hold a million words, and a brief as many questions as it has room for")
    func questionsWithoutEnd() {
        func text(_ version: Int) -> String {
            let lines = (0..<3_000).map { "- [ ] q\(version)x\($0) yes\n" }.joined()
            return Self.brief("ready", "## Questions\n\n\(lines)- [ ] \(String(repeating: "who ", count: 50_000))\(version)\n")
        }
        let story = Story([(0, text(1)), (10, text(2)), (20, text(3))])
        #expect(story.timeline.questions.count == 9_003)
        #expect(story.timeline.questions.count { $0.wait.to == nil } == 3_001)
    }

    // MARK: several handoffs

    @Test("Each handoff of a brief has a timeline of its own")
    func severalHandoffs() {
        func text(_ a: String, _ b: String, _ utm: String = "linkedin") -> String {
            "---\nhandoff: [content-to-design, campaign-to-analytics]\nstatus: {content-to-design: \(a), campaign-to-analytics: \(b)}\n"
                + "id: x\n---\n\n## UTM\n\n| source | medium |\n| --- | --- |\n| \(utm) | email |\n\n## Examples\n\nthe spring page\n"
        }
        let story = Story(
            [(0, text("draft", "ready")), (30, text("ready", "ready")), (60, text("accepted", "ready", "google"))], .shipped)
        #expect(story.timelines.map(\.handoff) == ["campaign-to-analytics", "content-to-design"])
        #expect(
            story.timelines[0].events.map(story.line) == ["0h born r1", "0h handed-off r1", "60h silent-rework utm:wrong r1"])
        #expect(story.timelines[1].events.map(story.line) == ["0h created r0", "30h handed-off r1", "60h accepted r1"])
        #expect(story.timelines.allSatisfy { $0.id == "x" })
    }

    @Test("A handoff that is taken out of a brief ends, a misspelt one doesn't")
    func handoffsComeAndGo() {
        func text(_ names: String) -> String { "---\nhandoff: [\(names)]\nstatus: ready\n---\n\nText.\n" }
        let story = Story(
            [(0, text("crm, website")), (30, text("crm")), (60, text("nonesuch")), (90, text("crm, website"))], .shipped)
        #expect(story.timelines.map(\.handoff) == ["crm", "website"])
        #expect(story.timelines[0].events.map(story.line) == ["0h born r1", "0h handed-off r1"])
        #expect(
            story.timelines[1].events.map(story.line) == ["0h born r1", "0h handed-off r1", "30h cancelled r1", "90h handed-off r2"])
    }

    // MARK: what can't be read

    @Test(
        "A version that can't be read changes nothing and is counted",
        arguments: ["---\nhandoff: note\nstatus: [\n---\n", "---\nhandoff: note\nstatus: returned\n", "+++\nhandoff = \"note\"\n+++\n"])
    func unreadable(text: String) {
        let story = Story([(0, Self.brief("ready")), (30, text), (60, Self.brief("accepted"))])
        #expect(story.lines == ["0h born r1", "0h handed-off r1", "60h accepted r1"])
        #expect(story.result.notes.contains { $0.kind == .unreadable && $0.count == 1 })
        #expect(story.timeline.unreadable.map(\.step) == [1])
        #expect(story.timeline.unreadable.map(\.isSettled) == [true])
    }

    @Test("The note names briefs that could not be read with their commits, those that still can't first")
    func unreadableIsNamed() {
        let bad = "---\nstatus: [\n---\n"
        var histories = ["a", "b", "c", "d"].map { name in
            var story = Story()
            for i in 0..<(name == "a" ? 5 : 1) { story.add(Double(i), bad, path: "briefs/\(name).md") }
            if name != "d" { story.add(60, Self.brief("ready"), path: "briefs/\(name).md") }
            // A brief that the config names: nothing else says of what can't be read that it is one.
            var history = story.history
            history.briefs[0].versions = history.briefs[0].versions.enumerated().map { i, version in
                var version = version
                version.reading = story.readings.reading(story.versions[i].text ?? "", fallback: "note", path: version.path)
                return version
            }
            return history
        }
        var history = histories.removeFirst()
        #expect(Timelines.all(of: history, policy: ReworkPolicy(), ignored: [])[0].unreadable.map(\.isSettled).count == 5)
        history.briefs += histories.flatMap(\.briefs)
        let note = Timelines(of: history, policy: ReworkPolicy(), ignored: []).notes.first { $0.kind == .unreadable }
        func commit(_ number: Int) -> String { String(Story.id(number).text.prefix(10)) }
        #expect(note?.count == 8)
        #expect(
            note?.text.hasPrefix(
                "8 versions could not be read (the block at its top can’t be read as YAML): briefs/d.md (\(commit(1))), briefs/a.md (\(commit(3)), \(commit(4)), \(commit(5))), briefs/b.md (\(commit(1))), and 3 more. "
            ) == true, "\(note?.text ?? "")")
        #expect(note?.text.contains("Fix the file") == true)
    }

    @Test("UTF-16 and a mebibyte are unreadable; NUL and bytes that are no UTF-8 are read around")
    func bytes() {
        let maker = ReadingMaker(rulebook: Story.note.rulebook, policy: ReworkPolicy())
        func read(_ bytes: [UInt8], fallback: String? = nil) -> Reading? { maker.reading(bytes, path: "a.md", fallback: fallback) }
        let text = Array(Self.brief("ready").utf8)
        #expect(read([0xFF, 0xFE] + text.flatMap { [$0, 0] })?.problem == .utf16)
        #expect(read(text + [UInt8](repeating: 0x61, count: 1 << 20))?.problem == .tooLarge)
        #expect(read(text + [0, 0xC3, 0x28])?.parts.first?.status == "ready")
        #expect(read(Array("# Notes\n".utf8)) == nil)
        #expect(read(Array("---\nowner: [\n---\n".utf8)) == nil)
        #expect(read(Array("---\nowner: [\n---\n".utf8), fallback: "note")?.problem == .frontMatter)
        #expect(read([])?.parts.isEmpty != false)
        #expect(read([], fallback: "note")?.parts.count == 1)
    }

    @Test("A document that the config calls a brief and that names no handoff is read without a contract")
    func configuredWithoutHandoff() {
        let reading = Story.note.reading("---\nstatus: ready\nid: x\n---\n# Title\n", fallback: "")
        #expect(reading?.parts.map(\.handoff) == [""])
        #expect(reading?.id == "x" && reading?.title == "Title" && reading?.parts[0].status == "ready")
    }

    @Test("Unknown status words are counted by brief and named")
    func unknownStatus() {
        let notes = Story([(0, Self.brief("moonlit")), (30, Self.brief("Moonlit")), (60, Self.brief("ready"))]).result.notes
        let note = notes.first { $0.kind == .unknownStatus }
        #expect(note?.count == 1)
        #expect(note?.text.contains("“moonlit”") == true)
    }

    @Test("Errors of a hand-off come from whoever can judge its commit")
    func errors() {
        let story = Story([(0, Self.brief("draft")), (30, Self.brief("ready")), (60, Self.brief("returned")), (90, Self.brief("ready"))])
        var asked: [Timelines.HandOff] = []
        let timelines = Timelines(of: story.history, policy: story.readings.policy, ignored: []) { handOff in
            asked.append(handOff)
            return asked.count
        }
        #expect(timelines.all[0].events.map(\.errors) == [nil, 1, nil, 2])
        #expect(asked.map(\.blob) == [Story.id(1001), Story.id(1003)])
        #expect(asked.map(\.commit) == [Story.id(2), Story.id(4)])
        #expect(asked.map(\.handoff) == ["note", "note"])
    }
}
