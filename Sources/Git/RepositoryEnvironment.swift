/// The variables by which git tells its hooks and aliases which repository is meant.
package struct RepositoryEnvironment: Sendable, Hashable {
    /// GIT_DIR
    package var gitFolder: String?
    /// GIT_WORK_TREE
    package var workTree: String?
    /// GIT_INDEX_FILE: `git commit FILE` commits another index than the usual one.
    package var indexFile: String?
    /// GIT_OBJECT_DIRECTORY and GIT_ALTERNATE_OBJECT_DIRECTORIES: in a `pre-receive` hook the new objects stand apart.
    package var objectFolders: [String] = []
    /// GIT_CEILING_DIRECTORIES, between colons.
    package var ceilings: String?
    /// GIT_DISCOVERY_ACROSS_FILESYSTEM
    package var crossesFileSystems = false
    /// GIT_COMMON_DIR
    package var commonFolder: String?

    package init() {}

    /// - Parameter value: the variable of a name; nil where it is not set.
    package init(_ value: (String) -> String?) {
        func named(_ name: String) -> String? { value(name).flatMap { $0.isEmpty ? nil : $0 } }
        gitFolder = named("GIT_DIR")
        workTree = named("GIT_WORK_TREE")
        indexFile = named("GIT_INDEX_FILE")
        objectFolders = [named("GIT_OBJECT_DIRECTORY")].compactMap(\.self)
        objectFolders += named("GIT_ALTERNATE_OBJECT_DIRECTORIES")?.split(separator: ":").map(String.init) ?? []
        ceilings = named("GIT_CEILING_DIRECTORIES")
        crossesFileSystems = ["1", "true", "yes", "on"].contains(named("GIT_DISCOVERY_ACROSS_FILESYSTEM")?.lowercased())
        commonFolder = named("GIT_COMMON_DIR")
    }
}
