internal import Contract
internal import Source
internal import YAML

/// What a config, a contract or a list of words asks of briefs and of people, whatever its comments and its layout are: the template, the
/// checklist and who owns them. That somebody wrote down a review changes no handoff.
struct RulesSaid: Equatable {
    private var text = ""

    /// Nothing.
    init() {}

    init(_ bytes: [UInt8], inConfig: Bool) {
        let root = try? YAMLDocument(SourceText(path: "", bytes: bytes)).root
        if let root, root.items != nil, !inConfig {
            add(root)
            return
        }
        guard let entries = root?.entries else {
            // What can't be read may say anything.
            text = String(decoding: bytes, as: UTF8.self)
            return
        }
        for entry in entries.sorted(by: { $0.key < $1.key }) {
            if inConfig {
                if ["defaults", "severity", "vocabulary"].contains(entry.key) { add(entry) }
            } else if entry.key == "standard", let elements = entry.value.entries {
                for element in elements where !["reviewed", "review", "failure-signal"].contains(element.key) { add(element) }
            } else if entry.key != "examples" {
                add(entry)
            }
        }
    }

    private mutating func add(_ entry: YAMLEntry) {
        add(entry.key)
        add(entry.value)
    }

    private mutating func add(_ node: YAMLNode) {
        switch node.content {
        case .scalar(let text, _): add(text)
        case .sequence(let items, _):
            text += "["
            for item in items { add(item) }
            text += "]"
        case .mapping(let entries):
            text += "{"
            for entry in entries { add(entry) }
            text += "}"
        }
    }

    /// With its length before it, so that two texts are never read as one.
    private mutating func add(_ word: String) { text += "\(word.utf8.count):\(word)" }
}
