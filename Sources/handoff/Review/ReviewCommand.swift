internal import ArgumentParser
internal import PullRequest
internal import Report
internal import Workspace

/// What `review` can write.
enum ReviewFormat: String, OutputFormat {
    case text, markdown
}

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Does to the briefs of a pull request what its reviewers say: return, accept, ask. For the GitHub action.",
        discussion: """
            A review that asks for changes returns the brief, an approval by its receiver accepts it. In reviews and comments, lines that begin
            so are obeyed, with a brief's path behind the first word where the pull request has several:
              /accept
              /return offer, audience: which one?
              /ask @dana: Which offer?

            Receivers are who CODEOWNERS names for the brief, and who people.yml gives the contract's or the brief's receiver as a handle,
            both as they are at --base. The brief's owner, who opened the pull request, bots and strangers accept nothing.

            Exit codes: 0 whatever was decided, 2 the run itself failed.

            Examples:
              handoff review --event "$GITHUB_EVENT_PATH" --base origin/main            what would be done
              handoff review --event "$GITHUB_EVENT_PATH" --base origin/main --commit --format text --format markdown=comment.md
            """)

    @Option(help: ArgumentHelp("The event as GitHub delivers it.", valueName: "file"))
    var event: String

    @Option(help: "The event's name; else what GITHUB_EVENT_NAME says.")
    var eventName: String?

    @Option(help: ArgumentHelp("The pull request as GitHub's API answers it; comments need it.", valueName: "file"))
    var pull: String?

    @Option(
        help: ArgumentHelp("Where the pull request goes to; config, contracts, people and CODEOWNERS are read there.", valueName: "rev"))
    var base: String

    @Flag(help: "Do it, each act in a commit of its own, in the reviewer's name. Else it is only said.")
    var commit = false

    @Option(help: ReviewFormat.help)
    var format: [String] = []

    @Option(help: "The config to use instead of the nearest handoff.yml.")
    var config: String?

    func run() throws {
        try CommandRun.failing {
            let outputs = try Output<ReviewFormat>.parse(format)
            let reply = try decided()
            for output in outputs {
                try OutputFile.taking {
                    try output.target.write { write in
                        let text = output.format == .text ? reply.text : reply.markdown
                        try write(Array(text.utf8))
                    }
                }
            }
        }
    }

    private func decided() throws -> ReviewReply {
        guard let name = eventName ?? Console.environment("GITHUB_EVENT_NAME") else {
            throw RunFailure("Which event is it? Say --event-name pull_request_review or issue_comment.")
        }
        let event: ReviewEvent
        switch try read(self.event, "--event", { json throws(EventProblem) in try ReadEvent(json, name: name) }) {
        case .nothing(let why): return ReviewReply(nothing: why)
        case .event(let found): event = found
        }
        if event.person.isBot { return ReviewReply(nothing: "\(event.person.login) is a bot; bots move no brief on.") }
        if event.verdict == .commented, CommentCommand.all(in: event.body).isEmpty {
            return ReviewReply(nothing: "No line of this comment begins with /accept, /return or /ask.")
        }
        let given = try self.pull.map { file in try read(file, "--pull", PullRequest.read) }
        guard let pull = given ?? event.pull else {
            throw RunFailure("This event doesn't describe its pull request; give what GitHub's API says of it with --pull.")
        }
        guard pull.isOpen else { return ReviewReply(nothing: "The pull request is closed.") }
        return try ReviewRun(event, pull, base: base, isCommitting: commit, config: config).reply()
    }

    private func read<Value>(_ file: String, _ option: String, _ read: ([UInt8]) throws(EventProblem) -> Value) throws -> Value {
        let bytes: [UInt8]
        do throws(FileProblem) {
            bytes = try Files.read(file, limit: ReadEvent.largest)
        } catch {
            throw RunFailure("\(option) \(file): \(error.sentence).")
        }
        do throws(EventProblem) {
            return try read(bytes)
        } catch {
            throw RunFailure(error.sentence)
        }
    }
}
