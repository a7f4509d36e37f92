import BuiltinContracts
import Contract
import Rework
import Source
import Testing

/// Versions written in a test, read under a contract of the test's own or the shipped ones.
struct Readings: Sendable {
    var rulebook: Rulebook
    var policy = ReworkPolicy()

    static let today = CalendarDate(iso: "2027-03-01")!
    static let shipped = Readings(library: ContractLibrary(Shipped.files))

    init(library: ContractLibrary) {
        #expect(library.problems.isEmpty, "\(library.problems.map(\.message))")
        rulebook = Rulebook(library.contracts, settings: Settings(today: Self.today), tree: .empty)
    }

    /// A contract `note` with these contexts, and the common ones by their names.
    init(_ contexts: String, lifecycle: Lifecycle = Lifecycle()) {
        let names = ["id", "project", "part-of", "status", "owner", "receiver", "due", "accepted-by", "outcome"]
        let common = names.map { "  \($0): {labels: [\($0)], scope: brief\($0 == "due" ? ", check: [required]" : "")}\n" }.joined()
        let own = contexts.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }.joined()
        let files = [
            ("handoff.yml", "handoff: handoff\ntitle: Every handoff\nabstract: true\ncontext:\n" + common, true),
            ("note.yml", "handoff: note\ntitle: Note\nextends: shipped/handoff\ncontext:\n" + own, false),
        ]
        self.init(
            library: ContractLibrary(
                files.map { name, text, isShipped in
                    ContractLibrary.File(SourceText(path: name, text: text), isShipped: isShipped) { _ in nil }
                }))
        policy.lifecycle = lifecycle
    }

    func reading(_ text: String, fallback: String? = "note", path: String = "briefs/one.md") -> Reading? {
        ReadingMaker(rulebook: rulebook, policy: policy).reading(Array(text.utf8), path: path, fallback: fallback)
    }

    /// The first handoff's contents.
    func contents(_ text: String, fallback: String? = "note") -> [Reading.Content] {
        reading(text, fallback: fallback)?.parts.first?.contents ?? []
    }

    func content(_ context: String, _ text: String) -> Reading.Content? { contents(text).first { $0.context == context } }
}
