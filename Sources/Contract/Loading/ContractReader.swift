internal import Source
internal import YAML

/// Reads one contract file as written; inheritance is the library's business.
package struct ContractReader {
    package static let keys = [
        "handoff", "title", "extends", "abstract", "from", "to", "risk", "boundary", "standard", "vocabulary", "define", "tables",
        "context",
        "check", "severity", "examples",
    ]
    /// The keys of a context, of a check and of a selection, for the schema's test.
    package static let contextKeys = ContextSpecReader.keys + CheckReader.testNames + ["message"]
    package static let checkKeys = CheckReader.keys + CheckReader.testNames
    package static let selectionKeys = SelectionReader.keys

    private let reader: NodeReader
    /// The text of a file beside the contract; nil when there is none.
    private let readFile: (String) -> RuleFile?

    package init(_ file: RuleFile, readFile: @escaping (String) -> RuleFile?) {
        reader = NodeReader(file)
        self.readFile = readFile
    }

    /// - Parameter withExamples: examples are read for `contracts test` and `explain` only.
    package func read(withExamples: Bool) -> (contract: Contract?, problems: [LoadProblem]) {
        guard let root = reader.root("a contract begins with “handoff: its-name”") else { return (nil, reader.problems) }
        let known = reader.entries(root, of: "A contract", known: Self.keys)
        guard let idEntry = known["handoff"], let id = reader.text(idEntry.value, "handoff") else {
            reader.report("A contract begins with “handoff: its-name”.", ByteRange(root.range.lower, root.range.lower))
            return (nil, reader.problems)
        }
        guard id.isIdentifier else {
            reader.report("“\(id)” can't name a handoff; use lower case words joined by hyphens.", idEntry.value.range)
            return (nil, reader.problems)
        }
        var contract = Contract(id: id, at: reader.located(idEntry.value.range))
        let checks = CheckReader(reader: reader, contract: id)
        func text(_ key: String) -> String? { reader.text(known[key]?.value, key) }
        func named(_ key: String) -> [YAMLEntry] {
            guard let node = known[key]?.value, !node.isNull else { return [] }
            if node.entries == nil { reader.report("\(key) needs “name: value” lines, not \(node.kindName).", node.range) }
            return node.entries ?? []
        }
        contract.title = text("title")
        contract.extends = text("extends")
        contract.extendsAt = known["extends"].map { reader.located($0.value.range) }
        contract.isAbstract = reader.bool(known["abstract"]?.value, "abstract") ?? false
        contract.from = text("from")
        contract.to = text("to")
        contract.risk = text("risk")
        contract.boundary = boundary(known["boundary"]?.value)
        contract.standard = standard(known["standard"]?.value)
        for entry in named("vocabulary") { contract.vocabulary[entry.key] = vocabulary(entry.value) }
        for entry in named("define") { contract.defines[entry.key] = checks.checks(entry.value, unique: false) }
        for entry in named("tables") { contract.tables[entry.key] = table(entry.value, checks) }
        contract.contexts = ContextSpecReader(reader: reader, contract: id).contexts(known["context"]?.value)
        contract.checks = checks.checks(known["check"]?.value, unique: true)
        for entry in named("severity") {
            contract.severities[entry.key] = reader.severity(entry.value, "severity")
        }
        if withExamples, let examples = known["examples"]?.value { contract.examples = self.examples(examples) }
        return (contract, reader.problems)
    }

    private func boundary(_ node: YAMLNode?) -> Contract.Boundary? {
        guard let node else { return nil }
        let known = reader.entries(node, of: "boundary", known: ["decision", "when"])
        guard let decision = reader.text(known["decision"]?.value, "decision") else { return nil }
        return Contract.Boundary(decision: decision, when: reader.text(known["when"]?.value, "when"))
    }

    private func standard(_ node: YAMLNode?) -> Contract.Standard {
        var standard = Contract.Standard()
        guard let node else { return standard }
        let names = ["owner", "required-input", "expected-output", "review", "reviewed", "decides", "failure-signal"]
        let known = reader.entries(node, of: "standard", known: names)
        func text(_ key: String) -> String? { reader.text(known[key]?.value, key) }
        standard.owner = text("owner")
        standard.requiredInput = text("required-input")
        standard.expectedOutput = text("expected-output")
        standard.review = text("review")
        standard.reviewed = text("reviewed")
        standard.decides = text("decides")
        if let signal = known["failure-signal"]?.value {
            var failure = Contract.FailureSignal()
            if let text = signal.text {
                failure.text = text
            } else {
                let known = reader.entries(signal, of: "failure-signal", known: ["text", "signal", "above", "of"])
                failure.text = reader.text(known["text"]?.value, "text")
                failure.signal = reader.text(known["signal"]?.value, "signal")
                failure.above = reader.number(known["above"]?.value, "above")
                failure.of = reader.integer(known["of"]?.value, "of")
            }
            standard.failureSignal = failure
        }
        return standard
    }

    private func vocabulary(_ node: YAMLNode) -> Vocabulary? {
        if node.items != nil || node.text != nil { return reader.texts(node, "A vocabulary").map { Vocabulary($0) } }
        if node.isNull { return Vocabulary([]) }
        let known = reader.entries(node, of: "A vocabulary", known: ["file", "tiers"])
        if let tiers = known["tiers"]?.value { return self.tiers(tiers) }
        guard let name = known["file"], let path = reader.text(name.value, "file") else { return nil }
        guard let file = readFile(path) else {
            reader.report("There is no file “\(path)” beside this contract.", name.value.range)
            return nil
        }
        let inner = NodeReader(file)
        do throws(YAMLProblem) {
            var root = file.root
            if root == nil { root = try YAMLDocument(file.source).root }
            let words = root.flatMap { inner.texts($0, "A vocabulary") }
            guard let words, inner.problems.isEmpty else {
                reader.report("“\(path)” is no list of words.", name.value.range)
                return nil
            }
            return Vocabulary(words, file: file.source.path)
        } catch {
            reader.report("“\(path)” can't be read: \(error.sentence)", name.value.range)
            return nil
        }
    }

    private func tiers(_ node: YAMLNode) -> Vocabulary? {
        guard let items = node.items else {
            reader.report("tiers needs a list, lowest first.", node.range)
            return nil
        }
        var words: [String] = []
        var tiers: [String: Int] = [:]
        for (tier, item) in items.enumerated() {
            for word in reader.texts(item, "A tier") ?? [] {
                words.append(word)
                tiers[word.lowercased()] = tier
            }
        }
        return Vocabulary(words, tiers: tiers)
    }

    private func table(_ node: YAMLNode, _ checks: CheckReader) -> [Contract.TableRow] {
        guard let items = node.items else {
            reader.report("A decision table is a list of {is, when}.", node.range)
            return []
        }
        return items.compactMap { item in
            let known = reader.entries(item, of: "A row of a decision table", known: ["is", "when"])
            guard let result = reader.text(known["is"]?.value, "is") else {
                reader.report("A row of a decision table needs “is”.", item.range)
                return nil
            }
            return Contract.TableRow(result: result, when: checks.checks(known["when"]?.value, unique: false))
        }
    }

    private func examples(_ node: YAMLNode) -> [Contract.Example] {
        let known = reader.entries(node, of: "examples", known: ["passes", "fails"])
        return ["passes", "fails"].flatMap { kind -> [Contract.Example] in
            guard let list = known[kind]?.value, !list.isNull else { return [] }
            guard let items = list.items else {
                reader.report("\(kind) needs a list of {name, brief}.", list.range)
                return []
            }
            return items.compactMap { example($0, passes: kind == "passes") }
        }
    }

    private func example(_ node: YAMLNode, passes: Bool) -> Contract.Example? {
        let known = reader.entries(node, of: "An example", known: passes ? ["name", "brief"] : ["name", "brief", "finds"])
        guard let name = reader.text(known["name"]?.value, "name"), let brief = reader.text(known["brief"]?.value, "brief") else {
            if node.entries != nil { reader.report("An example needs a name and a brief.", node.range) }
            return nil
        }
        let finds = reader.texts(known["finds"]?.value, "finds") ?? []
        if !passes, finds.isEmpty { reader.report("A failing example says which rules it finds: finds: [rule].", node.range) }
        return Contract.Example(name: name, brief: brief, finds: finds, passes: passes, at: reader.located(node.range))
    }
}
