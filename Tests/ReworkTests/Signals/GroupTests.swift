import Contract
import Git
import Rework
import Testing

@Suite struct GroupTests {
    @Test func groupsGoByTheFirstHandOff() {
        let subject = Told.subject("31 handed-off", handoff: "h", project: "P") {
            $0.receiver = "R"
            $0.owner = "O"
        }
        let keys = Grouping.allCases.map { $0.key(subject) }
        #expect(keys == ["h", "P", "R", "2025-02", "2025-Q1", "O"])
        #expect(Grouping.quarter.key(Told.subject("99 handed-off", now: 200)) == "2025-Q2")
        #expect(Grouping.month.key(Told.subject("0 created")) == nil)
    }

    @Test func whereToStartIsTheHighestLowerBoundNotTheHighestRate() {
        let once = [Told.subject("0 handed-off", "1 reopened", handoff: "once")]
        let often = (0..<10).map { i in Told.subject(events: ["0 handed-off"] + (i < 7 ? ["1 reopened"] : []), handoff: "often") }
        let never = [Told.subject("0 handed-off", handoff: "never")]
        let measurement = Measurement(once + never + often)
        #expect(measurement.start?.key == "often")
        #expect(measurement.groups.map(\.key) == ["often", "once", "never"])
        #expect(Measurement(never).start == nil)
        // Whatever the groups are by.
        #expect(Measurement(once + often, by: .project).start?.key == "often")
    }

    @Test func monthsStandInTheirOrder() {
        let subjects = [Told.subject("40 handed-off", "41 reopened"), Told.subject("0 handed-off")]
        #expect(Measurement(subjects, by: .month).groups.map(\.key) == ["2025-01", "2025-02"])
    }

    @Test func aPeriodIsOfFirstHandOffs() throws {
        let subjects = [Told.subject("0 handed-off"), Told.subject("31.5 handed-off"), Told.subject("0 created")]
        func count(_ since: String?, _ until: String?) -> Int {
            Measurement(
                subjects, period: Period(since: since.flatMap { CalendarDate(iso: $0) }, until: until.flatMap { CalendarDate(iso: $0) })
            )
            .subjects.count
        }
        #expect(count(nil, nil) == 3)
        #expect(count("2025-01-01", nil) == 2)
        #expect(count("2025-01-02", nil) == 1)
        #expect(count(nil, "2025-02-01") == 2)
        #expect(count(nil, "2025-01-31") == 1)
        #expect(count("2025-02-02", nil) == 0)
    }

    @Test func roundsAndReopensAreSpreadOut() {
        let subjects = [
            Told.subject("0 handed-off"), Told.subject("0 handed-off", "1 reopened", "2 handed-off", "3 reopened", "4 handed-off"),
            Told.subject("0 created"), Told.subject("0 handed-off") { $0.isWithoutStatus = true },
        ]
        #expect(Spread.rounds(subjects).briefs == [1: 1, 3: 1])
        #expect(Spread.reopens(subjects).briefs == [0: 1, 2: 1])
    }
}

@Suite struct ComebackTests {
    static func decisions(_ subjects: [Subject]) -> [String] {
        Comebacks.all(subjects).map { comeback in
            let name =
                switch comeback.subject {
                case .context(let id): id
                case .question(let text): text
                }
            return
                "\(comeback.handoff) \(name) \(comeback.briefs)/\(comeback.projects)/\(comeback.events) \(comeback.decision?.rawValue ?? "–")"
        }
    }

    static func brief(_ name: String, _ events: String..., project: String? = "A", handoff: String = "kickoff") -> Subject {
        Told.subject(events: events, handoff: handoff, project: project) { $0.path = name }
    }

    @Test func twoBriefsOfTwoProjectsAreTheTemplatesFault() {
        #expect(
            Self.decisions([
                Self.brief("a", "0 handed-off", "1 reopened goal:missing", project: "A"),
                Self.brief("b", "0 handed-off", "1 clarification-asked goal:wrong", project: "B"),
            ]) == ["kickoff goal 2/2/2 Update the handoff template"])
    }

    @Test func twoBriefsOfOneProjectAreNot() {
        #expect(
            Self.decisions([
                Self.brief("a", "0 handed-off", "1 reopened goal:missing"), Self.brief("b", "0 handed-off", "1 reopened goal:missing"),
            ]) == ["kickoff goal 2/1/2 –"])
        #expect(
            Self.decisions([
                Self.brief("a", "0 handed-off", "1 reopened goal:missing", project: "A", handoff: "x"),
                Self.brief("b", "0 handed-off", "1 reopened goal:missing", project: "B", handoff: "y"),
            ]) == ["x goal 1/1/1 –", "y goal 1/1/1 –"])
    }

    @Test func twiceInOneBriefIsAMatterOfTheChecklist() {
        #expect(
            Self.decisions([
                Self.brief("a", "0 handed-off", "1 reopened goal:missing", "2 handed-off", "3 silent-rework goal:wrong")
            ]) == ["kickoff goal 1/1/2 Change the checklist or who owns it"])
    }

    @Test func noTemplateAsksForProseOrNothing() {
        let subjects = ["A", "B"].map { Self.brief($0, "0 handed-off", "1 silent-rework prose:wrong", "2 reopened :none", project: $0) }
        #expect(Self.decisions(subjects).allSatisfy { $0.hasSuffix("–") })
    }

    @Test func whatIsNotCountedBringsNothingBack() {
        #expect(Self.decisions([Self.brief("a", "0 handed-off", "1 silent-rework goal:wrong !bot")]) == [])
        #expect(Self.decisions([Self.brief("a", "0 silent-rework goal:wrong", "1 handed-off")]) == [])
    }

    @Test func theSameQuestionInTwoProjectsIsACauseToo() {
        func asked(_ project: String, _ text: String) -> Subject {
            Told.subject("0 handed-off", project: project) { timeline in
                timeline.path = project
                let question = Reading.Question(key: "which offer", text: text, asked: [], isAnswered: false)
                timeline.questions = [Timeline.QuestionWait(question, Timeline.Wait(from: Told.time(1)), step: 0)]
            }
        }
        #expect(
            Self.decisions([asked("A", "Which offer?"), asked("B", "Which offer, @dana?")]) == [
                "kickoff Which offer? 2/2/2 Update the handoff template"
            ])
    }

    /// “No change in the brief” says nothing where the question stands in it.
    @Test func whereAQuestionSaysWhatWasAskedNothingElseDoes() {
        func asked(_ isWritten: Bool) -> Subject {
            Told.subject("0 handed-off", "1 clarification-asked :none") { timeline in
                timeline.path = "a"
                let question = Reading.Question(key: "which offer", text: "Which offer?", asked: [], isAnswered: true)
                let wait = Timeline.Wait(from: Told.time(1), to: Told.time(2))
                if isWritten { timeline.questions = [Timeline.QuestionWait(question, wait, step: 1)] }
            }
        }
        #expect(Self.decisions([asked(true)]) == ["kickoff Which offer? 1/1/1 –"])
        #expect(Self.decisions([asked(false)]) == ["kickoff  1/1/1 –"])
    }

    @Test func evidenceNamesTheCommits() {
        let found = Comebacks.all([Self.brief("a", "0 handed-off", "1 reopened goal:missing", "2 handed-off", "3 reopened goal:wrong")])
        #expect(found[0].evidence[0].commits == [Told.id(2).text, Told.id(4).text])
        #expect(found[0].changes == [.missing: 1, .wrong: 1])
    }
}
