internal import Brief
internal import Contract
internal import Source
internal import Workspace

/// Which files a run judges.
struct BriefFiles: Sendable {
    struct File: Sendable {
        /// As reported: from the root where it is inside, else as given.
        var path: String
        /// To open it where the run's files are.
        var location: String
        var fallback: String?
    }

    /// To be judged, in byte order of their paths.
    var files: [File] = []
    /// Files that could not be read: the run fails with exit code 2 after the others have been judged.
    var unreadable: [(path: String, problem: FileProblem)] = []
    /// Named on the command line but no briefs.
    var skipped: [String] = []
    /// What was looked for, to be said when there was nothing.
    var lookedFor: String

    /// None yet.
    init(lookedFor: String) {
        self.lookedFor = lookedFor
    }

    /// All of the team's briefs. What git has recorded is listed once in a run.
    static func all(_ team: Team, handoff: String?) -> BriefFiles {
        guard handoff == nil, let files = team.files as? GitSnapshot else { return BriefFiles(team: team, paths: [], handoff: handoff) }
        return files.allBriefs { BriefFiles(team: team, paths: [], handoff: nil) }
    }

    /// - Parameters:
    ///   - paths: from the command line, relative to the current folder; empty for the config's own.
    ///   - handoff: `--handoff`.
    init(team: Team, paths: [String], handoff: String?) {
        let config = team.config
        let root = team.workTree
        lookedFor =
            config.briefs.isEmpty
            ? "Markdown files (*.md) in \(root.root) whose first lines say which handoff they are, such as “handoff: campaign-to-analytics”"
            : "the files that \(team.configPath ?? Config.fileName) names under briefs: \(config.briefs.map(\.glob.source).joined(separator: ", "))"
        if paths.isEmpty {
            let roots = config.briefs.isEmpty ? [""] : config.briefs.flatMap(\.glob.roots)
            collect(under: roots, team, handoff)
            return
        }
        lookedFor = "briefs in \(paths.joined(separator: ", "))"
        let current = Files.currentFolder
        var seen: Set<String> = []
        for path in paths {
            let absolute = path.hasPrefix("/") ? path : current + "/" + path
            guard let kind = Files.kind(absolute) else {
                unreadable.append((path, Self.missing(absolute)))
                continue
            }
            let relative = Self.relative(absolute, root)
            switch kind {
            case .folder:
                guard let relative else {
                    unreadable.append((path, .other("this folder is outside \(root.root)")))
                    continue
                }
                collect(under: [relative], team, handoff)
            case .file:
                let shown = relative ?? path
                if seen.insert(shown).inserted { add(named: shown, absolute, isInside: relative != nil, team, handoff) }
            case .other: unreadable.append((path, Files.notAFile(absolute)))
            }
        }
        var once: Set<String> = []
        files = files.filter { once.insert($0.path).inserted }
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// Where the file stands inside the root; links in the folders on the way are followed, the file itself is not.
    private static func relative(_ absolute: String, _ root: WorkTree) -> String? {
        guard let slash = absolute.lastIndex(of: "/") else { return nil }
        let name = absolute[absolute.index(after: slash)...]
        if name.isEmpty || name == "." || name == ".." { return Files.real(absolute).flatMap(root.relative) }
        guard let folder = Files.real(slash == absolute.startIndex ? "/" : String(absolute[..<slash])), let inside = root.relative(folder)
        else {
            return nil
        }
        return inside.isEmpty ? String(name) : inside + "/" + name
    }

    private mutating func collect(under folders: [String], _ team: Team, _ handoff: String?) {
        let config = team.config
        let hasBriefs = !config.briefs.isEmpty
        let found = team.files.files(under: folders, skipsHidden: !hasBriefs) { path in
            guard path.hasSuffix(".md") || path.hasSuffix(".markdown") || hasBriefs, !config.isExcluded(path) else { return false }
            return hasBriefs ? config.mapping(for: path) != nil : true
        }
        unreadable += found.problems
        // Most configs say where briefs are, and the briefs which handoff they carry.
        let namesHandoffs = handoff == nil && config.briefs.contains { $0.handoff != nil }
        for path in found.files {
            let location = team.files.location(of: path)
            if hasBriefs || handoff != nil || Self.declaresHandoff(location, team.files) {
                files.append(
                    File(path: path, location: location, fallback: namesHandoffs ? config.mapping(for: path)?.handoff : handoff))
            }
        }
    }

    private mutating func add(named path: String, _ absolute: String, isInside: Bool, _ team: Team, _ handoff: String?) {
        if team.config.isExcluded(path) {
            skipped.append(path)
            return
        }
        if isInside, team.workTree.leadsOut(path) {
            unreadable.append((path, .other("this link leads out of the folder; it is not read")))
            return
        }
        let mapping = team.config.mapping(for: path)
        guard handoff != nil || mapping != nil || Self.declaresHandoff(absolute, team.workTree) else {
            skipped.append(path)
            return
        }
        files.append(File(path: path, location: absolute, fallback: handoff ?? mapping?.handoff))
    }

    /// A file that can't be read counts, so that it is reported.
    static func declaresHandoff(_ location: String, _ files: any Snapshot) -> Bool {
        if let files = files as? GitSnapshot { return files.notes.declaresHandoff(location, in: files) }
        guard let head = try? files.bytes(at: location, first: Declaration.reach) else { return true }
        return Declaration(head: head).isThere
    }

    /// Why nothing stands at a path. What is no UTF-8 reaches us with its letters replaced.
    private static func missing(_ absolute: String) -> FileProblem {
        let problem = Files.problem(absolute)
        guard problem == .missing, absolute.contains("\u{FFFD}"), let slash = absolute.lastIndex(of: "/") else { return problem }
        let entries = (try? Files.entries(String(absolute[...slash]))) ?? []
        let name = absolute[absolute.index(after: slash)...]
        return entries.contains { $0.name == nil && $0.shown == name } ? .notUTF8 : problem
    }
}
