internal import Brief
internal import Source

/// All text of a brief that belongs to nothing else: a bag of words, so that a moved paragraph is no change. Front matter is no prose: what
/// no context asks for is not handed over by it.
struct Prose {
    private let brief: Brief
    private var words = Words()

    /// - Parameter places: what is left out, in no order.
    static func words(_ brief: Brief, without places: [ByteRange]) -> [UInt64] {
        var prose = Prose(brief: brief)
        prose.read(without: places)
        return prose.words.hashes
    }

    private init(brief: Brief) { self.brief = brief }

    private mutating func read(without places: [ByteRange]) {
        let places = Self.joined(places)
        let markdown = brief.markdown
        words.reserve(brief.source.bytes.count / 6)
        brief.source.bytes.withUnsafeBufferPointer { bytes in
            var next = 0
            for block in markdown.blocks {
                switch block.kind {
                case .paragraph, .heading, .cell, .headerCell: break
                default: continue
                }
                for index in block.runs {
                    let run = markdown.runs[Int(index)]
                    guard run.kind == .text || run.kind == .code else { continue }
                    var start = run.range.lower
                    // Runs come in the order of their places.
                    while next < places.count, places[next].upper <= start { next += 1 }
                    var place = next
                    while start < run.range.upper {
                        guard place < places.count, places[place].lower < run.range.upper else {
                            words.add(bytes, start..<run.range.upper)
                            break
                        }
                        if places[place].lower > start { words.add(bytes, start..<places[place].lower) }
                        start = max(start, places[place].upper)
                        place += 1
                    }
                }
            }
        }
    }

    /// In order, without overlaps.
    private static func joined(_ places: [ByteRange]) -> [ByteRange] {
        var joined: [ByteRange] = []
        for place in places.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) where !place.isEmpty {
            if let last = joined.last, place.start <= last.end {
                joined[joined.count - 1].end = max(last.end, place.end)
            } else {
                joined.append(place)
            }
        }
        return joined
    }
}
