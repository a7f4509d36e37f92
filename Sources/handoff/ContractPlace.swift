internal import Contract
internal import Workspace

/// Where a team would write its lines on a shipped contract.
struct ContractPlace {
    var file: String
    /// Nil where the config finds such a file already.
    var configLine: String?

    init(_ id: String, _ config: Config) {
        let folders = config.contracts.flatMap(\.roots) + ["handoffs"]
        let candidates = folders.map { ($0.isEmpty ? "" : $0 + "/") + id + ".yml" }
        if let found = candidates.first(where: { candidate in config.contracts.contains { $0.matches(candidate) } }) {
            file = found
        } else {
            file = "handoffs/\(id).yml"
            let globs = config.contracts.map { "\"\($0.source)\"" } + ["\"handoffs/*.yml\""]
            configLine = "contracts: [\(globs.joined(separator: ", "))]\n"
        }
    }
}
