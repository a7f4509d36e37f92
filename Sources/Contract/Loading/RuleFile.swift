package import Source
package import YAML

/// A contract, or a file of words beside one: its text, and its nodes where somebody read it beforehand.
package struct RuleFile: Sendable {
    package var source: SourceText
    package var root: YAMLNode?

    package init(_ source: SourceText, root: YAMLNode? = nil) {
        self.source = source
        self.root = root
    }
}
