internal import Source
internal import YAML

/// Reads what a check looks at: a path, a part, a pipeline or a decision table.
struct SelectionReader {
    static let keys = ["from", "parse", "split", "where", "capture", "take", "table", "with", "place"]

    let reader: NodeReader
    let checks: CheckReader

    func selection(_ node: YAMLNode) -> Selection? {
        if let text = node.text { return path(text, node.range).map(Selection.path) }
        if let items = node.items {
            return .pipe(Selection.Pipe(from: items.compactMap(selection)))
        }
        let entries = reader.entries(node, of: "A selection", known: Self.keys)
        guard node.entries != nil else { return nil }
        if let table = entries["table"] {
            guard let name = reader.text(table.value, "table") else { return nil }
            return .table(
                Selection.TableUse(
                    name: name, with: entries["with"].flatMap { selection($0.value) },
                    place: entries["place"].flatMap { selection($0.value) }))
        }
        let pipe = Selection.Pipe(from: [])
        if let from = entries["from"] { pipe.from = (from.value.items ?? [from.value]).compactMap(selection) }
        pipe.parse = reader.choice(entries["parse"]?.value, "parse", as: Selection.Parse.self)
        pipe.split = reader.text(entries["split"]?.value, "split")
        pipe.filter = checks.checks(entries["where"]?.value, unique: false)
        pipe.capture = entries["capture"].flatMap { pattern($0.value) }
        pipe.take = reader.choice(entries["take"]?.value, "take", as: Selection.Take.self)
        return .pipe(pipe)
    }

    func pattern(_ node: YAMLNode) -> Pattern? {
        guard let text = reader.text(node, "pattern") else { return nil }
        return Pattern(text)
    }

    /// `utm.source`, `.medium`, `.`, `*`, `$links.query.*`, `.$links`, `$citing.status`.
    private func path(_ text: String, _ range: ByteRange) -> Path? {
        var words = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        var root = Path.Root.current
        if text == "." { return Path(root: .current, steps: [], source: text) }
        if words.first == "" {
            words.removeFirst()
        } else if words.first != "*" {
            let first = words.removeFirst()
            if first == "$citing" {
                root = .citing
            } else if first.hasPrefix("$") {
                guard let part = part(first, range) else { return nil }
                root = .part(part)
            } else {
                root = .context(first)
            }
        }
        var steps: [Path.Step] = []
        for word in words {
            if word == "*" {
                steps.append(.all)
            } else if word.hasPrefix("$") {
                guard let part = part(word, range) else { return nil }
                steps.append(.part(part))
            } else if word.isEmpty {
                reader.report("“\(text)” has two dots in a row or ends with one.", range)
                return nil
            } else {
                steps.append(.name(word))
            }
        }
        return Path(root: root, steps: steps, source: text)
    }

    private func part(_ word: String, _ range: ByteRange) -> Part? {
        if let part = Part(rawValue: String(word.dropFirst())) { return part }
        reader.report(
            "There is no part “\(word)”.\(String.didYouMean(word, in: Part.allCases.map { "$" + $0.rawValue } + ["$citing"]))", range)
        return nil
    }
}
