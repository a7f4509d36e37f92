internal import Source

// What md4c leaves inside raw text: comments in HTML, addresses in code.

extension Markdown {
    /// Finds HTML comments. An unclosed one ends with the HTML it began in.
    mutating func findComments(_ source: SourceText) {
        var found: [ByteRange] = []
        var end = 0
        var i = 0
        while i < runs.count {
            guard runs[i].kind == .html else { i += 1; continue }
            // Neighbouring HTML runs belong together: a comment over several lines comes in pieces.
            var last = i
            while last + 1 < runs.count, runs[last + 1].kind == .html || runs[last + 1].kind == .lineBreak { last += 1 }
            let stop = runs[last].range.upper
            var at = max(end, runs[i].range.lower)
            source.bytes.withUnsafeBufferPointer { bytes in
                while at + 4 <= stop {
                    guard bytes[at] == 0x3C, bytes[at + 1] == 0x21, bytes[at + 2] == 0x2D, bytes[at + 3] == 0x2D else { at += 1; continue }
                    var close = at + 4
                    while close < stop, !(close + 3 <= stop && bytes[close] == 0x2D && bytes[close + 1] == 0x2D && bytes[close + 2] == 0x3E)
                    {
                        close += 1
                    }
                    end = min(stop, close + 3)
                    found.append(ByteRange(at, end))
                    at = end
                }
            }
            i = last + 1
        }
        comments = found
    }

    /// People paste final addresses into fences and code spans: those are links too.
    mutating func findLinksInCode(_ source: SourceText) {
        var found: [Link] = []
        source.bytes.withUnsafeBufferPointer { bytes in
            for (index, run) in runs.enumerated() where run.kind == .code {
                var at = run.range.lower
                while at + 8 < run.range.upper {
                    guard bytes[at] == 0x68, bytes[at + 1] == 0x74, bytes[at + 2] == 0x74, bytes[at + 3] == 0x70 else { at += 1; continue }
                    let colon = bytes[at + 4] == 0x73 ? at + 5 : at + 4
                    guard colon + 2 < run.range.upper, bytes[colon] == 0x3A, bytes[colon + 1] == 0x2F, bytes[colon + 2] == 0x2F else {
                        at += 4
                        continue
                    }
                    var stop = colon + 3
                    while stop < run.range.upper, !Byte.isWhite(bytes[stop]), !Self.endsAddress(bytes[stop]) { stop += 1 }
                    let range = ByteRange(at, stop)
                    found.append(Link(url: source.text(range), range: range, anchor: range, runs: Int32(index)..<Int32(index + 1)))
                    at = stop
                }
            }
        }
        guard !found.isEmpty else { return }
        let all = links + found
        let order = all.indices.sorted { (all[$0].anchor.start, $0) < (all[$1].anchor.start, $1) }
        var place = [Int32](repeating: 0, count: all.count)
        for (new, old) in order.enumerated() { place[old] = Int32(new) }
        links = order.map { all[$0] }
        for i in runs.indices where runs[i].link >= 0 { runs[i].link = place[Int(runs[i].link)] }
    }

    /// Quotes, angle brackets and backticks never belong to an address that someone pasted into code.
    private static func endsAddress(_ byte: UInt8) -> Bool {
        byte == 0x22 || byte == 0x27 || byte == 0x3C || byte == 0x3E || byte == 0x60
    }
}
