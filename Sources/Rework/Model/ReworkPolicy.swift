package import Contract

/// What the team's config says of measuring.
package struct ReworkPolicy: Sendable {
    /// Days after a hand-off in which rework counts.
    package var window = 30
    /// A commit that touches more briefs than this is a clean-up.
    package var bulk = 20
    /// Globs over “Name” and “address” of authors that are machines.
    package var bots = ["*[bot]"]
    /// Names or addresses of people who set statuses for others.
    package var scribes: [String] = []
    /// The file that names commits to leave out.
    package var ignoreRevs: String? = ".git-blame-ignore-revs"
    package var lifecycle = Lifecycle()
    /// Members by team, names and handles as they may stand in a brief.
    package var teams: [String: [String]] = [:]

    package init() {}
}
