internal import ArgumentParser
internal import Contract
internal import Rework

/// Which part of a history is measured.
struct HistoryFlags: ParsableArguments {
    @Option(help: ArgumentHelp("The mainline to read: a branch, a tag or a commit.", valueName: "rev"))
    var branch = "HEAD"

    @Option(help: "Only briefs first handed off on this day or later, as 2027-01-31.")
    var since: String?

    @Option(help: "Only briefs first handed off on this day or before.")
    var until: String?

    @Option(help: "Days after the hand-off in which rework counts; else what the config says, else 30.")
    var window: Int?

    /// - Throws: `RunFailure` for what is no day, and for an end before the beginning.
    func period() throws -> Period {
        let period = Period(since: try day(since, "--since"), until: try day(until, "--until"))
        if let since = period.since, let until = period.until, until < since {
            throw RunFailure("--since \(since.text) is after --until \(until.text).")
        }
        return period
    }

    private func day(_ text: String?, _ option: String) throws -> CalendarDate? {
        guard let text else { return nil }
        guard let day = CalendarDate(iso: text) else { throw RunFailure("\(option) \(text): write the day as 2027-03-31.") }
        return day
    }

    func requireWindow() throws {
        if let window, !(1...36_500).contains(window) { throw RunFailure("--window \(window): write a number of days, at least 1.") }
    }
}

/// How a history is read.
struct ReadingFlags: ParsableArguments {
    @Flag(help: "Measure a shallow clone by the commits that are there.")
    var allowShallow = false

    @Flag(help: "Read everything anew, and leave nothing for the next run.")
    var noCache = false

    @Option(help: "On a terminal, how far a long run is: auto or never.")
    var progress: Progress.Choice = .auto

    func options(config: String?, of history: HistoryFlags? = nil) -> MeasuredRepository.Options {
        var options = MeasuredRepository.Options(config: config, window: history?.window)
        options.usesCache = !noCache
        if let history { options.history.branch = history.branch }
        options.history.allowsShallow = allowShallow
        options.history.clock = Console.now
        return options
    }
}
