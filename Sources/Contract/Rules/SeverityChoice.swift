/// Config beats the contract's own map beats the check; an exact key beats a glob, a longer glob a shorter.
///
/// A handoff's name alone is the weakest of the config's keys: in its briefs nothing weighs more than that, whatever the rule and whoever
/// brought it along, unless the config says more of the rule.
struct SeverityChoice {
    private let config: [String: SeverityRule]
    private let contract: [String: SeverityRule]
    private let most: SeverityRule?

    init(config: [String: SeverityRule], contract: Contract) {
        self.config = config
        self.contract = contract.severities
        most = config[contract.id]
    }

    /// - Parameter declared: what the check and its context say.
    func severity(rule: String, check: String, declared: SeverityRule) -> SeverityRule {
        if let chosen = Self.find(config, rule, check) { return chosen }
        let own = Self.find(contract, rule, check) ?? declared
        return most.map(own.atMost) ?? own
    }

    private static func find(_ map: [String: SeverityRule], _ rule: String, _ check: String) -> SeverityRule? {
        guard !map.isEmpty else { return nil }
        if let exact = map["\(rule):\(check)"] ?? map[rule] { return exact }
        let globs = map.keys.filter { $0.contains("*") && (RuleGlob.matches($0, rule) || RuleGlob.matches($0, "\(rule):\(check)")) }
        return globs.max { ($0.utf8.count, $1) < ($1.utf8.count, $0) }.flatMap { map[$0] }
    }
}

/// `*` in a rule's name stands for any characters.
package enum RuleGlob {
    package static func matches(_ glob: String, _ name: String) -> Bool {
        let glob = Array(glob.utf8)
        let name = Array(name.utf8)
        var g = 0
        var n = 0
        var star: (g: Int, n: Int)?
        while n < name.count {
            if g < glob.count, glob[g] == 0x2A {
                star = (g, n)
                g += 1
            } else if g < glob.count, glob[g] == name[n] {
                g += 1
                n += 1
            } else if let back = star {
                star = (back.g, back.n + 1)
                g = back.g + 1
                n = back.n + 1
            } else {
                return false
            }
        }
        while g < glob.count, glob[g] == 0x2A { g += 1 }
        return g == glob.count
    }
}
