internal import ArgumentParser
internal import Contract
internal import Git
internal import Report
internal import Rework
internal import Source
internal import Workspace
internal import YAML

/// What `report` can write.
enum PageFormat: String, OutputFormat {
    case html, markdown

    /// What is written when nobody says.
    static var text: PageFormat { .html }
}

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "One page that shows which handoff to repair first and why; or the Monday digest.",
        discussion: """
            The page is one file that needs nothing else: it opens from a mail and prints on A4.

            Exit codes: 0 written, 2 the run itself failed.

            Examples:
              handoff report                              writes handoff-report.html here
              handoff report --output monday.html --open
              handoff report --since 2027-01-01
              handoff report --format markdown            the Monday digest: on hold, who is asked, one change to make
              handoff report --format markdown=digest.md --format html=page.html
            """)

    @Option(name: .shortAndLong, help: ArgumentHelp("Where the page goes. Default: \(ReportCommand.fileName).", valueName: "file"))
    var output: String?

    @Flag(help: "Open the page in the browser.")
    var open = false

    @Option(help: PageFormat.help)
    var format: [String] = []

    @OptionGroup var history: HistoryFlags

    @Option(help: "The day to judge by, as 2027-03-31.")
    var today: String?

    @OptionGroup var reading: ReadingFlags

    @Option(help: "The config to use instead of the nearest handoff.yml.")
    var config: String?

    static let fileName = "handoff-report.html"

    func run() throws {
        try CommandRun.failing { try write() }
    }

    private func write() throws {
        var outputs = try format.isEmpty ? [] : Output<PageFormat>.parse(format)
        if outputs.isEmpty || output != nil {
            if outputs.contains(where: { $0.format == .html }) {
                throw RunFailure("--output names the page’s file, and so does --format html; leave out one of them.")
            }
            outputs.append(Output(format: .html, target: OutputFile(file: output ?? Self.fileName)))
        }
        let pageFile = outputs.first { $0.format == .html && $0.target.file != nil }?.target.file
        if open, pageFile == nil { throw RunFailure("--open opens a page in a file; add --output \(Self.fileName).") }
        if let pageFile { try PageFile.requireOurs(pageFile) }
        try history.requireWindow()
        let (page, unreadable) = try PageMaker(
            options: reading.options(config: config, of: history), period: history.period(), today: DayOption.day(today), config: config,
            progress: Progress(reading.progress), tellsValues: outputs.contains { $0.format == .html }
        ).page()
        for output in outputs {
            try OutputFile.taking {
                try output.target.write { write in
                    switch output.format {
                    case .html: try write(Array(PageWriter(page).text().utf8))
                    case .markdown: try write(Array(ReportDigest().text(page).utf8))
                    }
                }
            }
        }
        for remark in unreadable.map(RunRemark.init) { Console.error("handoff: \(remark.line)") }
        if let pageFile {
            let place = Files.real(pageFile) ?? pageFile
            // Where a digest goes to standard output, nothing else does.
            if outputs.contains(where: { $0.target.file == nil }) {
                Console.error("The report is in \(place)")
            } else {
                _ = Console.show("The report is in \(place)\n".printableLine)
            }
            if open { try PageFile.open(place) }
        }
        if !unreadable.isEmpty { throw ExitCode(2) }
    }
}

extension String {
    /// Safe for a terminal, its last line end kept.
    fileprivate var printableLine: String { String(dropLast()).printable + "\n" }
}
