internal import Acts
internal import ArgumentParser
internal import Contract
internal import Git
internal import PullRequest
internal import Report
internal import Rework
internal import Source
internal import Workspace
internal import YAML

/// What a review or a comment does to the briefs that its pull request changes.
struct ReviewRun {
    private let event: ReviewEvent
    private let pull: PullRequest
    private let isCommitting: Bool
    private let team: Team
    private let rulebook: Rulebook
    private let ground: Ground
    private let folder: GitPath
    private let git: GitCommand
    private let base: String
    private let who: Entitlement
    private let briefs: [ReviewedBrief]
    private let unreadable: [(path: String, problem: FileProblem)]

    private enum Wish {
        case accept
        case sendBack([String], because: String?)
        case ask(String, of: String?)
    }

    /// Longer reasons and questions belong into the discussion, not into the brief.
    private static let longestText = 300

    /// - Throws: `RunFailure` where the repository, its rules or the base can't be read.
    init(_ event: ReviewEvent, _ pull: PullRequest, base: String, isCommitting: Bool, config: String?) throws {
        (self.event, self.pull) = (event, pull)
        self.isCommitting = isCommitting && pull.isFromHere
        let log = GitSnapshot.ReadLog()
        let options = try GitOptions.parse(["--since=\(base)", "--rules-from=\(base)", "--no-cache"])
        guard let scope = try options.scope(isInput: false, writesBaseline: false) else { throw RunFailure("--base is missing.") }
        ground = scope.ground
        let team = try scope.team(configFile: config, log: log)
        try ground.requireSound()
        try team.requireSound()
        let rulebook = Rulebook(team.library, settings: team.settings(today: try DayOption.day(nil)), tree: team.files.tree)
        (self.team, self.rulebook) = (team, rulebook)
        git = GitCommand(folder: team.workTree.root)
        self.base = try ground.asking { repository throws(GitError) in try repository.commit(base).text }
        guard let files = team.files as? GitSnapshot,
            let run = try ScopedRun(LintRun(judge: Judge(rulebook), team: team), scope, paths: [], handoff: nil, ruleFiles: log)
        else { throw RunFailure("This folder is no git repository.") }
        folder = files.folder
        let changed = run.changedFiles()
        unreadable = changed.unreadable
        briefs = changed.files.compactMap { file in files.read(file.path).map { ReviewedBrief(file, $0, rulebook) } }
        let top = ground.snapshot(try ground.files(of: base), folder: .top)
        let owners = Codeowners.places.lazy.compactMap { top.read($0) }.first.map(Codeowners.init) ?? Codeowners()
        who = Entitlement(people: team.people, codeowners: owners, login: event.person.login, isOfTeam: event.isOfTeam)
        try ground.requireSound()
    }

    func reply() throws -> ReviewReply {
        guard who.isOfTeam || briefs.contains(where: { !received($0).isEmpty }) else {
            return ReviewReply(nothing: "\(who.login) neither works on this repository nor receives one of the briefs.")
        }
        guard !briefs.isEmpty else {
            let problem = unreadable.first.map { " \($0.path) can't be read: \($0.problem.sentence)." } ?? ""
            return ReviewReply(nothing: "This pull request changes no brief.\(problem)")
        }
        if try git.isSaid("Review-event: \(event.key)", since: base) {
            return ReviewReply(nothing: "This was done when it was delivered the first time.")
        }
        if isCommitting { try git.requireReady() }
        let commands = CommentCommand.all(in: event.body)
        let lines = try commands.isEmpty ? ofVerdict() : ofCommands(commands)
        return ReviewReply(event, lines)
    }

    private func received(_ brief: ReviewedBrief) -> [ReviewedBrief.Handoff] {
        who.received(brief, path: RepositoryPath(root: team.workTree.root).text(brief.file.path))
    }

    // MARK: what is asked for

    private func ofVerdict() throws -> [ReviewReply.Line] {
        let mine = briefs.filter { !received($0).isEmpty }
        switch event.verdict {
        case .approved where mine.isEmpty:
            // Approvals by others are everyday; they need no answer.
            return try briefs.map { brief in
                var line = try done(.accept, brief)
                line.isForPeople = false
                return line
            }
        case .approved: return try mine.map { try done(.accept, $0) }
        case .changesRequested:
            let meant = mine.isEmpty ? briefs : mine
            guard meant.count == 1 else { return [which("return", meant)] }
            let because = event.body.split(whereSeparator: \.isNewline).lazy.map { $0.trimmed }.first { !$0.isEmpty }
            return [try done(.sendBack([], because: because), meant[0])]
        case .commented: return []
        }
    }

    private func ofCommands(_ commands: [CommentCommand]) throws -> [ReviewReply.Line] {
        var lines: [ReviewReply.Line] = []
        var wishes: [(wish: Wish, brief: ReviewedBrief)] = []
        for command in commands {
            let (target, rest) = command.target(among: briefs.map(\.file.path))
            let brief: ReviewedBrief
            switch target {
            case .unknown(let name):
                let nearest = String.didYouMean(name, in: briefs.map(\.file.path))
                lines.append(ReviewReply.Line(text: "This pull request changes no brief “\(name.oneLine(limit: 100))”.\(nearest)"))
                continue
            case .brief(let path):
                guard let named = briefs.first(where: { $0.file.path == path }) else { continue }
                brief = named
            case .unnamed:
                let here = briefs.filter { RepositoryPath(root: team.workTree.root).text($0.file.path) == event.path }
                let meant = here.isEmpty ? briefs : here
                guard meant.count == 1 else {
                    lines.append(which(command.verb.rawValue, meant))
                    continue
                }
                brief = meant[0]
            }
            switch command.verb {
            case .accept: wishes.append((.accept, brief))
            case .ask:
                let (question, person) = CommentCommand.question(rest)
                wishes.append((.ask(question, of: person), brief))
            case .return:
                let (contexts, because) = CommentCommand.missing(rest)
                // Lines that name one thing each are one return.
                if let last = wishes.last, last.brief.file.path == brief.file.path, case .sendBack(let others, let reason) = last.wish {
                    let reasons = [reason, because].compactMap(\.self).joined(separator: "; ")
                    wishes[wishes.count - 1].wish = .sendBack(others + contexts, because: reasons.isEmpty ? nil : reasons)
                } else {
                    wishes.append((.sendBack(contexts, because: because), brief))
                }
            }
        }
        return try lines + wishes.map { try done($0.wish, $0.brief) }
    }

    private func which(_ verb: String, _ meant: [ReviewedBrief]) -> ReviewReply.Line {
        let paths = meant.prefix(10).map(\.file.path) + (meant.count > 10 ? ["…"] : [])
        return ReviewReply.Line(
            text:
                "Which one? This pull request changes several briefs; comment “/\(verb)” with the path of one: \(paths.joined(separator: ", "))"
        )
    }

    // MARK: doing it

    private func done(_ wish: Wish, _ brief: ReviewedBrief) throws -> ReviewReply.Line {
        let path = brief.file.path
        let mine = received(brief)
        var meant = mine.count < brief.handoffs.count && mine.count == 1 ? mine[0].id : nil
        let act: Act
        let verb: String
        guard who.isOfTeam || !mine.isEmpty else {
            return ReviewReply.Line(path: path, text: "left alone: \(who.login) neither works on this repository nor receives this brief")
        }
        switch wish {
        case .accept:
            if let why = try refusal(brief, mine) { return ReviewReply.Line(path: path, text: "not accepted: \(why)") }
            (act, verb) = (.accept(by: who.name), "Accept")
        case .sendBack(let contexts, let because):
            let reason = because.map { MarkdownEscape.text($0.oneLine(limit: Self.longestText)) }.flatMap { $0.isEmpty ? nil : $0 }
            guard !contexts.isEmpty || reason != nil || event.verdict == .changesRequested else {
                return ReviewReply.Line(path: path, text: "not returned: say what was missing, such as “/return offer: which one?”")
            }
            var once: Set<String> = []
            let names = contexts.prefix(20).map { $0.oneLine(limit: 80) }.filter { once.insert($0).inserted }
            (act, verb) = (.sendBack(missing: names, because: reason, day: try DayOption.day(nil).text), "Return")
        case .ask(let question, let person):
            if let person, !isKnown(person) {
                return ReviewReply.Line(path: path, text: "not asked: nobody here is called “\(person.oneLine(limit: 60))”")
            }
            let line = MarkdownEscape.text(question.oneLine(limit: Self.longestText))
            guard !line.isEmpty else { return ReviewReply.Line(path: path, text: "not asked: write the question behind /ask") }
            (act, verb) = (.ask(line, of: person), "Ask about")
        }
        if brief.handoffs.count < 2 { meant = nil }
        do throws(ActRefusal) {
            return try perform(act, verb, brief, handoff: meant)
        } catch {
            return ReviewReply.Line(path: path, text: error.sentence)
        }
    }

    private func perform(_ act: Act, _ verb: String, _ brief: ReviewedBrief, handoff: String?) throws(ActRefusal) -> ReviewReply.Line {
        let path = brief.file.path
        let location = team.workTree.absolute(path)
        // A link would have somebody else's file written.
        guard Files.real(location) == location else { throw .unreadable("This file is a link, or behind one; it is left alone.") }
        let old: [UInt8]
        do throws(FileProblem) {
            old = try Files.read(location, limit: Judge.largestBrief)
        } catch {
            throw .unreadable("This file can't be read: \(error.sentence).")
        }
        let done = try ActingBrief(SourceText(path: path, bytes: old), fallback: brief.file.fallback, handoff: handoff, rulebook: rulebook)
            .done(act)
        let missing = done.missing.isEmpty ? "" : ", missing \(done.missing.joined(separator: ", "))"
        let what: String
        switch act {
        case .accept: what = "accepted by \(who.name)"
        case .ask: what = "the question stands in the brief, and waits until its box is ticked"
        default: what = "returned\(missing)"
        }
        guard isCommitting else {
            let why = pull.isFromHere ? "" : " (its branch is in a fork, where nothing can be committed)"
            return ReviewReply.Line(path: path, text: "to be recorded\(why), \(what)", command: command(act, path, done, handoff))
        }
        do {
            try BriefRewrite.replace(location, old: old, new: done.bytes)
            let trailers =
                done.missing.map { "Missing: \($0)" } + (verb == "Accept" ? ["Accepted-by: \(who.name)"] : [])
                + ["Review-event: \(event.key)"]
            try git.commit([path], subject: "\(verb) \(path.printable)", trailers: trailers, author: author)
        } catch let problem as FreshFile.Problem {
            guard case .failed(let why) = problem else { throw .unreadable("This file can't be written.") }
            throw .unreadable("This file can't be written: \(why).")
        } catch {
            throw .unreadable("\(error)")
        }
        return ReviewReply.Line(path: path, text: what)
    }

    /// The reviewer as GitHub's own commits name the account.
    private var author: String {
        let name = who.name.filter { $0 != "<" && $0 != ">" }.oneLine(limit: 100)
        return "\(name) <\(event.person.id)+\(who.login)@users.noreply.github.com>"
    }

    private func command(_ act: Act, _ path: String, _ done: ActingBrief.Done, _ handoff: String?) -> String? {
        let more = (handoff.map { " --handoff \(ShellWord($0).text)" } ?? "") + " --commit"
        let path = ShellWord(path).text
        switch act {
        case .accept: return "handoff accept \(path) --as \(ShellWord(who.name).text)\(more)"
        case .sendBack where !done.missing.isEmpty:
            return "handoff return \(path) --missing \(done.missing.map { ShellWord($0).text }.joined(separator: " "))\(more)"
        default: return nil
        }
    }

    // MARK: who may

    /// Why an acceptance does not count; nil where it does.
    private func refusal(_ brief: ReviewedBrief, _ mine: [ReviewedBrief.Handoff]) throws -> String? {
        let path = RepositoryPath(root: team.workTree.root).text(brief.file.path)
        guard !mine.isEmpty else {
            let teams = who.unknownTeams(path: path)
            let hint =
                teams.isEmpty
                ? ""
                : "; who is in \(teams.joined(separator: ", ")) can't be seen from here, so name the team and its members in people.yml"
            return "neither CODEOWNERS nor people.yml names \(who.login) as a receiver of it\(hint)"
        }
        if who.login.lowercased() == pull.author?.lowercased() { return "\(who.login) opened this pull request; somebody else accepts it" }
        if who.owns(brief) { return "\(who.login) owns this brief; somebody of the receiving team accepts it" }
        if mine.count > 1, mine.count < brief.handoffs.count {
            return "it carries several handoffs of which \(who.login) receives some; accept each by hand, with --handoff"
        }
        if let commit = event.commit {
            guard try isSame(brief, at: commit) else { return "it changed after the review; review it again" }
        } else if let time = event.time, let changed = try git.lastChange(brief.file.path), changed > time {
            return "it changed after the comment; look at it and comment again"
        }
        return nil
    }

    /// Whether a brief said the same at a commit that was reviewed.
    private func isSame(_ brief: ReviewedBrief, at commit: String) throws -> Bool {
        guard commit.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }), [40, 64].contains(commit.utf8.count),
            let files = try? ground.files(of: commit)
        else { return false }
        return ground.snapshot(files, folder: folder).read(brief.file.path)?.bytes == brief.source.bytes
    }

    private func isKnown(_ name: String) -> Bool {
        let known = team.people.people + team.people.teams
        if !known.isEmpty { return known.contains { PersonName($0).matches(PersonName(name)) } }
        return !name.isEmpty && name.utf8.count < 60
            && name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "-_0123456789".unicodeScalars.contains($0) }
    }
}
