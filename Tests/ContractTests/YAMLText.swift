import YAML

/// YAML written in a test.
enum YAMLText {
    static func node(_ text: String) -> YAMLNode {
        let bytes = Array(text.utf8)
        guard let root = (try? YAMLDocument(bytes, in: 0..<bytes.count))?.root else { preconditionFailure("no YAML: \(text)") }
        return root
    }
}
