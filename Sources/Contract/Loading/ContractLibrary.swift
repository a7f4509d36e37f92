package import Source
internal import Synchronization
package import YAML

/// Shipped and team contracts together, with inheritance resolved. Of the shipped ones only those are read that somebody asks for.
package struct ContractLibrary: Sendable {
    /// A contract file and how to read the data files beside it.
    package struct File: Sendable {
        private let load: @Sendable () -> SourceText
        package var source: SourceText { load() }
        package var isShipped: Bool
        package var readFile: @Sendable (String) -> RuleFile?
        /// Known for shipped files, which need not be read for it.
        fileprivate var head: Contract.Head?
        /// What was read beforehand: all but the examples, which are read when somebody asks for them.
        private var readBefore: (@Sendable () -> YAMLNode?)?

        package init(_ source: SourceText, isShipped: Bool, readFile: @escaping @Sendable (String) -> RuleFile?) {
            load = { source }
            self.isShipped = isShipped
            self.readFile = readFile
        }

        package init(
            shipped head: Contract.Head, load: @escaping @Sendable () -> SourceText, readBefore: @escaping @Sendable () -> YAMLNode?,
            readFile: @escaping @Sendable (String) -> RuleFile?
        ) {
            self.load = load
            isShipped = true
            self.readFile = readFile
            self.head = head
            self.readBefore = readBefore
        }

        fileprivate func read(withExamples: Bool) -> (contract: Contract?, problems: [LoadProblem]) {
            let file = RuleFile(source, root: withExamples ? nil : readBefore.flatMap { $0() })
            return ContractReader(file, readFile: readFile).read(withExamples: withExamples)
        }
    }

    package let problems: [LoadProblem]
    /// Of all contracts, by id.
    package let heads: [Contract.Head]
    private let team: [String: Contract]
    private let shipped: ShippedContracts

    /// - Parameters:
    ///   - withExamples: whether examples are read as well.
    ///   - checkShipped: whether shipped contracts are checked like the team's; tests and `contracts validate` do.
    package init(_ files: [File], withExamples: Bool = false, checkShipped: Bool = false) {
        let shipped = ShippedContracts(files.filter(\.isShipped), withExamples: withExamples)
        if checkShipped { shipped.readAll() }
        var inheritance = Inheritance(shipped: shipped)
        for file in files where !file.isShipped {
            inheritance.lines[file.source.path] = LineTable(file.source)
            let (contract, found) = file.read(withExamples: withExamples)
            inheritance.problems += found
            if let contract { inheritance.add(contract) }
        }
        for file in files where file.isShipped && checkShipped { inheritance.lines[file.source.path] = LineTable(file.source) }
        var resolved: [String: Contract] = [:]
        for id in inheritance.team.keys.sorted() { resolved[id] = inheritance.resolve(inheritance.team[id], path: []) }
        team = resolved
        self.shipped = shipped
        var checked = resolved
        var heads = inheritance.team.isEmpty ? [:] : Dictionary(uniqueKeysWithValues: resolved.map { ($0, $1.head) })
        for head in shipped.heads where inheritance.team[head.id] == nil {
            guard checkShipped || !shipped.isPending(head.id) else {
                heads[head.id] = head
                continue
            }
            guard let contract = inheritance.resolve(shipped.contract(head.id), path: []) else { continue }
            if checkShipped { checked[head.id] = contract }
            heads[head.id] = contract.head
        }
        self.heads = heads.values.sorted { $0.id < $1.id }
        for contract in checked.values.sorted(by: { $0.id < $1.id }) {
            inheritance.problems += ReferenceCheck(contract).problems.map { inheritance.report($0.message, $0.at) }
        }
        problems = (shipped.problems + inheritance.problems).inOrder
    }

    /// Of the contracts that the team wrote itself, also of those that build on a shipped one.
    package var teamIDs: Set<String> { Set(team.keys) }

    /// All of them, by id.
    package var contracts: [Contract] { heads.compactMap { contract($0.id) } }

    package func contract(_ id: String) -> Contract? {
        if let own = team[id] { return own }
        var inheritance = Inheritance(shipped: shipped)
        return inheritance.resolve(shipped.contract(id), path: [])
    }
}

/// The contracts that come with the program, as written, each read when it is first asked for.
private final class ShippedContracts: Sendable {
    private struct State {
        var pending: [String: ContractLibrary.File] = [:]
        var read: [String: Contract] = [:]
        var heads: [Contract.Head] = []
        var problems: [LoadProblem] = []
    }

    private let withExamples: Bool
    private let state = Mutex(State())

    init(_ files: [ContractLibrary.File], withExamples: Bool) {
        self.withExamples = withExamples
        state.withLock { state in
            for file in files {
                if let head = file.head {
                    state.pending[head.id] = file
                    state.heads.append(head)
                } else if let id = Self.read(file, withExamples, &state) {
                    state.heads.append(id.head)
                }
            }
        }
    }

    var heads: [Contract.Head] { state.withLock(\.heads) }
    /// In those that were read.
    var problems: [LoadProblem] { state.withLock(\.problems) }

    func isPending(_ id: String) -> Bool { state.withLock { $0.pending[id] != nil } }

    func readAll() {
        for head in heads { _ = contract(head.id) }
    }

    func contract(_ id: String) -> Contract? {
        state.withLock { state in
            if let file = state.pending.removeValue(forKey: id) { _ = Self.read(file, withExamples, &state) }
            return state.read[id]
        }
    }

    private static func read(_ file: ContractLibrary.File, _ withExamples: Bool, _ state: inout State) -> Contract? {
        let (contract, problems) = file.read(withExamples: withExamples)
        state.problems += problems
        if let contract { state.read[contract.id] = contract }
        return contract
    }
}

/// Puts contracts on top of those they extend.
private struct Inheritance {
    let shipped: ShippedContracts
    /// As written.
    private(set) var team: [String: Contract] = [:]
    var problems: [LoadProblem] = []
    /// Contracts in a circle that was reported, and those that lead into it.
    private var broken: Set<String> = []
    /// Of the files that mistakes are reported in.
    var lines: [String: LineTable] = [:]

    init(shipped: ShippedContracts) {
        self.shipped = shipped
    }

    mutating func add(_ contract: Contract) {
        if let first = team[contract.id] {
            let line = lines[first.at.file]?.place(first.at.range).line ?? 1
            problems.append(
                report(
                    "There is already a contract “\(contract.id)” in \(first.at.file), line \(line); give one another name.", contract.at))
            return
        }
        team[contract.id] = contract
        if shipped.heads.contains(where: { $0.id == contract.id }), contract.extends != "shipped/\(contract.id)" {
            problems.append(
                report(
                    "“\(contract.id)” is a shipped handoff; to change it, say extends: shipped/\(contract.id). To replace it, choose another name.",
                    contract.at))
        }
    }

    /// Nil when what it extends is missing or leads back to itself; that is reported once.
    mutating func resolve(_ contract: Contract?, path: [String]) -> Contract? {
        guard let contract else { return nil }
        guard let extends = contract.extends else { return contract.settled() }
        let at = contract.extendsAt ?? contract.at
        let isShippedName = extends.hasPrefix("shipped/")
        let id = isShippedName ? String(extends.dropFirst(8)) : extends
        let step = (isShippedName ? "shipped/" : "") + id
        let own = (team[contract.id]?.at == contract.at ? "" : "shipped/") + contract.id
        if broken.contains(own) { return nil }
        if step == own || path.contains(step) {
            let circle = (path + [own]).drop { $0 != step } + [step]
            problems.append(report("“\(contract.id)” extends itself: \(circle.joined(separator: " → ")).", at))
            broken.formUnion(path + [own])
            return nil
        }
        guard let parent = isShippedName ? shipped.contract(id) : team[id] else {
            let known = shipped.heads.map { "shipped/" + $0.id }.sorted() + team.keys.sorted()
            problems.append(report("There is no contract “\(extends)” to extend.\(String.didYouMean(extends, in: known))", at))
            return nil
        }
        guard let resolved = resolve(parent, path: path + [own]) else { return nil }
        return contract.extending(resolved)
    }

    func report(_ message: String, _ at: Located) -> LoadProblem {
        LoadProblem(file: at.file, place: lines[at.file]?.place(at.range) ?? .fileStart, message: message)
    }
}
