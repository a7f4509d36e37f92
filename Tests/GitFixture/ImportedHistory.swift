package import Foundation

extension TestRepository {
    /// A history that is written down as text: what `git fast-import` reads.
    package convenience init(history: Data, name: String = "repo") throws {
        try self.init(name: name)
        try git(["fast-import", "--quiet"], input: history)
    }

    /// `fixtures/histories`.
    package static let histories = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/histories")
        .standardized

    /// The history of one case, in `fixtures/histories/<case>/history.fi`.
    package convenience init(case name: String) throws {
        try self.init(history: Data(contentsOf: Self.histories.appending(path: "\(name)/history.fi")))
    }
}
