package import Source
internal import YAML

/// A brief as its author wrote it: front matter, Markdown, and the named context found in both.
///
/// Parsing never fails and knows no marketing; what can't be read is in `frontMatter.problems`.
package final class Brief: Sendable {
    package let source: SourceText
    package let lines: LineTable
    package let frontMatter: FrontMatter
    package let markdown: Markdown
    /// Front matter first, then the Markdown's, in document order.
    package let contexts: [NamedContext]
    /// The document's heading.
    package let title: ByteRange?

    /// A context's label as written; a table has none.
    package func label(of context: NamedContext) -> String {
        guard context.form != .table else { return "" }
        // A name in front matter may be quoted.
        if context.form == .frontMatter { return frontMatter.entries.first { $0.keyRange == context.labelRange }?.key ?? "" }
        return source.text(context.labelRange)
    }

    /// A context's labels as they are compared: the whole label first, then the parts of a compound one.
    package func labels(of context: NamedContext) -> [String] {
        if context.form == .frontMatter { return [Label.normalised(label(of: context))] }
        return Label.all(label(of: context))
    }

    /// Bytes that are no UTF-8 must have been replaced before: see `SourceText.encodingProblem`.
    package init(_ source: SourceText) {
        self.source = source
        lines = LineTable(source)
        frontMatter = FrontMatter(source)
        let start = frontMatter.isReadable ? frontMatter.bodyStart : max(frontMatter.bodyStart, frontMatter.range?.upper ?? 0)
        let markdown = Markdown(source, from: min(start, source.bytes.count))
        let declared = frontMatter.entries.enumerated().map { index, entry in
            NamedContext(
                form: .frontMatter, labelRange: entry.keyRange, content: .yaml(entry.value),
                next: index + 1, isTopLevel: true)
        }
        var reader = ContextReader(source: source, markdown: markdown, contexts: declared)
        reader.read()
        title = reader.title.flatMap { markdown.bytes(of: markdown.blocks[$0].runs) }
        contexts = reader.contexts
        self.markdown = markdown
    }
}
