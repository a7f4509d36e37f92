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
}
