internal import YAML

/// What a handoff must carry: one YAML file, with everything it inherits once `ContractLibrary` has resolved it.
package struct Contract: Sendable {
    /// What tells contracts apart before they are read.
    package struct Head: Sendable, Hashable {
        package var id: String
        package var title: String?
        package var isAbstract: Bool

        package init(id: String, title: String?, isAbstract: Bool) {
            self.id = id
            self.title = title
            self.isAbstract = isAbstract
        }
    }

    package struct Boundary: Sendable {
        package var decision: String
        package var when: String?
    }

    /// The minimum operating standard: owner, required input, expected output, review point, failure signal.
    package struct Standard: Sendable {
        package var owner: String?
        package var requiredInput: String?
        package var expectedOutput: String?
        package var review: String?
        package var reviewed: String?
        package var decides: String?
        package var failureSignal: FailureSignal?
    }

    package struct FailureSignal: Sendable {
        package var text: String?
        package var signal: String?
        package var above: Double?
        package var of: Int?
    }

    package struct TableRow: Sendable {
        package var result: String
        package var when: [Check]
    }

    package struct Example: Sendable {
        package var name: String
        package var brief: String
        /// `rule` or `rule:check`; empty where the example must pass.
        package var finds: [String]
        package var passes: Bool
        package var at: Located
    }

    package var id: String
    package var extends: String?
    package var extendsAt: Located?
    package var isAbstract = false
    package var title: String?
    package var from: String?
    package var to: String?
    package var risk: String?
    package var boundary: Boundary?
    package var standard = Standard()
    package var vocabulary: [String: Vocabulary] = [:]
    package var defines: [String: [Check]] = [:]
    package var tables: [String: [TableRow]] = [:]
    package var contexts: [ContextSpec] = []
    package var checks: [Check] = []
    package var severities: [String: SeverityRule] = [:]
    package var examples: [Example] = []
    package var at: Located
    /// Contexts, and fields as `utm.term`, that `off` took out of what is inherited. What still asks for one of them finds nothing.
    var removed: Set<String> = []
    /// From the contract itself to the root of what it extends.
    package var lineage: [String] = []

    package init(id: String, at: Located) {
        self.id = id
        self.at = at
    }

    package var name: String { title ?? id }
    package var head: Head { Head(id: id, title: title, isAbstract: isAbstract) }

    package func context(_ id: String) -> ContextSpec? { contexts.first { $0.id == id } }

    /// Paths of the files that its vocabularies are read from, inherited ones included; those that come with the program begin with
    /// `shipped/`.
    package var dataFiles: [String] { vocabulary.values.compactMap(\.file).sorted() }
}

/// A named list of words; `tiers` order them where that matters.
package struct Vocabulary: Sendable {
    package var words: [String]
    /// Tier of each word, lowest first; empty without tiers.
    package var tiers: [String: Int] = [:]
    /// The path of the file that holds it; nil where it stands in the contract or in the config.
    package var file: String?
    private let known: Set<String>

    package init(_ words: [String], tiers: [String: Int] = [:], file: String? = nil) {
        self.words = words
        self.tiers = tiers
        self.file = file
        known = Set(words.map { $0.lowercased() })
    }

    /// Case is ignored unless `exactly`.
    package func contains(_ word: String, exactly: Bool) -> Bool {
        exactly ? words.contains(word) : known.contains(word.lowercased())
    }

    package func tier(_ word: String) -> Int? { tiers[word.lowercased()] }
}
