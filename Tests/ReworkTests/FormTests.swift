import Rework
import Testing

/// A value that moved from one form to another has not changed: each form is compared with each other form.
@Suite struct FormTests {
    static let readings = Readings(
        """
        goal: {labels: [goal, goals, ziel], check: [required]}
        stamp: {labels: [stamp], check: [required]}
        utm:
          labels: [utm, utms]
          rows: {from: [value, links], head: source, rest: medium, at: /}
          check: [required]
          fields:
            source: {labels: [utm_source, source], check: [required]}
            medium: {labels: [utm_medium, medium], check: [required]}
            campaign: {labels: [utm_campaign, campaign]}
        events:
          labels: [events, conversion events]
          rows: {head: name, rest: trigger}
          check: [required]
          fields: {name: {labels: [name, event], check: [required]}, trigger: {labels: [trigger, when]}}
        ready: {labels: [ready], rows: {from: [value]}, check: [required]}
        state: {labels: [copy state], boxes: choose, check: [required]}
        """)

    /// The value “Sixty demo requests”, in every form of the table.
    static let text = [
        "---\ngoal: Sixty demo requests\n---\n",
        "---\nGoal: \"Sixty demo requests\"\n---\n",
        "---\ngoals: >\n  Sixty demo\n  requests\n---\n",
        "---\ngoals: [Sixty demo requests]\n---\n",
        "# Brief\n\n## Goal(s)\n\nSixty demo requests\n\n## Other\n",
        "Goal\n====\n\nSixty demo\nrequests\n\nOther\n=====\n",
        "# Brief\n\n### 3. Goal\n\n- Sixty demo requests\n\n### Other\n",
        "**Goal:** Sixty demo requests\n",
        "**Goal**: Sixty *demo* requests.\n",
        "**Goal**\n\nSixty demo requests\n",
        "**# Goal**\nSixty demo requests\n",
        "Some words. **Owner:** Dana\n\n🎯 **Goal** — Sixty demo requests\n",
        "- Goal: Sixty demo requests\n",
        "- **Goal** — Sixty demo requests\n",
        "* Goal:\n  * Sixty demo requests\n",
        "1. Goal: sixty demo requests\n",
        "Goal: Sixty demo requests\n",
        "Owner: Dana\nGoal: Sixty   demo requests!\nDue: 2027-03-01\n",
        "Owner: Dana | Goal: Sixty demo requests\n",
        "| Field | Value |\n| --- | --- |\n| Goal | Sixty demo requests |\n",
        "| **Goal** | Sixty demo requests |\n| --- | --- |\n| Owner | Dana |\n",
        "| Goal | Channel | Notes |\n| --- | --- | --- |\n| Sixty demo requests | | |\n",
        "---\nowner: Dana\n...\n\n> Goal: Sixty demo requests\n",
        "\u{FEFF}**Ziel:** Sixty demo requests\r\n",
    ]

    /// A date, in every spelling.
    static let stamp = [
        "2027-03-09", "9 March 2027", "March 9, 2027", "09.03.2027", "9.3.2027", "9 März 2027", "3/9/2027", "9 de março de 2027",
        "9 mars 2027",
        "2027/03/09", "9th of March 2027",
    ].flatMap { ["---\nstamp: \($0)\n---\n", "Stamp: \($0)\n", "## Stamp\n\n\($0)\n\n## Other\n", "| Stamp | \($0) |\n| --- | --- |\n"] }

    /// Two rows with three fields.
    static let rows = [
        "---\nutm:\n  - {source: linkedin, medium: paid-social, campaign: spring}\n  - {source: newsletter, medium: email, campaign: spring}\n---\n",
        "---\nutm:\n  - {campaign: spring, medium: email, source: newsletter}\n  - {medium: paid-social, utm_source: linkedin, campaign: spring}\n---\n",
        "## UTM\n\n| source | medium | campaign |\n| --- | --- | --- |\n| linkedin | paid-social | spring |\n| newsletter | email | spring |\n",
        "| utm_source | utm_medium | utm_campaign |\n| :-- | --- | --: |\n| `newsletter` | email | spring |\n| linkedin | **paid-social** | spring |\n",
        "## UTMs\n\nCampaign: spring\n\n- linkedin / paid-social\n- newsletter / email\n",
        "## UTM\n\n- linkedin / paid-social\n- newsletter / email\n\nCampaign: spring\n",
        "## UTM\n\n- Source: linkedin\n- Medium: paid-social\n- Campaign: spring\n- Source: newsletter\n- Medium: email\n- Campaign: spring\n",
        "Links:\n\n- https://acme.example/?utm_source=linkedin&utm_medium=paid-social&utm_campaign=spring\n"
            + "- https://acme.example/?utm_source=newsletter&utm_medium=email&utm_campaign=spring\n",
        "## UTM\n\n- [ad](https://acme.example/?utm_source=linkedin&utm_medium=paid-social&utm_campaign=spring)\n"
            + "- [mail](https://acme.example/?utm_source=newsletter&utm_medium=email&utm_campaign=spring)\n",
        "```\nhttps://acme.example/?utm_source=linkedin&utm_medium=paid-social&utm_campaign=spring\n"
            + "https://acme.example/?utm_source=newsletter&utm_medium=email&utm_campaign=spring\n```\n",
    ]

    /// One row.
    static let row = [
        "---\nutm: {source: linkedin, medium: paid-social}\n---\n",
        "---\nutm:\n  medium: paid-social\n  source: linkedin\n---\n",
        "---\nutm.source: linkedin\nutm.medium: paid-social\n---\n",
        "---\nutm_source: linkedin\nutm_medium: paid-social\n---\n",
        "utm_source: linkedin\nutm_medium: paid-social\n",
        "- utm_medium: `paid-social`\n- utm_source: linkedin\n",
        "**utm_source:** linkedin\n\n**utm_medium:** paid-social\n",
        "| Field | Value |\n| --- | --- |\n| utm_source | linkedin |\n| utm_medium | paid-social |\n",
        "## UTM\n\n| Parameter | Value |\n| --- | --- |\n| Source | linkedin |\n| Medium | paid-social |\n",
        "## UTM\n\n- Source: linkedin\n- Medium: paid-social\n",
        "## UTM\n\n- **Source** – linkedin\n- **Medium** – paid-social\n",
        "## UTM\n\nSource: linkedin\nMedium: paid-social\n",
        "- UTM:\n  - Source: linkedin\n  - Medium: paid-social\n",
        "## UTM\n\n| source | medium |\n| --- | --- |\n| linkedin | paid-social |\n",
    ]

    /// Heads and what follows them.
    static let events = [
        "---\nevents:\n  sign_up: the form is sent\n  purchase: the order is placed\n---\n",
        "---\nevents:\n  - {name: purchase, trigger: The order is placed.}\n  - {trigger: the form is sent, name: sign_up}\n---\n",
        "---\nevents: [\"sign_up: the form is sent\", \"purchase: the order is placed\"]\n---\n",
        "## Conversion events\n\n- `sign_up`: the form is sent\n- `purchase`: the order is placed\n",
        "## Events\n\n1. purchase – the order\n   is placed\n2. sign_up – the form is sent\n",
        "## Events\n\n| Event | Trigger |\n| --- | --- |\n| sign_up | the form is sent |\n| purchase | the order is placed |\n",
        "## Events\n\n### sign_up\n\nThe form is sent\n\n### purchase\n\nThe order is placed\n",
        "**Events**\n\n- sign_up → the form is sent\n- purchase → the order is placed\n",
        "- Events:\n  - sign_up: the form is sent\n  - purchase: the order is placed\n",
        "| Event | Trigger |\n| --- | --- |\n| `purchase` | the order is placed |\n| `sign_up` | the form is sent |\n",
    ]

    /// Items without fields; boxes say nothing.
    static let items = [
        "---\nready: [Tags verified, Every link opens]\n---\n",
        "## Ready\n\n- [ ] Every link opens\n- [x] Tags verified\n",
        "**Ready**\n\n* tags verified\n* every link opens.\n",
        "- Ready:\n  1. Tags verified\n  2. Every link opens\n",
        "## Ready\n\n| Check |\n| --- |\n| Tags verified |\n| Every link opens |\n",
    ]

    static let choice = [
        "---\ncopy state: final\n---\n", "Copy state: Final\n", "## Copy state\n\n- [ ] draft\n- [x] final\n",
        "| Copy state | final |\n| --- | --- |\n",
    ]

    static let matrices: [(String, [String])] = [
        ("goal", text), ("stamp", stamp), ("utm", rows), ("utm", row), ("events", events), ("ready", items), ("state", choice),
    ]

    @Test("The same value is the same in every form", arguments: matrices)
    func formsAreEqual(context: String, forms: [String]) throws {
        let first = try #require(Self.readings.content(context, forms[0]))
        #expect(first.fill == .real)
        #expect(!first.rows.isEmpty)
        for form in forms.dropFirst() {
            let other = Self.readings.content(context, form)
            #expect(other?.rows == first.rows && other?.fill == .real, "\(forms[0])\n⇄\n\(form)\n\(String(describing: other)) \(first)")
        }
    }

    /// Another value in every form: what makes the forms equal must not make all values equal.
    @Test("Another value is another one in every form", arguments: matrices)
    func otherValuesDiffer(context: String, forms: [String]) throws {
        let changes = [
            ("Sixty", "Seventy"), ("sixty", "seventy"), ("2027", "2026"), ("linkedin", "facebook"), ("sign_up", "signup"),
            ("erified", "ested"),
            ("final", "done"), ("Final", "Done"),
        ]
        for form in forms {
            let changed = changes.reduce(form) { $0.replacing($1.0, with: $1.1) }
            #expect(Self.readings.content(context, form)?.rows != Self.readings.content(context, changed)?.rows, "\(form)")
        }
    }

    @Test("Moving a value leaves no change in the prose", arguments: matrices)
    func proseStays(context: String, forms: [String]) {
        for form in forms {
            let words = Self.readings.content(Reading.Content.prose, form)?.rows.count ?? 0
            #expect(words < 10, "\(form)")
        }
    }
}
