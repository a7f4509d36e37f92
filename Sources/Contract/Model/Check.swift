package import Source

/// A selection and one test, with the words for whoever reads the finding.
package struct Check: Sendable {
    /// The test's name unless the author gave another; unique in its place.
    package var id: String
    package var of: Selection?
    /// Nil only in a check that changes an inherited one.
    package var test: Test?
    package var when: [Check] = []
    package var severity: SeverityRule?
    package var message: Template?
    package var question: Template?
    package var paste: Template?
    package var place: Selection?
    /// `off`: removes the inherited check.
    package var isRemoved = false
    /// The contract that wrote it.
    package var origin: String?
    package var at: Located
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
