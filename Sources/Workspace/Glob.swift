/// A pattern for paths: `*` (not `/`), `**` (whole segments), `?` and `{a,b}`; every other character is itself.
///
/// Case-sensitive and anchored: `briefs/*.md` is not `old/briefs/a.md`.
package struct Glob: Sendable, Hashable {
    package let source: String
    private let alternatives: [[[UInt8]]]

    /// More alternatives than this are a mistake or an attack.
    private static let mostAlternatives = 256

    /// Nil when the braces multiply to too many alternatives.
    package init?(_ source: String) {
        self.source = source
        var texts: [[UInt8]] = [Array(source.utf8)]
        var done: [[UInt8]] = []
        while let text = texts.popLast() {
            guard done.count + texts.count <= Self.mostAlternatives else { return nil }
            if let expanded = Self.expandFirstBrace(text) { texts += expanded.reversed() } else { done.append(text) }
        }
        alternatives = done.map { $0.split(separator: 0x2F).map(Array.init) }
    }

    /// A pattern in which braces are themselves.
    init(plain source: String) {
        self.source = source
        alternatives = [source.utf8.split(separator: 0x2F).map(Array.init)]
    }

    /// Nil when there is no `{…}` with an end.
    private static func expandFirstBrace(_ text: [UInt8]) -> [[UInt8]]? {
        guard let open = text.firstIndex(of: 0x7B) else { return nil }
        var depth = 0
        var parts: [[UInt8]] = [[]]
        for i in open..<text.count {
            let byte = text[i]
            if byte == 0x7B { depth += 1 }
            if byte == 0x7D { depth -= 1 }
            if depth == 0 {
                let (head, tail) = (text[..<open], text[(i + 1)...])
                return parts.map { head + $0 + tail }
            }
            if i == open { continue }
            if byte == 0x2C, depth == 1 { parts.append([]) } else { parts[parts.count - 1].append(byte) }
        }
        return nil
    }

    package func matches(_ path: String) -> Bool {
        var path = path
        return path.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: bytes.count / 2 + 1) { segments in
                var count = 0
                var start = 0
                for i in 0...bytes.count where i == bytes.count || bytes[i] == 0x2F {
                    if i > start {
                        segments.initializeElement(at: count, to: start..<i)
                        count += 1
                    }
                    start = i + 1
                }
                return alternatives.contains { Self.match($0, bytes, UnsafeBufferPointer(rebasing: segments[..<count])) }
            }
        }
    }

    /// Folders to look into: each alternative's segments up to the first wildcard.
    package var roots: [String] {
        alternatives.map { segments in
            segments.dropLast().prefix { !$0.contains(0x2A) && !$0.contains(0x3F) }.map { String(decoding: $0, as: UTF8.self) }.joined(
                separator: "/")
        }
    }

    /// The patterns that it stands for, none of them with braces.
    package var unfolded: [String] {
        alternatives.map { $0.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/") }
    }

    /// A path that it matches, with a name where the pattern leaves one open; nil when there is no such path.
    package func path(named name: String) -> String? {
        for segments in alternatives {
            var parts: [String] = []
            for (i, segment) in segments.enumerated() {
                let isLast = i == segments.count - 1
                if segment == Self.anySegments {
                    if isLast { parts.append(name + ".md") }
                } else if segment == [0x2A] {
                    parts.append(isLast ? name + ".md" : name)
                } else {
                    let pieces = segment.split(separator: 0x2A, omittingEmptySubsequences: false).map {
                        String(decoding: $0, as: UTF8.self)
                    }
                    parts.append(pieces.count == 1 ? pieces[0] : pieces[0] + name + pieces.dropFirst().joined())
                }
            }
            let path = parts.joined(separator: "/")
            if segments.contains(where: { $0.contains(0x2A) }), path.utf8.count < 1024, matches(path) { return path }
        }
        return nil
    }

    private static let anySegments: [UInt8] = [0x2A, 0x2A]

    /// Wildcard matching with one step back, over segments.
    private static func match(_ glob: [[UInt8]], _ bytes: UnsafeBufferPointer<UInt8>, _ path: UnsafeBufferPointer<Range<Int>>) -> Bool {
        var g = 0
        var p = 0
        var back: (g: Int, p: Int)?
        while p < path.count {
            if g < glob.count, glob[g] == anySegments {
                back = (g, p)
                g += 1
            } else if g < glob.count, match(segment: glob[g], UnsafeBufferPointer(rebasing: bytes[path[p]])) {
                g += 1
                p += 1
            } else if let last = back {
                back = (last.g, last.p + 1)
                g = last.g + 1
                p = last.p + 1
            } else {
                return false
            }
        }
        while g < glob.count, glob[g] == anySegments { g += 1 }
        return g == glob.count
    }

    static func match(segment glob: [UInt8], _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        var g = 0
        var n = 0
        var back: (g: Int, n: Int)?
        while n < name.count {
            if g < glob.count, glob[g] == 0x2A {
                back = (g, n)
                g += 1
            } else if g < glob.count, glob[g] == 0x3F {
                // One character, which may be several bytes.
                g += 1
                n += 1
                while n < name.count, name[n] & 0xC0 == 0x80 { n += 1 }
            } else if g < glob.count, glob[g] == name[n] {
                g += 1
                n += 1
            } else if let last = back {
                back = (last.g, last.n + 1)
                g = last.g + 1
                n = last.n + 1
            } else {
                return false
            }
        }
        while g < glob.count, glob[g] == 0x2A { g += 1 }
        return g == glob.count
    }
}
