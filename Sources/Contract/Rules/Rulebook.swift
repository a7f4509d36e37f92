internal import Source
internal import Synchronization

/// All contracts in force, each read and made ready when first needed.
package final class Rulebook: Sendable {
    package let settings: Settings
    package let tree: Tree
    /// Of all contracts, by id.
    package let heads: [Contract.Head]
    private let load: @Sendable (String) -> Contract?
    private let ids: [String: String]
    private let ready: Mutex<[String: Rules]> = Mutex([:])
    private let loaded: Mutex<[String: Contract]> = Mutex([:])

    package convenience init(_ contracts: [Contract], settings: Settings, tree: Tree) {
        let contracts = Dictionary(contracts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.init(contracts.values.map(\.head), settings: settings, tree: tree) { contracts[$0] }
    }

    package convenience init(_ library: ContractLibrary, settings: Settings, tree: Tree) {
        self.init(library.heads, settings: settings, tree: tree) { library.contract($0) }
    }

    private init(_ heads: [Contract.Head], settings: Settings, tree: Tree, load: @escaping @Sendable (String) -> Contract?) {
        self.heads = heads.sorted { $0.id < $1.id }
        self.settings = settings
        self.tree = tree
        self.load = load
        var ids: [String: String] = [:]
        for head in self.heads { ids[head.id] = head.id }
        for head in self.heads {
            if let title = head.title, ids[title.lowercased()] == nil { ids[title.lowercased()] = head.id }
        }
        self.ids = ids
    }

    /// All of them, by id.
    package var contracts: [Contract] { heads.compactMap { loaded($0.id) } }

    /// By id or title.
    package func contract(_ name: String) -> Contract? {
        (ids[name] ?? ids[name.lowercased()]).flatMap(loaded)
    }

    private func loaded(_ id: String) -> Contract? {
        loaded.withLock { known in
            if let contract = known[id] { return contract }
            let contract = load(id)
            known[id] = contract
            return contract
        }
    }

    /// A contract that a brief may declare, by id or title, made ready for judging.
    func declaredRules(_ name: String) -> Rules? {
        guard let id = ids[name] ?? ids[name.lowercased()] else { return nil }
        if let known = ready.withLock({ $0[id] }) { return known.contract.isAbstract ? nil : known }
        guard let contract = loaded(id), !contract.isAbstract else { return nil }
        return rules(contract)
    }

    package func rules(_ contract: Contract) -> Rules {
        if let known = ready.withLock({ $0[contract.id] }) { return known }
        let made = Rules(contract, common: common(to: contract), settings: settings, tree: tree)
        return ready.withLock { known in
            if let first = known[contract.id] { return first }
            known[contract.id] = made
            return made
        }
    }

    /// What says how far a brief has come is understood in every brief, under all the names that the common contract gives it, also where
    /// a contract of the team's own never heard of it.
    private func common(to contract: Contract) -> [ContextSpec] {
        if settings.lifecycle.isOff { return [] }
        let missing = ["status", "accepted-by"].filter { contract.context($0) == nil }
        if missing.isEmpty { return [] }
        let shared = contract.id == BriefRule.contract ? nil : loaded(BriefRule.contract)
        return missing.map { id in
            var spec = shared?.context(id) ?? ContextSpec(id: id, origin: contract.id, at: contract.at)
            spec.checks = []
            spec.satisfiedBy = nil
            spec.scope = .brief
            return spec
        }
    }

    /// What a brief may declare.
    package var declarable: [Contract.Head] { heads.filter { !$0.isAbstract } }

    /// Every rule that can be allowed, switched or explained, with its checks.
    package var ruleNames: [String: [String]] {
        contracts.map(RuleNames.all).reduce(into: [:]) { all, some in
            all.merge(some) { old, new in old + new.filter { !old.contains($0) } }
        }
    }
}
