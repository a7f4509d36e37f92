package import Source
internal import YAML

/// A brief as its author wrote it: front matter, Markdown, and the named context found in both.
///
/// Parsing never fails and knows no marketing; what can't be read is in `frontMatter.problems`.
package struct Brief: Sendable {
    package let source: SourceText
    package let frontMatter: FrontMatter
    package let markdown: Markdown
    /// Front matter first, then the Markdown's, in document order.
    package let contexts: [NamedContext]
    /// The document's heading.
    package let title: ByteRange?

    /// Bytes that are no UTF-8 must have been replaced before: see `SourceText.encodingProblem`.
    package init(_ source: SourceText) {
        self.source = source
        frontMatter = FrontMatter(source)
        let start = frontMatter.isReadable ? frontMatter.bodyStart : max(frontMatter.bodyStart, frontMatter.range?.upper ?? 0)
        let markdown = Markdown(source, from: min(start, source.bytes.count))
        let declared = frontMatter.entries.enumerated().map { index, entry in
            NamedContext(
                form: .frontMatter, labels: [Label.normalised(entry.key)], labelRange: entry.keyRange, content: .yaml(entry.value),
                next: index + 1, isTopLevel: true)
        }
        var reader = ContextReader(source: source, markdown: markdown, contexts: declared)
        reader.read()
        title = reader.title.flatMap { markdown.bytes(of: markdown.blocks[$0].runs) }
        contexts = reader.contexts
        self.markdown = markdown
    }
}
