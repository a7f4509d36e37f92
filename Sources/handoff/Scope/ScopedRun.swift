internal import Cache
internal import Contract
internal import Git
internal import Source
internal import Workspace

/// `lint --staged`, `--since` and `--rev`: judges what git has recorded, and what a change does to briefs it did not touch.
struct ScopedRun {
    let run: LintRun
    let scope: GitScope
    let judged: GitSnapshot
    /// Before the change; nil where nothing is compared.
    let base: GitSnapshot?
    let handoff: String?
    let narrowing: Narrowing
    /// What differs, in the team's folder.
    let changes: [Change]
    /// Whether config, contracts, vocabularies or people differ, so that every brief may be judged differently.
    let rulesDiffer: Bool

    struct Result {
        var outcome: LintRun.Outcome
        /// What was judged and what was not, to be said when there was nothing.
        var briefs: BriefFiles
        /// Whether these are all of the team's briefs.
        var isWhole: Bool
    }

    /// - Parameter ruleFiles: the files that rules were read from, and those that were looked for.
    init?(_ run: LintRun, _ scope: GitScope, paths: [String], handoff: String?, ruleFiles: GitSnapshot.ReadLog) throws {
        guard let files = run.team.files as? GitSnapshot else { return nil }
        let folder = files.folder
        let base = scope.base.map { scope.ground.snapshot($0, folder: folder) }
        (self.run, self.scope, self.judged, self.base, self.handoff) = (run, scope, files, base, handoff)
        if let base {
            let (old, new) = (base.recorded, files.recorded)
            changes = try scope.ground.asking { repository throws(GitError) in
                try repository.changes(from: old, to: new, under: folder)
            }
        } else {
            changes = []
        }
        // Rules that are read from elsewhere are the same before and after.
        rulesDiffer = scope.rules == nil && Self.concernsRules(changes, run.team, ruleFiles.paths, scope.ground, folder)
        narrowing = try Narrowing(paths, run.team.workTree, place: scope.place) { path in
            do throws(GitError) {
                if try files.entry(path) != nil || files.isFile(path) { return true }
                return try base?.entry(path) != nil
            } catch {
                throw RunFailure(error)
            }
        }
        if scope.keepsNotes {
            files.notes.keep(
                in: CacheFile(
                    gitFolder: try scope.ground.asking { repository throws(GitError) in repository.commonFolder }, name: "briefs",
                    key: Self.key(run.team, ruleFiles, folder)))
        }
    }

    /// Everything that notes on briefs depend on besides their bytes.
    private static func key(_ team: Team, _ ruleFiles: GitSnapshot.ReadLog, _ folder: GitPath) -> Digest {
        let parts = [StoredNotes.form, Version.text, team.configPath ?? ""].map { Array($0.utf8) } + [folder.bytes]
        return Digest(parts: parts + ruleFiles.parts.map { Array($0.utf8) })
    }

    private static func concernsRules(_ changes: [Change], _ team: Team, _ asked: Set<String>, _ ground: Ground, _ folder: GitPath) -> Bool
    {
        let configs = Set(ground.foldersUpwards.map { $0.appending(Config.fileName.utf8) })
        return changes.contains { change in
            [change.old, change.new].contains { entry in
                guard let path = entry?.path, let text = path.relative(to: folder)?.text else { return false }
                return configs.contains(path) || text == team.configPath || asked.contains(text)
                    || team.config.contracts.contains { $0.matches(text) }
            }
        }
    }

    func result() -> Result {
        let isWhole = base == nil || rulesDiffer
        var briefs = isWhole ? wholeFiles() : changedFiles()
        briefs.unreadable = narrowing.unreadable + briefs.unreadable
        var outcome = run.run(briefs.files, isWhole: isWhole && narrowing.isAll)
        outcome.unreadable = briefs.unreadable + outcome.unreadable
        if base != nil {
            listAllowances(&outcome)
            outcome.judgements += departures()
            if !isWhole { report(Dependents(self, judged: Set(briefs.files.map(\.path))).consequences(), in: &outcome) }
            outcome.judgements.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
            judged.notes.save()
        }
        return Result(outcome: outcome, briefs: briefs, isWhole: isWhole && narrowing.isAll)
    }

    // MARK: which files

    private func wholeFiles() -> BriefFiles {
        var briefs = BriefFiles(team: run.team, paths: [], handoff: handoff)
        briefs.lookedFor = "\(briefs.lookedFor), in \(scope.place)"
        briefs.files.removeAll { !narrowing.includes($0.path) }
        briefs.unreadable.removeAll { !narrowing.includes($0.path) }
        let known = Set(briefs.files.map(\.path) + briefs.unreadable.map(\.path))
        for path in narrowing.paths where !known.contains(path) && judged.isFile(path) { add(named: path, to: &briefs) }
        return briefs.inOrder
    }

    /// Briefs that differ from what the change is compared with.
    func changedFiles() -> BriefFiles {
        var briefs = BriefFiles(lookedFor: "briefs that differ between \(scope.baseName) and \(scope.place)")
        var waiting = changes.compactMap(\.new)
        let changed = Set(waiting.compactMap { $0.path.relative(to: judged.folder)?.text })
        func add(_ path: String) {
            guard narrowing.includes(path) else { return }
            if isBrief(path, in: judged) {
                briefs.files.append(file(path))
            } else if narrowing.names(path) {
                self.add(named: path, to: &briefs)
            }
        }
        waiting.removeAll { $0.mode == .submodule }
        for entry in waiting {
            guard let path = entry.path.relative(to: judged.folder) else { continue }
            guard let text = path.text else {
                if path.shown.hasSuffix(".md"), narrowing.isAll { briefs.unreadable.append((path.shown, .notUTF8)) }
                continue
            }
            add(text)
        }
        do throws(GitError) {
            // A link is the same as before when what it leads to has changed.
            for link in try judged.links(wanted: { isBrief($0, in: judged) })
            where changed.contains(link.target) && !changed.contains(link.path) {
                add(link.path)
            }
        } catch {
            briefs.unreadable.append((".", .other(error.clause)))
        }
        if case .index(let index) = judged.recorded {
            for path in index.conflicts.compactMap({ $0.relative(to: judged.folder)?.text }) where narrowing.includes(path) && isNamed(path)
            {
                briefs.unreadable.append((path, .other("a merge left it undecided; settle it and stage it with “git add”")))
            }
        }
        return briefs.inOrder
    }

    /// A file that was named itself is judged when it declares a handoff, wherever it is.
    private func add(named path: String, to briefs: inout BriefFiles) {
        let isDeclared = handoff != nil || run.team.config.mapping(for: path) != nil || BriefFiles.declaresHandoff(path, judged)
        if !run.team.config.isExcluded(path), isDeclared { briefs.files.append(file(path)) } else { briefs.skipped.append(path) }
    }

    private func file(_ path: String) -> BriefFiles.File {
        BriefFiles.File(path: path, location: path, fallback: handoff ?? run.team.config.mapping(for: path)?.handoff)
    }

    /// Whether the team's rules call a file a brief by its path alone.
    private func isNamed(_ path: String) -> Bool {
        let config = run.team.config
        guard !config.isExcluded(path) else { return false }
        if !config.briefs.isEmpty { return config.mapping(for: path) != nil }
        return (path.hasSuffix(".md") || path.hasSuffix(".markdown"))
            && !path.split(separator: "/").dropLast().contains { RelativePath.isHidden(folder: $0) }
    }

    /// Whether a file of a state is a brief that `lint` without paths would judge.
    func isBrief(_ path: String, in files: GitSnapshot) -> Bool {
        guard isNamed(path) else { return false }
        return !run.team.config.briefs.isEmpty || handoff != nil || BriefFiles.declaresHandoff(path, files)
    }

    // MARK: what is told besides

    private func listAllowances(_ outcome: inout LintRun.Outcome) {
        guard let base else { return }
        for change in changes {
            guard let path = change.new?.path.relative(to: judged.folder)?.text,
                let i = outcome.judgements.firstIndex(where: { $0.path == path }), let source = judged.read(path)
            else { continue }
            let old = change.old?.path.relative(to: judged.folder)?.text.flatMap { base.read($0) }
            outcome.judgements[i].add(run.judge.newAllowances(in: source, since: old, base: scope.baseName))
        }
    }

    /// Files that were briefs and are none any more.
    private func departures() -> [Judgement] {
        guard let base else { return [] }
        return Departures(self, base: base).judgements()
    }

    /// Puts what a change did to other briefs where the change was made.
    private func report(_ consequences: [(path: String, findings: [Finding])], in outcome: inout LintRun.Outcome) {
        for (path, findings) in consequences where narrowing.includes(path) {
            if let i = outcome.judgements.firstIndex(where: { $0.path == path }) {
                outcome.judgements[i].add(findings)
            } else {
                var judgement = Judgement(path: path, stage: .handed, verdict: .ready, findings: [])
                judgement.add(findings)
                outcome.judgements.append(judgement)
            }
        }
    }
}

extension BriefFiles {
    fileprivate var inOrder: BriefFiles {
        var sorted = self
        sorted.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return sorted
    }
}
