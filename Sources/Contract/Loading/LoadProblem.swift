package import Source

/// A mistake in a contract or config, where it stands.
package struct LoadProblem: Error, Sendable, Hashable {
    package var file: String
    package var place: Place
    /// One sentence: what is wrong, and what to write instead.
    package var message: String

    package init(file: String, place: Place, message: String) {
        self.file = file
        self.place = place
        self.message = message
    }
}

extension [LoadProblem] {
    /// By file and place, each once.
    package var inOrder: [LoadProblem] {
        var seen: Set<LoadProblem> = []
        return filter { seen.insert($0).inserted }.sorted { ($0.file, $0.place, $0.message) < ($1.file, $1.place, $1.message) }
    }
}
