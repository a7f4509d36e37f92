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

    /// - Parameter text: what `text(_:)` returned.
    package static func node(_ text: StaticString) -> YAMLNode {
        text.withUTF8Buffer { bytes in
            var reader = Reader(bytes: bytes)
            return reader.node()
        }
    }

    package static func node(_ bytes: [UInt8]) -> YAMLNode {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = Reader(bytes: bytes)
            return reader.node()
        }
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

        mutating func node() -> YAMLNode {
            guard let kind = Kind(rawValue: bytes[i]) else { fatalError("Packed YAML is damaged at byte \(i)") }
            i += 1
            let range = range()
            switch kind {
            case .plain, .quoted: return YAMLNode(content: .scalar(text(), plain: kind == .plain), range: range)
            case .flow, .list:
                let count = number()
                var items: [YAMLNode] = []
                items.reserveCapacity(count)
                for _ in 0..<count { items.append(node()) }
                return YAMLNode(content: .sequence(items, flow: kind == .flow), range: range)
            case .mapping:
                let count = number()
                var entries: [YAMLEntry] = []
                entries.reserveCapacity(count)
                for _ in 0..<count {
                    let keyRange = self.range()
                    let key = text()
                    entries.append(YAMLEntry(key: key, keyRange: keyRange, value: node()))
                }
                return YAMLNode(content: .mapping(entries), range: range)
            }
        }

        private mutating func range() -> ByteRange {
            let code = number()
            last += code & 1 == 1 ? -(code + 1) / 2 : code / 2
            return ByteRange(last, last + number())
        }

        private mutating func text() -> String {
            let count = number()
            defer { i += count }
            return String(decoding: bytes[i..<(i + count)], as: UTF8.self)
        }

        private mutating func number() -> Int {
            var (value, unit) = (0, 1)
            while bytes[i] < lastDigit {
                value += Int(bytes[i] - digit) * unit
                unit *= base
                i += 1
            }
            defer { i += 1 }
            return value + Int(bytes[i] - lastDigit) * unit
        }
    }
}
