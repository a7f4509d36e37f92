package import Contract
internal import Source
package import YAML

/// The contracts that come with the program: the files of rules/, part of the binary.
package enum Shipped {
    /// The path that messages show for a shipped file.
    private static func path(_ name: String) -> String { "shipped/\(name)" }

    package static var files: [ContractLibrary.File] {
        EmbeddedRules.files.filter { !$0.name.contains("/") }.map { file in
            let head = Contract.Head(
                id: String(file.name.dropLast(4)), title: file.title.isEmpty ? nil : file.title, isAbstract: file.isAbstract)
            return ContractLibrary.File(
                shipped: head, load: { source(file.name, file.text) }, readBefore: { PackedYAML.node(file.packed) }, readFile: { read($0) })
        }
    }

    /// The words of these contracts in another language; nil in English, in which they are written.
    package static func translation(_ language: Language) -> YAMLNode? { read("languages/\(language.rawValue).yml")?.root }

    /// A data file by its name from rules/.
    private static func read(_ name: String) -> RuleFile? {
        EmbeddedRules.files.first { $0.name == name }.map {
            RuleFile(source($0.name, $0.text), root: PackedYAML.node($0.packed))
        }
    }

    private static func source(_ name: String, _ text: StaticString) -> SourceText {
        text.withUTF8Buffer { SourceText(path: path(name), bytes: Array($0)) }
    }
}
