package import Source
package import YAML

/// The entries of a mapping whose names are known. There are few of them, so that looking at each is faster than a dictionary.
package struct KnownEntries {
    private var entries: [YAMLEntry] = []

    mutating func add(_ entry: YAMLEntry) { entries.append(entry) }

    package subscript(name: String) -> YAMLEntry? { entries.first { $0.key == name } }
    package var names: [String] { entries.map(\.key) }
    package var count: Int { entries.count }
    package var isEmpty: Bool { entries.isEmpty }
}

/// Reads typed values out of YAML nodes and collects every mistake instead of stopping at the first.
package final class NodeReader {
    private let file: RuleFile
    private lazy var lines = LineTable(source)
    package private(set) var problems: [LoadProblem] = []

    package var source: SourceText { file.source }

    package init(_ file: RuleFile) {
        self.file = file
    }

    package convenience init(_ source: SourceText) { self.init(RuleFile(source)) }

    package func report(_ message: String, _ range: ByteRange) {
        problems.append(LoadProblem(file: source.path, place: lines.place(range), message: message))
    }

    package func located(_ range: ByteRange) -> Located { Located(file: source.path, range: range) }

    /// The document's top mapping; nil after reporting why there is none.
    package func root(_ what: String) -> YAMLNode? {
        if let root = file.root { return root }
        if source.encodingProblem != nil {
            report("This is not UTF-8 text; save the file as UTF-8.", .fileStart)
            return nil
        }
        do throws(YAMLProblem) {
            let document = try YAMLDocument(source)
            for duplicate in document.duplicates { report(duplicate.sentence, duplicate.range) }
            guard let root = document.root, !root.isNull else {
                report("The file is empty; \(what).", .fileStart)
                return nil
            }
            guard root.entries != nil else {
                report("Expected “name: value” lines; \(what).", root.range)
                return nil
            }
            return root
        } catch {
            report(error.sentence, error.range)
            return nil
        }
    }

    /// The entries of a mapping; unknown names are reported with the nearest known one.
    package func entries(_ node: YAMLNode, of what: String, known: [String]) -> KnownEntries {
        guard let entries = node.entries else {
            report("\(what) needs “name: value” lines, not \(node.kindName).", node.range)
            return KnownEntries()
        }
        var found = KnownEntries()
        for entry in entries {
            if known.contains(entry.key) {
                found.add(entry)
            } else {
                let nearest = String.didYouMean(entry.key, in: known)
                let list = nearest.isEmpty ? " It can be: \(known.joined(separator: ", "))." : nearest
                report("\(what) has nothing called “\(entry.key)”.\(list)", entry.keyRange)
            }
        }
        return found
    }

    package func text(_ node: YAMLNode?, _ what: String) -> String? {
        guard let node, !node.isNull else { return nil }
        guard let text = node.text else {
            report("\(what) needs a text, not \(node.kindName).", node.range)
            return nil
        }
        return text
    }

    /// A list of texts; a single text is a list of one.
    package func texts(_ node: YAMLNode?, _ what: String) -> [String]? {
        guard let node, !node.isNull else { return nil }
        if let text = node.text { return [text] }
        guard let items = node.items else {
            report("\(what) needs a list of texts, not \(node.kindName).", node.range)
            return nil
        }
        return items.compactMap { text($0, what) }
    }

    package func bool(_ node: YAMLNode?, _ what: String) -> Bool? {
        guard let node else { return nil }
        if let bool = node.bool { return bool }
        report("\(what) is true or false.", node.range)
        return nil
    }

    package func integer(_ node: YAMLNode?, _ what: String) -> Int? {
        guard let node else { return nil }
        if let text = node.text, let number = Int(text), number >= 0 { return number }
        report("\(what) needs a whole number.", node.range)
        return nil
    }

    package func number(_ node: YAMLNode?, _ what: String) -> Double? {
        guard let node else { return nil }
        if let text = node.text, let number = Double(text) { return number }
        report("\(what) needs a number.", node.range)
        return nil
    }

    /// One of a closed set of words.
    package func choice<Choice: CaseIterable & RawRepresentable<String>>(_ node: YAMLNode?, _ what: String, as: Choice.Type) -> Choice? {
        guard let node, let text = text(node, what) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        let nearest = String.didYouMean(text, in: known)
        report("\(what) has no “\(text)”.\(nearest.isEmpty ? " It can be: \(known.joined(separator: ", "))." : nearest)", node.range)
        return nil
    }

    /// A severity, or a map from stages to severities.
    package func severity(_ node: YAMLNode?, _ what: String) -> SeverityRule? {
        guard let node else { return nil }
        guard let entries = node.entries else { return choice(node, what, as: Severity.self).map(SeverityRule.always) }
        var severities: SeverityRule.ByStage = [:]
        for entry in entries {
            guard let stage = Stage(rawValue: entry.key) else {
                report(
                    "There is no stage “\(entry.key)”.\(String.didYouMean(entry.key, in: Stage.allCases.map(\.rawValue)))", entry.keyRange)
                continue
            }
            severities[stage] = choice(entry.value, what, as: Severity.self)
        }
        return .byStage(severities)
    }
}
