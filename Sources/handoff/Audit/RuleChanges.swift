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
    /// Of the lines of the config that change what briefs are asked.
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
                let isConfig = contracts[file] == nil
                let before = try old.map { (id) throws(GitError) in RulesSaid(try repository.blob(id), inConfig: isConfig) }
                let after = try new.map { (id) throws(GitError) in RulesSaid(try repository.blob(id), inConfig: isConfig) }
                return before ?? RulesSaid() != after ?? RulesSaid()
            }
        }
        for (path, change) in found {
            if let file = paths[path] { byFile[file] = change } else { ofConfig = change }
        }
    }
}
