package import Source
package import YAML

/// One piece of context as a person wrote it: a label, its value, its form and its place.
///
/// The contexts of a brief are one flat list in document order; those inside this one are the following ones up to `next`.
package struct NamedContext: Sendable {
    package enum Form: String, Sendable {
        case frontMatter = "front-matter"
        case section
        case bold
        case list
        case plain
        /// A table, which has no label of its own: whether its names stand in the first column or in the header
        /// depends on which of them a contract knows.
        case table
    }

    package var form: Form
    package var labelRange: ByteRange
    package var content: Content
    /// Index after the last context inside this one.
    package var next: Int
    /// May stand for the brief itself, not for a part of it: front matter, a label outside nested sections and sub-lists,
    /// a section directly under the title.
    package var isTopLevel: Bool

    /// Its value without what stands below the label's own line or paragraph.
    package var line: Content {
        guard case .markdown(var extent) = content else { return content }
        extent.blocks = extent.blocks.lowerBound..<extent.blocks.lowerBound
        extent.contexts = extent.contexts.lowerBound..<extent.contexts.lowerBound
        return .markdown(extent)
    }
}

/// Where a value is: as YAML, or as a stretch of the Markdown.
package enum Content: Sendable {
    case yaml(YAMLNode)
    case markdown(Extent)
}

/// The end of a paragraph and the blocks after it, in a document's flat lists.
package struct Extent: Sendable {
    package var runs: Range<Int32>
    /// Bytes of the first and last run outside this range belong to a label.
    package var bytes: ByteRange
    package var blocks: Range<Int32>
    /// The contexts written inside it: their labels are no value.
    package var contexts: Range<Int32>

    package init(runs: Range<Int32>, bytes: ByteRange, blocks: Range<Int32>, contexts: Range<Int32>) {
        self.runs = runs
        self.bytes = bytes
        self.blocks = blocks
        self.contexts = contexts
    }
}
