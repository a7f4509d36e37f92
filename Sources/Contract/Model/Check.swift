package import Source
internal import Synchronization

/// A selection and one test, with the words for whoever reads the finding.
///
/// A class because one brief passes it around hundreds of times. Changed only while contracts are loaded, by `copy()` and before any
/// other thread sees it; that is what makes it safe to share.
package final class Check: @unchecked Sendable {
    /// The test's name unless the author gave another; unique in its place.
    package let id: String
    package var of: Selection? { didSet { looksAtNamedContext = Self.looksAtNamedContext(self) } }
    /// Nil only in a check that changes an inherited one.
    package var test: Test? { didSet { looksAtNamedContext = Self.looksAtNamedContext(self) } }
    package var when: [Check] = [] { didSet { looksAtNamedContext = Self.looksAtNamedContext(self) } }
    /// Comes to the same wherever in a brief it is asked: it names the context it looks at, and asks of it nothing but words.
    private(set) var looksAtNamedContext = false
    package var severity: SeverityRule?
    package var message: Template?
    package var question: Template?
    package var paste: Template?
    package var place: Selection?
    /// `off`: removes the inherited check.
    package var isRemoved = false
    /// The contract that wrote it.
    package var origin: String?
    package let at: Located
    /// No other check of this process has it: what is kept for each check is kept in lists.
    let number = Check.numbers.add(1, ordering: .relaxed).oldValue
    private static let numbers = Atomic(0)

    init(id: String, test: Test? = nil, origin: String, at: Located) {
        self.id = id
        self.test = test
        self.origin = origin
        self.at = at
    }

    /// Conditions cost less than most pipelines and tables, and more than a path and a test of the text alone, which mostly holds.
    var asksConditionsFirst: Bool {
        of?.isDear == true || when.count == 1 && when[0].of?.pureLinePattern != nil
    }

    private static func looksAtNamedContext(_ check: Check) -> Bool {
        guard case .path(let path)? = check.of, case .context = path.root, check.when.isEmpty else { return false }
        switch check.test {
        case .required, .pattern, .type, .length: return true
        case .count(let test):
            return test.filter.allSatisfy {
                guard case .pattern? = $0.test else { return false }
                return $0.of == nil && $0.when.isEmpty
            }
        case .oneOf(let test):
            if case .of = test.source { return false }
            return true
        default: return false
        }
    }

    func copy() -> Check {
        let copy = Check(id: id, test: test, origin: origin ?? "", at: at)
        copy.of = of
        copy.when = when
        copy.severity = severity
        copy.message = message
        copy.question = question
        copy.paste = paste
        copy.place = place
        copy.isRemoved = isRemoved
        return copy
    }
}

/// A place in a contract or config file, for error messages.
package struct Located: Sendable, Hashable {
    package var file: String
    package var range: ByteRange

    package init(file: String, range: ByteRange) {
        self.file = file
        self.range = range
    }
}
