internal import Acts
internal import Contract
internal import Git
internal import PullRequest
internal import Report
internal import Rework
internal import Source
internal import Workspace

/// An act that a reviewer asks for: who may, the bytes, the commit.
extension ReviewRun {
    /// Longer reasons and questions belong into the discussion, not into the brief.
    private static let longestText = 300

    func done(_ wish: Wish, _ brief: ReviewedBrief) throws -> ReviewReply.Line {
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
        let old = try BriefRewrite.read(location)
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
        let trailers =
            done.missing.map { "Missing: \($0)" } + (verb == "Accept" ? ["Accepted-by: \(who.name)"] : [])
            + ["Review-event: \(event.key)"]
        let change = BriefChange(briefs: [.init(path: path, location: location, shown: path.printable, old: old, new: done.bytes)])
        do {
            try change.write(.init(subject: "\(verb) \(path)", trailers: trailers, author: author), git, git.ground())
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
        guard ObjectID(hex: commit) != nil, let files = try? ground.files(of: commit)
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
