internal import Audit
internal import Brief
internal import BuiltinContracts
internal import Contract
internal import Source
internal import Workspace
internal import YAML

/// What is in force here: the folder, its config and its contracts.
struct Team {
    var workTree: WorkTree
    /// Where briefs are read from: the work tree, the index or a commit.
    var files: any Snapshot
    /// Where the config, contracts, vocabularies, people and the baseline are read from; mostly the same place.
    var ruleFiles: any Snapshot
    var config: Config
    /// The config's path from the folder; nil where there is none.
    var configPath: String?
    var library: ContractLibrary
    var people = People()
    var problems: [LoadProblem] = []

    /// A config or contract larger than this is something else.
    private static let largestFile = 4 << 20

    /// - Parameters:
    ///   - configFile: `--config`; else the nearest handoff.yml upwards.
    /// - Throws: `RunFailure` when a config that was asked for can't be read.
    init(configFile: String?, withExamples: Bool = false, checkShipped: Bool = false) throws {
        let (workTree, configPath) = try Self.locate(configFile, from: Files.currentFolder)
        try self.init(
            workTree, configPath, files: workTree.leavingOut(GitIgnore(workTree: workTree)), ruleFiles: workTree,
            withExamples: withExamples,
            checkShipped: checkShipped)
    }

    /// - Throws: `RunFailure` when the config can't be read.
    init(
        _ workTree: WorkTree, _ configPath: String?, files: any Snapshot, ruleFiles: any Snapshot, withExamples: Bool = false,
        checkShipped: Bool = false
    ) throws {
        (self.workTree, self.configPath, self.files, self.ruleFiles) = (workTree, configPath, files, ruleFiles)
        var problems: [LoadProblem] = []
        if let configPath {
            let source = try Self.source(configPath, in: ruleFiles)
            let read = ConfigReader(source, version: Version.text).read()
            config = read.config
            problems += read.problems
        } else {
            config = Config()
        }
        library = ContractLibrary(
            Shipped.files + Self.teamFiles(config, ruleFiles, &problems), withExamples: withExamples, checkShipped: checkShipped)
        problems += library.problems
        if let path = config.people, let configPath {
            if let source = ruleFiles.read(path) {
                let read = People.read(source)
                people = read.people
                problems += read.problems
            } else {
                problems.append(
                    LoadProblem(file: configPath, place: config.peoplePlace, message: "people: there is no file “\(path)” in this folder."))
            }
        }
        if let configPath { problems += Self.references(config, configPath, library) }
        self.problems = problems.inOrder
    }

    /// Nothing is judged by rules that could not be read.
    func requireSound() throws {
        guard !problems.isEmpty else { return }
        throw RunFailure(problems)
    }

    static func text(_ problem: LoadProblem) -> String {
        "\(problem.file):\(problem.place.line):\(problem.place.column): \(problem.message)"
    }

    func settings(today: CalendarDate) -> Settings {
        var settings = Settings(today: today)
        settings.severities = config.severities
        settings.vocabulary = people.vocabulary.merging(config.vocabulary) { $1 }
        settings.defaults = config.defaults
        settings.domains = config.domains
        settings.lifecycle = config.lifecycle
        return settings
    }

    /// The team's contracts, to judge by.
    ///
    /// - Parameter tree: what rules look through for other files; nil for the tree that the briefs are of.
    func rulebook(today: CalendarDate, tree: Tree? = nil) -> Rulebook {
        Rulebook(library, settings: settings(today: today), tree: tree ?? files.tree)
    }

    /// The path, from the root, of a file that may not be there yet; as given when it is outside.
    func path(ofInput path: String) -> String { workTree.path(inside: path) ?? path }

    // MARK: where

    /// The nearest folder upwards with a handoff.yml, else the repository's, else the current one.
    private static func locate(_ configFile: String?, from current: String) throws -> (WorkTree, String?) {
        if let configFile {
            let absolute = configFile.hasPrefix("/") ? configFile : current + "/" + configFile
            guard let real = Files.real(absolute) else { throw RunFailure("--config \(configFile): there is no such file.") }
            let cut = real.lastIndex(of: "/") ?? real.startIndex
            return (WorkTree(root: cut == real.startIndex ? "/" : String(real[..<cut])), String(real[real.index(after: cut)...]))
        }
        var folder = current
        while true {
            if Files.kind(folder + "/" + Config.fileName) != nil || Files.isLink(folder + "/" + Config.fileName) {
                return (WorkTree(root: folder), Config.fileName)
            }
            if Files.kind(folder + "/.git") != nil { return (WorkTree(root: folder), nil) }
            guard folder != "/", let slash = folder.lastIndex(of: "/") else { return (WorkTree(root: current), nil) }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
    }

    private static func source(_ path: String, in files: any Snapshot) throws -> SourceText {
        do throws(FileProblem) {
            return SourceText(path: path, bytes: try files.bytes(at: files.location(of: path), limit: largestFile))
        } catch {
            throw RunFailure("\(path):1:1: the config can't be read: \(error.sentence).")
        }
    }

    private static func teamFiles(_ config: Config, _ files: any Snapshot, _ problems: inout [LoadProblem]) -> [ContractLibrary.File] {
        guard !config.contracts.isEmpty else { return [] }
        let found = files.files(under: config.contracts.flatMap(\.roots), skipsHidden: false) { path in
            config.contracts.contains { $0.matches(path) }
        }
        for (path, problem) in found.problems where config.contracts.contains(where: { $0.matches(path) }) {
            problems.append(LoadProblem(file: path, place: .fileStart, message: "This contract can't be read: \(problem.sentence)."))
        }
        return found.files.compactMap { path in
            do throws(FileProblem) {
                let source = SourceText(path: path, bytes: try files.bytes(at: files.location(of: path), limit: largestFile))
                let folder = path.split(separator: "/").dropLast().joined(separator: "/")
                return ContractLibrary.File(source, isShipped: false) { name in
                    RelativePath.normalised(folder + "/" + name).flatMap { files.read($0) }.map { RuleFile($0) }
                }
            } catch {
                problems.append(LoadProblem(file: path, place: .fileStart, message: "This contract can't be read: \(error.sentence)."))
                return nil
            }
        }
    }

    /// What the config names must exist.
    private static func references(_ config: Config, _ path: String, _ library: ContractLibrary) -> [LoadProblem] {
        var problems: [LoadProblem] = []
        let declarable = library.heads.filter { !$0.isAbstract }
        let names = declarable.map(\.id)
        var seen: Set<Place> = []
        for mapping in config.briefs {
            guard let handoff = mapping.handoff,
                !declarable.contains(where: { $0.id == handoff || $0.title?.lowercased() == handoff.lowercased() }),
                seen.insert(mapping.place).inserted
            else { continue }
            let nearest = String.didYouMean(handoff, in: names)
            problems.append(
                LoadProblem(
                    file: path, place: mapping.place,
                    message:
                        "There is no handoff called “\(handoff)”.\(nearest.isEmpty ? " It can be: \(names.joined(separator: ", "))." : nearest)"
                ))
        }
        for item in config.projects.flatMap(\.notNeeded)
        where HandoffArea(named: item.name, lineage: library.contract(item.name)?.lineage ?? []) == nil {
            let areas = HandoffArea.allCases.map(\.rawValue)
            let nearest = String.didYouMean(item.name, in: areas + HandoffArea.allCases.flatMap(\.handoffs))
            problems.append(
                LoadProblem(
                    file: path, place: item.place,
                    message:
                        "not-needed: “\(item.name)” is nothing that a project is asked for.\(nearest.isEmpty ? " It can be: \(areas.joined(separator: ", ")), or a handoff that covers one of them." : nearest)"
                ))
        }
        // Contracts are read for what the config says of them, and for nothing else. A handoff's name alone is known already.
        let named = config.severityPlaces.filter { key, _ in !key.contains("*") && !names.contains(key) && !isRule(key, of: library) }
        guard !config.defaultPlaces.isEmpty || !named.isEmpty else { return problems }
        let contexts = library.contracts.flatMap(\.contexts)
        let labels = Set(contexts.flatMap { $0.allLabels.map(Label.normalised) })
        for (name, place) in config.defaultPlaces
        where !labels.contains(Label.normalised(name)) && !contexts.contains(where: { $0.id == name }) {
            problems.append(
                LoadProblem(
                    file: path, place: place,
                    message: "defaults: no handoff has a context “\(name)”.\(String.didYouMean(name, in: contexts.map(\.id).sorted()))"))
        }
        let rules = library.contracts.map(RuleNames.all).reduce(into: [String: Set<String>]()) { all, some in
            for (rule, checks) in some { all[rule, default: []].formUnion(checks) }
        }
        for (key, place) in named {
            let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
            let isKnown = parts.first.flatMap { rules[$0] }.map { parts.count == 1 || $0.contains(parts[1]) } ?? false
            if BuiltinRule.allCases.contains(where: { $0.rule == parts.first }) {
                problems.append(LoadProblem(file: path, place: place, message: "“\(key)” can't be switched off or changed."))
            } else if !isKnown {
                problems.append(
                    LoadProblem(
                        file: path, place: place,
                        message: "There is no rule “\(key)”.\(String.didYouMean(key, in: rules.keys.sorted() + names))"))
            }
        }
        return problems
    }

    /// Whether the contract that a rule's name begins with has it, as most do: then no other need be read.
    private static func isRule(_ key: String, of library: ContractLibrary) -> Bool {
        let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
        guard let rule = parts.first, let contract = rule.split(separator: "/").first.flatMap({ library.contract(String($0)) }),
            let checks = RuleNames.all(contract)[rule], !BuiltinRule.allCases.contains(where: { $0.rule == rule })
        else { return false }
        return parts.count == 1 || checks.contains(parts[1])
    }
}
