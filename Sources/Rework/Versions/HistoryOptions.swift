/// What somebody asked for when a history is read.
package struct HistoryOptions: Sendable {
    /// The mainline: a branch, a tag or a commit.
    package var branch = "HEAD"
    /// Whether a shallow clone may be measured, though it ends early.
    package var allowsShallow = false
    /// Seconds since 1970, by the clock of this machine: commits dated later are noted. Nil for no look at the clock.
    package var clock: Int?
    /// Called now and then with the number of commits that were walked; from one thread.
    package var progress: (@Sendable (Int) -> Void)?

    /// What earlier runs left; nil for reading everything anew, and leaving nothing.
    package var cache: HistoryCache?

    package init() {}
}
