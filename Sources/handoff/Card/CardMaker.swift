internal import Brief
internal import Contract
internal import Report
internal import Rework
internal import Source

/// Puts a brief's cards together, one for each handoff in it.
struct CardMaker {
    let rulebook: Rulebook
    let index: BriefIndex
    let day: CalendarDate
    let source: SourceText
    let fallback: String?
    private let brief: Brief

    /// Contexts with a place of their own on the card, and those that say where the work stands.
    private static let placed: Set<String> = [
        "owner", "receiver", "input", "expected-output", "due", "acceptance-criteria", "checklist", "status", "handoff", "outcome",
    ]

    init(_ source: SourceText, fallback: String?, _ rulebook: Rulebook, _ index: BriefIndex, day: CalendarDate) {
        (self.source, self.fallback, self.rulebook, self.index, self.day) = (source, fallback, rulebook, index, day)
        brief = Brief(source)
    }

    /// - Parameter since: days by a question's key, asked only where there are open ones.
    func cards(_ contracts: [Contract], since: () -> [String: String]) -> [HandoffCard] {
        let asked = questions(since)
        let judgements = Judge(rulebook).judge(source, fallback: fallback, index: index).judgements
        return contracts.map { contract in card(contract, judgements.first { $0.handoff == contract.id }, asked) }
    }

    private func card(_ contract: Contract, _ judgement: Judgement?, _ questions: [HandoffCard.Question]) -> HandoffCard {
        let page = CardRows(brief, contract, judgement, rulebook, index)
        let rest = page.contexts(besides: Self.placed) + page.others()
        let checklist = ["acceptance-criteria", "checklist"].compactMap { page.row($0) }
        let name = source.path.split(separator: "/").last.map(String.init) ?? source.path
        return HandoffCard(
            title: title ?? name, handoff: contract.name, from: contract.from, to: contract.to,
            status: judgement?.status, elements: Self.elements(contract, page), context: rest, checklist: checklist, questions: questions,
            path: source.path, day: day.text)
    }

    /// The document's heading, without its marks.
    private var title: String? {
        guard let range = brief.title else { return nil }
        let markdown = brief.markdown
        let heading = markdown.blocks.indices.first {
            markdown.blocks[$0].kind == .heading && markdown.bytes(of: markdown.blocks[$0].runs) == range
        }
        return heading.map { brief.text(ofBlock: $0) } ?? source.text(range)
    }

    /// The minimum standard of handoff-system: what the brief says of each element, and what its handoff says.
    private static func elements(_ contract: Contract, _ page: CardRows) -> [HandoffCard.Row] {
        let standard = contract.standard
        func said(_ title: String, _ text: String?) -> HandoffCard.Row? { text.map { HandoffCard.Row(title, .nothing, note: $0) } }
        func row(_ context: String, _ title: String, _ note: String?) -> HandoffCard.Row? {
            guard var row = page.row(context) else { return said(title, note) }
            (row.title, row.note) = (title, note)
            return row
        }
        let boundary = contract.boundary.map { boundary in
            "if something is missing: \(boundary.decision.loweredFirst)" + (boundary.when.map { ", when: \($0.loweredFirst)" } ?? "")
        }
        let decides = "\(standard.decides ?? contract.to ?? "The receiver") accepts the work or returns it"
        return [
            row("owner", "Owner", standard.owner.map { "this kind of handoff is kept usable by: \($0)" }),
            row("receiver", "Receiver", nil),
            row("input", "Required input", standard.requiredInput.map { "always: \($0)" }),
            row("expected-output", "Expected output", standard.expectedOutput.map { "always: \($0)" }),
            row("due", "Due", nil),
            said("Review point", standard.review.map { "the handoff itself is reviewed: \($0)" }),
            said("Failure signal", standard.failureSignal?.text),
            said("Who decides", [decides, boundary].compactMap(\.self).joined(separator: "; ")),
        ].compactMap(\.self)
    }

    private func questions(_ since: () -> [String: String]) -> [HandoffCard.Question] {
        let maker = ReadingMaker(rulebook: rulebook, policy: ReworkPolicy())
        let reading = maker.reading(source.bytes, path: source.path, fallback: fallback)
        let open = reading?.questions.filter { !$0.isAnswered } ?? []
        let days = open.isEmpty ? [:] : since()
        return open.map { HandoffCard.Question(text: Self.withoutNames($0.text), asked: $0.asked, since: days[$0.key]) }
    }

    /// Who is asked is said behind it.
    private static func withoutNames(_ question: String) -> String {
        var words = question.split(separator: " ")
        while words.count > 1, let last = words.last, last.hasPrefix("@"), last.count > 1 { words.removeLast() }
        return words.joined(separator: " ")
    }
}
