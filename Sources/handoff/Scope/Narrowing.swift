internal import Workspace

/// The paths of the command line, which narrow what a run with git looks at.
struct Narrowing {
    /// From the team's folder; empty when nothing was named.
    private(set) var paths: [String] = []
    /// What was named and can't be looked at.
    private(set) var unreadable: [(path: String, problem: FileProblem)] = []

    var isAll: Bool { paths.isEmpty && unreadable.isEmpty }

    /// - Parameters:
    ///   - names: as somebody in the current folder writes them.
    ///   - exists: whether there is a file or folder before or after the change.
    ///   - place: where there is none.
    init(_ names: [String], _ workTree: WorkTree, place: String, exists: (String) throws -> Bool) throws {
        for name in names {
            guard let path = workTree.path(inside: name, followsLast: false) else {
                unreadable.append((name, .other("this is outside \(workTree.root)")))
                continue
            }
            if try path.isEmpty || exists(path) {
                paths.append(path)
            } else if Files.kind(workTree.absolute(path)) != nil {
                let add = place == "the index" ? "; add it with “git add”" : ""
                unreadable.append((name, .other("this is not in \(place)\(add)")))
            } else {
                unreadable.append((name, .missing))
            }
        }
    }

    func includes(_ path: String) -> Bool {
        isAll || paths.contains { $0.isEmpty || path == $0 || path.hasPrefix($0 + "/") }
    }

    /// Whether the file itself was named, not a folder it is in.
    func names(_ path: String) -> Bool { paths.contains(path) }
}
