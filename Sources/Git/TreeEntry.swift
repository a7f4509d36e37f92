/// One line of a tree object.
struct TreeEntry: Sendable, Hashable {
    var mode: FileMode
    /// Without folders before it.
    var name: [UInt8]
    var id: ObjectID

    /// git's order: of the names' bytes, with a slash behind a folder's.
    func sortsBefore(_ other: TreeEntry) -> Bool {
        let common = min(name.count, other.name.count)
        for i in 0..<common where name[i] != other.name[i] { return name[i] < other.name[i] }
        func next(_ entry: TreeEntry) -> UInt8 { entry.name.count > common ? entry.name[common] : entry.mode == .folder ? 0x2F : 0 }
        return next(self) < next(other)
    }

    /// A tree object's lines: mode in octal digits, space, name, NUL, twenty bytes of id. Nil when the bytes are no tree.
    static func all(in tree: UnsafeRawBufferPointer) -> [TreeEntry]? {
        var entries: [TreeEntry] = []
        var i = 0
        while i < tree.count {
            var mode: UInt32 = 0
            while i < tree.count, tree[i] != 0x20 {
                guard (0x30...0x37).contains(tree[i]), mode < 1 << 24 else { return nil }
                mode = mode << 3 | UInt32(tree[i] - 0x30)
                i += 1
            }
            i += 1
            let start = i
            while i < tree.count, tree[i] != 0 { i += 1 }
            guard i > start, i + ObjectID.size < tree.count, let kind = FileMode(raw: mode) else { return nil }
            let name = Array(tree[start..<i])
            // Such names would lead elsewhere; git refuses to write them.
            guard !name.contains(0x2F), name != [0x2E], name != [0x2E, 0x2E] else { return nil }
            entries.append(TreeEntry(mode: kind, name: name, id: ObjectID(tree.baseAddress! + i + 1)))
            i += 1 + ObjectID.size
        }
        return entries
    }
}
