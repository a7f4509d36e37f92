internal import Acts
internal import ArgumentParser
internal import Contract
internal import Git
internal import Report
internal import Rework
internal import Source
internal import Workspace

/// One act on one brief or several: all are looked at before any is written.
struct ActRun {
    let options: ActOptions
    let team: Team
    let rulebook: Rulebook
    let git: GitCommand
    private let files: [BriefFiles.File]

    private struct Planned {
        var change: BriefChange.One
        var done: ActingBrief.Done
    }

    /// - Throws: `RunFailure` where one of the paths is no brief.
    init(_ options: ActOptions, _ paths: [String]) throws {
        self.options = options
        team = try Team(configFile: options.config)
        try team.requireSound()
        rulebook = try team.rulebook(today: DayOption.day(nil), tree: team.workTree.tree)
        git = GitCommand(folder: team.workTree.root)
        for path in paths where Files.kind(path.hasPrefix("/") ? path : Files.currentFolder + "/" + path) == .folder {
            throw RunFailure("\(path) is a folder; name the briefs themselves.")
        }
        let briefs = BriefFiles(team: team, paths: paths, handoff: options.handoff)
        if let (path, problem) = briefs.unreadable.first {
            throw RunFailure("\(path) can't be read: \(problem.sentence). Nothing was changed.")
        }
        if let path = briefs.skipped.first {
            throw RunFailure(
                "\(path) is no brief: it doesn't say “handoff: …” at its top, or handoff.yml leaves it out. Nothing was changed.")
        }
        // A brief and a link to it are one.
        var seen: Set<String> = []
        files = briefs.files.filter { seen.insert(Files.real($0.location) ?? $0.location).inserted }
    }

    /// - Throws: `RunFailure` for a name that people.yml, where there is one, does not know.
    func requireKnown(_ name: String, _ option: String) throws {
        let known = team.people.people + team.people.teams
        guard !known.isEmpty, !known.contains(where: { PersonName($0).matches(PersonName(name)) }) else { return }
        // Each once: a handle is a second name of somebody.
        var seen: Set<String> = []
        let names = known.filter { (team.people.name(ofHandle: $0) ?? $0) == $0 && seen.insert($0.lowercased()).inserted }
        throw RunFailure(
            "\(option) \(name): \(team.config.people ?? "people.yml") knows nobody of this name. Add it there, or use one of: \(names.prefix(12).joined(separator: ", ")). Nothing was changed."
        )
    }

    /// - Parameters:
    ///   - verb: how the commit's message begins.
    ///   - anyway: the reason to send what lacks something.
    ///   - act: what is done, given the rules that are let be.
    func run(verb: String, trailer: String? = nil, anyway: String? = nil, act: ([String]) -> Act) throws -> (text: String, code: Int32) {
        let ground = options.commit && !options.dryRun ? try git.ground() : nil
        var planned: [Planned] = []
        var problems: [String] = []
        var onHold = ""
        for file in files {
            do throws(ActRefusal) {
                switch try plan(file, act, isSending: verb == "Send", anyway) {
                case .planned(let plan): planned.append(plan)
                case .held(let report): onHold += report
                }
            } catch {
                problems.append("\(shown(file))\(error.place.map { ":\($0.line):\($0.column)" } ?? ""): \(error.sentence)")
            }
        }
        if !problems.isEmpty {
            throw RunFailure(problems.joined(separator: "\n") + (problems.count > 1 ? "\n" : " ") + "Nothing was changed.")
        }
        if !onHold.isEmpty {
            return (onHold + "\nNothing was sent. Add what is missing, or send it all the same: --anyway \"the reason\".\n", 1)
        }
        var text = planned.map { LineDiff.text($0.change.shown, $0.change.old, $0.change.new) }.joined()
        if options.dryRun { return (text + "\nNothing was written (--dry-run).\n", 0) }
        let change = BriefChange(briefs: planned.map(\.change))
        if let ground {
            let paths = change.briefs.map(\.path)
            let subject = paths.count == 1 ? "\(verb) \(paths[0])" : "\(verb) \(paths.count) briefs"
            let missing = Set(planned.flatMap(\.done.missing)).sorted().map { "Missing: \($0)" }
            try change.write(BriefChange.Commit(subject: subject, trailers: missing + [trailer].compactMap(\.self)), git, ground)
            text += "\nCommitted: \(subject.printable)\n"
            if ground.isDetached { text += "This commit is on no branch yet; git switch -c NAME makes one of it.\n" }
        } else {
            try change.write()
        }
        return (text + next(planned, act([])), 0)
    }

    private enum Plan {
        case planned(Planned)
        /// What is missing, as lint says it.
        case held(String)
    }

    private func plan(_ file: BriefFiles.File, _ act: ([String]) -> Act, isSending: Bool, _ anyway: String?) throws(ActRefusal) -> Plan {
        let old = try BriefRewrite.read(file.location)
        let brief = try ActingBrief(
            SourceText(path: file.path, bytes: old), fallback: file.fallback, handoff: options.handoff, rulebook: rulebook)
        var done = try done(brief, act([]), file)
        if isSending {
            var judgements = try held(done, file)
            if anyway != nil, !judgements.isEmpty {
                let rules = judgements.flatMap(\.findings).filter { $0.counts && $0.severity == .error }.map(\.rule)
                done = try brief.done(act(Set(rules).sorted()))
                judgements = try held(done, file)
            }
            if !judgements.isEmpty {
                var report = TextReport(style: Style(isOn: false))
                report.shownPath = ShownPath(root: team.workTree.root).text
                return .held(judgements.map { String(decoding: report.text($0), as: UTF8.self) }.joined())
            }
        }
        // A link's own bytes say only where the brief is.
        let path = Files.real(file.location).flatMap(team.workTree.relative) ?? file.path
        let change = BriefChange.One(path: path, location: file.location, shown: shown(file), old: old, new: done.bytes)
        return .planned(Planned(change: change, done: done))
    }

    /// Where somebody accepts on a terminal, the boxes still open are asked for one by one; they are ticked when all are said to be done.
    private func done(_ brief: ActingBrief, _ act: Act, _ file: BriefFiles.File) throws(ActRefusal) -> ActingBrief.Done {
        do throws(ActRefusal) {
            return try brief.done(act)
        } catch {
            guard case .openItems = error, Console.isConversation else { throw error }
            return try brief.done(act, ticking: BoxQuestions.agreed(brief.openBoxes, shown(file)))
        }
    }

    /// Judgements that hold it, known findings aside, of the handoffs that it is sent for.
    private func held(_ done: ActingBrief.Done, _ file: BriefFiles.File) throws(ActRefusal) -> [Judgement] {
        var outcome = LintRun(judge: Judge(rulebook), team: team).run(
            SourceText(path: file.path, bytes: done.bytes), fallback: file.fallback)
        do {
            _ = try KnownOptions.parse([]).settle(&outcome, KnownOptions.Scope(isWhole: false, only: []), team)
        } catch {
            throw .unreadable("The known findings can't be read: \(error).")
        }
        return outcome.judgements.filter { $0.verdict == .hold && done.handoffs.contains($0.handoff ?? "") }
    }

    private func shown(_ file: BriefFiles.File) -> String { ShownPath(root: team.workTree.root).text(file.path).printable }

    private func next(_ planned: [Planned], _ act: Act) -> String {
        guard let first = planned.first else { return "" }
        let receiver = (first.done.receiver ?? "the receiver").shortened.printable
        let owner = (first.done.owner ?? "the author").shortened.printable
        let path = ShellWord(first.change.shown).text
        let sentence =
            switch act {
            case .send: "\(receiver) accepts it, asks or returns it: handoff accept \(path)"
            case .ask: "\(owner) answers, ticks the box, and sends it again: handoff send \(path)"
            case .sendBack: "\(owner) adds what was missing and sends it again: handoff send \(path)"
            case .accept: "\(receiver) works on it; when it is done: handoff deliver \(path)"
            case .deliver: "nothing; the work is done. What came back on the way: handoff rework"
            }
        return "\nNext: \(sentence)\n"
    }
}
