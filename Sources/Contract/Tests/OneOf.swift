internal import YAML

/// `one-of`: among literals, among what a selection finds, or in a vocabulary.
package struct OneOf: Sendable {
    package enum Source: Sendable {
        case literals([String])
        case of(Selection)
        case vocabulary(String)
    }

    package var source: Source
    package var isExact: Bool
}

extension Evaluator {
    func oneOf(_ test: OneOf, _ value: Value, _ current: Current) -> Bool {
        switch test.source {
        case .literals(let words): return contains(words, value.text, test.isExact)
        case .of(let selection): return contains(select(selection, current).map(\.text), value.text, test.isExact)
        case .vocabulary(let name):
            guard let vocabulary = rules.vocabulary(name), !vocabulary.words.isEmpty else { return true }
            return vocabulary.contains(value.text, exactly: test.isExact)
        }
    }

    private func contains(_ words: [String], _ word: String, _ isExact: Bool) -> Bool {
        if words.contains(word) { return true }
        if isExact { return false }
        let word = word.lowercased()
        return words.contains { $0.lowercased() == word }
    }

    func sentence(oneOf test: OneOf, title: String, _ value: Value, _ current: Current) -> String {
        let words: [String]
        switch test.source {
        case .literals(let literals): words = literals
        case .of(let selection): words = select(selection, current).map(\.text)
        case .vocabulary(let name): words = rules.vocabulary(name)?.words ?? []
        }
        let nearest = String.didYouMean(value.text, in: words)
        let list = words.count <= 8 && !words.isEmpty ? " It can be: \(words.joined(separator: ", "))." : ""
        return "\(title): “\(value.text.shortened)” is not one of the known values.\(nearest.isEmpty ? list : nearest)"
    }
}
