#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What two tree objects say differently, found without making a value of each line.
///
/// A folder of a thousand files has a line of some forty bytes for each, and a commit changes one of them.
enum RawTree {
    /// A name and what stands under it in each of the trees.
    struct Difference {
        var name: [UInt8]
        var old: Line?
        var new: Line?
    }

    struct Line: Hashable {
        var mode: FileMode
        var id: ObjectID
    }

    /// Where one line's parts are.
    private struct Cut {
        var name: Range<Int>
        var end: Int
        var mode: FileMode
    }

    /// Nil when one of them is no tree.
    static func differences(_ old: [UInt8], _ new: [UInt8]) -> [Difference]? {
        old.withUnsafeBytes { old in new.withUnsafeBytes { new in differences(old, new) } }
    }

    private static func differences(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer) -> [Difference]? {
        var found: [Difference] = []
        var (o, n) = (0, 0)
        while o < old.count || n < new.count {
            // Most lines are the same on both sides: not even their modes are looked at.
            if o < old.count, n < new.count, let end = lineEnd(new, n), end - n <= old.count - o,
                memcmp(old.baseAddress! + o, new.baseAddress! + n, end - n) == 0
            {
                o += end - n
                n = end
                continue
            }
            var (before, after): (Cut?, Cut?)
            if o < old.count {
                guard let cut = cut(old, o) else { return nil }
                before = cut
            }
            if n < new.count {
                guard let cut = cut(new, n) else { return nil }
                after = cut
            }
            if let b = before, let a = after {
                switch order(old, b, new, a) {
                case ..<0: after = nil
                case 1...: before = nil
                default: break
                }
            }
            let name = before.map { Array(old[$0.name]) } ?? after.map { Array(new[$0.name]) } ?? []
            found.append(Difference(name: name, old: before.map { line(old, $0) }, new: after.map { line(new, $0) }))
            o = before?.end ?? o
            n = after?.end ?? n
        }
        return found
    }

    private static func lineEnd(_ tree: UnsafeRawBufferPointer, _ start: Int) -> Int? {
        guard let zero = memchr(tree.baseAddress! + start, 0, tree.count - start) else { return nil }
        let end = UnsafeRawPointer(zero) - tree.baseAddress! + 1 + ObjectID.size
        return end <= tree.count ? end : nil
    }

    /// Mode in octal digits, space, name, NUL, twenty bytes of id.
    private static func cut(_ tree: UnsafeRawBufferPointer, _ start: Int) -> Cut? {
        guard let end = lineEnd(tree, start) else { return nil }
        let zero = end - ObjectID.size - 1
        var mode: UInt32 = 0
        var i = start
        while i < zero, tree[i] != 0x20 {
            guard (0x30...0x37).contains(tree[i]), mode < 1 << 24 else { return nil }
            mode = mode << 3 | UInt32(tree[i] - 0x30)
            i += 1
        }
        guard i + 1 < zero, let kind = FileMode(raw: mode) else { return nil }
        let name = (i + 1)..<zero
        // Such names would lead elsewhere; git refuses to write them.
        guard !tree[name].contains(0x2F), !(name.count <= 2 && tree[name].allSatisfy { $0 == 0x2E }) else { return nil }
        return Cut(name: name, end: end, mode: kind)
    }

    private static func line(_ tree: UnsafeRawBufferPointer, _ cut: Cut) -> Line {
        Line(mode: cut.mode, id: ObjectID(tree.baseAddress! + cut.end - ObjectID.size))
    }

    /// git’s order: of the names’ bytes, with a slash behind a folder’s.
    private static func order(_ a: UnsafeRawBufferPointer, _ one: Cut, _ b: UnsafeRawBufferPointer, _ two: Cut) -> Int {
        let common = min(one.name.count, two.name.count)
        let code = memcmp(a.baseAddress! + one.name.lowerBound, b.baseAddress! + two.name.lowerBound, common)
        if code != 0 { return code < 0 ? -1 : 1 }
        if one.name.count == two.name.count, one.mode == two.mode || (one.mode != .folder && two.mode != .folder) { return 0 }
        func next(_ tree: UnsafeRawBufferPointer, _ cut: Cut) -> Int {
            cut.name.count > common ? Int(tree[cut.name.lowerBound + common]) : cut.mode == .folder ? 0x2F : 0
        }
        return next(a, one) - next(b, two)
    }
}
