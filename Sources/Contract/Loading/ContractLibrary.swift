package import Source
internal import YAML

/// Shipped and team contracts together, with inheritance resolved.
package struct ContractLibrary: Sendable {
    /// A contract file and how to read the data files beside it.
    package struct File: Sendable {
        package var source: SourceText
        package var isShipped: Bool
        package var readFile: @Sendable (String) -> SourceText?

        package init(_ source: SourceText, isShipped: Bool, readFile: @escaping @Sendable (String) -> SourceText?) {
            self.source = source
            self.isShipped = isShipped
            self.readFile = readFile
        }
    }

    package private(set) var contracts: [Contract] = []
    package private(set) var problems: [LoadProblem] = []
    private var shipped: [String: Contract] = [:]
    private var team: [String: Contract] = [:]
    private var lines: [String: LineTable] = [:]

    /// - Parameters:
    ///   - withExamples: whether examples are read as well.
    ///   - checkShipped: whether shipped contracts are checked like the team's; tests and `contracts validate` do.
    package init(_ files: [File], withExamples: Bool = false, checkShipped: Bool = false) {
        for file in files {
            lines[file.source.path] = LineTable(file.source)
            let (contract, found) = ContractReader(file.source, readFile: file.readFile).read(withExamples: withExamples)
            problems += found
            guard let contract else { continue }
            if file.isShipped { shipped[contract.id] = contract } else { add(contract) }
        }
        var resolved: [String: Contract] = [:]
        for id in Set(shipped.keys).union(team.keys).sorted() {
            guard let contract = resolve(team[id] ?? shipped[id], path: []) else { continue }
            resolved[id] = contract
        }
        contracts = resolved.values.sorted { $0.id < $1.id }
        for contract in contracts where team[contract.id] != nil || checkShipped {
            problems += ReferenceCheck(contract).problems.map { report($0.message, $0.at) }
        }
        problems = problems.inOrder
    }

    private mutating func add(_ contract: Contract) {
        if let first = team[contract.id] {
            let line = lines[first.at.file]?.place(first.at.range).line ?? 1
            problems.append(
                report(
                    "There is already a contract “\(contract.id)” in \(first.at.file), line \(line); give one another name.", contract.at))
            return
        }
        team[contract.id] = contract
        if shipped[contract.id] != nil, contract.extends != "shipped/\(contract.id)" {
            problems.append(
                report(
                    "“\(contract.id)” is a shipped handoff; to change it, say extends: shipped/\(contract.id). To replace it, choose another name.",
                    contract.at))
        }
    }

    /// Nil when what it extends is missing or leads back to itself; that is reported once.
    private mutating func resolve(_ contract: Contract?, path: [String]) -> Contract? {
        guard let contract else { return nil }
        guard let extends = contract.extends else { return contract.settled() }
        let at = contract.extendsAt ?? contract.at
        let isShippedName = extends.hasPrefix("shipped/")
        let id = isShippedName ? String(extends.dropFirst(8)) : extends
        let step = (isShippedName ? "shipped/" : "") + id
        let own = (shipped[contract.id]?.at == contract.at ? "shipped/" : "") + contract.id
        if step == own || path.contains(step) {
            problems.append(report("“\(contract.id)” extends itself: \((path + [own, step]).joined(separator: " → ")).", at))
            return nil
        }
        guard let parent = isShippedName ? shipped[id] : team[id] else {
            let known = shipped.keys.sorted().map { "shipped/" + $0 } + team.keys.sorted()
            problems.append(report("There is no contract “\(extends)” to extend.\(String.didYouMean(extends, in: known))", at))
            return nil
        }
        guard let resolved = resolve(parent, path: path + [own]) else { return nil }
        return contract.extending(resolved)
    }

    private func report(_ message: String, _ at: Located) -> LoadProblem {
        LoadProblem(file: at.file, place: lines[at.file]?.place(at.range) ?? .fileStart, message: message)
    }
}
