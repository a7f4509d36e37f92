internal import Blank
internal import Contract
internal import Git
internal import Source
internal import Workspace

/// What `init` would write: worked out from what was found, before anything is touched.
struct InitPlan {
    private(set) var steps: [InitStep] = []
    /// Files that look like briefs and say nothing, which the new config does not cover.
    private(set) var unclaimed: [(path: String, handoff: String)] = []

    var changes: [InitChange] { steps.compactMap(\.change) }

    /// What somebody asked for.
    struct Choice {
        /// The handoff that fails most often.
        var strict: Contract.Head
        var with: Set<InitPiece>
        var without: Set<InitPiece>
    }

    private let team: Team
    private let ground: InitGround
    private let choice: Choice

    /// - Throws: `RunFailure` when the config that would be written is not one that can be read.
    init(_ team: Team, _ ground: InitGround, _ survey: InitSurvey, _ choice: Choice, program: String?) throws {
        (self.team, self.ground, self.choice) = (team, ground, choice)
        var team = team
        steps += try config(survey, &team)
        if let step = try example(team) { steps.append(step) }
        steps += hook(program) + shared()
    }

    // MARK: config and example

    private mutating func config(_ survey: InitSurvey, _ team: inout Team) throws -> [InitStep] {
        if let name = team.configPath {
            let stays = InitStep.Outcome.there("is there already and stays as it is")
            return [InitStep(piece: .config, path: ground.shown(path(name)), about: ConfigFile.about, outcome: stays)]
        }
        guard !choice.without.contains(.config) else { return [] }
        let folders = BriefFolders(survey)
        unclaimed = folders.unclaimed
        let others = team.library.heads.filter { !$0.isAbstract && $0.id != choice.strict.id }.sorted { $0.id < $1.id }
        var file = ConfigFile(folders: folders, strict: choice.strict, others: others)
        try team.take(file)
        var steps: [InitStep] = []
        if !choice.without.contains(.baseline), let known = try KnownFindings.text(team, today: try DayOption.day(nil)) {
            let about = "what older briefs lack: it is known, and holds nothing up"
            let step = fresh(.baseline, path(KnownFindings.fileName), about: about, known)
            if step.change != nil {
                file.baseline = KnownFindings.fileName
                try team.take(file)
            }
            steps.append(step)
        }
        return [fresh(.config, path(Config.fileName), about: ConfigFile.about, file.text)] + steps
    }

    /// A file that is written where there is none.
    private func fresh(_ piece: InitPiece, _ path: InitPath, about: String, _ text: String) -> InitStep {
        let outcome: InitStep.Outcome
        switch ground.standing(path) {
        case .nothing: outcome = .write(InitChange(path: path, kind: .create, text: text))
        case .file: outcome = .there("is there already and stays as it is")
        case .other(let what): outcome = .leftOut("\(ground.shown(path)) is left alone: \(what)")
        }
        return InitStep(piece: piece, path: ground.shown(path), about: about, outcome: outcome)
    }

    /// Only with a new config, or when somebody asks for it: a team that is set up has briefs of its own.
    private func example(_ team: Team) throws -> InitStep? {
        guard !choice.without.contains(.example), self.team.configPath == nil || choice.with.contains(.example) else { return nil }
        let rulebook = try team.rulebook(today: DayOption.day(nil), tree: .empty)
        guard let contract = rulebook.contract(choice.strict.id) else { return nil }
        let text = Blank([contract], rulebook: rulebook, status: New.draft(team.config.lifecycle)).text
        let about = "a brief to fill in: what \(contract.to ?? "the next team") needs"
        return fresh(.example, path(NewFile.path([contract], "example", team.config)), about: about, text)
    }

    // MARK: the hook

    private func hook(_ program: String?) -> [InitStep] {
        guard !choice.without.contains(.hook) else { return [] }
        let about = "checks the briefs in each commit, on this machine"
        guard let place = HookPlace(ground) else {
            return [InitStep(piece: .hook, path: "", about: about, outcome: .leftOut("this folder is in no git repository"))]
        }
        let shown = place.path.map(ground.shown) ?? place.folder
        if usesPreCommit, !choice.with.contains(.hook) {
            return [
                InitStep(
                    piece: .hook, path: shown, about: about,
                    outcome: .leftOut("pre-commit runs the check (once on each machine: pre-commit install)"))
            ]
        }
        let hook = GitHook(
            standing: place.path.map(ground.standing) ?? .nothing,
            asideStanding: place.path.map { ground.standing(GitHook.aside($0)) } ?? .nothing, place: place, program: program,
            config: configOption.isEmpty ? "" : " --config \(ShellWord(configOption).text)")
        return [InitStep(piece: .hook, path: shown, about: about, outcome: hook.outcome)]
    }

    private var usesPreCommit: Bool {
        !choice.without.contains(.preCommit)
            && (choice.with.contains(.preCommit) || ground.standing(PreCommitEntry.path) != .nothing)
    }

    // MARK: what colleagues and servers run

    private func shared() -> [InitStep] {
        let option = configOption
        // In YAML, in a shell: a name that means something in neither.
        let isPlain = ShellWord(option).text == option && !option.contains(":") && !option.contains("@")
        let config = option.isEmpty ? "" : " --config \(option)"
        func wants(_ piece: InitPiece, _ signs: Bool) -> Bool { choice.with.contains(piece) || signs }
        let isShared = ground.gitFolder != nil
        let pieces: [(piece: InitPiece, path: InitPath, about: String, outcome: InitStep.Outcome)] = [
            (
                .preCommit, PreCommitEntry.path, "the same check for everyone who uses pre-commit",
                PreCommitEntry(
                    standing: ground.standing(PreCommitEntry.path), isWanted: choice.with.contains(.preCommit), config: config
                ).outcome
            ),
            (
                .github, GitHubWorkflow.path, "checks what a pull request changes, on GitHub",
                GitHubWorkflow(
                    standing: ground.standing(GitHubWorkflow.path),
                    isWanted: wants(.github, isShared && (hasRemote("github") || Files.kind(ground.top + "/.github") == .folder)),
                    config: config
                ).outcome
            ),
            (
                .gitlab, GitLabJob.path, "checks what a merge request changes, on GitLab",
                GitLabJob(
                    standing: ground.standing(GitLabJob.path), isWanted: wants(.gitlab, isShared && hasRemote("gitlab")), config: config
                ).outcome
            ),
        ]
        return pieces.filter { !choice.without.contains($0.piece) }.map { piece in
            var step = InitStep(piece: piece.piece, path: ground.shown(piece.path), about: piece.about, outcome: piece.outcome)
            if !option.isEmpty, !isPlain, step.change != nil {
                step.outcome = .leftOut("the folder of handoff.yml has a name that can't be written into it safely")
            }
            return step
        }
    }

    /// Whether a remote's host is called so: `github.com`, `gitlab.acme.example`.
    private func hasRemote(_ name: String) -> Bool {
        ground.remotes.contains { address in
            let rest = address.split(separator: "@", maxSplits: 1).last.map(String.init) ?? address
            let host = (rest.firstRange(of: "://").map { String(rest[$0.upperBound...]) } ?? rest).prefix { $0 != "/" && $0 != ":" }
            return host.lowercased().split(separator: ".").contains { $0 == name || $0.hasPrefix(name + "-") }
        }
    }

    // MARK: paths

    /// Of a file in the team's folder.
    private func path(_ inTeam: String) -> InitPath {
        let folder = WorkTree(root: ground.top).relative(team.workTree.root) ?? ""
        return InitPath(.tree, folder.isEmpty ? inTeam : folder + "/" + inTeam)
    }

    /// Where the config is, from the repository's top; empty where git's commands find it by themselves.
    private var configOption: String {
        let path = path(team.configPath ?? Config.fileName).path
        return path == Config.fileName ? "" : path
    }
}

extension Team {
    /// Goes by a config that is not written yet.
    ///
    /// - Throws: `RunFailure` when it could not be read back: a stranger's path may have found a way through.
    fileprivate mutating func take(_ file: ConfigFile) throws {
        let read = ConfigReader(SourceText(path: Config.fileName, text: file.text), version: Version.text).read()
        guard read.problems.isEmpty else { throw RunFailure(read.problems) }
        (config, configPath) = (read.config, Config.fileName)
    }
}
