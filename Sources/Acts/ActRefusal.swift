/// Why an act is not done; nothing has been changed.
package enum ActRefusal: Error, Sendable, Hashable {
    /// The bytes, or the block at the top, can't be read.
    case unreadable(String)
    case noHandoff
    case unknownHandoff(String, known: [String])
    case whichHandoff([String])
    case noStatuses
    case noWord(stage: String)
    case wrongStage(String)
    /// A value stands in a form that can't be changed safely.
    case notEditable(what: String, value: String, line: Int)
    case saidTwice(what: String, lines: [Int])
    case unknownContext(String, hint: String)
    case notOneLine(String)
    case openItems([String])
    case byOwner(String)
    case alreadyAsked

    package var sentence: String {
        switch self {
        case .unreadable(let why): "\(why) Nothing was changed."
        case .noHandoff: "This brief doesn't say which handoff it is; write “handoff: …” at its top, or name it with --handoff."
        case .unknownHandoff(let name, let known):
            "This brief carries no handoff “\(name)”. It carries: \(known.joined(separator: ", "))."
        case .whichHandoff(let names):
            "This brief carries several handoffs, each with a status of its own; say which with --handoff: \(names.joined(separator: ", "))."
        case .noStatuses: "handoff.yml says “lifecycle: none”: briefs carry no status here, so there is none to set."
        case .noWord(let stage): "handoff.yml has no status word of up to three words for “\(stage)”; add one under lifecycle."
        case .wrongStage(let why): why
        case .notEditable(let what, let value, let line):
            "The \(what) stands in a form that can't be changed safely (line \(line)). Change it by hand to “\(value)”; nothing was changed."
        case .saidTwice(let what, let lines):
            "The \(what) stands in several places (lines \(lines.map(String.init).joined(separator: ", "))); keep one of them. Nothing was changed."
        case .unknownContext(let name, let hint): "No context of this handoff is called “\(name)”.\(hint)"
        case .notOneLine(let what): "\(what) has to be text on one line, without “-->”."
        case .openItems(let items):
            "Not everything that acceptance depends on is ticked. Still open: \(items.map { "“\($0)”" }.joined(separator: ", ")). Tick it in the brief, or return the brief."
        case .byOwner(let name): "\(name) owns this brief; somebody of the receiving team accepts it."
        case .alreadyAsked: "This question stands in the brief already and waits for its answer."
        }
    }
}
