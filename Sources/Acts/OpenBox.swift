internal import Brief
internal import Contract
internal import Source

/// A check box that acceptance depends on and that nobody has ticked.
package struct OpenBox: Sendable, Hashable {
    /// What it says.
    package var text: String
    /// Offset of its text in the file; nil where it says nothing.
    package var textAt: Int?

    static func all(in brief: Brief, _ bound: BoundBrief) -> [OpenBox] {
        bound.written("acceptance-criteria").flatMap { place -> [OpenBox] in
            guard case .markdown(let extent)? = place.value.content else { return [] }
            return extent.blocks.filter { brief.markdown.blocks[Int($0)].box == .open }.map { index in
                guard index + 1 < brief.markdown.blocks[Int(index)].next else { return OpenBox(text: "", textAt: nil) }
                let first = Int(index) + 1
                return OpenBox(text: brief.text(ofBlock: first), textAt: brief.markdown.bytes(of: brief.markdown.blocks[first].runs)?.lower)
            }
        }
    }

    func place(in brief: Brief) -> ActRefusal.Place { ActRefusal.Place(brief.lines.position(textAt ?? 0)) }

    /// Its mark stands on the line of its text, before it, behind marks of lists and quotes alone. Nil where it can't be told.
    func ticked(in source: SourceText) -> Edit? {
        guard let textAt else { return nil }
        let bytes = source.bytes
        let start = LineEnds(bytes: bytes).lineStart(textAt)
        var i = textAt - 3
        while i >= start {
            if bytes[i] == 0x5B, bytes[i + 1] == Byte.space, bytes[i + 2] == 0x5D { return Edit(ByteRange(i + 1, i + 2), "x") }
            i -= 1
        }
        return nil
    }
}
