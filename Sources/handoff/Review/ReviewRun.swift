internal import ArgumentParser
internal import Contract
internal import Git
internal import PullRequest
internal import Source
internal import Workspace
internal import YAML

/// What a review or a comment does to the briefs that its pull request changes.
struct ReviewRun {
    let event: ReviewEvent
    let pull: PullRequest
    let isCommitting: Bool
    let team: Team
    let rulebook: Rulebook
    let ground: Ground
    let folder: GitPath
    let git: GitCommand
    let base: String
    let who: Entitlement
    let briefs: [ReviewedBrief]
    let unreadable: [(path: String, problem: FileProblem)]

    enum Wish {
        case accept
        case sendBack([String], because: String?)
        case ask(String, of: String?)
    }

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
        let rulebook = try team.rulebook(today: DayOption.day(nil))
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
        if isCommitting { _ = try git.ground() }
        let commands = CommentCommand.all(in: event.body)
        let lines = try commands.isEmpty ? ofVerdict() : ofCommands(commands)
        return ReviewReply(event, lines)
    }

    func received(_ brief: ReviewedBrief) -> [ReviewedBrief.Handoff] {
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
}
