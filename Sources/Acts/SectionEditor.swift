internal import Brief
internal import Rework
internal import Source

/// Adds one item to a section that a brief collects while the work goes on.
struct SectionEditor {
    let brief: Brief
    let heading: String
    /// Labels that name such a section.
    let labels: Set<String>

    static func questions(_ brief: Brief) -> SectionEditor {
        SectionEditor(brief: brief, heading: "Questions", labels: RunningSections.questions)
    }

    static func log(_ brief: Brief) -> SectionEditor {
        SectionEditor(
            brief: brief, heading: "Log", labels: ["log", "change log", "changelog", "protokoll", "journal", "registro", "logboek"])
    }

    /// - Returns: the edit, and at which of its bytes the item's text begins.
    func adding(_ item: String) -> (edit: Edit, textAt: Int) {
        let lines = LineEnds(bytes: brief.source.bytes)
        let end = lines.end
        func edit(_ offset: Int, _ lead: String) -> (Edit, Int) { (Edit(at: offset, lead + item), lead.utf8.count) }
        guard let section = brief.contexts.first(where: isWanted), case .markdown(let extent) = section.content else {
            let text = brief.source.bytes.trimmed(0..<brief.source.bytes.count)
            let level = brief.markdown.blocks.count { $0.kind == .heading && $0.level == 1 } > 1 ? "#" : "##"
            return edit(text.upperBound, "\(end)\(end)\(level) \(heading)\(end)\(end)- ")
        }
        if let last = lastItem(extent) {
            var marker = "-"
            var start = lines.lineStart(last.lower)
            while Byte.isBlank(brief.source.bytes[start]) { start += 1 }
            if [0x2A, 0x2B].contains(brief.source.bytes[start]) { marker = brief.source.text(ByteRange(start, start + 1)) }
            return edit(lines.lineEnd(last.upper), "\(end)\(marker) ")
        }
        let upper = brief.range(section.content)?.upper ?? section.labelRange.upper
        return edit(lines.lineEnd(upper), "\(end)\(end)- ")
    }

    private func isWanted(_ context: NamedContext) -> Bool {
        context.form == .section && brief.labels(of: context).contains(where: labels.contains)
    }

    /// The bytes of the last item of the section's last list.
    private func lastItem(_ extent: Extent) -> ByteRange? {
        var last: ByteRange?
        var i = Int(extent.blocks.lowerBound)
        while i < Int(extent.blocks.upperBound) {
            let block = brief.markdown.blocks[i]
            if block.kind == .heading { break }
            last = nil
            if block.kind == .list {
                let inner = brief.markdown.blocks[i..<Int(block.next)].compactMap { brief.markdown.bytes(of: $0.runs) }
                if let first = inner.first, let final = inner.last { last = ByteRange(first.lower, final.upper) }
            }
            i = Int(block.next)
        }
        return last
    }
}
