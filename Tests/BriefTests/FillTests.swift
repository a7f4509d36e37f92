import Brief
import Source
import Testing

/// Values told from hints by form alone, in every form a value can be written in.
@Suite struct FillTests {
    /// Ways to write one value of one line; `X` is the value.
    static let forms = [
        "Field: X", "- Field: X", "**Field:** X", "**Field**\n\nX", "## Field\n\nX", "| Name | Value |\n| --- | --- |\n| Field | X |",
    ]

    static let hints = [
        // nothing
        "", "   ", ".", "...", "…", "-", "–", "—", "- –",
        // comments
        "<!-- one name -->", "<!-- a --> <!-- b -->",
        // italics and brackets
        "_e.g. 120 booked audits_", "*Who do we talk to?*", "*[name]*", "_TBD_", "*Who?* *When?*",
        "[insert]", "[name of one person]", "[role], [company size]", "[day] [month] [year]", "[ ]", "[…]", "([name])",
        "[the campaign's name, lower case]",
        "[]()", "[link]()", "[name](#)", "[[]]",
        // words
        "TBD", "tbd", "TBD.", "**TBD**", "TBD by Dana", "TBC", "tba", "TODO", "TODO: ask Dana", "todo", "FIXME", "t.b.d.", "???", "?",
        "xxx", "XXX",
        "to be defined", "To be confirmed", "to be decided", "pending", "HERE", "insert here", "Insert link", "your name", "Your text here",
        "e.g. Dana Okafor", "For example: Dana", "Lorem ipsum dolor sit amet", "lorem", "placeholder",
        // fill-ins
        "{{owner}}", "{{ date }}", "<name>", "<your name>", "____", "_____", "\\_\\_\\_\\_", "`[event_name]`",
        // date masks
        "DD/MM/YYYY", "YYYY-MM-DD", "dd.mm.yyyy", "MM/DD/YY", "TT.MM.JJJJ", "JJ/MM/AAAA", "DD/MM/AAAA", "DD-MM-JJJJ", "DD.MM.RRRR",
        "XX.XX.2027",
        "YYYY-MM-DD HH:MM",
        // a choice that nobody made
        "Low / Medium / High", "low/medium/high", "draft / final", "Yes / No", "Y/N", "☐ Yes ☐ No", "□ Yes □ No", "[ ] Yes [ ] No",
        "Ja / Nein",
        "Hoch / Mittel / Niedrig", "Sim / Não", "Baixa / Média / Alta", "Oui / Non", "Sí / No", "Nee / Ja", "Laag / Middel / Hoog",
        "Ano / Ne",
        "**Low** / **Medium** / **High**",
        // the other languages of briefs
        "noch offen", "Offen", "folgt", "wird nachgereicht", "noch zu klären", "hier einfügen", "z. B. Jonas Weber", "z.B. 80 Anfragen",
        "a definir", "A confirmar", "em aberto", "preencher", "por exemplo: 80 pedidos",
        "nog te bepalen", "nader te bepalen", "volgt", "bijv. Dana",
        "bude doplněno", "doplnit", "např. Dana",
        "por definir", "pendiente", "por ejemplo Dana", "à définir", "à confirmer", "par exemple Claire", "p. ex. Claire",
    ]

    static let values = [
        // names and handles
        "Dana Okafor", "@priya", "<mira@acme.example>", "Dana Okafor <dana@acme.example>", "VP Marketing", "Dr. A. Müller",
        "李雷", "דנה", "Ж", "É",
        // lists of real things
        "LinkedIn / newsletter", "linkedin | cpc | spring", "Germany / Austria", "email, LinkedIn", "A/B", "24/7", "1/2", "and/or",
        "iOS / Android",
        "paid-social / High", "1080 × 1080",
        // dates
        "2027-03-12", "12/03/2027", "12.03.2027", "29 May 2027", "3. September 2027", "Week 3", "Q2 2027", "always-on, reviewed monthly",
        // addresses and links
        "https://acme.example/webinar", "<https://acme.example/webinar>", "[Copy deck](https://drive.acme.example/copy)", "[here](copy.md)",
        "![banner](banner.png)", "[[Harbor Logistics case]]", "[TBD](https://acme.example)", "`https://acme.example/?a=b`",
        "https://acme.example/?kw={keyword}&ad={{ad.id}}&c=%%CREATIVE%%", "https://acme.example/{{campaign.name}}", "{keyword}",
        "{lpurl}?a=b",
        "%%CLICK_URL%%",
        // one of several, chosen
        "High", "Yes", "No", "Draft", "☑ Yes ☐ No", "☐ Yes ☒ No", "[ ] Yes [x] No", "[x] Yes [ ] No", "Medium or High",
        // with a hint inside
        "12,000 EUR [to be confirmed by Tomás]", "Dana Okafor (name of the approver: TBD)", "A *free* route audit", "*Free* audits", "0",
        "42", "12,000 EUR",
        "coming soon from the todo list of Dana", "the form <!-- which? --> is sent",
        // words that only begin like hints
        "Todo el mercado español", "Todo o time de vendas", "Todos os clientes", "Openings in Lyon", "Insertion order 12", "Herefordshire",
        "Exempla trahunt", "Pending orders report", "Name badges for the fair", "Date night campaign", "Nonetheless yes",
        "None of the pages moves",
        "NA region", "Na Slovensku", "Keine Angst vor Leerfahrten", "Maximum 3 banners", "xxxl banner", "Tbilisi", "MM DD agency",
        // raw HTML
        "<b>Dana</b>", "<br>Dana", "a &lt; b",
    ]

    static let unexplained = ["N/A", "n/a", "N/A.", "n.a.", "NA", "None", "none.", "Not applicable", "Keine", "entfällt", "N/A –"]

    static let waived = [
        "N/A – print only", "N/A - print only", "N/A: print only", "N/A (print only)", "n/a, print only", "None (legal has no objections)",
        "None – we link to nothing", "Not applicable: print only", "Keine (nur Druck)", "entfällt – nur Druck", "N/A — no addresses change",
    ]

    /// Those that can stand in a form: a bar would end a table's cell, and some lines are no text outside a sentence.
    static func cases(_ texts: [String]) -> [(form: String, text: String)] {
        texts.flatMap { text in
            forms.compactMap { form in
                if form.contains("| Field"), text.contains("|") { return nil }
                if form.hasSuffix("\n\nX"), ["- –", "[ ]"].contains(text) { return nil }
                return (form, text)
            }
        }
    }

    static func fill(_ form: String, _ text: String) throws -> Fill {
        let brief = Brief(SourceText(path: "brief.md", text: form.replacing("X", with: text) + "\n"))
        let context = try #require(brief.contexts.first)
        return brief.fill(context.content)
    }

    @Test(arguments: hints) func hintIsNoValue(text: String) throws {
        for (form, text) in Self.cases([text]) { #expect(try Self.fill(form, text) == .unfilled, "\(form)") }
    }

    @Test(arguments: values) func realValueIsAValue(text: String) throws {
        for (form, text) in Self.cases([text]) { #expect(try Self.fill(form, text) == .real, "\(form)") }
    }

    // A table with a name in it is real as a whole; its cells are the contract's business.

    @Test(arguments: unexplained) func loneNotApplicableAsksForAReason(text: String) throws {
        for (form, text) in Self.cases([text]) where !form.contains("|") { #expect(try Self.fill(form, text) == .unexplained, "\(form)") }
    }

    @Test(arguments: waived) func notApplicableWithAReasonIsADecision(text: String) throws {
        for (form, text) in Self.cases([text]) where !form.contains("|") { #expect(try Self.fill(form, text) == .waived, "\(form)") }
    }

    static let frontMatter: [(String, Fill)] = [
        ("Dana Okafor", .real), ("\"[name]\"", .unfilled), ("[name]", .unfilled), ("[your name]", .unfilled),
        ("[name of one person]", .unfilled),
        ("[linkedin, newsletter]", .real), ("[linkedin, newsletter, …]", .unfilled), ("[a, b, ...]", .unfilled), ("[social]", .real),
        ("[]", .unfilled),
        ("", .unfilled), ("~", .unfilled), ("null", .unfilled), ("\"null\"", .real), ("\"\"", .unfilled), ("TBD", .unfilled),
        ("\"???\"", .unfilled),
        ("N/A", .unexplained), ("N/A – print only", .waived), ("\"N/A: print only\"", .waived),
        ("{source: TBD, medium: \"[medium]\"}", .unfilled),
        ("{source: linkedin, medium: TBD}", .real), ("[TBD, TODO]", .unfilled), ("[TBD, Dana]", .real), ("<name>", .unfilled),
        ("\"{{owner}}\"", .unfilled),
        ("2027-03-12", .real), ("DD/MM/YYYY", .unfilled), ("0", .real), ("false", .real), ("\"@priya\"", .real),
        ("Low / Medium / High", .unfilled),
        ("LinkedIn / newsletter", .real), ("https://acme.example/?kw={keyword}", .real), ("|\n  Two lines\n  of text", .real),
        (">\n  [insert]", .unfilled),
        ("\"Todo el mercado\"", .real), ("–", .unfilled),
    ]

    @Test(arguments: frontMatter) func frontMatterIsReadTheSameWay(value: String, fill: Fill) throws {
        let brief = Brief(SourceText(path: "brief.md", text: "---\nfield: \(value)\n---\n"))
        #expect(brief.frontMatter.problems.isEmpty)
        let context = try #require(brief.contexts.first)
        #expect(brief.fill(context.content) == fill)
    }

    /// Values of several blocks.
    static let blocks: [(String, Fill)] = [
        ("## Field\n\n> Describe in one sentence what should change.\n", .unfilled),
        ("## Field\n\n> Wer macht was?\n", .unfilled),
        ("## Field\n\n> \"We saved 14 % of our diesel.\"\n", .real),
        ("## Field\n\n> Describe it.\n\nFleet managers\n", .real),
        ("## Field\n\n*Name a role.*\n\n*And a size.*\n", .unfilled),
        ("## Field\n\n*Name a role.*\n\nFleet managers\n", .real),
        ("## Field\n\n### Primary\n\n### Secondary\n", .unfilled),
        ("## Field\n\n### Primary\n\nFleet managers\n", .real),
        ("## Field\n\n- [ ] Both links show up\n", .real),
        ("## Field\n\n- [ ]\n- [ ] TBD\n", .unfilled),
        ("## Field\n\n- TBD\n- [name]\n", .unfilled),
        ("## Field\n\n- TBD\n- Dana\n", .real),
        ("## Field\n\n```\nhttps://acme.example/?a=b\n```\n", .real),
        ("## Field\n\n```\n```\n", .unfilled),
        ("## Field\n\n---\n", .unfilled),
        ("## Field\n\n<!--\nWho do we talk to?\nName a role.\n-->\n", .unfilled),
        ("## Field\n\n<div></div>\n", .unfilled),
        ("## Field\n\n<div>Dana</div>\n", .real),
        ("## Field\n\n- Owner:\n- Due: TBD\n", .unfilled),
        ("## Field\n\n- Owner:\n- Due: 2027-03-12\n", .real),
        ("## Field\n\n**Owner:** [name]\n", .unfilled),
        ("## Field\n\n**Owner**\n", .unfilled),
        ("## Field\n\nOwner:\nDue:\n", .unfilled),
        ("## Field\n\n| Source | Medium |\n| --- | --- |\n", .unfilled),
        ("## Field\n\n| Source | Medium | Campaign |\n| --- | --- | --- |\n| TBD | [medium] | |\n", .unfilled),
        ("## Field\n\n| Source | Medium | Campaign |\n| --- | --- | --- |\n| linkedin | [medium] | |\n", .real),
        ("## Field\n\n| Event | Trigger |\n| --- | --- |\n| sign_up | |\n| login | TBD |\n", .unfilled),
        ("## Field\n\n| Event | Trigger |\n| --- | --- |\n| sign_up | the form is sent |\n", .real),
        ("**Field**\n\n- [name]\n", .unfilled),
        ("**Field**\n\n- [name]\n- Dana\n", .real),
        ("- Field:\n  - TBD\n", .unfilled),
        ("- Field:\n  - Dana\n", .real),
        ("Field:\n\n[insert]\n", .unfilled),
        ("Field: <!-- who? -->\nDana\n", .real),
    ]

    @Test(arguments: blocks) func severalBlocksAreAsFilledAsTheirFullest(text: String, fill: Fill) throws {
        let brief = Brief(SourceText(path: "brief.md", text: text))
        let context = try #require(brief.contexts.first)
        #expect(brief.fill(context.content) == fill)
    }
}
