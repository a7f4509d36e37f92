import Git
import Rework
import Testing

/// What is contract content and what is not, and which context an event is blamed on.
@Suite struct ContentTests {
    /// What a change of a handed brief, thirty hours later, is.
    static func rework(_ before: String, _ after: String, _ readings: Readings = Story.note) -> [String] {
        Story([(0, before), (30, after)], readings).lines.dropFirst(2).map { String($0.dropFirst("30h ".count)) }
    }

    static func brief(_ more: String = "", goal: String = "Sixty demos", status: String? = "ready") -> String {
        Story.brief(status, goal: goal, more)
    }

    static let nine = "one two three four five six seven eight nine"

    static let unchanged: [(String, String, String)] = [
        ("white space and wrapping", brief(goal: "Sixty demos\nby May"), brief(goal: "Sixty   demos by\n May")),
        ("case and punctuation of prose", brief(goal: "Sixty demos, by May"), brief(goal: "sixty Demos (by May).")),
        ("list markers", brief(goal: "- a\n- b"), brief(goal: "* a\n* b")),
        ("emphasis", brief(goal: "Sixty demos"), brief(goal: "**Sixty** _demos_")),
        ("a number's spelling", brief(goal: "5,000 visits"), brief(goal: "5000 visits")),
        ("a date's spelling", brief(goal: "2027-03-09"), brief(goal: "9 March 2027")),
        ("an address's spelling", brief(goal: "https://Acme.example/"), brief(goal: "<https://acme.example>")),
        ("nine words of other prose", brief(), brief(nine)),
        ("five words in place of four", brief("one two three four"), brief("five six seven eight nine")),
        ("a moved paragraph", brief("\(nine) ten eleven\n\nLater.\n"), brief("Later.\n\n\(nine) ten eleven\n")),
        ("an allowance", brief(), brief("<!-- handoff: allow note/goal because the client said so, twice, in writing, by mail -->\n")),
        ("accepted-by", brief(), brief("Accepted by: Mira\n\nAccepted-by: Mira Kowalska\n")),
        ("outcome", brief(), brief("Outcome: \(nine) ten eleven twelve\n")),
        ("a box's state", brief("- [ ] Tags verified\n"), brief("- [x] Tags verified\n")),
        ("a box's state in a context", brief(goal: "- [ ] Tags verified"), brief(goal: "- [x] Tags verified")),
        ("an optional context's first value", brief(), brief("Budget: 5000\n")),
        ("a placeholder for an optional context", brief("Budget: TBD\n"), brief("Budget: [amount]\n")),
        ("comments", brief(), brief("<!-- \(nine) ten eleven -->\n")),
        ("code", brief(), brief("```\n\(nine) ten eleven\n```\n")),
        (
            "front matter that no context asks for", brief(status: "ready\ndescription: \(nine)\ncreated: 2027-01-01"),
            brief(status: "ready\ndescription: another and much longer one than it was before\ncreated: 2027-02-02\ntype: {a: [\(nine)]}")
        ),
        ("the date of update", brief(), brief("Last updated: 2027-01-02, \(nine) ten\n")),
    ]

    @Test("What says nothing new is no rework", arguments: unchanged)
    func isUnchanged(_ name: String, _ before: String, _ after: String) { #expect(Self.rework(before, after).isEmpty) }

    @Test(
        "Sections that grow with the work are no contract content",
        arguments: [
            "Questions", "Answers", "Results", "Learnings", "Log", "Fragen", "Antworten", "Ergebnisse", "Erkenntnisse", "Protokoll",
            "Questions ouvertes", "Réponses", "Résultats", "Enseignements", "Journal", "Preguntas", "Respuestas", "Resultados",
            "Aprendizajes",
            "Registro", "Perguntas", "Respostas", "Aprendizados", "Registo", "Vragen", "Antwoorden", "Resultaten", "Leerpunten", "Logboek",
            "Otázky", "Odpovědi", "Výsledky", "Poznatky", "Záznam",
        ])
    func runningSections(title: String) {
        #expect(Self.rework(Self.brief(), Self.brief("## \(title)\n\n\(Self.nine) ten eleven twelve\n")).isEmpty)
    }

    static let changed: [(String, String, String, String)] = [
        ("a value", brief(), brief(goal: "Ninety demos"), "goal:wrong"),
        ("no value", brief(), brief(goal: ""), "goal:dropped"),
        ("a placeholder in its place", brief(), brief(goal: "TBD"), "goal:dropped"),
        ("a required context's first value", brief(goal: ""), brief(), "goal:missing"),
        ("a value for a placeholder", brief(goal: "[what?]"), brief(), "goal:missing"),
        ("a value for a reason", brief(goal: "N/A – none yet"), brief(), "goal:wrong"),
        ("an optional context's second value", brief("Budget: 5000\n"), brief("Budget: 6000\n"), "budget:wrong"),
        ("an optional context dropped", brief("Budget: 5000\n"), brief(), "budget:dropped"),
        ("a number", brief(goal: "5,000 visits"), brief(goal: "5,500 visits"), "goal:wrong"),
        ("a currency", brief("Budget: €5000\n"), brief("Budget: $5000\n"), "budget:wrong"),
        ("a sign", brief(goal: "-5 points"), brief(goal: "5 points"), "goal:wrong"),
        ("where a link leads", brief(goal: "[plan](https://a.example/1)"), brief(goal: "[plan](https://a.example/2)"), "goal:wrong"),
        ("the case of a term in a row", brief("## UTM\n\n- Email: x\n"), brief("## UTM\n\n- email: x\n"), "utm:wrong"),
        ("ten words of other prose", brief(), brief(nine + " ten"), "prose:missing"),
        (
            "ten words come and gone", brief("Hello there.\n\none two three four five"), brief("Hello there.\n\nsix seven eight nine ten"),
            "prose:wrong"
        ),
    ]

    @Test("What says something else is rework, by the context it says it of", arguments: changed)
    func isChanged(_ name: String, _ before: String, _ after: String, _ cause: String) {
        #expect(Self.rework(before, after) == ["silent-rework \(cause) r1"])
    }

    @Test("An optional context that had a value and lost it is rework when it comes back")
    func optionalComesBack() {
        let story = Story([(0, Self.brief("Budget: 5\n")), (30, Self.brief()), (60, Self.brief("Budget: 5\n"))])
        #expect(story.lines.dropFirst(2) == ["30h silent-rework budget:dropped r1", "60h silent-rework budget:missing r1"])
    }

    @Test("Always-on work gets new rows without coming back")
    func alwaysOn() {
        func text(_ rows: String, due: String = "always-on, reviewed monthly") -> String {
            "---\nhandoff: note\nstatus: ready\ndue: \(due)\n---\n## Goal\n\nx\n\n## Audience\n\ny\n\n## UTM\n\n\(rows)\n"
        }
        #expect(Self.rework(text("- a: b"), text("- a: b\n- c: d")).isEmpty)
        #expect(Self.rework(text("- a: b"), text("- a: e\n- c: d")) == ["silent-rework utm:wrong r1"])
        #expect(Self.rework(text("- a: b\n- c: d"), text("- a: b")) == ["silent-rework utm:wrong r1"])
        let dated = [text("- a: b", due: "2027-05-01"), text("- a: b\n- c: d", due: "2027-05-01")]
        #expect(Self.rework(dated[0], dated[1]) == ["silent-rework utm:wrong r1"])
    }

    // MARK: due

    @Test("Moving only the due date is a slip, and only to a later day")
    func slips() {
        func text(_ due: String, _ status: String = "ready") -> String {
            Self.brief(status: status).replacing("2027-05-01", with: due)
        }
        let story = Story([
            (0, text("2027-04-01", "draft")), (10, text("2027-05-01")), (40, text("15 May 2027")), (70, text("2027-05-15")),
            (100, text("2027-05-10")), (130, text("2027-06-01")),
        ])
        #expect(story.lines == ["0h created r0", "10h handed-off r1"])
        #expect(story.timeline.due == "2027-05-01")
        #expect(story.timeline.dueSlips == 2)
        #expect(Self.rework(text("TBD"), text("2027-05-01")) == ["silent-rework due:missing r1"])
        #expect(Self.rework(text("2027-05-01"), text("TBD")) == ["silent-rework due:dropped r1"])
    }

    @Test("A date that was moved together with other content is a cause, as is one that was moved where work was sent back")
    func dueAmongOthers() {
        let (may, june) = (Self.brief(), Self.brief(goal: "Ten").replacing("2027-05-01", with: "2027-06-01"))
        #expect(Self.rework(may, june) == ["silent-rework due:wrong goal:wrong r1"])
        let moved = Self.brief(status: "returned").replacing("2027-05-01", with: "2027-06-01")
        let story = Story([(0, may), (30, Self.brief(status: "returned")), (40, moved)])
        #expect(story.lines.last == "30h reopened due:wrong r1 ?")
    }

    @Test("A context that got its first value on the way and was then changed is a cause of the event that changed it")
    func firstValueInBetween() {
        let story = Story([
            (0, Self.brief()), (30, Self.brief(goal: "Ten")), (31, Self.brief("Budget: 500\n", goal: "Ten")),
            (32, Self.brief("Budget: 600\n", goal: "Ten")),
        ])
        #expect(story.lines.last == "30h silent-rework budget:missing goal:wrong r1 +32h")
    }

    // MARK: causes of what was sent back

    @Test("A reopening's causes are what the next hand-off has in another way")
    func reopening() {
        let story = Story([
            (0, Self.brief(goal: "")), (30, Self.brief(goal: "", status: "returned")),
            (40, Self.brief(goal: "Ten", status: "draft")), (60, Self.brief("Budget: 500\n", goal: "Sixty")),
        ])
        #expect(
            story.lines == [
                "0h born r1", "0h handed-off r1", "30h reopened budget:missing goal:missing r1", "60h handed-off r2",
            ])
    }

    @Test("What was changed before the return is none of its causes: only what differs from the version that was sent back")
    func sentBack() {
        let filled = Story([
            (0, Self.brief(goal: "")), (30, Self.brief()), (90, Self.brief(status: "returned")), (120, Self.brief(goal: "Sixty demos")),
        ])
        #expect(
            filled.lines.dropFirst(2) == ["30h silent-rework goal:missing r1", "90h reopened none r1", "120h handed-off r2"])
        let optional = Story([
            (0, Self.brief()), (30, Self.brief("Budget: 5\n")), (90, Self.brief("Budget: 5\n", status: "returned")),
            (120, Self.brief("Budget: 5\n", goal: "Ten")),
        ])
        #expect(optional.lines.dropFirst(2) == ["90h reopened goal:wrong r1", "120h handed-off r2"])
        // What the commit that sends it back changes is part of the return.
        let mended = Story([(0, Self.brief()), (30, Self.brief(goal: "Ten", status: "returned")), (60, Self.brief(goal: "Ten"))])
        #expect(mended.lines.dropFirst(2) == ["30h reopened goal:wrong r1", "60h handed-off r2"])
        let compared = filled.timeline.events.compactMap(\.compared)
        #expect(
            compared.map { [$0.before.blob, $0.after.blob] } == [[Story.id(1000), Story.id(1001)], [Story.id(1001), Story.id(1003)]])
    }

    @Test("Until then they are those of the tip, and pending")
    func pending() {
        let story = Story([
            (0, Self.brief()), (30, Self.brief(status: "returned")), (40, Self.brief(goal: "Ten", status: "returned")),
        ])
        #expect(story.lines.last == "30h reopened goal:wrong r1 ?")
    }

    @Test("A clarification's causes are what changed between asking and clarifying")
    func clarification() {
        let story = Story([
            (0, Self.brief()), (30, Self.brief(goal: "Ten", status: "needs info")), (50, Self.brief(goal: "Ten", status: "needs info")),
            (60, Self.brief("Budget: 5\n", goal: "Twenty")),
        ])
        #expect(
            story.lines == [
                "0h born r1", "0h handed-off r1", "30h clarification-asked budget:missing goal:wrong r1", "60h clarified r1",
            ])
        #expect(story.timeline.waits == [Timeline.Wait(from: Story.start + 30 * 3600, to: Story.start + 60 * 3600)])
        let open = Story([(0, Self.brief()), (30, Self.brief(status: "needs info")), (40, Self.brief(goal: "Ten", status: "needs info"))])
        #expect(open.lines.last == "30h clarification-asked goal:wrong r1 ?")
        #expect(open.timeline.waits == [Timeline.Wait(from: Story.start + 30 * 3600)])
    }

    @Test("Changes within 24 hours after the first are one event")
    func joining() {
        func texts(_ last: Double) -> [(Double, String?)] {
            [
                (0, Self.brief()), (30, Self.brief(goal: "a")), (40, Self.brief(goal: "b")),
                (last, Story.brief("ready", goal: "b", audience: "Doctors")),
            ]
        }
        #expect(Story(texts(54)).lines.dropFirst(2) == ["30h silent-rework audience:wrong goal:wrong r1 +40h +54h"])
        #expect(
            Story(texts(54.1)).lines.dropFirst(2) == ["30h silent-rework goal:wrong r1 +40h", "54.1h silent-rework audience:wrong r1"])
        // The day begins with the first change, not with the last.
        let chain = Story([(0, Self.brief()), (30, Self.brief(goal: "a")), (50, Self.brief(goal: "b")), (60, Self.brief(goal: "c"))])
        #expect(chain.lines.dropFirst(2) == ["30h silent-rework goal:wrong r1 +50h", "60h silent-rework goal:wrong r1"])
        let accepted = Story([
            (0, Self.brief()), (30, Self.brief(goal: "a")), (40, Self.brief(goal: "b", status: "accepted")),
        ])
        #expect(accepted.lines.dropFirst(2) == ["30h silent-rework goal:wrong r1 +40h", "40h accepted r1"])
    }
}
