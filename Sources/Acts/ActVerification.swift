internal import Brief
internal import Contract
internal import Rework
internal import Source

/// What was planned is read again: it must say the new stage, and all else must say what it said.
extension ActingBrief {
    func verify(
        _ done: Done, _ act: Act, word: String, changed: Set<String>, item: (edit: Edit, textAt: Int)?
    ) throws(ActRefusal) {
        let after = Brief(SourceText(path: source.path, bytes: done.bytes))
        let failed = ActRefusal.notEditable(what: "status", value: word, at: statusPlace)
        guard after.frontMatter.problems.isEmpty,
            rulebook.handoffs(of: after, fallback: fallback)?.map(\.id) == all.map(\.id)
        else { throw failed }
        for contract in all {
            let (old, new) = (bound(contract, brief), bound(contract, after))
            let isTarget = targets.contains { $0.id == contract.id }
            let stage = Stages(of: new, lifecycle)
            guard isTarget ? stage.isSaid && stage.stage == act.stage : new.status(in: lifecycle) == old.status(in: lifecycle) else {
                throw failed
            }
            func rest(_ bound: BoundBrief) -> [String: String] {
                bound.contexts.filter { !changed.contains($0.id) }.reduce(into: [:]) { $0[$1.id] = $1.value.text }
            }
            guard rest(old) == rest(new) else { throw item.map { notAddable($0.edit) } ?? failed }
            if isTarget { try verify(new, after, contract, act, changed) }
        }
        if let item { try verify(item, in: done, after) }
    }

    /// The values that it sets.
    private func verify(_ new: BoundBrief, _ after: Brief, _ contract: Contract, _ act: Act, _ changed: Set<String>) throws(ActRefusal) {
        switch act {
        case .accept(let name):
            if let box = OpenBox.all(in: after, new).first {
                throw .notEditable(what: "box of “\(box.text)”", value: "[x]", at: box.place(in: after))
            }
            guard changed.contains("accepted-by") else { break }
            let name = try name.asOneLine("The name")
            guard bound(knowing("accepted-by", contract), after).value("accepted-by")?.text == name else {
                throw .notSaid(what: "name of who accepted it", value: name)
            }
        case .send(let receiver, let due, _, _):
            for (context, value) in [("receiver", receiver), ("due", due)] {
                guard let value = try value?.asOneLine("The \(context)") else { continue }
                guard bound(knowing(context, contract), after).value(context)?.text == value else {
                    throw .notSaid(what: context, value: value)
                }
            }
        default: break
        }
    }

    /// Its text must stand in an item of a list, not in code or a comment, and hide nothing.
    private func verify(_ item: (edit: Edit, textAt: Int), in done: Done, _ after: Brief) throws(ActRefusal) {
        let before = done.edits.prefix { $0 != item.edit }.reduce(0) { $0 + $1.bytes.count - ($1.range.upper - $1.range.lower) }
        let start = item.edit.range.lower + before + item.textAt
        let end = item.edit.range.lower + before + item.edit.bytes.count
        let blocks = after.markdown.blocks
        let isItem = blocks.indices.contains { i in
            blocks[i].kind == .item && i + 1 < Int(blocks[i].next)
                && after.markdown.bytes(of: blocks[i + 1].runs).map { $0.lower >= start && $0.lower < end } == true
        }
        guard isItem, after.markdown.comments.count == brief.markdown.comments.count else { throw notAddable(item.edit) }
    }

    private func notAddable(_ edit: Edit) -> ActRefusal {
        .notEditable(
            what: "end of this text", value: String(decoding: edit.bytes, as: UTF8.self).trimmed,
            at: ActRefusal.Place(brief.lines.position(edit.range.lower)))
    }

    private var statusPlace: ActRefusal.Place {
        let offset = bound(targets[0], brief).writtenStatus.first?.value.range.lower
        return ActRefusal.Place(offset.map { brief.lines.position($0) } ?? (1, 1))
    }
}
