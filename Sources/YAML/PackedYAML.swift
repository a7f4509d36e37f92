internal import Source

/// YAML that was read beforehand: the nodes one after the other, with their places, so that whoever reads it needs no YAML parser.
///
/// Reading a shipped contract this way takes a tenth of the instructions that libyaml takes. The form is text, so that it can stand in a
/// `StaticString`: a letter for the kind, numbers in digits of six bits, texts as they are.
package enum PackedYAML {
    fileprivate enum Kind: UInt8 {
        case plain = 0x70, quoted = 0x71
        case flow = 0x66, list = 0x6C
        case mapping = 0x6D
    }

    /// A number's digits, lowest first, with base 32: from `0` on where another follows, from `P` on for the last.
    fileprivate static let base = 32
    fileprivate static let digit: UInt8 = 0x30
    fileprivate static let lastDigit: UInt8 = 0x50

    package static func text(_ node: YAMLNode) -> String {
        var writer = Writer()
        writer.add(node)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// - Parameter text: what `text(_:)` returned; nil for anything else.
    package static func node(_ text: StaticString) -> YAMLNode? {
        text.withUTF8Buffer { node($0) }
    }

    package static func node(_ bytes: [UInt8]) -> YAMLNode? {
        bytes.withUnsafeBufferPointer { node($0) }
    }

    private static func node(_ bytes: UnsafeBufferPointer<UInt8>) -> YAMLNode? {
        var reader = Reader(bytes: bytes)
        guard let node = reader.node(), reader.isAtEnd else { return nil }
        return node
    }

    private struct Writer {
        var bytes: [UInt8] = []
        /// Where the last range began: ranges are told by their distance.
        private var last = 0

        mutating func add(_ node: YAMLNode) {
            switch node.content {
            case .scalar(let text, let plain):
                bytes.append((plain ? Kind.plain : .quoted).rawValue)
                add(node.range)
                add(text)
            case .sequence(let items, let flow):
                bytes.append((flow ? Kind.flow : .list).rawValue)
                add(node.range)
                add(items.count)
                for item in items { add(item) }
            case .mapping(let entries):
                bytes.append(Kind.mapping.rawValue)
                add(node.range)
                add(entries.count)
                for entry in entries {
                    add(entry.keyRange)
                    add(entry.key)
                    add(entry.value)
                }
            }
        }

        private mutating func add(_ range: ByteRange) {
            // A reference's value stands before it.
            let distance = range.lower - last
            add(distance < 0 ? -2 * distance - 1 : 2 * distance)
            add(range.upper - range.lower)
            last = range.lower
        }

        private mutating func add(_ text: String) {
            add(text.utf8.count)
            bytes.append(contentsOf: text.utf8)
        }

        private mutating func add(_ number: Int) {
            var rest = number
            while rest >= base {
                bytes.append(digit + UInt8(rest % base))
                rest /= base
            }
            bytes.append(lastDigit + UInt8(rest))
        }
    }

    private struct Reader {
        let bytes: UnsafeBufferPointer<UInt8>
        private var i = 0
        private var last = 0

        init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

        var isAtEnd: Bool { i == bytes.count }

        mutating func node() -> YAMLNode? {
            guard i < bytes.count, let kind = Kind(rawValue: bytes[i]) else { return nil }
            i += 1
            guard let range = range() else { return nil }
            switch kind {
            case .plain, .quoted:
                guard let text = text() else { return nil }
                return YAMLNode(content: .scalar(text, plain: kind == .plain), range: range)
            case .flow, .list:
                guard let count = count() else { return nil }
                var items: [YAMLNode] = []
                items.reserveCapacity(count)
                for _ in 0..<count {
                    guard let item = node() else { return nil }
                    items.append(item)
                }
                return YAMLNode(content: .sequence(items, flow: kind == .flow), range: range)
            case .mapping:
                guard let count = count() else { return nil }
                var entries: [YAMLEntry] = []
                entries.reserveCapacity(count)
                for _ in 0..<count {
                    guard let keyRange = self.range(), let key = text(), let value = node() else { return nil }
                    entries.append(YAMLEntry(key: key, keyRange: keyRange, value: value))
                }
                return YAMLNode(content: .mapping(entries), range: range)
            }
        }

        private mutating func range() -> ByteRange? {
            guard let code = number(), let length = number() else { return nil }
            last += code & 1 == 1 ? -(code + 1) / 2 : code / 2
            return ByteRange(last, last + length)
        }

        private mutating func text() -> String? {
            guard let count = count() else { return nil }
            defer { i += count }
            return String(decoding: bytes[i..<(i + count)], as: UTF8.self)
        }

        /// Of bytes, or of nodes, which take a byte at least: never more than are left.
        private mutating func count() -> Int? {
            guard let count = number(), count <= bytes.count - i else { return nil }
            return count
        }

        private mutating func number() -> Int? {
            var (value, unit) = (0, 1)
            while i < bytes.count, unit < 1 << 40 {
                let byte = bytes[i]
                i += 1
                switch byte {
                case digit..<lastDigit: value += Int(byte - digit) * unit
                case lastDigit..<(lastDigit + UInt8(base)): return value + Int(byte - lastDigit) * unit
                default: return nil
                }
                unit *= base
            }
            return nil
        }
    }
}
