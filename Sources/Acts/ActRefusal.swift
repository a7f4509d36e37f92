/// Why an act is not done; nothing has been changed.
package enum ActRefusal: Error, Sendable, Hashable {
    /// The bytes, or the block at the top, can't be read.
    case unreadable(String, at: Place? = nil)
    /// Two versions of the text stand in it, as git leaves them.
    case twoVersions(at: Place)
    case noHandoff
    case unknownHandoff(String, known: [String])
    case whichHandoff([String])
    case noStatuses
    case noWord(stage: String)
    case wrongStage(String)
    /// A value stands in a form that can't be changed safely.
    case notEditable(what: String, value: String, at: Place)
    /// The brief would not say it, however it is written.
    case notSaid(what: String, value: String)
    case saidTwice(what: String, at: [Place])
    case unknownContext(String, hint: String)
    case notOneLine(String)
    case noWords(String)
    case tooLarge(limit: Int)
    case openItems([String])
    case byOwner(String)
    case alreadyAsked

    /// 1-based; columns count Unicode scalars.
    package struct Place: Sendable, Hashable {
        package var line: Int
        package var column: Int

        init(_ position: (line: Int, column: Int)) { (line, column) = position }
    }

    /// Where in the brief the reason stands, if it has a place.
    package var place: Place? {
        switch self {
        case .unreadable(_, let place): place
        case .twoVersions(let place), .notEditable(_, _, let place): place
        case .saidTwice(_, let places): places.last
        default: nil
        }
    }

    package var sentence: String {
        switch self {
        case .unreadable(let why, _): why
        case .twoVersions:
            "git left two versions of this text here, after a merge; keep one, and delete the marks <<<<<<<, ======= and >>>>>>>."
        case .noHandoff: "This brief doesn't say which handoff it is; write “handoff: …” at its top, or name it with --handoff."
        case .unknownHandoff(let name, let known):
            "This brief carries no handoff “\(name)”. It carries: \(known.joined(separator: ", "))."
        case .whichHandoff(let names):
            "This brief carries several handoffs, each with a status of its own; say which with --handoff: \(names.joined(separator: ", "))."
        case .noStatuses: "handoff.yml says “lifecycle: none”: briefs carry no status here, so there is none to set."
        case .noWord(let stage): "handoff.yml has no status word of up to three words for “\(stage)”; add one under lifecycle."
        case .wrongStage(let why): why
        case .notEditable(let what, let value, _):
            "The \(what) stands in a form that can't be changed safely; change it by hand to “\(value)”."
        case .notSaid(let what, let value): "“\(value)” can't be written so that it is read as the \(what); write it differently."
        case .saidTwice(let what, let places):
            "The \(what) stands in several places (lines \(places.map { String($0.line) }.joined(separator: ", "))); keep one of them."
        case .unknownContext(let name, let hint): "No context of this handoff is called “\(name)”.\(hint)"
        case .notOneLine(let what): "\(what) has to be plain text, without marks that control a screen or turn the direction of text."
        case .noWords(let what): "\(what) says nothing."
        case .tooLarge(let limit): "The brief would become larger than \(limit >> 20) MiB, and nobody could read it any more."
        case .openItems(let items):
            "Not everything that acceptance depends on is ticked. Still open: \(items.map { "“\($0)”" }.joined(separator: ", ")). Tick it in the brief, or return the brief."
        case .byOwner(let name): "\(name) owns this brief; somebody of the receiving team accepts it."
        case .alreadyAsked: "This question stands in the brief already and waits for its answer."
        }
    }
}
