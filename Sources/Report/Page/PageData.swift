internal import Contract
internal import Rework

/// What the page's script knows: every brief with its part of each signal, and its events. Words stand once, in a table.
struct PageData {
    private var strings: [String] = []
    private var numbers: [String: Int] = [:]
    private var commits: [(repository: Int, step: Int)] = []
    private var commitNumbers: [Int: Int] = [:]
    /// The steps of each repository by their commits' ids.
    private let steps: [[String: Int]]
    private let page: ReportPage
    private var handoffs: [String: Int] = [:]
    /// Digits of a commit's id that are shown.
    private static let idDigits = 10

    static func json(_ page: ReportPage, _ briefs: [PageBrief]) -> PageJSON {
        var data = PageData(page)
        return data.json(briefs)
    }

    private init(_ page: ReportPage) {
        self.page = page
        steps = page.rework.repositories.map { repository in
            Dictionary(repository.steps.indices.map { (repository.commit($0), $0) }) { first, _ in first }
        }
    }

    private mutating func number(_ text: String?) -> Int {
        guard let text else { return -1 }
        if let known = numbers[text] { return known }
        strings.append(text)
        numbers[text] = strings.count - 1
        return strings.count - 1
    }

    private mutating func commit(_ repository: Int, _ step: Int) -> Int {
        let key = repository << 32 | step
        if let known = commitNumbers[key] { return known }
        commits.append((repository, step))
        commitNumbers[key] = commits.count - 1
        return commits.count - 1
    }

    private mutating func json(_ briefs: [PageBrief]) -> PageJSON {
        let rework = page.rework
        let repositories = rework.repositories
        var places: [ObjectIdentifier: Int] = [:]
        for (i, repository) in repositories.enumerated() { places[ObjectIdentifier(repository)] = i }
        let ids = Set(briefs.map(\.subject.timeline.handoff) + page.map.handoffs.map(\.id)).sorted()
        for (i, id) in ids.enumerated() { handoffs[id] = i }
        var json = PageJSON()
        json.object { json in
            json.key("now")
            json.add(page.lastDay)
            json.key("days")
            json.add(ReportPage.comparedDays)
            json.key("window")
            json.add(rework.withinWindow)
            json.key("brackets")
            json.add(PageWriter.bracketsExplained)
            json.key("owners")
            json.add(page.showsOwners)
            json.key("sales")
            json.add(page.isAnySalesRecorded)
            json.key("few")
            json.add(Rate.fewest)
            json.key("kinds")
            json.list { for kind in Event.Kind.allCases { $0.add(ReworkWords.kind(kind)) } }
            json.key("stages")
            json.list { for stage in Stage.allCases { $0.add(ReworkWords.stage(stage)) } }
            json.key("changes")
            json.list { for change in Cause.Change.allCases { $0.add(ReworkWords.change(change)) } }
            json.key("exclusions")
            json.list { for exclusion in Event.Exclusion.allCases { $0.add(ReworkWords.exclusion(exclusion)) } }
            json.key("states")
            json.object { json in
                for kind in HandoffState.Kind.allCases {
                    json.key(named: kind.rawValue)
                    json.add(kind.words)
                }
            }
            json.key("trust")
            json.object { json in
                for line in TrustLine.allCases {
                    json.key(named: line.rawValue)
                    json.list { json in for words in line.words { json.add(words) } }
                }
            }
            json.key("repositories")
            json.list { for repository in repositories { $0.add(repository.repository) } }
            json.key("handoffs")
            json.list { json in for id in ids { self.addHandoff(id, &json) } }
            json.key("briefs")
            json.list { json in
                for (i, brief) in briefs.enumerated() { self.add(brief, i, places[ObjectIdentifier(brief.subject.origin)] ?? 0, &json) }
            }
            json.key("lines")
            json.list { json in for change in self.page.changes { self.add(change, &json) } }
            let commits = self.commits.map { (repositories[$0.repository], $0.step) }
            json.key("digits")
            json.add(Self.idDigits)
            // One text: twenty thousand short ones take half as long again to write and to read.
            json.key("commits")
            json.add(commits.map { $0.commit($1).prefix(Self.idDigits) }.joined())
            json.key("minutes")
            json.list { json in
                for (origin, step) in commits {
                    let time = origin.steps[step].time
                    json.add((time + origin.working.zone.offset(at: time)) / 60)
                }
            }
            json.key("authors")
            json.list { json in for (origin, step) in commits { json.add(self.number(origin.steps[step].author.name)) } }
            json.key("strings")
            json.list { json in for text in self.strings { json.add(text) } }
        }
        return json
    }

    private func addHandoff(_ id: String, _ json: inout PageJSON) {
        let facts = page.rework.facts(id)
        let drawn = page.map.handoffs.first { $0.id == id }
        json.list { json in
            json.add(id)
            json.add(drawn?.title ?? page.rework.title(id))
            json.add(facts?.decision ?? drawn?.boundary)
            json.add(facts?.when)
        }
    }

    /// How a cause is told apart, in a link and in a table.
    static func key(_ comeback: Comeback) -> String {
        switch comeback.subject {
        case .context(let id): "c:" + id
        case .question: "q:" + (comeback.questionKey ?? "")
        }
    }

    private mutating func add(_ change: ReportPage.Change, _ json: inout PageJSON) {
        let key: String
        switch change.subject {
        case .context(let id): key = "c:" + id
        case .question(let text): key = "t:" + text
        }
        let number = number(key)
        json.list { json in
            json.add(handoffs[change.handoff] ?? -1)
            json.add(number)
            json.add(change.file)
            json.add(change.how)
            json.add(change.lines)
        }
    }

    private mutating func add(_ brief: PageBrief, _ position: Int, _ place: Int, _ json: inout PageJSON) {
        let subject = brief.subject
        let timeline = subject.timeline
        let first = commits.count
        let flags = [
            timeline.isImported, timeline.isWithoutStatus, timeline.isUnseen, timeline.isSelfAccepted == true, subject.isHandedOff,
        ].enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) }
        let cohort: Int
        switch brief.cohort {
        case .outside: cohort = 0
        case .younger: cohort = 1
        case .cancelled: cohort = 2
        case .member: cohort = 3
        }
        json.list { json in
            json.add(number(timeline.path))
            json.add(number(timeline.id))
            json.add(handoffs[timeline.handoff] ?? -1)
            json.add(number(timeline.project))
            json.add(number(timeline.receiver))
            json.add(page.showsOwners ? number(timeline.owner) : -1)
            json.add(Stage.allCases.firstIndex(of: timeline.stage) ?? 0)
            json.add(place)
            json.add(brief.day ?? -1)
            json.add(cohort)
            json.add(brief.cameBack.rawValue)
            json.add(brief.tracking.rawValue)
            json.add(brief.isLate.rawValue)
            json.list { json in
                for rate in [brief.incomplete, brief.leads] {
                    json.add(rate.numerator)
                    json.add(rate.denominator)
                }
            }
            json.list { json in for wait in brief.waits { json.add(wait) } }
            json.add(brief.isWaiting)
            json.add(flags)
            json.list { json in for comeback in brief.comebacks { self.add(comeback, place, from: first, &json) } }
            json.list { json in
                for (i, event) in timeline.events.enumerated() {
                    let values = self.page.values[ReportPage.EventPlace(brief: position, event: i)]
                    self.add(event, values, place, from: first, timeline.handoff, &json)
                }
            }
            json.add(timeline.due)
            json.add(first)
        }
    }

    /// Key, name, kind of project, positions of commits.
    ///
    /// - Parameter first: the commit that positions are counted from: a brief's own commits stand side by side, so that few digits do.
    private mutating func add(_ comeback: Comeback, _ place: Int, from first: Int, _ json: inout PageJSON) {
        guard let evidence = comeback.evidence.first else { return }
        let story = ReworkStory(page.rework)
        let key = number(Self.key(comeback))
        let name = number(story.name(comeback))
        let project = number(evidence.project.joined(separator: " / "))
        let commits = evidence.commits.prefix(3).compactMap { steps[place][$0] }.map { commit(place, $0) - first }
        json.list { json in
            json.add(key)
            json.add(name)
            json.add(project)
            json.add(comeback.events)
            json.list { json in for change in Cause.Change.allCases { json.add(comeback.changes[change] ?? 0) } }
            json.list { json in for commit in commits { json.add(commit) } }
        }
    }

    /// Numbers in a row, as the page's script counts them off: a list for each event would be most of the page. Those that only some
    /// events have are there only for these.
    private mutating func add(
        _ event: Event, _ values: [ReportPage.FieldChange]?, _ place: Int, from first: Int, _ handoff: String, _ json: inout PageJSON
    ) {
        let kind = Event.Kind.allCases.firstIndex(of: event.kind) ?? 0
        let excluded = event.excluded.flatMap { Event.Exclusion.allCases.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        let errors = event.kind == .handedOff ? event.errors : nil
        let flags = [event.isPending, errors != nil, values != nil].enumerated().reduce(0) { $0 | ($1.element ? 1 << ($1.offset + 7) : 0) }
        json.add(kind | excluded << 4 | flags)
        json.add(event.round)
        json.add(number(event.from))
        json.add(number(event.to))
        if let errors { json.add(errors) }
        json.add(event.steps.count)
        for step in event.steps { json.add(commit(place, step) - first) }
        json.add(event.causes.count)
        for (i, cause) in event.causes.enumerated() {
            json.add(number(page.rework.title(context: cause.context, of: handoff)))
            json.add(Cause.Change.allCases.firstIndex(of: cause.change) ?? 0)
            guard let values else { continue }
            json.add(number(values[i].before))
            json.add(number(values[i].after))
        }
    }
}
