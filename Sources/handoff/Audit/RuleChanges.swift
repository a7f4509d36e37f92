internal import Contract
internal import Git
internal import Rework
internal import Source
internal import Workspace
internal import YAML

/// When the team last changed what its handoffs ask for, by the commits of the mainline.
struct RuleChanges {
    /// By a contract's path from the team's folder.
    private(set) var byFile: [String: LastChange] = [:]
    /// Of what the config says of rules; its other lines are no change of a handoff.
    private(set) var ofConfig: LastChange?

    /// Nothing ever changed.
    init() {}

    /// - Parameter oldest: seconds since 1970; what changed earlier is not looked for.
    init(of team: Team, _ ground: Ground, folder: GitPath, tip: ObjectID, since oldest: Int) throws {
        func inside(_ path: String) -> GitPath { folder.appending(path.utf8) }
        var paths: [GitPath: String] = [:]
        for id in team.library.teamIDs { if let file = team.library.contract(id)?.at.file { paths[inside(file)] = file } }
        let config = team.configPath.map(inside)
        let (files, contracts) = (Array(paths.keys) + [config].compactMap(\.self), paths)
        let found = try ground.asking { repository throws(GitError) in
            try LastChange.of(files, in: repository, from: tip, since: oldest) { (file, old, new) throws(GitError) in
                guard file == config, contracts[file] == nil else { return true }
                let before = try old.map { (id) throws(GitError) in Said(try repository.blob(id)) }
                let after = try new.map { (id) throws(GitError) in Said(try repository.blob(id)) }
                return before ?? Said([]) != after ?? Said([])
            }
        }
        for (path, change) in found {
            if let file = paths[path] { byFile[file] = change } else { ofConfig = change }
        }
    }

    /// What a config says of rules.
    private struct Said: Equatable {
        var defaults: [String: String] = [:]
        var severities: [String: SeverityRule] = [:]
        var vocabulary: [String: [String]] = [:]

        init(_ bytes: [UInt8]) {
            let source = SourceText(path: Config.fileName, bytes: bytes)
            let config = ConfigReader(source, version: Version.text).read().config
            for (context, node) in config.defaults { defaults[context] = source.text(node.range) }
            (severities, vocabulary) = (config.severities, config.vocabulary.mapValues(\.words))
        }
    }
}
