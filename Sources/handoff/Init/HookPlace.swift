internal import Workspace

/// Where the commit hook belongs.
struct HookPlace: Sendable {
    /// Of the file `pre-commit`; nil where the folder is outside the repository, so that other repositories use it as well.
    var path: InitPath?
    /// The folder, for people.
    var folder: String
    /// The folder is one of the team's files: what is in it reaches colleagues, on whose machines nothing is where it is here.
    var isShared: Bool
    /// A tool runs what is there by `sh`, whether it may be executed or not.
    var isRunBySh: Bool

    /// Nil outside git.
    init?(_ ground: InitGround) {
        guard var hooks = ground.hooks else { return nil }
        // husky writes `.husky/_` anew whenever it likes; the team's own hooks stand one folder up.
        let parts = hooks.split(separator: "/")
        let isHusky = parts.last == ".husky" || parts.suffix(2).elementsEqual([".husky", "_"])
        if isHusky, parts.last == "_" { hooks = "/" + parts.dropLast().joined(separator: "/") }
        folder = hooks
        path = ground.path(ofAbsolute: hooks).map { InitPath($0.base, ($0.path.isEmpty ? "" : $0.path + "/") + "pre-commit") }
        isShared = path?.base == .tree
        isRunBySh = isHusky
    }
}
