package import Source

/// A Markdown document as flat lists in document order, every run of text with its bytes in the file.
package struct Markdown: Sendable {
    package enum Kind: UInt8, Sendable {
        case quote, list, item, divider, heading, code, html, paragraph, table, row, headerCell, cell
    }

    package enum Box: UInt8, Sendable {
        case none, open, ticked
    }

    /// A block and everything in it: its descendants are the blocks up to `next`, its text the runs of `runs`.
    package struct Block: Sendable {
        package var kind: Kind
        /// 1–6 for headings, else 0.
        package var level: UInt8
        package var box: Box = .none
        /// Index after the last descendant.
        package var next: Int32 = 0
        package var runs: Range<Int32>
        /// The first word after a fence's backticks.
        package var language: ByteRange?
    }

    package struct Style: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let strong = Style(rawValue: 1)
        package static let emphasis = Style(rawValue: 2)
        package static let link = Style(rawValue: 4)
        package static let struck = Style(rawValue: 8)
    }

    package enum RunKind: UInt8, Sendable {
        case text, code, entity, html, lineBreak
    }

    /// A piece of text in one style. Line breaks have an empty range.
    package struct Run: Sendable {
        package var kind: RunKind
        package var style: Style
        package var range: ByteRange
        /// Index of the link this text belongs to, or -1.
        package var link: Int32 = -1
    }

    /// Something that leads elsewhere: an inline link, an image, a bare address, or an address inside code.
    package struct Link: Sendable {
        package var url: String
        /// The address where it stands as such, else the link's text.
        package var range: ByteRange
        /// The link's text, else its address: what lies inside a value when the link does.
        package var anchor: ByteRange
        package var runs: Range<Int32>
    }

    package var blocks: [Block] = []
    package var runs: [Run] = []
    /// In document order.
    package var links: [Link] = []
    /// HTML comments in order, `<!--` and `-->` included.
    package var comments: [ByteRange] = []

    /// The links that stand within these bytes.
    package func links(in range: ByteRange) -> ArraySlice<Link> {
        let first = links.partitioningIndex { $0.anchor.start >= range.start }
        let end = links.partitioningIndex { $0.anchor.start >= range.end }
        return links[first..<Swift.max(first, end)]
    }

    /// Bytes from the first to the last run; nil where there is no text.
    package func bytes(of runs: Range<Int32>) -> ByteRange? {
        guard let first = runs.first, let last = runs.last else { return nil }
        return ByteRange(self.runs[Int(first)].range.lower, self.runs[Int(last)].range.upper)
    }
}
