internal import Source

/// A pattern for labels that no list can hold. It must match the whole of a label as it is compared.
///
/// A brief of its own words meets every pattern of its contract with every label. Compiling one costs as much as checking a brief, so what
/// a matching label begins with is read off the pattern, and mostly rules it out.
package struct LabelPattern: Sendable {
    let pattern: Pattern
    /// One of these begins every label that matches. An empty one says nothing.
    let beginnings: [[UInt8]]

    /// What stands around a pattern as written.
    static let before = "(?i)^(?:"
    private static let after = ")$"

    init(_ source: String) {
        pattern = Pattern(Self.before + source + Self.after)
        beginnings = Beginnings.all(in: source)
    }

    /// As written in the contract.
    var source: String { String(pattern.source.dropFirst(Self.before.count).dropLast(Self.after.count)) }

    /// Which of some patterns a label matches first.
    static func first<Subject>(_ subjects: [Subject], matching label: String, _ patterns: (Subject) -> [LabelPattern]) -> Subject? {
        let bytes = Array(label.utf8)
        // “ſ” is an s to a pattern that ignores case.
        let mayBegin = bytes.contains(0xC5) ? { _ in true } : { (beginning: [UInt8]) in bytes.starts(with: beginning) }
        return subjects.first { patterns($0).contains { $0.beginnings.contains(where: mayBegin) && $0.pattern.holds(label) } }
    }
}

/// Reads what the matches of a pattern begin with, up to the first thing that is no plain character or group of alternatives.
private struct Beginnings {
    private static let most = 64

    let bytes: [UInt8]
    private var i = 0

    static func all(in source: String) -> [[UInt8]] {
        var reader = Beginnings(bytes: Array(source.utf8))
        guard reader.isPlain else { return [[]] }
        let found = reader.alternatives()
        // A bracket that closes what nobody opened ends the pattern for this reader, not for PCRE2.
        return reader.i > reader.bytes.count ? found : [[]]
    }

    /// No comments, no quoting, no changed meaning of what follows: of the special groups only `(?:`.
    private var isPlain: Bool {
        bytes.indices.dropLast().allSatisfy { i in
            switch (bytes[i], bytes[i + 1]) {
            case (0x28, 0x2A), (0x5C, 0x51): false  // (* and \Q
            case (0x28, 0x3F): i + 2 < bytes.count && bytes[i + 2] == 0x3A
            default: true
            }
        }
    }

    private var next: UInt8? { i < bytes.count ? bytes[i] : nil }

    /// Of all alternatives up to the end of the pattern or group; `i` is then behind it.
    mutating func alternatives() -> [[UInt8]] {
        var found: [[UInt8]] = []
        while true {
            found += sequence()
            guard next == 0x7C else { break }  // |
            i += 1
        }
        i += 1
        return found.count > Self.most || found.contains([]) ? [[]] : found
    }

    /// Of one alternative; `i` is then at the `|` or `)` behind it.
    private mutating func sequence() -> [[UInt8]] {
        var plain: [UInt8] = []
        while let byte = next, byte != 0x7C, byte != 0x29 {
            if byte == 0x28, bytes[i...].starts(with: "(?:".utf8) {
                i += 3
                let inner = alternatives()
                let isSure = !isOptional
                skipAlternative()
                return isSure ? inner.map { plain + $0 } : [plain]
            }
            guard Byte.isLetter(byte) || Byte.isDigit(byte) || byte == Byte.space || byte == 0x27 || byte == 0x2D else { break }
            i += 1
            if isOptional { break }
            plain.append(Byte.lower(byte))
            if next == 0x2B { break }  // +
        }
        skipAlternative()
        return [plain]
    }

    /// Whether what was just read may be missing: `?`, `*` or `{`.
    private var isOptional: Bool { next == 0x3F || next == 0x2A || next == 0x7B }

    /// To the end of an alternative, past whatever stands in it.
    private mutating func skipAlternative() {
        var depth = 0
        while let byte = next {
            switch byte {
            case 0x5C: i += 1  // \
            case 0x5B: skipClass()
            case 0x28: depth += 1
            case 0x29 where depth == 0, 0x7C where depth == 0: return
            case 0x29: depth -= 1
            default: break
            }
            i += 1
        }
    }

    /// To the `]` of a class; one that comes first, or behind `^`, belongs to it.
    private mutating func skipClass() {
        i += 1
        if next == 0x5E { i += 1 }
        if next == 0x5D { i += 1 }
        while let byte = next, byte != 0x5D { i += byte == 0x5C ? 2 : 1 }
    }
}
