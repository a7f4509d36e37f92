/// Writes briefs the way people write them: context in front matter, sections, labels, lists and tables; most of it complete,
/// some of it missing or still a hint.
struct BriefWriter {
    private enum Value {
        case text(String)
        case list([String])
        case table([String], [[String]])
        case boxes([String])
    }

    private struct Context {
        var label: String
        var key: String
        var value: Value

        init(_ label: String, _ key: String, _ value: Value) {
            self.label = label
            self.key = key
            self.value = value
        }
    }

    private var random: Random
    private let number: Int
    private var text = ""

    private init(seed: UInt64, number: Int) {
        // A brief depends on its own number alone, so that the smaller corpus is the beginning of the larger one.
        random = Random(seed: seed &+ UInt64(number) &* 0x2545_F491_4F6C_DD1D)
        self.number = number
    }

    /// One brief of at least `bytes` bytes, and little more.
    static func brief(seed: UInt64, number: Int, bytes: Int) -> String {
        var writer = BriefWriter(seed: seed, number: number)
        writer.write(bytes: bytes)
        return writer.text
    }

    private mutating func write(bytes: Int) {
        let toAnalytics = random.happens(60)
        let campaign = random.one(of: Words.campaigns) + "-\(number)"
        var contexts = common(campaign)
        contexts += toAnalytics ? analytics(campaign) : sales(campaign)
        if !random.happens(80) {
            // One to three gaps: something absent, or a template's hint that nobody replaced.
            for _ in 0...random.below(3) {
                let gap = random.below(contexts.count)
                if random.happens(60) {
                    contexts.remove(at: gap)
                } else {
                    contexts[gap].value = .text(random.one(of: ["TBD", "[who decides?]", "???", "_e.g. the Q3 budget_"]))
                }
            }
        }

        let style = random.below(5)
        let short = contexts.filter { if case .text(let text) = $0.value { text.utf8.count < 60 } else { false } }
        let long = contexts.filter { context in !short.contains { $0.key == context.key } }

        text += "---\nhandoff: \(toAnalytics ? "campaign-to-analytics" : "marketing-to-sales")\n"
        text += "status: \(random.one(of: ["ready", "ready", "ready", "review", "draft", "approved"]))\n"
        text += "id: brief-\(number)\nproject: \(campaign)\ntags: [\(random.one(of: Words.tags)), \(random.one(of: Words.tags))]\n"
        if style == 0 { for context in short { text += "\(context.key): \(yaml(context.value))\n" } }
        text += "---\n\n# \(Words.title(campaign))\n\n"
        paragraph()
        switch style {
        case 1:
            text += "| What | Answer |\n| --- | --- |\n"
            for context in short { text += "| \(context.label) | \(plain(context.value)) |\n" }
        case 2: for context in short { text += "- \(context.label): \(plain(context.value))\n" }
        case 3: for context in short { text += "**\(context.label):** \(plain(context.value))\n\n" }
        case 4: for context in short { text += "\(context.label): \(plain(context.value))\n" }
        default: break
        }
        text += "\n"
        // A label standing inside a section would belong to that section: the bold ones come before the first heading.
        var sections: [Context] = []
        for context in long {
            if case .text(let value) = context.value, random.happens(30) {
                text += "**\(context.label)**\n\n\(value)\n\n"
            } else {
                sections.append(context)
            }
        }
        for context in sections { section(context) }
        text += "## Background\n\n"
        paragraph()
        while text.utf8.count < bytes { filler(room: bytes - text.utf8.count) }
    }

    // MARK: What a brief says

    private mutating func common(_ campaign: String) -> [Context] {
        let owner = random.below(Words.people.count)
        let receiver = (owner + 1 + random.below(Words.people.count - 1)) % Words.people.count
        return [
            Context("Owner", "owner", .text(Words.people[owner])),
            Context("Receiver", "receiver", .text(Words.people[receiver])),
            Context("Due", "due", .text("2027-\(two(1...12))-\(two(1...28))")),
            Context("Input", "input", .text("Copy and banners: https://drive.acme.example/\(campaign)")),
            Context(
                "Expected output", "expected-output",
                .text("Everything below is set up and seen working before the campaign starts, with a note to the owner.")),
            Context("Acceptance criteria", "acceptance-criteria", .boxes(some(2...5, of: Words.criteria))),
        ]
    }

    private mutating func analytics(_ campaign: String) -> [Context] {
        var rows: [[String]] = []
        var links: [String] = []
        for (source, medium) in some(2...4, of: Words.traffic) {
            rows.append([source, medium, campaign])
            links.append("https://acme.example/\(campaign)?utm_source=\(source)&utm_medium=\(medium)&utm_campaign=\(campaign)")
        }
        let events = zip(some(1...3, of: Words.events), some(3...3, of: Words.triggers)).map { "`\($0)`: \($1)" }
        let tagged =
            random.happens(70)
            ? Context("UTMs", "utm", .table(["utm_source", "utm_medium", "utm_campaign"], rows))
            : Context("UTM parameters", "utm", .list(links))
        return [
            tagged, Context("Conversion events", "conversion-events", .list(events)),
            Context(
                "Source rules", "source-rules",
                .text("Sources and mediums only from the list in the wiki; anything new is agreed with analytics first.")),
            Context(
                "Landing pages", "landing-pages", .list(["https://acme.example/\(campaign)", "https://acme.example/\(campaign)/thanks"])),
            Context("Analytics tool", "analytics-tool", .text("GA4")),
            Context("Channel", "channel", .text(random.one(of: ["Paid Social", "Email", "Paid Search", "Organic Social"]))),
            Context("Consent", "consent", .text("Cookie banner on the landing page; nothing loads before \"Accept\".")),
        ]
    }

    private mutating func sales(_ campaign: String) -> [Context] {
        [
            Context("Lead source", "lead-source", .text(random.one(of: ["Trade fair", "Webinar", "Content download", "Demo request"]))),
            Context("Offer", "offer", .text("Two weeks of the planner for free, set up with the customer's own routes.")),
            Context(
                "Context", "context",
                .text("They compared two vendors on the stand, asked about the route API and took the price list home with them.")),
            Context(
                "Qualification signal", "qualification-signal",
                .list(["Runs 20 or more vehicles", "Asked for prices", "Score of 60 or higher"])),
            Context("Follow-up", "follow-up", .text("Within \(random.number(2...4)) working days of the event, by phone")),
            Context("Consent", "consent", .text("Double opt-in on the form, text version 4, kept in the CRM.")),
            Context(
                "Who gets the leads", "who-gets-the-leads",
                .table(["Region", "Person"], [["North", "Sam Carter"], ["South", "Ana Lopes"]])),
            Context("Volume", "volume", .text("About \(random.number(20...400)) leads")),
            Context(
                "Reject and recycle", "reject-and-recycle",
                .text("Rejected leads go back with a reason and are written to again after 90 days.")),
        ]
    }

    /// Different ones, in the order they are listed in, starting anywhere.
    private mutating func some<T>(_ count: ClosedRange<Int>, of choices: [T]) -> [T] {
        let start = random.below(choices.count)
        return (0..<random.number(count)).map { choices[(start + $0) % choices.count] }
    }

    // MARK: How it is written down

    private mutating func section(_ context: Context) {
        switch context.value {
        case .text(let value):
            text += "## \(context.label)\n\n\(value)\n\n"
        case .list(let items):
            text += "## \(context.label)\n\n"
            for item in items { text += "- \(item)\n" }
            text += "\n"
        case .boxes(let items):
            text += "## \(context.label)\n\n"
            for item in items { text += "- [\(random.happens(30) ? "x" : " ")] \(item)\n" }
            text += "\n"
        case .table(let header, let rows):
            text += "## \(context.label)\n\n"
            table(header, rows)
        }
    }

    private mutating func table(_ header: [String], _ rows: [[String]]) {
        text += "| " + header.joined(separator: " | ") + " |\n|" + String(repeating: " --- |", count: header.count) + "\n"
        for row in rows { text += "| " + row.joined(separator: " | ") + " |\n" }
        text += "\n"
    }

    private mutating func sentence() -> String {
        var sentence = random.one(of: Words.openings)
        for _ in 0..<random.number(5...14) { sentence += " " + random.one(of: Words.words) }
        switch random.below(12) {
        case 0: sentence += " (see [the plan](https://wiki.acme.example/\(random.one(of: Words.campaigns))))"
        case 1: sentence += " with **\(random.one(of: Words.words))** first"
        case 2: sentence += " as in `\(random.one(of: Words.events))`"
        default: break
        }
        return sentence + "."
    }

    private mutating func paragraph() {
        for _ in 0..<random.number(2...3) { text += sentence() + "\n" }
        text += "\n"
    }

    /// Prose, and where there is room the rest of what long documents are made of.
    private mutating func filler(room: Int) {
        guard room > 600 else {
            text += sentence() + "\n"
            return
        }
        switch random.below(8) {
        case 0: text += "### \(Words.title(random.one(of: Words.campaigns)))\n\n"
        case 1:
            for _ in 0..<3 { text += "- \(sentence())\n  - \(sentence())\n" }
            text += "\n"
        case 2: table(["Asset", "Size", "State"], (0..<4).map { ["Banner \($0)", "1200 x 628", "final"] })
        case 3: text += "> \(sentence())\n\n"
        case 4: text += "```\nhttps://acme.example/\(random.one(of: Words.campaigns))\n```\n\n"
        default: paragraph()
        }
    }

    private mutating func two(_ range: ClosedRange<Int>) -> String {
        let number = random.number(range)
        return number < 10 ? "0\(number)" : "\(number)"
    }

    private func plain(_ value: Value) -> String { if case .text(let text) = value { text } else { "" } }

    /// Quoted, because a brief's values hold colons and brackets.
    private func yaml(_ value: Value) -> String {
        let text = plain(value)
        return text.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x20 || $0 == 0x2D || (0x30...0x39).contains($0) }
            ? text : "'\(text)'"
    }
}

private enum Words {
    static let people = [
        "Dana Okafor", "Mira Kowalska", "Sam Carter", "Lena Fischer", "@ana.lopes", "Jan Dvořák", "Priya Nair", "Zoë Peeters",
    ]
    static let campaigns = [
        "spring-webinar", "route-api", "winter-fleet", "pricing-page", "partner-day", "herbst-aktion", "empty-miles", "driver-app",
        "trade-fair",
    ]
    static let tags = ["launch", "paid", "email", "event", "q1", "q2", "emea"]
    static let traffic = [
        ("linkedin", "paid-social"), ("newsletter", "email"), ("google", "cpc"), ("facebook", "paid-social"), ("linkedin", "social"),
        ("partner", "referral"),
        ("linkedin", "ads"),
    ]
    static let events = ["webinar_signup", "demo_request", "price_list_download", "calculator_finished", "generate_lead"]
    static let triggers = [
        "the form is sent on the landing page", "the thank-you page loads", "the last step of the calculator is shown",
        "the download starts",
    ]
    static let criteria = [
        "Each link shows up with its source and medium", "One registration is counted once", "The owner has seen a test lead arrive",
        "The report opens without errors", "Every page answers on a phone", "The list holds no duplicates",
    ]
    static let openings = [
        "We", "The team", "Dispatchers", "Small fleets", "Last year we", "Customers who switched", "The campaign", "Nobody on site",
    ]
    static let words = [
        "plan", "routes", "before", "breakfast", "and", "need", "a", "clear", "price", "for", "every", "vehicle", "that", "drives", "empty",
        "because",
        "the", "old", "tool", "was", "slow", "in", "autumn", "when", "orders", "come", "late", "über", "café", "—", "so", "they", "asked",
        "us", "twice",
    ]

    static func title(_ campaign: String) -> String {
        campaign.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}
