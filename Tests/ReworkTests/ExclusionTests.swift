import Git
import Rework
import Testing

/// What is listed but not counted, and why.
@Suite struct ExclusionTests {
    static func brief(_ status: String, _ goal: String = "Sixty") -> String { Story.brief(status, goal: goal) }

    @Test("A commit of the ignore-revs file")
    func ignored() {
        var story = Story([(0, Self.brief("ready")), (30, Self.brief("ready", "Ninety")), (90, Self.brief("returned", "Ninety"))])
        story.ignored = [Story.id(2)]
        #expect(story.lines.dropFirst(2) == ["30h silent-rework goal:wrong r1 [ignored]", "90h reopened none r1 ?"])
        story.ignored = [Story.id(3)]
        #expect(story.lines.dropFirst(2) == ["30h silent-rework goal:wrong r1", "90h reopened none r1 ? [ignored]"])
    }

    @Test("The ignore-revs file: comments, blank lines and short ids are skipped")
    func ignoreRevs() {
        let one = String(repeating: "a", count: 40)
        let two = String(repeating: "1", count: 40)
        let text = "# Clean-ups\n\n\(one)\r\n  \(two.uppercased()) # all headings\nabc1234\n\(one)ff\n\(two) and more\n"
        #expect(IgnoredRevisions.read(Array(text.utf8)) == Set([one, two].compactMap { ObjectID(hex: $0) }))
    }

    @Test(
        "Authors that are machines, by name or address",
        arguments: [
            ("renovate[bot] <1+renovate@acme.example>", true), ("Renovate[Bot] <x@acme.example>", true),
            ("Ops <ci-7@acme.example>", true), ("Bot <bot@acme.example>", false), ("renovate b <x@acme.example>", false),
        ])
    func bots(author: String, isBot: Bool) {
        var story = Story([(0, Self.brief("ready"))])
        story.readings.policy.bots.append("ci-*@acme.example")
        story.add(30, Self.brief("ready", "Ninety"), by: author)
        story.add(60, Self.brief("returned", "Ninety"), by: author)
        let mark = isBot ? " [bot]" : ""
        #expect(story.lines.dropFirst(2) == ["30h silent-rework goal:wrong r1\(mark)", "60h reopened none r1 ?\(mark)"])
    }

    @Test("In a commit that touches more briefs than bulk, content changes don't count, and stage changes do")
    func bulk() {
        var story = Story([(0, Self.brief("ready"))])
        story.add(30, Self.brief("ready", "a"), changed: 20)
        story.add(60, Self.brief("ready", "b"), changed: 21)
        story.add(90, Self.brief("accepted", "c"), changed: 21)
        story.add(150, Self.brief("returned", "c"), changed: 21)
        #expect(
            story.lines.dropFirst(2) == [
                "30h silent-rework goal:wrong r1", "60h silent-rework goal:wrong r1 [bulk]", "90h silent-rework goal:wrong r1 [bulk]",
                "90h accepted r1", "150h reopened none r1 ?",
            ])
    }

    @Test("Excluded changes join no counted ones")
    func noJoining() {
        var story = Story([(0, Self.brief("ready")), (30, Self.brief("ready", "a"))])
        story.add(31, Self.brief("ready", "b"), changed: 30)
        story.add(32, Story.brief("ready", goal: "b", audience: "Doctors"))
        #expect(
            story.lines.dropFirst(2).sorted() == [
                "30h silent-rework audience:wrong goal:wrong r1 +32h", "31h silent-rework goal:wrong r1 [bulk]",
            ])
    }

    @Test("Born handed off among more than bulk others is an import, until its next round")
    func imported() {
        for (added, isImported) in [(20, false), (21, true)] {
            var story = Story()
            story.add(0, Self.brief("ready"), added: added)
            #expect(story.timeline.isImported == isImported)
            #expect(story.result.notes.contains { $0.kind == .imported } == isImported)
            var draft = Story()
            draft.add(0, Self.brief("draft"), added: added)
            #expect(!draft.timeline.isImported)
        }
    }

    // MARK: undone

    static let undone: [(String, [(Double, String?)], [String])] = [
        (
            "content changed and changed back", [(0, brief("ready")), (30, brief("ready", "a")), (54, brief("ready"))],
            ["30h silent-rework goal:wrong r1 +54h [reverted]"]
        ),
        (
            "the same, a little later", [(0, brief("ready")), (30, brief("ready", "a")), (54.1, brief("ready"))],
            ["30h silent-rework goal:wrong r1", "54.1h silent-rework goal:wrong r1"]
        ),
        (
            "accepted by mistake", [(0, brief("ready")), (30, brief("accepted")), (31, brief("ready")), (90, brief("accepted"))],
            ["30h accepted r1 [reverted]", "31h reopened none r1 [reverted]", "31h handed-off r1 [reverted]", "90h accepted r1"]
        ),
        (
            "returned and taken back", [(0, brief("ready")), (30, brief("returned")), (50, brief("ready"))],
            ["30h reopened none r1 [reverted]", "50h handed-off r1 [reverted]"]
        ),
        (
            "returned, and handed off a day later", [(0, brief("ready")), (30, brief("returned")), (54.5, brief("ready"))],
            ["30h reopened none r1", "54.5h handed-off r2"]
        ),
        (
            "returned, and handed off with another content", [(0, brief("ready")), (30, brief("returned")), (31, brief("ready", "a"))],
            ["30h reopened goal:wrong r1", "31h handed-off r2"]
        ),
        (
            "over a third state", [(0, brief("ready")), (30, brief("accepted")), (31, brief("done")), (32, brief("ready"))],
            [
                "30h accepted r1 [reverted]", "31h delivered r1 [reverted]", "32h reopened none r1 [reverted]",
                "32h handed-off r1 [reverted]",
            ]
        ),
        (
            "deleted by mistake", [(0, brief("accepted")), (30, nil), (31, brief("accepted"))],
            ["0h accepted r1", "30h cancelled r1 [reverted]", "31h handed-off r1 [reverted]", "31h accepted r1 [reverted]"]
        ),
        (
            "a question that was answered is not undone, however fast",
            [(0, brief("ready")), (30, brief("question")), (31, brief("ready"))],
            ["30h clarification-asked none r1", "31h clarified r1"]
        ),
    ]

    @Test("What is undone within 24 hours by a return to the earlier content and stage", arguments: undone)
    func reverted(_ name: String, _ versions: [(Double, String?)], _ lines: [String]) {
        #expect(Story(versions).lines.dropFirst(2) == lines[...])
    }

    @Test("A hand-off that was taken back at once begins no round")
    func rounds() {
        let story = Story([(0, Self.brief("draft")), (30, Self.brief("ready")), (31, Self.brief("draft")), (90, Self.brief("ready"))])
        #expect(
            story.lines == [
                "0h created r0", "30h handed-off r1 [reverted]", "31h reopened none r0 [reverted]", "90h handed-off r1",
            ])
    }
}
