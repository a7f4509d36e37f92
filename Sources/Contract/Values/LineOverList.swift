internal import Brief
internal import Source

extension Binding {
    /// “**Due:** 2027-03-01” with “- UTM: …” on the very next line: where the lines of the list name other contexts, the list is theirs and
    /// no part of the date.
    ///
    /// The index of the first context in the list; nil where there is no such list, or where it belongs to the label above it:
    /// “**UTM:** as agreed” over “- Source: linkedin”.
    func contextsBelowLine(_ context: NamedContext, at index: Int) -> Int? {
        guard context.form == .bold || context.form == .plain, context.next > index + 1, isAboveList(context) else { return nil }
        let named = targets(of: context, at: index)
        guard !named.isEmpty else { return nil }
        let own = Set(named.map(\.context))
        var others: Set<Int> = []
        var i = index + 1
        while i < context.next {
            let inner = brief.contexts[i]
            if inner.form == .table { return nil }
            let label = brief.source.text(inner.labelRange)
            if named.contains(where: { shelf.field(label, of: rules.contexts[$0.context]) != nil }) { return nil }
            others.formUnion(targets(of: inner, at: i).filter { $0.field == nil }.map(\.context))
            i = inner.next
        }
        others.subtract(own)
        // A person, a date or a status is said in one line. Anything else may well go on in a list in which one name is another context's.
        let isOneLine = named.contains(where: \.isBriefWide)
        return others.count >= (isOneLine ? 1 : 2) && brief.fill(context.line) != .unfilled ? index + 1 : nil
    }

    private func isAboveList(_ context: NamedContext) -> Bool {
        guard case .markdown(let extent) = context.content, !extent.blocks.isEmpty else { return false }
        return brief.markdown.blocks[Int(extent.blocks.lowerBound)].kind == .list
    }
}
