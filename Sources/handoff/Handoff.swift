internal import ArgumentParser

@main
struct Handoff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "handoff",
        abstract: "Says what context a marketing brief is missing before the next team has to ask.",
        discussion: """
            Examples:
              handoff init                        sets it up in your repository
              handoff lint                        every brief of this repository
              handoff lint briefs/webinar.md      one brief
              handoff explain briefs/webinar.md   what was found in it, and where
              handoff explain campaign-to-analytics/utm
              handoff new campaign-to-analytics   a brief to fill in
              handoff rework                      what came back, from the commit history
              handoff report                      one page: which handoff to repair first, and why
              handoff audit                       whether the handoff system is ready to depend on
              handoff card briefs/webinar.md      one page of it, for a partner without git
              handoff map                         who hands what to whom
            """,
        version: Version.text,
        subcommands: [
            Init.self, Lint.self, Explain.self, New.self, Send.self, Ask.self, Return.self, Accept.self, Deliver.self, Card.self,
            ReworkCommand.self, ReportCommand.self, AuditCommand.self, Map.self, Contracts.self, ReviewCommand.self,
        ])

    /// Options that can't be understood are the run's failure: exit code 2 like every other.
    static func main() {
        Console.ignoreSignalsOfWriting()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let exit as ExitCode {
            Handoff.exit(withError: exit)
        } catch {
            let code = exitCode(for: error)
            if code == .success { Handoff.exit(withError: ExitCode(Console.show(fullMessage(for: error) + "\n") ? 0 : 2)) }
            Console.error(fullMessage(for: error))
            Handoff.exit(withError: ExitCode(2))
        }
    }
}

enum Version {
    static let text = "0.1.0"
}
