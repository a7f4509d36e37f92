internal import Contract
internal import Git
internal import Rework
internal import Source
internal import Synchronization
internal import Workspace

/// How many errors briefs had when they were handed off, under the config and the contracts of that very commit.
///
/// Rules are made ready once for each state that config and contracts were in, and once for each core: the files that a rule looks at and
/// the day it goes by change with every commit.
final class HandOffErrors: Sendable {
    private let ground: Ground
    private let folder: GitPath
    private let config: String?

    /// - Parameters:
    ///   - folder: the team's, in which the tip has its config.
    ///   - config: the config's name there.
    init(_ ground: Ground, folder: GitPath, config: String?) {
        (self.ground, self.folder, self.config) = (ground, folder, config)
    }

    struct Judged: Sendable {
        var handOff: Timelines.HandOff
        /// In the team's time zone.
        var day: CalendarDate
    }

    /// - Returns: nil where nobody can say: the rules of that day can't be read, or say nothing of such a brief.
    func counts(_ handOffs: [Judged]) -> [Int?] {
        // Hand-offs of one commit stand together, so that its files are looked up once.
        let order = handOffs.indices.sorted { handOffs[$0].handOff.commit.text < handOffs[$1].handOff.commit.text }
        let shared = SharedTeams()
        let results = Parallel.map(order.map { handOffs[$0] }, tool: { Desk(self, shared) }) { $1.errors($0) }
        var counts = [Int?](repeating: nil, count: handOffs.count)
        for (i, count) in zip(order, results) { counts[i] = count }
        return counts
    }

    // MARK: rules by their state

    /// What config, people and contracts were, by the ids of their files and folders.
    private struct State: Hashable, Sendable {
        var ids: [ObjectID?]
    }

    /// Each team is read by whoever needs it first.
    private final class SharedTeams: Sendable {
        private let teams = Mutex<[State: Team?]>([:])

        func team(_ state: State, make: () -> Team?) -> Team? {
            if let known = teams.withLock({ $0[state] }) { return known }
            let made = make()
            return teams.withLock { teams in
                if let known = teams[state] { return known }
                teams[state] = .some(made)
                return made
            }
        }
    }

    /// What rules look through at the commit that is judged now.
    private final class Lens: Sendable {
        private let now: Mutex<(tree: Tree, day: CalendarDate)>

        init(day: CalendarDate) {
            now = Mutex((.empty, day))
        }

        func turn(to tree: Tree, _ day: CalendarDate) { now.withLock { $0 = (tree, day) } }

        var tree: Tree { now.withLock { $0.tree } }
        var day: CalendarDate { now.withLock { $0.day } }
    }

    /// One core's own.
    private final class Desk {
        private let errors: HandOffErrors
        private let shared: SharedTeams
        private var books: [State: (judge: Judge, lens: Lens, team: Team)?] = [:]
        private var current: (commit: ObjectID, files: GitSnapshot, state: State)?
        /// The roots of contracts, by the config they stand in.
        private var roots: [ObjectID: [String]] = [:]

        init(_ errors: HandOffErrors, _ shared: SharedTeams) {
            (self.errors, self.shared) = (errors, shared)
        }

        func errors(_ item: Judged) -> Int? {
            guard let (files, state) = look(at: item.handOff.commit), let (judge, lens, team) = book(state, files, item.day) else {
                return nil
            }
            let handOff = item.handOff
            let ground = errors.ground
            let path = handOff.path
            let blob: [UInt8]
            do throws(GitError) {
                blob = try ground.pool.use { repository throws(GitError) in try repository.blob(handOff.blob) }
            } catch {
                ground.trouble.note(error)
                return nil
            }
            guard blob.count <= Judge.largestBrief else { return nil }
            lens.turn(to: files.tree, item.day)
            let source = SourceText(path: path, bytes: blob)
            let fallback = team.config.mapping(for: path)?.handoff
            var result = judge.judge(source, fallback: fallback)
            if result.facts.needsIndex {
                result = judge.judge(source, fallback: fallback, index: BriefIndex([result.facts], tree: files.tree))
            }
            return result.judgements.first { $0.handoff == handOff.handoff }?.errors
        }

        private func look(at commit: ObjectID) -> (GitSnapshot, State)? {
            if let current, current.commit == commit { return (current.files, current.state) }
            let (ground, folder) = (errors.ground, errors.folder)
            do throws(GitError) {
                let tree = try ground.pool.use { repository throws(GitError) in try repository.tree(of: commit) }
                let files = ground.snapshot(.tree(tree), folder: folder)
                let state = try state(files)
                current = (commit, files, state)
                return (files, state)
            } catch {
                ground.trouble.note(error)
                return nil
            }
        }

        private func state(_ files: GitSnapshot) throws(GitError) -> State {
            guard let name = errors.config, let config = try files.entry(name) else { return State(ids: []) }
            var ids: [ObjectID?] = [config.id]
            for root in roots(config.id, files, name) { ids.append(try files.entry(root)?.id) }
            return State(ids: ids)
        }

        /// What the rules are read from besides the config.
        private func roots(_ id: ObjectID, _ files: GitSnapshot, _ name: String) -> [String] {
            if let known = roots[id] { return known }
            let config = files.read(name).map { ConfigReader($0, version: Version.text).read().config }
            let found = (config?.contracts.flatMap(\.roots) ?? []) + (config?.people.map { [$0] } ?? [])
            roots[id] = found
            return found
        }

        private func book(_ state: State, _ files: GitSnapshot, _ day: CalendarDate) -> (Judge, Lens, Team)? {
            if let known = books[state] { return known }
            let name = state.ids.isEmpty ? nil : errors.config
            let workTree = WorkTree(root: errors.ground.absolute(errors.folder))
            let team = shared.team(state) {
                guard let team = try? Team(workTree, name, files: files, ruleFiles: files), team.problems.isEmpty else { return nil }
                return team
            }
            guard let team else {
                books[state] = .some(nil)
                return nil
            }
            let lens = Lens(day: day)
            var settings = team.settings(today: day)
            settings.clock = { lens.day }
            let tree = Tree(exists: { path, from in lens.tree.exists(path, from) }, read: { lens.tree.read($0) })
            let book = (judge: Judge(Rulebook(team.library, settings: settings, tree: tree)), lens: lens, team: team)
            books[state] = book
            return book
        }
    }
}
