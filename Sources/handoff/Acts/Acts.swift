internal import Acts
internal import ArgumentParser
internal import Contract

/// What all acts are told.
struct ActOptions: ParsableArguments {
    @Option(help: "The one handoff that is meant, of a brief that carries several.")
    var handoff: String?

    @Flag(help: "Show what would change, and write nothing.")
    var dryRun = false

    @Flag(help: "Commit the change; nothing else that is waiting in git goes with it.")
    var commit = false

    @Option(help: "The config to use instead of the nearest handoff.yml.")
    var config: String?
}

struct Send: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Hands briefs over, when nothing is missing.",
        discussion: """
            Examples:
              handoff send briefs/webinar.md
              handoff send briefs/webinar.md --receiver Analytics --due 2027-03-31 --commit
              handoff send briefs/webinar.md --anyway "the media slot closes today"
            """)

    @Argument(help: "The briefs.", completion: BriefCompletion.of([.draft, .clarify, .reopened])) var briefs: [String]
    @Option(help: "The person or team that takes over.") var receiver: String?
    @Option(help: "When it is needed, as 2027-03-31.") var due: String?
    @Option(help: ArgumentHelp("Send it although something is missing; the brief keeps the reason.", valueName: "reason"))
    var anyway: String?
    @OptionGroup var options: ActOptions

    func run() throws {
        try CommandRun.run {
            if let due, CalendarDate(iso: due) == nil { throw RunFailure("--due \(due): write the day as 2027-03-31.") }
            let run = try ActRun(options, briefs)
            if let receiver { try run.requireKnown(receiver, "--receiver") }
            return try run.run(verb: "Send", anyway: anyway) { allowing in
                .send(receiver: receiver, due: due, allowing: allowing, because: allowing.isEmpty ? nil : anyway)
            }
        }
    }
}

struct Ask: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Puts a question into a brief that was handed over; it waits until the box is ticked.",
        discussion: """
            Examples:
              handoff ask briefs/webinar.md "Which offer?"
              handoff ask briefs/webinar.md "Which offer?" --of @dana --commit
            """)

    @Argument(
        help: ArgumentHelp("The briefs, then the question in quotes.", valueName: "brief, question"),
        completion: BriefCompletion.of([.handed, .clarify, .accepted, .delivered]))
    var words: [String]
    @Option(help: "The person who can answer.") var of: String?
    @OptionGroup var options: ActOptions

    func run() throws {
        try CommandRun.run {
            guard words.count > 1, let question = words.last else {
                throw RunFailure("Write the question in quotes after the brief: handoff ask BRIEF.md \"Which offer?\"")
            }
            let run = try ActRun(options, Array(words.dropLast()))
            if let of { try run.requireKnown(of, "--of") }
            return try run.run(verb: "Ask about") { _ in .ask(question, of: of) }
        }
    }
}

struct Return: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return",
        abstract: "Sends briefs back to their author, and names what was missing.",
        discussion: """
            Examples:
              handoff return briefs/webinar.md --missing offer audience
              handoff return briefs/webinar.md --missing offer --because "two offers are named" --commit
              handoff return briefs/webinar.md --because "the client changed the date"
            """)

    @Argument(help: "The briefs.", completion: BriefCompletion.of([.handed, .clarify, .accepted, .delivered])) var briefs: [String]
    @Option(parsing: .upToNextOption, help: ArgumentHelp("What was missing, by its name in the brief.", valueName: "context"))
    var missing: [String] = []
    @Option(help: "Why.") var because: String?
    @OptionGroup var options: ActOptions

    func run() throws {
        try CommandRun.run {
            guard !missing.isEmpty || because != nil else {
                throw RunFailure("Say what was missing (--missing offer) or why it comes back (--because \"two offers are named\").")
            }
            let day = try DayOption.day(nil).text
            let run = try ActRun(options, briefs)
            return try run.run(verb: "Return") { _ in .sendBack(missing: missing, because: because, day: day) }
        }
    }
}

struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Takes briefs over, when all that acceptance depends on is ticked.",
        discussion: """
            Examples:
              handoff accept briefs/webinar.md --as "Lee Park"
              handoff accept briefs/webinar.md --commit          in the name that git commits under

            On a terminal it asks for each box that is not ticked yet, and ticks what you say yes to; after a single no nothing is written.
            """)

    @Argument(help: "The briefs.", completion: BriefCompletion.of([.handed])) var briefs: [String]
    @Option(name: .customLong("as"), help: "Who accepts; else the name that git commits under.") var name: String?
    @OptionGroup var options: ActOptions

    func run() throws {
        try CommandRun.run {
            let run = try ActRun(options, briefs)
            let name = try name ?? run.git.authorName()
            try run.requireKnown(name, "--as")
            return try run.run(verb: "Accept", trailer: "Accepted-by: \(name)") { _ in .accept(by: name) }
        }
    }
}

struct Deliver: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliver",
        abstract: "Says that the receiver's work is done.",
        discussion: """
            Examples:
              handoff deliver briefs/webinar.md --commit
            """)

    @Argument(help: "The briefs.", completion: BriefCompletion.of([.accepted])) var briefs: [String]
    @OptionGroup var options: ActOptions

    func run() throws {
        try CommandRun.run {
            try ActRun(options, briefs).run(verb: "Deliver") { _ in .deliver }
        }
    }
}
