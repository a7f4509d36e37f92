internal import Blank
internal import Contract
internal import Git
internal import Report
internal import Workspace

/// The file that `new` writes: where it goes, and what is said about it.
struct NewFile {
    /// As somebody in the current folder would type it.
    private let shown: String
    private let absolute: String
    private let handoffs: String
    /// The config says that it is never looked at.
    private let isLeftOut: Bool

    /// - Throws: `RunFailure` when no file can go there.
    init(_ order: NewOrder, values: [String: String], _ team: Team) throws {
        handoffs = order.contracts.map(\.id).joined(separator: " ")
        if let path = order.path {
            shown = path
            absolute = path.hasPrefix("/") ? path : Files.currentFolder + "/" + path
            isLeftOut = team.config.isExcluded(team.path(ofInput: path))
            return
        }
        let slug = values["id"].flatMap(Slug.of) ?? values["project"].flatMap(Slug.of) ?? order.contracts[0].id
        let path = Self.path(order.contracts, slug, team.config)
        absolute = team.workTree.absolute(path)
        shown = ShownPath(root: team.workTree.root).text(path)
        isLeftOut = false
        // The folders may be links.
        if team.path(ofInput: absolute).hasPrefix("/") {
            throw RunFailure("\(shown): this leads out of \(team.workTree.root); name the file: handoff new \(handoffs) FILE.md")
        }
    }

    /// What comes of it, for whoever wrote it.
    var note: String {
        let left = isLeftOut ? "handoff.yml leaves this file out (exclude), so nothing will check it.\n" : ""
        return "Written: \(shown)\nReplace what stands in [brackets], then: handoff lint \(ShellWord(shown).text)\n".printableLines + left
    }

    // MARK: where

    /// The first place in the config for one of the handoffs, else one that can hold any, else briefs/<handoff>.
    static func path(_ contracts: [Contract], _ slug: String, _ config: Config) -> String {
        func isMeant(_ mapping: Config.Mapping) -> Bool {
            contracts.contains { $0.id == mapping.handoff || $0.title?.lowercased() == mapping.handoff?.lowercased() }
        }
        for mapping in config.briefs.filter({ $0.handoff != nil && isMeant($0) }) + config.briefs.filter({ $0.handoff == nil }) {
            guard let path = mapping.glob.path(named: slug), RelativePath.normalised(path) == path, !config.isExcluded(path),
                let first = config.mapping(for: path), first.handoff == nil || isMeant(first)
            else { continue }
            return path
        }
        return "briefs/\(contracts[0].id)/\(slug).md"
    }

    // MARK: writing

    /// Makes the folders that are not there yet.
    ///
    /// - Throws: `RunFailure` when the file is there already or can't be written.
    func write(_ text: String) throws {
        do throws(FreshFile.Problem) {
            try FreshFile.write(Array(text.utf8), to: absolute)
        } catch {
            switch error {
            case .isThere:
                throw RunFailure("\(shown) is there already, and is left as it is; name another file: handoff new \(handoffs) FILE.md")
            case .failed(let why): throw RunFailure("\(shown) can't be written: \(why).")
            }
        }
    }
}
