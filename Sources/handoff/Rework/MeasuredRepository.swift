internal import Cache
internal import Contract
internal import Git
internal import Report
internal import Rework
internal import Source
internal import Workspace
internal import YAML

/// One repository, read from its history and measured by the config of its tip.
struct MeasuredRepository {
    var measured: Measured
    var timelines: [Timeline]
    var notes: [Note]
    let ground: Ground
    var team: Team
    /// The team's, from the top.
    var folder: GitPath
    /// With all their versions, where somebody asked for them.
    var briefs: [BriefHistory] = []
    /// What was looked for, to be said when there was nothing.
    var lookedFor: String
    /// To read what briefs said, by the rules of the tip.
    var values: FieldValues

    struct Options {
        /// As named; nil for the repository here.
        var folder: String?
        var config: String?
        var window: Int?
        var history = HistoryOptions()
        /// Whether what earlier runs left may be used, and this one leaves something.
        var usesCache = true
        /// Whether the versions of briefs are kept, which are most of a history.
        var keepsVersions = false
        /// Said in every report: the folder's own name.
        var name: String?
    }

    /// - Throws: `RunFailure` in a sentence: no repository, a shallow one, a config or an outcomes file with mistakes.
    init(_ options: Options, progress: Progress) throws {
        ground = try Self.ground(options.folder)
        let tip = try Self.tip(ground, options.history)
        let files = try Self.files(ground, tip.commit, options)
        let ruleFiles = GitSnapshot.ReadLog()
        folder = files.folder
        team = try Self.team(ground, files, ruleFiles)
        try team.requireSound()
        let config = team.config
        let working = WorkingTime(zone: try Self.zone(team), days: config.workingDays)
        let policy = Self.policy(team)

        // Statuses and dates don't depend on the day.
        guard let day = CalendarDate(iso: "2000-01-01") else { throw RunFailure("the calendar has no days.") }
        let rulebook = team.rulebook(today: day, tree: .empty)
        values = FieldValues(ground: ground, rulebook: rulebook)
        let maker = ReadingMaker(rulebook: rulebook, policy: policy)
        var historyOptions = options.history
        historyOptions.progress = { count in progress.show("Reading history: \(count) commits") }
        let hasBriefs = !config.briefs.isEmpty
        let scope = BriefScope(
            folder: files.folder, roots: hasBriefs ? config.briefs.flatMap(\.glob.roots) : [""],
            isBrief: { path in
                !config.isExcluded(path) && (hasBriefs ? config.mapping(for: path) != nil : BriefScope.isMarkdown(path))
            },
            fallback: { path in hasBriefs ? config.mapping(for: path)?.handoff ?? "" : nil })
        if options.usesCache { historyOptions.cache = HistoryCache(rules: Self.digest(rulebook, team, ruleFiles)) }
        let reader = HistoryReader(
            ground.pool, scope, historyOptions,
            makers: {
                let memory = Memory()
                return { bytes, path, fallback in maker.reading(bytes, path: path, fallback: fallback, memory: memory) }
            })
        let name = try options.name ?? Self.name(ground)
        let history: History
        do throws(GitError) {
            history = try reader.read(tip, named: name)
        } catch {
            throw RunFailure(error)
        }
        progress.show("Reading history: putting events together")
        let ignored = try Self.ignored(ground, files.recorded, policy)
        var handOffs: [Timelines.HandOff] = []
        // Hand-offs are numbered first, so that they can be judged on all cores.
        let found = Timelines(of: history, policy: policy, ignored: ignored) { handOff in
            handOffs.append(handOff)
            return handOffs.count - 1
        }
        let judging = HandOffErrors(ground, folder: files.folder, config: files.config)
        let known = options.usesCache ? try Self.knownHandOffs(ground, files, tip.branch) : nil
        timelines = try Self.judged(found.all, handOffs, working.zone, ground, judging, known)
        notes = history.notes + found.notes
        if options.keepsVersions { briefs = history.briefs }
        let outcomes = try Self.outcomes(team)
        let facts = Set(timelines.map(\.handoff)).compactMap { id in rulebook.contract(id).map { (id, HandoffFacts($0)) } }
        measured = Measured(
            history, window: options.window ?? policy.window, working: working, handoffs: Dictionary(uniqueKeysWithValues: facts),
            outcomes: outcomes)
        if let outcomes { notes += Self.strangers(outcomes, timelines) }
        let briefs = config.briefs.map(\.glob.source).joined(separator: ", ")
        lookedFor =
            hasBriefs
            ? "the files that \(team.configPath ?? Config.fileName) names under briefs: \(briefs)"
            : "Markdown files (*.md) whose first lines say which handoff they are, such as “handoff: campaign-to-analytics”"
        if team.configPath == nil, Files.kind(ground.absolute(files.folder) + "/" + Config.fileName) == .file {
            lookedFor += "; \(Config.fileName) is not committed yet, and history goes by what is"
        }
    }

    // MARK: where

    private static func ground(_ folder: String?) throws -> Ground {
        guard let folder else { return try Ground() }
        guard let real = Files.real(folder), Files.kind(real) == .folder else {
            throw RunFailure("--repo \(folder): there is no such folder.")
        }
        // What the environment says of the repository here is nothing to others.
        return try Ground(around: real, RepositoryEnvironment())
    }

    /// What the repository is called: the folder it is in.
    private static func name(_ ground: Ground) throws -> String {
        let folder = try ground.asking { repository throws(GitError) in repository.workTree ?? repository.commonFolder }
        let last = folder.split(separator: "/").last.map(String.init) ?? folder
        return last.hasSuffix(".git") && last.count > 4 ? String(last.dropLast(4)) : last
    }

    /// Everything is read as it was at this commit, whatever happens meanwhile.
    private static func tip(_ ground: Ground, _ options: HistoryOptions) throws -> (commit: ObjectID, branch: String) {
        do throws(GitError) {
            return try HistoryReader(ground.pool, BriefScope(isBrief: BriefScope.isMarkdown), options) { _, _, _ in nil }.tip()
        } catch {
            throw RunFailure(error)
        }
    }

    private struct TipFiles {
        var recorded: Recorded
        var folder: GitPath
        var config: String?
    }

    /// The files of the branch's last commit, and the team's folder among them.
    private static func files(_ ground: Ground, _ tip: ObjectID, _ options: Options) throws -> TipFiles {
        let recorded = Recorded.tree(try ground.asking { repository throws(GitError) in try repository.tree(of: tip) })
        guard let file = options.config else {
            let found = try ground.nearestConfig(in: recorded)
            return TipFiles(recorded: recorded, folder: found.folder, config: found.config)
        }
        guard let path = WorkTree(root: ground.top).path(inside: file, followsLast: false) else {
            throw RunFailure("--config \(file): history goes by a config that is one of the repository’s files.")
        }
        guard let name = GitPath(path).parts.last, try ground.exists(GitPath(path), in: recorded) else {
            throw RunFailure("--config \(file): there is no such file in the commit \(options.history.branch).")
        }
        let folder = GitPath(path).parts.dropLast().reduce(GitPath.top) { $0.appending($1) }
        return TipFiles(recorded: recorded, folder: folder, config: String(decoding: name, as: UTF8.self))
    }

    private static func team(_ ground: Ground, _ tip: TipFiles, _ log: GitSnapshot.ReadLog) throws -> Team {
        let snapshot = ground.snapshot(tip.recorded, folder: tip.folder, log: log)
        return try Team(WorkTree(root: ground.absolute(tip.folder)), tip.config, files: snapshot, ruleFiles: snapshot)
    }

    /// Everything that readings depend on besides a brief's bytes.
    private static func digest(_ rulebook: Rulebook, _ team: Team, _ ruleFiles: GitSnapshot.ReadLog) -> Digest {
        // Files that contracts name are read with them; only then is it known which these are.
        if !team.config.contracts.isEmpty { _ = rulebook.contracts }
        let parts = [Version.text, team.configPath ?? ""] + ruleFiles.parts
        return Digest(parts: parts.map { Array($0.utf8) })
    }

    // MARK: what the config says

    private static func policy(_ team: Team) -> ReworkPolicy {
        var policy = ReworkPolicy()
        let config = team.config.rework
        policy.window = config.window ?? policy.window
        policy.bulk = config.bulk ?? policy.bulk
        policy.bots = config.bots ?? policy.bots
        policy.scribes = config.scribes
        policy.ignoreRevs = config.ignoreRevs ?? policy.ignoreRevs
        policy.lifecycle = team.config.lifecycle
        policy.teams = team.people.members
        return policy
    }

    private static func zone(_ team: Team) throws -> Zone {
        do throws(ZoneFile.Problem) {
            return try ZoneFile.zone(team.config.timezone)
        } catch {
            throw RunFailure([
                LoadProblem(file: team.configPath ?? Config.fileName, place: team.config.timezonePlace, message: error.message)
            ])
        }
    }

    /// Commits to leave out, from the top folder of the tip.
    private static func ignored(_ ground: Ground, _ recorded: Recorded, _ policy: ReworkPolicy) throws -> Set<ObjectID> {
        guard let name = policy.ignoreRevs, let path = RelativePath.normalised(name) else { return [] }
        return try ground.asking { repository throws(GitError) in
            guard let entry = try repository.entry(at: GitPath(path), in: recorded), entry.mode.isFile else { return [] }
            return IgnoredRevisions.read(try repository.blob(entry.id))
        }
    }

    /// An export with leads in it may be kept out of git: then the file beside the config is read.
    private static func outcomes(_ team: Team) throws -> Outcomes? {
        guard let name = team.config.outcomes else { return nil }
        let file = team.configPath ?? Config.fileName
        func failed(_ why: String) -> RunFailure {
            RunFailure([LoadProblem(file: file, place: team.config.outcomesPlace, message: "outcomes: “\(name)” can't be read: \(why).")])
        }
        guard let path = RelativePath.normalised(name), !name.hasPrefix("/"), !path.hasPrefix("..") else {
            throw failed("it leads out of the folder that \(Config.fileName) is in")
        }
        let places: [any Snapshot] = [team.ruleFiles, team.workTree]
        let place = places.first { $0.isFile(path) } ?? team.workTree
        let bytes: [UInt8]
        do throws(FileProblem) {
            if place.leadsOut(path) { throw .other("this link leads out of the folder") }
            bytes = try place.bytes(at: place.location(of: path), limit: largestOutcomes)
        } catch {
            throw failed(error.sentence)
        }
        let (outcomes, problems) = Outcomes.read(bytes, file: path)
        if !problems.isEmpty { throw RunFailure(problems) }
        return outcomes
    }

    private static let largestOutcomes = 64 << 20

    private static func strangers(_ outcomes: Outcomes, _ timelines: [Timeline]) -> [Note] {
        let known = Set(timelines.compactMap(\.id) + timelines.map(\.path))
        let count = outcomes.briefs.count { !known.contains($0) }
        guard count > 0 else { return [] }
        let what = count == 1 ? "One brief in the outcomes file is" : "\(count) briefs in the outcomes file are"
        return [Note(.notRecorded, count, "\(what) none of this history’s, by id or path: their leads are not counted.")]
    }

    // MARK: hand-offs

    private static func knownHandOffs(_ ground: Ground, _ files: TipFiles, _ branch: String) throws -> KnownHandOffs {
        let gitFolder = try ground.asking { repository throws(GitError) in repository.commonFolder }
        return KnownHandOffs(gitFolder: gitFolder, folder: files.folder, config: files.config, branch: branch)
    }

    private static func judged(
        _ timelines: [Timeline], _ handOffs: [Timelines.HandOff], _ zone: Zone, _ ground: Ground, _ errors: HandOffErrors,
        _ known: KnownHandOffs?
    ) throws -> [Timeline] {
        guard !handOffs.isEmpty else {
            try ground.requireSound()
            return timelines
        }
        var days = [Int](repeating: 0, count: handOffs.count)
        for event in timelines.lazy.flatMap(\.events) { if let number = event.errors { days[number] = event.time } }
        let items = zip(handOffs, days).map { HandOffErrors.Judged(handOff: $0, day: zone.day(at: $1)) }
        var counts = items.map { known?.errors($0) }
        let fresh = counts.indices.filter { counts[$0] == nil }
        for (i, count) in zip(fresh, errors.counts(fresh.map { items[$0] })) { counts[i] = count }
        // What was judged while something could not be read is nothing to go by.
        try ground.requireSound()
        known?.keep(items, counts)
        return timelines.map { timeline in
            var timeline = timeline
            for i in timeline.events.indices { timeline.events[i].errors = timeline.events[i].errors.flatMap { counts[$0] } }
            return timeline
        }
    }
}
