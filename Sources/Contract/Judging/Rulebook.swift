internal import Source
internal import Synchronization

/// All contracts in force, each made ready when first needed.
package final class Rulebook: Sendable {
    package let contracts: [Contract]
    package let settings: Settings
    package let tree: Tree
    private let byName: [String: Int]
    private let ready: Mutex<[String: Rules]> = Mutex([:])

    package init(_ contracts: [Contract], settings: Settings, tree: Tree) {
        self.contracts = contracts.sorted { $0.id < $1.id }
        self.settings = settings
        self.tree = tree
        var byName: [String: Int] = [:]
        for (i, contract) in self.contracts.enumerated() {
            byName[contract.id] = i
            if let title = contract.title, byName[title.lowercased()] == nil { byName[title.lowercased()] = i }
        }
        self.byName = byName
    }

    /// By id or title.
    package func contract(_ name: String) -> Contract? {
        (byName[name] ?? byName[name.lowercased()]).map { contracts[$0] }
    }

    package func rules(_ contract: Contract) -> Rules {
        if let known = ready.withLock({ $0[contract.id] }) { return known }
        let made = Rules(contract, settings: settings, tree: tree)
        return ready.withLock { known in
            if let first = known[contract.id] { return first }
            known[contract.id] = made
            return made
        }
    }

    /// What a brief may declare.
    package var declarable: [Contract] { contracts.filter { !$0.isAbstract } }

    /// Every rule that can be allowed, switched or explained, with its checks.
    package var ruleNames: [String: [String]] {
        contracts.map(RuleNames.all).reduce(into: [:]) { all, some in
            all.merge(some) { old, new in old + new.filter { !old.contains($0) } }
        }
    }
}
