internal import Contract
internal import Git
internal import Rework
internal import Source
internal import Workspace
internal import YAML

/// When the team last changed what its handoffs ask for, by the commits of the mainline.
struct RuleChanges {
    /// By the path, from the team's folder, of a contract, or of a file that one reads.
    private(set) var byFile: [String: LastChange] = [:]
    /// Of the lines of the config that change what briefs are asked.
    private(set) var ofConfig: LastChange?

    /// Nothing ever changed.
    init() {}

    /// - Parameter oldest: seconds since 1970; what changed earlier is not looked for.
    init(of team: Team, _ ground: Ground, folder: GitPath, tip: ObjectID, since oldest: Int) throws {
        func inside(_ path: String) -> GitPath { folder.appending(path.utf8) }
        var paths: [GitPath: String] = [:]
        for id in team.library.teamIDs {
            guard let contract = team.library.contract(id) else { continue }
            for file in [contract.at.file] + Self.read(by: contract, team) { paths[inside(file)] = file }
        }
        let config = team.configPath.map(inside)
        let files = Array(paths.keys) + [config].compactMap(\.self)
        let found = try ground.asking { repository throws(GitError) in
            try LastChange.of(files, in: repository, from: tip, since: oldest) { (file, old, new) throws(GitError) in
                let isConfig = file == config
                let before = try old.map { (id) throws(GitError) in RulesSaid(try repository.blob(id), inConfig: isConfig) }
                let after = try new.map { (id) throws(GitError) in RulesSaid(try repository.blob(id), inConfig: isConfig) }
                return before ?? RulesSaid() != after ?? RulesSaid()
            }
        }
        for (path, change) in found {
            if let file = paths[path] { byFile[file] = change } else { ofConfig = change }
        }
    }

    /// The last change of what a contract asks for, by the file it stands in, those it builds on, and the words it reads from others.
    func last(of contract: Contract, _ team: Team) -> LastChange? {
        let own = team.library.teamIDs
        guard own.contains(contract.id) else { return ofConfig }
        let parents = contract.lineage.filter(own.contains).compactMap { team.library.contract($0)?.at.file }
        let times = ([contract.at.file] + parents + Self.read(by: contract, team)).compactMap { byFile[$0] }
        return (times + [ofConfig].compactMap(\.self)).max { $0.time < $1.time }
    }

    /// Its vocabularies' files, inherited ones included; and the team's people, where it asks for their names.
    private static func read(by contract: Contract, _ team: Team) -> [String] {
        let names = contract.vocabulary.keys.contains(where: team.people.vocabulary.keys.contains)
        return contract.dataFiles + (names ? [team.config.people].compactMap(\.self) : [])
    }
}
