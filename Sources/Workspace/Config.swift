package import Contract
package import Source
package import YAML

/// `handoff.yml` as the team wrote it.
package struct Config: Sendable {
    /// Which files are briefs, and of which handoff when they don't say.
    package struct Mapping: Sendable {
        package var glob: Glob
        package var handoff: String?
        /// Of the handoff, else of the entry.
        package var place: Place
    }

    package static let fileName = "handoff.yml"
    package static let keys = [
        "briefs", "exclude", "contracts", "defaults", "lifecycle", "people", "vocabulary", "domains", "severity", "baseline", "timezone",
        "working-days", "rework", "outcomes", "projects", "required-version", "people-rates",
    ]

    package var briefs: [Mapping] = []
    package var exclude: [Glob] = []
    package var contracts: [Glob] = []
    package var defaults: [(context: String, node: YAMLNode)] = []
    /// Where each default stands, to report a context that no handoff has.
    package var defaultPlaces: [(context: String, place: Place)] = []
    package var lifecycle = Lifecycle()
    package var people: String?
    package var peoplePlace = Place.fileStart
    /// From the config's folder.
    package var baseline: String?
    package var vocabulary: [String: Vocabulary] = [:]
    package var domains: [String] = []
    package var severities: [String: SeverityRule] = [:]
    /// Where each severity stands, to report a rule that doesn't exist.
    package var severityPlaces: [String: Place] = [:]
    /// A name such as `Europe/Berlin`; nil for UTC.
    package var timezone: String?
    package var timezonePlace = Place.fileStart
    /// 0 is Monday.
    package var workingDays: Set<Int> = [0, 1, 2, 3, 4]
    package var rework = Rework()
    /// From the config's folder.
    package var outcomes: String?
    package var outcomesPlace = Place.fileStart
    /// Handoffs that projects go without.
    package var projects: [ProjectNeeds] = []
    /// Whether rates may be told by person.
    package var hasPeopleRates = false

    /// How history is measured. Nil where the team leaves it to the program.
    package struct Rework: Sendable, Hashable {
        /// Days.
        package var window: Int?
        /// Briefs in one commit.
        package var bulk: Int?
        package var bots: [String]?
        package var scribes: [String] = []
        /// From the repository's top.
        package var ignoreRevs: String?

        package init() {}
    }

    package init() {}

    package func isExcluded(_ path: String) -> Bool { exclude.contains { $0.matches(path) } }

    /// The first entry that names the file.
    package func mapping(for path: String) -> Mapping? { briefs.first { $0.glob.matches(path) } }
}

/// Reads `handoff.yml`; every mistake is reported with its place.
package struct ConfigReader {
    private let reader: NodeReader
    private let lines: LineTable
    private let version: String

    package init(_ source: SourceText, version: String) {
        reader = NodeReader(source)
        lines = LineTable(source)
        self.version = version
    }

    package func read() -> (config: Config, problems: [LoadProblem]) {
        var config = Config()
        guard let root = reader.root("a config begins with “briefs:” and the files that are briefs") else {
            return (config, reader.problems)
        }
        let known = reader.entries(root, of: "handoff.yml", known: Config.keys)
        func node(_ key: String) -> YAMLNode? { known[key]?.value }
        config.briefs = mappings(node("briefs"))
        config.exclude = globs(node("exclude"), "exclude")
        config.contracts = globs(node("contracts"), "contracts")
        config.defaults = (node("defaults")?.entries ?? []).map { ($0.key, $0.value) }
        config.defaultPlaces = (node("defaults")?.entries ?? []).map { ($0.key, lines.place($0.keyRange)) }
        expectMapping(node("defaults"), "defaults")
        config.lifecycle = lifecycle(node("lifecycle"))
        config.people = reader.text(node("people"), "people")
        config.peoplePlace = node("people").map { lines.place($0.range) } ?? .fileStart
        expectMapping(node("vocabulary"), "vocabulary")
        for entry in node("vocabulary")?.entries ?? [] {
            config.vocabulary[entry.key] = reader.texts(entry.value, "A vocabulary").map { Vocabulary($0) }
        }
        config.domains = reader.texts(node("domains"), "domains") ?? []
        expectMapping(node("severity"), "severity")
        for entry in node("severity")?.entries ?? [] {
            config.severities[entry.key] = reader.severity(entry.value, "severity")
            config.severityPlaces[entry.key] = lines.place(entry.keyRange)
        }
        config.baseline = reader.text(node("baseline"), "baseline")
        config.timezone = reader.text(node("timezone"), "timezone")
        config.timezonePlace = node("timezone").map { lines.place($0.range) } ?? .fileStart
        config.outcomes = reader.text(node("outcomes"), "outcomes")
        config.outcomesPlace = node("outcomes").map { lines.place($0.range) } ?? .fileStart
        config.projects = ProjectNeeds.read(node("projects"), reader, lines)
        config.hasPeopleRates = reader.bool(node("people-rates"), "people-rates") ?? false
        if let node = node("working-days") { config.workingDays = workingDays(node) }
        config.rework = rework(node("rework"))
        requiredVersion(node("required-version"))
        return (config, reader.problems.inOrder)
    }

    private func expectMapping(_ node: YAMLNode?, _ what: String) {
        guard let node, !node.isNull, node.entries == nil else { return }
        reader.report("\(what) needs “name: value” lines, not \(node.kindName).", node.range)
    }

    private func mappings(_ node: YAMLNode?) -> [Config.Mapping] {
        guard let node, !node.isNull else { return [] }
        guard let items = node.items else {
            reader.report("briefs needs a list such as  - files: \"briefs/**/*.md\".", node.range)
            return []
        }
        return items.flatMap { item -> [Config.Mapping] in
            if item.text != nil { return globs(item, "briefs").map { Config.Mapping(glob: $0, place: lines.place(item.range)) } }
            let known = reader.entries(item, of: "An entry of briefs", known: ["files", "handoff"])
            guard item.entries != nil else { return [] }
            guard let files = known["files"]?.value else {
                reader.report("An entry of briefs needs files: \"briefs/**/*.md\".", item.range)
                return []
            }
            let handoff = reader.text(known["handoff"]?.value, "handoff")
            let place = lines.place(known["handoff"]?.value.range ?? item.range)
            return globs(files, "files").map { Config.Mapping(glob: $0, handoff: handoff, place: place) }
        }
    }

    private func globs(_ node: YAMLNode?, _ what: String) -> [Glob] {
        guard let node else { return [] }
        return (reader.texts(node, what) ?? []).compactMap { text in
            if let glob = Glob(text) { return glob }
            reader.report("The braces in “\(text)” unfold to too many patterns.", node.range)
            return nil
        }
    }

    private func lifecycle(_ node: YAMLNode?) -> Lifecycle {
        guard let node, !node.isNull else { return Lifecycle() }
        if node.text == "none" {
            var lifecycle = Lifecycle()
            lifecycle.isOff = true
            return lifecycle
        }
        var words: [Stage: [String]] = [:]
        var stages: [String: Stage] = [:]
        let known = reader.entries(node, of: "lifecycle", known: Stage.allCases.map(\.rawValue))
        for stage in Stage.allCases {
            guard let entry = known[stage.rawValue] else { continue }
            words[stage] = reader.texts(entry.value, stage.rawValue) ?? []
            for word in words[stage] ?? [] {
                if let first = stages[word.lowercased()] {
                    reader.report(
                        "“\(word)” can stand in one stage only; it is in \(first.rawValue) and \(stage.rawValue).", entry.value.range)
                }
                stages[word.lowercased()] = stage
            }
        }
        return Lifecycle(replacing: words)
    }

    private func workingDays(_ node: YAMLNode) -> Set<Int> {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        let named = reader.texts(node, "working-days") ?? []
        for day in named where !days.contains(day) {
            reader.report("“\(day)” is no working day. It can be: \(days.joined(separator: ", ")).", node.range)
        }
        return Set(named.compactMap(days.firstIndex))
    }

    private func rework(_ node: YAMLNode?) -> Config.Rework {
        var rework = Config.Rework()
        guard let node, !node.isNull else { return rework }
        let known = reader.entries(node, of: "rework", known: ["window", "bulk", "bots", "scribes", "ignore-revs"])
        rework.window = reader.integer(known["window"]?.value, "window")
        if rework.window == 0, let node = known["window"]?.value { reader.report("window is a number of days, at least 1.", node.range) }
        rework.bulk = reader.integer(known["bulk"]?.value, "bulk")
        rework.bots = reader.texts(known["bots"]?.value, "bots")
        rework.scribes = reader.texts(known["scribes"]?.value, "scribes") ?? []
        rework.ignoreRevs = reader.text(known["ignore-revs"]?.value, "ignore-revs")
        return rework
    }

    /// `>=0.1`
    private func requiredVersion(_ node: YAMLNode?) {
        guard let node, let text = reader.text(node, "required-version") else { return }
        guard text.hasPrefix(">="), case let wanted = Self.numbers(text.dropFirst(2)), !wanted.isEmpty else {
            reader.report("required-version is written as \">=0.1\".", node.range)
            return
        }
        if Self.numbers(version[...]).lexicographicallyPrecedes(wanted) {
            reader.report("This team needs handoff \(text.dropFirst(2)) or newer; this is \(version).", node.range)
        }
    }

    private static func numbers(_ text: Substring) -> [Int] {
        let parts = text.trimmed.split(separator: ".").map { Int($0) }
        return parts.contains { $0 == nil } ? [] : parts.compactMap(\.self)
    }
}
