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

    /// Contexts of a contract `note`, which knows the common ones by name as well.
    init(_ contexts: String, lifecycle: Lifecycle = Lifecycle()) {
        let common = ["id", "project", "part-of", "status", "owner", "receiver", "due", "accepted-by", "outcome"]
        let brief = common.map { "  \($0): {labels: [\($0)], scope: brief\($0 == "due" ? ", check: [required]" : "")}" }
        let indented = contexts.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
        let text = "handoff: note\ntitle: Note\ncontext:\n" + (brief + indented).joined(separator: "\n") + "\n"
        self.init(library: ContractLibrary([ContractLibrary.File(SourceText(path: "note.yml", text: text), isShipped: false) { _ in nil }]))
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
