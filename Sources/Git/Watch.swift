/// Which part of a repository's files somebody follows: whole folders, and single files elsewhere.
package struct Watch: Sendable {
    private(set) var isWhole = false
    private(set) var files: Set<[UInt8]> = []
    private(set) var folders: [[UInt8]: Watch] = [:]

    package init() {}

    /// Everything.
    package static let everything: Watch = {
        var watch = Watch()
        watch.isWhole = true
        return watch
    }()

    package var isEmpty: Bool { !isWhole && files.isEmpty && folders.isEmpty }

    /// Everything in a folder.
    package mutating func add(folder: GitPath) { add(folder.parts.map(Array.init)[...]) { $0.isWhole = true } }

    package mutating func add(file: GitPath) {
        let parts = file.parts.map(Array.init)
        guard let name = parts.last else { return }
        add(parts.dropLast()) { $0.files.insert(name) }
    }

    package mutating func remove(file: GitPath) {
        let parts = file.parts.map(Array.init)
        guard let name = parts.last else { return }
        add(parts.dropLast()) { $0.files.remove(name) }
    }

    private mutating func add(_ parts: ArraySlice<[UInt8]>, _ body: (inout Watch) -> Void) {
        guard let first = parts.first else { return body(&self) }
        var inner = folders[first] ?? Watch()
        inner.add(parts.dropFirst(), body)
        folders[first] = inner.isEmpty ? nil : inner
    }

    /// What is followed inside of a folder; nil for nothing.
    func inside(_ name: [UInt8]) -> Watch? { isWhole ? self : folders[name] }

    func watches(file name: [UInt8]) -> Bool { isWhole || files.contains(name) }
}
