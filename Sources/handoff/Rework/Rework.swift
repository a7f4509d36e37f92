internal import ArgumentParser
internal import Contract
internal import Report
internal import Rework
internal import Workspace
internal import YAML

struct ReworkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rework",
        abstract: "Says from the commit history how often work came back, why, and what to change.",
        discussion: """
            Exit codes: 0 measured, or nothing to measure; 2 the run itself failed.

            Examples:
              handoff rework                              every brief of this repository
              handoff rework briefs/analytics --by month
              handoff rework --since 2027-01-01 --until 2027-03-31 --format markdown
              handoff rework --explain briefs/webinar.md  what happened to one brief, commit by commit
              handoff rework --repo ../campaigns --repo ../website --format jsonl > events.jsonl
            """)

    @Argument(help: ArgumentHelp("Only briefs in these files or folders.", valueName: "path"))
    var paths: [String] = []

    @OptionGroup var history: HistoryFlags

    @Option(help: ArgumentHelp("Groups: \(Grouping.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "group"))
    var by = "handoff"

    @Option(help: ArgumentHelp("What happened to one brief, by its path or id.", valueName: "brief"))
    var explain: String?

    @Option(help: ReworkFormat.help)
    var format: [String] = []

    @Option(help: ArgumentHelp("Another repository than the one here. May be repeated.", valueName: "folder"))
    var repo: [String] = []

    @OptionGroup var reading: ReadingFlags

    @Option(help: "The config to use instead of the nearest handoff.yml, one of the repository’s files.")
    var config: String?

    @Option(help: "Colour: auto, always or never.")
    var color: ColorChoice = .auto

    func run() throws {
        try CommandRun.failing { try measure() }
    }

    private func measure() throws {
        let outputs = try Output<ReworkFormat>.parse(format)
        let grouping = try self.grouping
        let period = try history.period()
        try history.requireWindow()
        if config != nil, repo.count > 1 {
            throw RunFailure("--config is for one repository; each of several goes by its own handoff.yml.")
        }
        if explain != nil, outputs.contains(where: { $0.format == .csv || $0.format == .markdown }) {
            throw RunFailure("--explain shows events; it goes with --format text, json or jsonl.")
        }
        let repositories = try readAll()
        if grouping == .owner, let first = repositories.first(where: { !$0.team.config.hasPeopleRates }) {
            throw RunFailure(
                "--by owner would rank people, so a team has to agree first: “people-rates: true” in \(first.team.configPath ?? Config.fileName) of \(first.measured.repository). Rates by handoff, project or receiver show where the system fails."
            )
        }
        var subjects = repositories.flatMap { repository in repository.timelines.map { Subject($0, repository.measured) } }
        subjects = try narrowed(subjects, repositories)
        if let explain { subjects = try explained(explain, subjects, repositories) }
        let measurement = Measurement(subjects, by: grouping, period: period)
        let report = ReworkReport(
            version: Version.text, repositories: repositories.map(\.measured), measurement: measurement,
            notes: repositories.flatMap { repository in repository.notes.map { (repository.measured.repository, $0) } })
        var writer = ReworkWriter(outputs: outputs, report: report)
        writer.isExplaining = explain != nil
        writer.hasColor = color.isOn
        writer.nothing = nothing(measurement, subjects, repositories)
        try writer.write()
    }

    private var grouping: Grouping {
        get throws {
            if let grouping = Grouping(rawValue: by) { return grouping }
            let names = Grouping.allCases.map(\.rawValue)
            throw RunFailure(
                "--by \(by): there is no such group.\(String.didYouMean(by, in: names)) It can be: \(names.joined(separator: ", ")).")
        }
    }

    private func readAll() throws -> [MeasuredRepository] {
        let progress = Progress(reading.progress)
        defer { progress.clear() }
        var options = reading.options(config: config, of: history)
        guard !repo.isEmpty else { return [try MeasuredRepository(options, progress: progress)] }
        var folders: Set<String> = []
        for folder in repo where !folders.insert(Files.real(folder) ?? folder).inserted {
            throw RunFailure("--repo \(folder): this repository is named twice.")
        }
        // Folders of the same name are told apart as they were named.
        let names = repo.map { Files.real($0)?.split(separator: "/").last.map(String.init) ?? $0 }
        let isUnique = Set(names).count == names.count
        return try repo.map { folder in
            options.folder = folder
            options.name = isUnique ? nil : folder
            return try MeasuredRepository(options, progress: progress)
        }
    }

    // MARK: narrowing

    private func narrowed(_ subjects: [Subject], _ repositories: [MeasuredRepository]) throws -> [Subject] {
        guard !paths.isEmpty else { return subjects }
        // Of one repository, paths are those of the current folder; of several, they count from each one's top.
        let wanted = paths.map { path in
            let inside = repo.isEmpty ? repositories[0].team.path(ofInput: path) : path
            return RelativePath.normalised(inside) ?? inside
        }
        func isIn(_ path: String, _ wanted: String) -> Bool { wanted.isEmpty || path == wanted || path.hasPrefix(wanted + "/") }
        for (path, wanted) in zip(paths, wanted) where !subjects.contains(where: { isIn($0.timeline.path, wanted) }) {
            throw RunFailure("\(path): no brief is or was there.")
        }
        return subjects.filter { subject in wanted.contains { isIn(subject.timeline.path, $0) } }
    }

    private func explained(_ brief: String, _ subjects: [Subject], _ repositories: [MeasuredRepository]) throws -> [Subject] {
        let path = repo.isEmpty ? repositories[0].team.path(ofInput: brief) : brief
        let tests: [(Subject) -> Bool] = [
            { $0.timeline.id == brief }, { $0.timeline.path == brief || $0.timeline.path == path },
            { $0.timeline.path.hasSuffix("/" + brief) },
        ]
        for test in tests {
            let found = subjects.filter(test)
            if !found.isEmpty { return found }
        }
        throw RunFailure("--explain \(brief): the history has no such brief.\(NearestBriefs(brief, subjects.map(\.timeline)).words)")
    }

    // MARK: nothing

    /// What was looked for when nothing was found: silence would look like a clean record.
    private func nothing(_ measurement: Measurement, _ subjects: [Subject], _ repositories: [MeasuredRepository]) -> String? {
        if subjects.isEmpty {
            let places = repositories.map { repository in
                let measured = repository.measured
                return "\(repository.lookedFor), in \(measured.commits) commits of \(measured.branch) in \(measured.repository)"
            }
            return "Nothing to measure. Looked for \(places.joined(separator: "; "))."
        }
        guard measurement.overall.briefs == 0 else { return nil }
        let count = subjects.count == 1 ? "one brief" : "\(subjects.count) briefs"
        if !measurement.period.isEverything { return "Nothing to measure: none of \(count) was first handed off in these days." }
        return
            "Nothing to measure: there \(subjects.count == 1 ? "is" : "are") \(count), and none has been handed off yet, which is when its status becomes one such as “ready”."
    }
}
