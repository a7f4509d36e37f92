internal import CLibgit2

/// Reads packed objects by hand, for one thread.
///
/// libgit2 starts each object anew from the beginning of its chain of differences far too often: a history of documents took three times
/// as long with it. Hashes are not computed again, which would cost half as much on top: what does not unpack is noticed.
/// Whatever is unusual here, damaged objects first of all, is left to libgit2, which says what is wrong.
final class PackReader {
    struct Object {
        var kind: ObjectKind
        var bytes: [UInt8]
    }

    private struct Key: Hashable {
        var pack: Int
        var offset: Int
    }

    private let files: PackFiles
    private var stream = z_stream()
    private let isReady: Bool
    /// Where the last object was found: the next one is mostly there too.
    private var lastPack = 0
    /// What later objects are described by, in two generations: what was not asked for during one is forgotten after it.
    private var young: [Key: Object] = [:]
    private var old: [Key: Object] = [:]
    private var youngBytes = 0
    private var reads = 0
    /// In bytes.
    private static let mostYoung = 14 << 20
    private static let largestKept = 1 << 20
    /// Longer chains than git's own limits make are left to libgit2.
    private static let longestChain = 4096
    /// No object that is read here is larger.
    private static let largest = 64 << 20
    private static let readsBetweenForgetting = 1 << 16

    init(_ files: PackFiles) {
        self.files = files
        isReady = inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit {
        if isReady { inflateEnd(&stream) }
    }

    /// Nil when it is in no pack, or when libgit2 should look at it.
    func read(_ id: ObjectID) -> Object? {
        guard isReady, let key = find(id) else { return nil }
        reads += 1
        if reads % Self.readsBetweenForgetting == 0 { files.forget() }
        return object(key)
    }

    private func find(_ id: ObjectID) -> Key? {
        let packs = files.packs
        if packs.indices.contains(lastPack), let offset = packs[lastPack].offset(of: id) { return Key(pack: lastPack, offset: offset) }
        for i in packs.indices where i != lastPack {
            guard let offset = packs[i].offset(of: id) else { continue }
            lastPack = i
            return Key(pack: i, offset: offset)
        }
        return nil
    }

    /// Follows the chain of differences down to something whole, and builds it up again.
    private func object(_ key: Key) -> Object? {
        var chain: [(key: Key, difference: [UInt8])] = []
        var next = key
        var object: Object
        while true {
            if let known = remembered(next) {
                object = known
                break
            }
            guard chain.count < Self.longestChain, let entry = entry(next) else { return nil }
            switch entry {
            case .whole(let whole):
                object = whole
                keep(whole, next)
            case .difference(let bytes, let base):
                chain.append((next, bytes))
                next = base
                continue
            }
            break
        }
        for link in chain.reversed() {
            guard let bytes = Self.applied(link.difference, to: object.bytes) else { return nil }
            object = Object(kind: object.kind, bytes: bytes)
            keep(object, link.key)
        }
        return object
    }

    private enum Packed {
        case whole(Object)
        case difference([UInt8], base: Key)
    }

    /// One entry: type and size, for a difference what it differs from, and a zlib stream.
    private func entry(_ key: Key) -> Packed? {
        let data = files.packs[key.pack].data
        let end = data.count - 20
        var i = key.offset
        guard i >= 12, i < end else { return nil }
        var byte = data[i]
        i += 1
        let type = byte >> 4 & 7
        var size = Int(byte & 15)
        var shift = 4
        while byte & 0x80 != 0 {
            guard i < end, shift < 40 else { return nil }
            byte = data[i]
            i += 1
            size |= Int(byte & 0x7F) << shift
            shift += 7
        }
        guard size <= Self.largest else { return nil }
        let kind: ObjectKind
        switch type {
        case 1: kind = .commit
        case 2: kind = .tree
        case 3: kind = .blob
        case 4: kind = .tag
        case 6:
            guard i < end else { return nil }
            byte = data[i]
            i += 1
            var distance = Int(byte & 0x7F)
            while byte & 0x80 != 0 {
                guard i < end, distance < 1 << 48 else { return nil }
                byte = data[i]
                i += 1
                distance = (distance + 1) << 7 | Int(byte & 0x7F)
            }
            guard distance > 0, distance < key.offset, let bytes = inflated(data, i..<end, size) else { return nil }
            return .difference(bytes, base: Key(pack: key.pack, offset: key.offset - distance))
        case 7:
            guard i + ObjectID.size < end, let base = files.packs[key.pack].offset(of: ObjectID(data.baseAddress! + i)), base != key.offset
            else { return nil }
            guard let bytes = inflated(data, (i + ObjectID.size)..<end, size) else { return nil }
            return .difference(bytes, base: Key(pack: key.pack, offset: base))
        default: return nil
        }
        return inflated(data, i..<end, size).map { .whole(Object(kind: kind, bytes: $0)) }
    }

    private func inflated(_ data: UnsafeRawBufferPointer, _ range: Range<Int>, _ size: Int) -> [UInt8]? {
        guard inflateReset(&stream) == Z_OK else { return nil }
        stream.next_in = UnsafeMutablePointer(mutating: (data.baseAddress! + range.lowerBound).assumingMemoryBound(to: UInt8.self))
        stream.avail_in = UInt32(clamping: range.count)
        var isWhole = false
        // One byte more than it may be, so that a stream that goes on is noticed.
        let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, filled in
            stream.next_out = buffer.baseAddress
            stream.avail_out = UInt32(size + 1)
            isWhole = inflate(&stream, Z_FINISH) == Z_STREAM_END && Int(stream.avail_out) == 1
            filled = isWhole ? size : 0
        }
        return isWhole ? bytes : nil
    }

    // MARK: differences

    /// Copies from the base and new bytes, in turns.
    static func applied(_ difference: [UInt8], to base: [UInt8]) -> [UInt8]? {
        difference.withUnsafeBufferPointer { delta in
            base.withUnsafeBufferPointer { base in
                var i = 0
                func length() -> Int? {
                    var (value, shift) = (0, 0)
                    while i < delta.count, shift < 40 {
                        let byte = delta[i]
                        i += 1
                        value |= Int(byte & 0x7F) << shift
                        if byte & 0x80 == 0 { return value }
                        shift += 7
                    }
                    return nil
                }
                guard length() == base.count, let size = length(), size <= largest else { return nil }
                var isWhole = false
                let result = [UInt8](unsafeUninitializedCapacity: size) { output, filled in
                    isWhole = build(delta, from: i, base, output, size)
                    filled = isWhole ? size : 0
                }
                return isWhole ? result : nil
            }
        }
    }

    private static func build(
        _ delta: UnsafeBufferPointer<UInt8>, from start: Int, _ base: UnsafeBufferPointer<UInt8>,
        _ output: UnsafeMutableBufferPointer<UInt8>, _ size: Int
    ) -> Bool {
        var (i, written) = (start, 0)
        while i < delta.count {
            let order = delta[i]
            i += 1
            if order & 0x80 != 0 {
                var (offset, count) = (0, 0)
                for bit in 0..<7 where order & 1 << bit != 0 {
                    guard i < delta.count else { return false }
                    if bit < 4 { offset |= Int(delta[i]) << (8 * bit) } else { count |= Int(delta[i]) << (8 * (bit - 4)) }
                    i += 1
                }
                if count == 0 { count = 0x10000 }
                guard offset + count <= base.count, written + count <= size else { return false }
                (output.baseAddress! + written).update(from: base.baseAddress! + offset, count: count)
                written += count
            } else {
                let count = Int(order)
                guard count > 0, i + count <= delta.count, written + count <= size else { return false }
                (output.baseAddress! + written).update(from: delta.baseAddress! + i, count: count)
                i += count
                written += count
            }
        }
        return written == size
    }

    // MARK: what is kept

    private func remembered(_ key: Key) -> Object? {
        if let object = young[key] { return object }
        guard let object = old.removeValue(forKey: key) else { return nil }
        keep(object, key)
        return object
    }

    private func keep(_ object: Object, _ key: Key) {
        // Commits are hardly ever described by others.
        guard object.kind != .commit, object.bytes.count <= Self.largestKept else { return }
        young[key] = object
        youngBytes += object.bytes.count + 64
        guard youngBytes > Self.mostYoung else { return }
        old = young
        young = [:]
        youngBytes = 0
    }
}
