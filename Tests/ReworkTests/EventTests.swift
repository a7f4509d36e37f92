import Contract
import Rework
import Testing

/// The event table, row by row: versions in, a line an event out.
@Suite struct EventTests {
    typealias Case = (name: String, versions: [(Double, String?)], lines: [String])

    static func brief(_ status: String?, goal: String = "Sixty demos", audience: String = "Nurses", _ more: String = "") -> String {
        Story.brief(status, goal: goal, audience: audience, more)
    }

    static let rows: [Case] = [
        ("first seen as draft", [(0, "draft")], ["0h created r0"]),
        ("first seen as reopened", [(0, "returned")], ["0h created r0"]),
        ("first seen with a word nobody knows", [(0, "moonlit"), (1, "ready")], ["0h created r0", "1h handed-off r1"]),
        ("first seen as cancelled", [(0, "cancelled")], ["0h cancelled r0"]),
        ("none → handed", [(0, "ready")], ["0h born r1", "0h handed-off r1"]),
        ("draft → handed", [(0, "draft"), (30, "ready")], ["0h created r0", "30h handed-off r1"]),
        (
            "reopened → handed, a new round", [(0, "ready"), (30, "returned"), (60, "ready")],
            ["0h born r1", "0h handed-off r1", "30h reopened none r1", "60h handed-off r2"]
        ),
        (
            "cancelled → handed", [(0, "ready"), (30, "cancelled"), (60, "ready")],
            ["0h born r1", "0h handed-off r1", "30h cancelled r1", "60h handed-off r2"]
        ),
        ("none → accepted", [(0, "accepted")], ["0h born r1", "0h handed-off r1", "0h accepted r1"]),
        ("none → delivered", [(0, "done")], ["0h born r1", "0h handed-off r1", "0h accepted r1", "0h delivered r1"]),
        ("draft → accepted", [(0, "draft"), (1, "approved")], ["0h created r0", "1h handed-off r1", "1h accepted r1"]),
        (
            "draft → delivered", [(0, "wip"), (1, "live")],
            ["0h created r0", "1h handed-off r1", "1h accepted r1", "1h delivered r1"]
        ),
        (
            "none → clarify", [(0, "needs info")],
            ["0h born r1", "0h handed-off r1", "0h clarification-asked none r1 ?"]
        ),
        (
            "draft → clarify", [(0, "draft"), (30, "question"), (60, "ready")],
            ["0h created r0", "30h handed-off r1", "30h clarification-asked none r1", "60h clarified r1"]
        ),
        (
            "handed → draft", [(0, "ready"), (30, "draft")],
            ["0h born r1", "0h handed-off r1", "30h reopened none r1 ?"]
        ),
        (
            "accepted → reopened", [(0, "ready"), (30, "accepted"), (60, "rework")],
            ["0h born r1", "0h handed-off r1", "30h accepted r1", "60h reopened none r1 ?"]
        ),
        (
            "delivered → draft", [(0, "ready"), (30, "delivered"), (60, "draft")],
            ["0h born r1", "0h handed-off r1", "30h accepted r1", "30h delivered r1", "60h reopened none r1 ?"]
        ),
        (
            "clarify → reopened closes the wait", [(0, "ready"), (30, "question"), (60, "returned")],
            ["0h born r1", "0h handed-off r1", "30h clarification-asked none r1", "60h reopened none r1 ?"]
        ),
        (
            "accepted → handed", [(0, "accepted"), (30, "ready")],
            ["0h born r1", "0h handed-off r1", "0h accepted r1", "30h reopened none r1", "30h handed-off r2"]
        ),
        (
            "delivered → handed", [(0, "done"), (30, "ready")],
            ["0h born r1", "0h handed-off r1", "0h accepted r1", "0h delivered r1", "30h reopened none r1", "30h handed-off r2"]
        ),
        (
            "accepted → clarify → accepted", [(0, "accepted"), (30, "needs clarification"), (32, "accepted")],
            [
                "0h born r1", "0h handed-off r1", "0h accepted r1", "30h clarification-asked none r1", "32h clarified r1",
                "32h accepted r1",
            ]
        ),
        (
            "clarify → delivered", [(0, "ready"), (30, "question"), (60, "done")],
            [
                "0h born r1", "0h handed-off r1", "30h clarification-asked none r1", "60h clarified r1", "60h accepted r1",
                "60h delivered r1",
            ]
        ),
        (
            "clarify → cancelled closes the wait", [(0, "ready"), (30, "question"), (60, "dropped")],
            ["0h born r1", "0h handed-off r1", "30h clarification-asked none r1", "60h cancelled r1"]
        ),
        ("handed → accepted", [(0, "ready"), (30, "taken")], ["0h born r1", "0h handed-off r1", "30h accepted r1"]),
        (
            "handed → accepted with changed content", [(0, "ready"), (30, brief("accepted", goal: "Ninety demos"))],
            ["0h born r1", "0h handed-off r1", "30h silent-rework goal:wrong r1", "30h accepted r1"]
        ),
        (
            "handed → delivered", [(0, "ready"), (30, "shipped")],
            ["0h born r1", "0h handed-off r1", "30h accepted r1", "30h delivered r1"]
        ),
        (
            "accepted → delivered", [(0, "accepted"), (30, "closed")],
            ["0h born r1", "0h handed-off r1", "0h accepted r1", "30h delivered r1"]
        ),
        (
            "the file is gone", [(0, "ready"), (30, nil)],
            ["0h born r1", "0h handed-off r1", "30h cancelled r1"]
        ),
        (
            "gone and there again", [(0, "ready"), (30, nil), (60, "ready")],
            ["0h born r1", "0h handed-off r1", "30h cancelled r1", "60h handed-off r2"]
        ),
        ("a cancelled brief is deleted", [(0, "draft"), (1, "cancelled"), (30, nil)], ["0h created r0", "1h cancelled r0"]),
        (
            "cancelled → draft", [(0, "ready"), (30, "withdrawn"), (60, "draft")],
            ["0h born r1", "0h handed-off r1", "30h cancelled r1", "60h resumed r1"]
        ),
        (
            "cancelled → reopened", [(0, "ready"), (30, "withdrawn"), (60, "returned")],
            ["0h born r1", "0h handed-off r1", "30h cancelled r1", "60h resumed r1"]
        ),
        (
            "changed while handed", [(0, "ready"), (30, brief("ready", goal: "Ninety demos"))],
            ["0h born r1", "0h handed-off r1", "30h silent-rework goal:wrong r1"]
        ),
        (
            "changed while accepted", [(0, "accepted"), (30, brief("accepted", audience: "Doctors"))],
            ["0h born r1", "0h handed-off r1", "0h accepted r1", "30h silent-rework audience:wrong r1"]
        ),
        (
            "changed while delivered", [(0, "done"), (30, brief("done", goal: ""))],
            ["0h born r1", "0h handed-off r1", "0h accepted r1", "0h delivered r1", "30h silent-rework goal:dropped r1"]
        ),
        (
            "changed while in draft", [(0, "draft"), (30, brief("draft", goal: "Ninety demos")), (60, brief("returned", goal: "One"))],
            ["0h created r0"]
        ),
        ("draft ↔ reopened", [(0, "draft"), (30, "returned"), (60, "draft")], ["0h created r0"]),
    ]

    @Test("Each row of the event table", arguments: rows)
    func row(row: Case) { #expect(Story(row.versions).lines == row.lines) }

    // MARK: status words

    static let words: [Case] = [
        (
            "in progress before the first hand-off", [(0, "in progress"), (30, "ready"), (60, "in progress")],
            ["0h created r0", "30h handed-off r1", "60h accepted r1"]
        ),
        ("in design after it", [(0, "ready"), (30, "In-Design")], ["0h born r1", "0h handed-off r1", "30h accepted r1"]),
        (
            "in production after a return", [(0, "ready"), (30, "returned"), (60, "in production")],
            ["0h born r1", "0h handed-off r1", "30h reopened none r1", "60h handed-off r2", "60h accepted r2"]
        ),
        ("review before acceptance", [(0, "draft"), (30, "review")], ["0h created r0", "30h handed-off r1"]),
        (
            "in review after acceptance", [(0, "ready"), (30, "accepted"), (60, "in review"), (90, "done")],
            ["0h born r1", "0h handed-off r1", "30h accepted r1", "90h delivered r1"]
        ),
        (
            "review after delivery", [(0, "done"), (60, "review")],
            ["0h born r1", "0h handed-off r1", "0h accepted r1", "0h delivered r1"]
        ),
        (
            "archived after acceptance", [(0, "accepted"), (60, "archived")],
            ["0h born r1", "0h handed-off r1", "0h accepted r1", "60h delivered r1"]
        ),
        ("archived before", [(0, "ready"), (60, "archived")], ["0h born r1", "0h handed-off r1", "60h cancelled r1"]),
        ("archived as a draft", [(0, "draft"), (60, "archived")], ["0h created r0", "60h cancelled r0"]),
        (
            "blocked, on hold, paused", [(0, "ready"), (10, "blocked"), (20, "on hold"), (30, "paused"), (40, "accepted")],
            ["0h born r1", "0h handed-off r1", "40h accepted r1"]
        ),
        ("blocked from the start", [(0, "blocked"), (10, "ready")], ["0h created r0", "10h handed-off r1"]),
        (
            "an unknown word keeps the stage", [(0, "ready"), (30, "moonlit"), (60, "accepted")],
            ["0h born r1", "0h handed-off r1", "60h accepted r1"]
        ),
        (
            "a status that is taken out keeps the stage", [(0, "ready"), (30, brief(nil)), (60, "accepted")],
            ["0h born r1", "0h handed-off r1", "60h accepted r1"]
        ),
        ("no status until later", [(0, brief(nil)), (30, "ready")], ["0h created r0", "30h handed-off r1"]),
        (
            "case, marks and a parenthesis", [(0, "READY_ (v2)"), (30, "✅ Accepted")],
            ["0h born r1", "0h handed-off r1", "30h accepted r1"]
        ),
        (
            "German", [(0, "Entwurf"), (30, "übergeben"), (60, "Rückfrage")].map { ($0, $1) },
            [
                "0h created r0", "30h handed-off r1", "60h clarification-asked none r1 ?",
            ]
        ),
    ]

    @Test("Each status word, those that depend on what came before included", arguments: words)
    func word(word: Case) { #expect(Story(word.versions).lines == word.lines) }

    @Test(
        "Each word of each stage",
        arguments: [
            ("draft", ["draft", "wip", "planned", "idea", "to do", "backlog"], "created"),
            ("handed", ["ready", "handed off", "handed over", "submitted", "sent"], "handed-off"),
            ("clarify", ["needs info", "needs clarification", "question", "waiting for answer"], "clarification-asked"),
            ("reopened", ["returned", "reopened", "rework", "changes requested", "needs work", "rejected"], "created"),
            ("accepted", ["accepted", "approved", "taken"], "accepted"),
            (
                "delivered", ["done", "complete", "completed", "delivered", "launched", "live", "published", "shipped", "closed"],
                "delivered"
            ),
            ("cancelled", ["cancelled", "canceled", "withdrawn", "abandoned", "superseded", "dropped"], "cancelled"),
        ])
    func stageWords(stage: String, words: [String], last: String) {
        for word in words {
            let timeline = Story([(0, word)]).timeline
            #expect(timeline.stage.rawValue == stage, "\(word)")
            #expect(timeline.events.last?.kind.rawValue == last, "\(word)")
        }
    }

    static let places = [
        "---\nhandoff: note\nstatus: WORD\n---\n", "---\nhandoff: note\nstatus.note: WORD\nstatus: draft\n---\n",
        "---\nhandoff: note\nstatus: {note: WORD, other: draft}\n---\n",
        "---\nhandoff: note\n---\n# Brief\n\n## Status\n\nWORD\n\n## Goal\n\nSixty\n",
        "---\nhandoff: note\n---\n- Status: WORD\n- Goal: Sixty\n", "---\nhandoff: note\n---\n**Status:** WORD\n",
        "---\nhandoff: note\n---\n| Field | Value |\n| --- | --- |\n| Status | WORD |\n| Goal | Sixty |\n",
        "---\nhandoff: note\n---\nStatus: WORD\n",
    ]

    @Test("Status in front matter, heading, list, table", arguments: places)
    func place(text: String) {
        let story = Story([("draft", 0.0), ("ready", 30), ("returned", 60)].map { ($1, text.replacing("WORD", with: $0)) })
        #expect(story.lines == ["0h created r0", "30h handed-off r1", "60h reopened none r1 ?"])
    }

    @Test("A status in a table of deliverables, or a sentence about it, is none")
    func noStatus() {
        let table = "---\nhandoff: note\n---\n## Audience\n\n| Deliverable | Status |\n| --- | --- |\n| Banner | returned |\n"
        #expect(Story([(0, table)]).timeline.isWithoutStatus)
        #expect(Story([(0, "---\nhandoff: note\nstatus: was returned by design today\n---\n")]).timeline.isWithoutStatus)
    }

    @Test("A team's own words replace a stage's")
    func ownWords() {
        var story = Story(
            [(0, "ready"), (1, "review"), (30, "signed")],
            Readings("goal: {check: [required]}", lifecycle: Lifecycle(replacing: [.handed: ["review"], .accepted: ["signed"]])))
        #expect(story.lines == ["0h created r0", "1h handed-off r1", "30h accepted r1"])
        story.readings.policy.lifecycle.isOff = true
        #expect(story.timeline.isWithoutStatus)
    }

    // MARK: no status at all

    static let silent: [Case] = [
        ("handed from its first version", [(0, brief(nil))], ["0h born r1", "0h handed-off r1"]),
        (
            "changes belong to the writing until a day passes without one",
            [(0, brief(nil)), (20, brief(nil, goal: "a")), (40, brief(nil, goal: "b")), (64, brief(nil, goal: "c"))],
            ["0h born r1", "0h handed-off r1", "64h silent-rework goal:wrong r1"]
        ),
        (
            "a day is 24 hours", [(0, brief(nil)), (23.9, brief(nil, goal: "a"))], ["0h born r1", "0h handed-off r1"]
        ),
        (
            "gone and back", [(0, brief(nil)), (30, nil), (60, brief(nil, goal: "a")), (70, brief(nil, goal: "b"))],
            ["0h born r1", "0h handed-off r1", "30h cancelled r1", "60h handed-off r2"]
        ),
    ]

    @Test("A brief that never has a status", arguments: silent)
    func withoutStatus(row: Case) {
        let story = Story(row.versions)
        #expect(story.lines == row.lines)
        #expect(story.timeline.isWithoutStatus)
        #expect(story.result.notes.contains { $0.kind == .noStatus && $0.count == 1 })
    }

    @Test("A document of no known contract is measured by its front matter and its prose")
    func unknownContract() {
        func text(_ more: String, _ body: String = "") -> String { "---\nhandoff: nonesuch\n\(more)---\n\nSome text of it.\n\n\(body)\n" }
        let nine = "one two three four five six seven eight nine"
        let story = Story([
            (0, text("status: ready\ntitle: A\n")), (30, text("status: ready\ntitle: A\nupdated: 2027-01-01\n")),
            (60, text("status: ready\ntitle: B\n")), (90, text("status: ready\ntitle: B\n", nine)),
            (120, text("status: ready\ntitle: B\n")), (150, text("status: ready\ntitle: B\n", nine + " ten")),
            (180, text("status: accepted\ntitle: B\n", nine + " ten")),
        ])
        #expect(
            story.lines == [
                "0h born r1", "0h handed-off r1", "60h silent-rework title:wrong r1", "150h silent-rework prose:wrong r1",
                "180h accepted r1",
            ])
        #expect(story.timeline.handoff.isEmpty)
    }
}
