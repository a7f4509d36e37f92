import BuiltinContracts
import Contract
import Source
import Testing

/// The common mistakes of handing over, each found in its plainest form, and what comes near to it and is none.
@Suite struct BriefWideRuleTests {
    static let judge = Judge(
        Rulebook(ContractLibrary(Shipped.files), settings: Settings(today: CalendarDate(iso: "2027-03-01")!), tree: .empty))

    static func finds(_ rule: String, in brief: String) -> Bool {
        let source = SourceText(path: "a.md", text: brief)
        let judgements = judge.judge(source, fallback: "strategy-to-execution").judgements
        return judgements.flatMap(\.findings).contains { $0.rule == rule }
    }

    @Test(arguments: [
        "Due: 2027-05-29\n\n## Goal\n\nSixty requests.\n\nMore.\n\n## Due\n\n2027-06-12\n", "Owner: Dana\n\nOwner: Sam\n",
        "---\nowner: Dana\n---\nOwner: Sam\n",
        "**Due:** May 29\n\n**Due:** June 12\n", "- Receiver: Studio A\n- Receiver: Studio B\n",
    ])
    func twoAnswersUnderOneNameContradict(brief: String) { #expect(Self.finds("handoff/contradiction", in: brief)) }

    @Test(arguments: [
        "Owner: Dana\n\nOwner: Dana Smith\n", "Owner: Dana Smith\n\nOwner: dana smith\n", "---\nowner: Dana\n---\nOwner: Dana\n",
        "Start / Due: May 29\n\nDue: June 12\n",
        "Copy due: May 29\n\nDesign due: June 12\n", "Owner: Dana\n\nOwner: TBD\n", "Owner:\n\nOwner: Dana\n",
        "Owner: Dana\n\n## Team\n\n### Owner\n\nSam\n",
        "Due: May 29\n\n| Task | Due |\n| --- | --- |\n| Copy | June 12 |\n", "Owner: Dana\n\nResponsible: Sam\n",
        "- Owner: Dana\n- Tasks\n  - Owner: Sam\n",
        "Due: 2027-05-29\n\n## Due\n\n- copy 2027-05-12\n- live 2027-05-29\n",
    ])
    func oneAnswerInTwoPlacesDoesNot(brief: String) { #expect(!Self.finds("handoff/contradiction", in: brief)) }

    @Test(arguments: [
        "Owner: Dana and Sam\n", "Owner: Dana Okafor & Sam Carter\n", "Owner: @dana, @sam\n",
        "Owner: dana@acme.example, sam@acme.example\n", "Owner: Dana / Sam\n",
        "Owner: Dana, Sam and Priya\n",
    ])
    func twoPeopleShareABrief(brief: String) { #expect(Self.finds("handoff/shared-owner", in: brief)) }

    @Test(arguments: [
        "Owner: Dana\n", "Owner: Dana Okafor\n", "Owner: Dana Okafor (Marketing and Sales)\n", "Owner: Head of Marketing and Sales\n",
        "Owner: @dana\n",
        "Owner: Dana <dana@acme.example>\n", "Owner: Gareth Pugh, Individual Giving\n", "Owner: Dana Okafor, Field Marketing\n",
        "Owner: Marketing team\n", "Receiver: Dana and Sam\n",
        "Owner: María José García\n", "Owner: TBD\n",
    ])
    func onePersonDoesNot(brief: String) { #expect(!Self.finds("handoff/shared-owner", in: brief)) }

    @Test(arguments: [
        "# Banners\n\nhttps://drive.acme.example/banners\n",
        "Hi Mira,\n\n- [banners](https://a.example/b)\n- [copy](https://a.example/c)\n\nThanks!\n",
        "Owner: Dana\nReceiver: Mira\n\n[Deck](https://a.example/deck.pptx)\n",
    ])
    func filesAlone(brief: String) { #expect(Self.finds("handoff/files-without-context", in: brief)) }

    @Test(arguments: [
        "# Banners\n\nNo files yet.\n", "Expected output: three banners\n\nhttps://a.example/b\n",
        "## Acceptance criteria\n\n- [ ] Opens on a phone\n\nhttps://a.example/b\n",
        "# Notes\n\nWe chose the blue one because legal struck the claim in the red one.\nThe deck shows both, and why the board liked neither at first.\nPlease write the headline for the blue one before you touch the layout.\n\nhttps://a.example/b\n",
        "Owner: Dana\n", "## Goal\n\nSixty demo requests by June\n", "---\nstatus: draft\n---\n", "See `https` for more\n",
        "Mail dana@acme.example\n", "# Title\n",
    ])
    func filesWithContext(brief: String) { #expect(!Self.finds("handoff/files-without-context", in: brief)) }

    static let complete = """
        owner: Dana Okafor
        receiver: Mira Kowalska
        input: https://acme.example/files
        expected-output: two layouts
        acceptance-criteria: the page opens on a phone
        due: 2027-05-29
        goal: 60 demo requests by June 2027, up from 35
        audience: fleet managers of hauliers with 20 to 200 trucks
        offer: a free route audit of 45 minutes
        constraints: the new logo only, says legal
        decision-owner: Priya Raman
        measure-of-success: 60 demo requests in the CRM by June 2027, up from 35

        """

    @Test(arguments: [
        "https://acme.atlassian.net/browse/MKT-214\n", "MKT-214 for Lena, thanks\n", "# Banners\n\nhttps://linear.app/acme/issue/MKT-2\n",
    ])
    func aTicketIsNoHandoff(brief: String) { #expect(Self.finds("handoff/task-only", in: brief)) }

    @Test(arguments: [
        "# Banners\n", "COVID-19 notice for the stand\n", "Read https://acme.example/blog/post\n", "Owner: Dana\n",
        "ISO-27001 is ours\n\na\n\nb\n\nc\n\nd\n\ne\n\nf\n\ng\n",
        "---\n\(complete)---\nhttps://acme.atlassian.net/browse/MKT-214\n", "See MKT 214\n", "utm_campaign=mkt-214\n", "The mkt-2 plan\n",
        "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n\nSeven.\n\nhttps://acme.atlassian.net/browse/MKT-214\n",
    ])
    func aTicketBesideContextIsOne(brief: String) { #expect(!Self.finds("handoff/task-only", in: brief)) }

    static func boxes(_ status: String, _ items: String) -> String { "---\nstatus: \(status)\n---\n## Acceptance criteria\n\n\(items)\n" }

    @Test(arguments: [
        boxes("accepted", "- [ ] a page"), boxes("delivered", "- [x] a page\n- [ ] a form"), boxes("live", "* [ ] a page"),
        boxes("approved", "1. [ ] a page"),
    ])
    func acceptedWithBoxesOpen(brief: String) { #expect(Self.finds("handoff/open-boxes", in: brief)) }

    @Test(arguments: [
        boxes("ready", "- [ ] a page"), boxes("draft", "- [ ] a page"), boxes("returned", "- [ ] a page"),
        boxes("needs info", "- [ ] a page"), boxes("cancelled", "- [ ] a page"),
        boxes("accepted", "- [x] a page"), boxes("accepted", "- [X] a page"), boxes("accepted", "- a page"),
        boxes("accepted", "- [link](https://a.example)"),
        "---\nstatus: accepted\n---\n## Tasks\n\n- [ ] book the room\n",
        boxes("accepted", "- [x] a page\n\n## Tasks\n\n- [ ] book the room"),
    ])
    func boxesThatMayBeOpen(brief: String) { #expect(!Self.finds("handoff/open-boxes", in: brief)) }

    @Test(arguments: [
        "Owner: Dana\n\nAccepted by: Dana\n", "---\nowner: Dana Okafor\naccepted-by: Dana Okafor\n---\n",
        "Owner: @dana\n\nAccepted by: @dana\n",
    ])
    func acceptedByItsOwner(brief: String) { #expect(Self.finds("handoff/self-accepted", in: brief)) }

    @Test(arguments: [
        "Owner: Dana\n\nAccepted by: Mira\n", "Owner: Dana\n", "Accepted by: Dana\n", "Owner: Dana\n\nAccepted by: TBD\n",
        "Owner: Dana\n\nAccepted by:\n", "Owner: Dana\n\nReceiver: Dana\n",
        "Owner: Dana Okafor\n\nAccepted by: Dan Okafor\n", "Owner: TBD\n\nAccepted by: TBD\n",
        "---\nowner: Dana\naccepted-by: N/A – not yet\n---\n", "Owner: Dana\n\nApprover: Dana\n",
    ])
    func acceptedBySomebodyElse(brief: String) { #expect(!Self.finds("handoff/self-accepted", in: brief)) }

    @Test(arguments: [
        "---\nstatus: accepted\n\(complete)---\n", "---\nstatus: delivered\n\(complete)---\n", "---\nstatus: live\n\(complete)---\n",
        "---\nstatus: ready\n---\n", "---\nstatus: draft\n---\n",
        "---\nstatus: returned\n---\n", "---\nstatus: needs info\n---\n", "---\nstatus: cancelled\n---\n", "---\nstatus: superseded\n---\n",
        "Owner: Dana\n", "---\nstatus: in progress\n---\n",
    ])
    func notMovedOnTooEarly(brief: String) { #expect(!Self.finds("handoff/moved-incomplete", in: brief)) }

    @Test(arguments: [
        "Project: Spring\n", "Project:\n", "Project: N/A – one brief only\n", "Project: {keyword} test\n", "Project: Todo el mercado\n",
        "Project: Open house\n", "Project: the [new] planner\n", "Project: 3\n",
        "Project: A/B\n", "Colour: TBD\n", "Owner: TBD\n", "Project: Name day 2027\n",
    ])
    func noPlaceholder(brief: String) { #expect(!Self.finds("handoff/placeholder", in: brief), "\(brief)") }
}
