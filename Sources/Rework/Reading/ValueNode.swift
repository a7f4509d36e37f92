internal import YAML

/// A value of front matter that no contract knows, as it is compared: the order of names says nothing.
enum ValueNode {
    /// One for each item of a list.
    static func rows(_ node: YAMLNode) -> [UInt64] { (node.items ?? [node]).map(hash).sorted() }

    private static func hash(_ node: YAMLNode) -> UInt64 {
        switch node.content {
        case .scalar(let text, _): node.isNull ? 0 : ValueText.whole(text)
        case .sequence(let items, _): StableHash.of(items.map(hash).sorted())
        case .mapping(let entries):
            StableHash.of(entries.map { StableHash.of([StableHash.of($0.key.lowercased()), hash($0.value)]) }.sorted())
        }
    }
}
