internal import ArgumentParser
internal import Git
internal import Workspace

/// Options of `lint` that read from git: which bytes are judged, and by whose rules.
struct GitOptions: ParsableArguments {
    @Flag(help: "Judge what you are about to commit: briefs that differ between the last commit and the index, as they are in the index.")
    var staged = false

    @Option(
        help: ArgumentHelp(
            "Judge briefs that changed since this branch or commit parted from yours, as they are in HEAD.", valueName: "rev"))
    var since: String?

    @Option(help: ArgumentHelp("Judge every brief of this commit; needs no work tree.", valueName: "rev"))
    var rev: String?

    @Option(
        help: ArgumentHelp(
            "Read config, contracts, vocabularies, people and baseline from this commit, so that a change can't weaken its own check.",
            valueName: "rev"))
    var rulesFrom: String?

    @Flag(help: "Neither use nor keep in the git folder what earlier runs have learnt of briefs that did not change.")
    var noCache = false

    /// Nil when nothing of git is asked for, so that no repository is opened.
    func scope(isInput: Bool, writesBaseline: Bool) throws -> GitScope? {
        let chosen = [
            staged ? "--staged" : nil, since.map { _ in "--since" }, rev.map { _ in "--rev" }, isInput ? "--stdin" : nil,
        ].compactMap(\.self)
        guard chosen.count < 2 else {
            throw RunFailure(
                "\(chosen.joined(separator: " and ")) exclude each other: each says which bytes are judged. Leave out all but one.")
        }
        guard staged || since != nil || rev != nil || rulesFrom != nil else { return nil }
        if writesBaseline {
            throw RunFailure("--write-baseline writes what the work tree has; leave out \(chosen.first ?? "--rules-from").")
        }
        return try GitScope(self)
    }
}

/// What a run with git judges, compares it with, and goes by.
struct GitScope {
    let ground: Ground
    /// Nil for the work tree.
    let judged: Recorded?
    /// What the change is compared with; nil where nothing is.
    let base: Recorded?
    /// As people call it: “HEAD”, “main”.
    let baseName: String
    /// A phrase for what is looked at: “the index”, “the commit main”.
    let place: String
    let rules: Recorded?
    /// Whether what is learnt of briefs is kept for the next run.
    let keepsNotes: Bool

    fileprivate init(_ options: GitOptions) throws {
        ground = try Ground()
        var judged: Recorded?
        var base: Recorded?
        var (baseName, place) = ("", "")
        if options.staged {
            guard !ground.isBare else {
                throw RunFailure(
                    "--staged judges what is about to be committed, and this is a bare repository, where nothing is. Use --rev or --since.")
            }
            (baseName, place) = ("HEAD", "the index")
            (judged, base) = try ground.asking { repository throws(GitError) in
                let head = try repository.head()
                return (
                    .index(try repository.readIndex()),
                    try head.map { id throws(GitError) in .tree(try repository.tree(of: id)) } ?? .nothing
                )
            }
        } else if let since = options.since {
            (baseName, place) = (since, "HEAD")
            (judged, base) = try ground.asking { repository throws(GitError) in
                let head = try repository.commit("HEAD")
                let fork = try repository.mergeBase(try repository.commit(since), head, names: ("“\(since)”", "HEAD"))
                return (.tree(try repository.tree(of: head)), .tree(try repository.tree(of: fork)))
            }
        } else if let rev = options.rev {
            place = "the commit \(rev)"
            judged = try ground.files(of: rev)
        }
        (self.judged, self.base, self.baseName, self.place) = (judged, base, baseName, place)
        keepsNotes = !options.noCache && base != nil
        rules = try options.rulesFrom.map(ground.files)
    }

    /// The team by whose rules the run goes.
    func team(configFile: String?, log: GitSnapshot.ReadLog) throws -> Team {
        guard let source = rules ?? judged else { return try Team(configFile: configFile) }
        let (folder, config) = try locate(configFile, in: source)
        let workTree = WorkTree(root: ground.absolute(folder))
        let files: any Snapshot = judged.map { ground.snapshot($0, folder: folder) } ?? workTree.leavingOut(GitIgnore(workTree: workTree))
        return try Team(workTree, config, files: files, ruleFiles: ground.snapshot(source, folder: folder, log: log))
    }

    /// The nearest folder upwards with a config, among the files that rules are read from; else the top.
    private func locate(_ configFile: String?, in source: Recorded) throws -> (GitPath, String?) {
        if let configFile {
            guard let path = WorkTree(root: ground.top).path(inside: configFile, followsLast: false) else {
                throw RunFailure(
                    "--config \(configFile): with --staged, --since, --rev and --rules-from the config is one of the repository’s files.")
            }
            let parts = GitPath(path).parts
            guard let name = parts.last, try ground.exists(GitPath(path), in: source) else {
                throw RunFailure(
                    "--config \(configFile): there is no such file in \(rules == nil ? place : "the commit that rules are read from").")
            }
            return (parts.dropLast().reduce(GitPath.top) { $0.appending($1) }, String(decoding: name, as: UTF8.self))
        }
        return try ground.nearestConfig(in: source)
    }
}
