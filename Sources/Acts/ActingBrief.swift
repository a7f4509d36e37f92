internal import Brief
package import Contract
internal import Rework
package import Source
internal import YAML

/// A brief that an act is done to: which bytes change, or why none may.
///
/// Whatever is planned is read again before it is handed out: the new status must say the new stage, and all else must say what it said.
package struct ActingBrief {
    package struct Done: Sendable {
        /// In order, without overlap.
        package var edits: [Edit]
        package var bytes: [UInt8]
        /// Handoffs it was done for, by id.
        package var handoffs: [String]
        package var receiver: String?
        package var owner: String?
        /// The titles of what was missing.
        package var missing: [String] = []
    }

    let source: SourceText
    let brief: Brief
    let rulebook: Rulebook
    /// The handoffs that it carries, and those of them that are meant.
    let all: [Contract]
    let targets: [Contract]
    let fallback: String?

    /// - Parameters:
    ///   - fallback: the handoff of a brief that declares none.
    ///   - handoff: the one of several that is meant, by id or title.
    package init(_ source: SourceText, fallback: String?, handoff: String?, rulebook: Rulebook) throws(ActRefusal) {
        guard source.encodingProblem == nil else { throw .unreadable("This file is no clean UTF-8 text; save it as UTF-8.") }
        self.source = source
        self.rulebook = rulebook
        self.fallback = fallback
        brief = Brief(source)
        if let mark = source.bytes.mergeMark { throw .twoVersions(at: ActRefusal.Place(brief.lines.position(mark))) }
        if let problem = brief.frontMatter.problems.first {
            throw .unreadable(problem.problem.sentence, at: ActRefusal.Place(brief.lines.position(problem.range.lower)))
        }
        all = rulebook.handoffs(of: brief, fallback: fallback) ?? []
        guard !all.isEmpty else { throw .noHandoff }
        if let handoff {
            guard let contract = rulebook.contract(handoff), let one = all.first(where: { $0.id == contract.id }) else {
                throw .unknownHandoff(handoff, known: all.map(\.id))
            }
            targets = [one]
        } else {
            targets = all
        }
    }

    var lifecycle: Lifecycle { rulebook.settings.lifecycle }

    func bound(_ contract: Contract, _ brief: Brief) -> BoundBrief {
        BoundBrief(brief, contract, rulebook: rulebook, memory: Memory())
    }

    /// The contract itself, or what every handoff carries: a team's own contract need not speak of who accepted it.
    func knowing(_ context: String, _ contract: Contract) -> Contract {
        contract.context(context) == nil ? rulebook.contract("handoff") ?? contract : contract
    }

    // MARK: doing

    /// - Parameter ticking: boxes that acceptance depends on and that somebody says are done: they are ticked with it.
    package func done(_ act: Act, ticking: [OpenBox] = []) throws(ActRefusal) -> Done {
        guard !lifecycle.isOff else { throw .noStatuses }
        let bounds = targets.map { bound($0, brief) }
        for bound in bounds { try check(act, bound, ticking) }
        let word = try word(act.stage)
        var editor = ValueEditor(brief)
        let stages = Set(bounds.map { Stages(of: $0, lifecycle) })
        let places = bounds.map(\.writtenStatus)
        guard Set(places.map { $0.map(\.label) }).count == 1 else { throw .whichHandoff(all.map(\.id)) }
        var done = Done(edits: [], bytes: [], handoffs: targets.map(\.id))
        let isShared = targets.count < all.count && all.filter { shares(places[0], bound($0, brief)) }.count > 1
        if !(stages.count == 1 && stages.first?.stage == act.stage && stages.first?.isSaid == true) {
            if isShared {
                try editor.set("status.\(targets[0].id)", label: "Status", to: word, at: [], like: nil)
            } else {
                try editor.set("status", label: "Status", to: word, at: places[0], like: nil)
            }
        }
        var changed: Set<String> = ["status"]
        var item: (edit: Edit, textAt: Int)?
        var allowances: Edit?
        switch act {
        case .send(let receiver, let due, let rules, let because):
            for (context, label, value) in [("receiver", "Receiver", receiver), ("due", "Due", due)] {
                guard let value else { continue }
                try editor.set(
                    context, label: label, to: try value.asOneLine("The \(context)"),
                    at: bound(knowing(context, targets[0]), brief).written(context), like: places[0].first)
                changed.insert(context)
            }
            if let because, !rules.isEmpty {
                allowances = AllowanceComment(rules: rules, reason: try because.asOneLine("The reason")).edit(brief)
            }
        case .ask(let question, let person):
            let address = try person.map { name throws(ActRefusal) in
                " @" + (try name.asOneLine("The name")).drop { $0 == "@" }.split(whereSeparator: \.isWhitespace).joined(separator: "-")
            }
            let text = try question.asOneLine("The question").asMarkdownText + (address ?? "")
            if hasOpenBox(text) { throw .alreadyAsked }
            item = SectionEditor.questions(brief).adding("[ ] \(text)")
            item?.textAt += 4
        case .sendBack(let names, let because, let day):
            for title in try names.map(title) where !done.missing.contains(title) { done.missing.append(title) }
            let reason = try because.map { text throws(ActRefusal) in " (\(try text.asOneLine("The reason").asMarkdownText))" } ?? ""
            let missing = done.missing.isEmpty ? "" : ", missing \(done.missing.joined(separator: ", "))"
            item = SectionEditor.log(brief).adding("\(day) returned\(missing)\(reason)")
        case .accept(let name):
            let name = try name.asOneLine("The name")
            let written = bound(knowing("accepted-by", targets[0]), brief).written("accepted-by")
            // One handoff of several: who took another one stays there.
            if !(targets.count < all.count && written.contains { $0.value.fill.isValue }) {
                try editor.set("accepted-by", label: "Accepted by", to: name, at: written, like: places[0].first)
                changed.insert("accepted-by")
            }
        case .deliver: break
        }
        let ticks = try ticking.map { box throws(ActRefusal) in try tick(box) }
        done.edits = (editor.finished() + [item?.edit, allowances].compactMap(\.self) + ticks).inOrder
        done.bytes = done.edits.applied(to: source.bytes)
        guard done.bytes.count <= Judge.largestBrief else { throw .tooLarge(limit: Judge.largestBrief) }
        try verify(done, act, word: word, changed: changed, item: item)
        let after = Brief(SourceText(path: source.path, bytes: done.bytes))
        done.owner = bound(knowing("owner", targets[0]), after).value("owner")?.text
        done.receiver = bound(knowing("receiver", targets[0]), after).value("receiver")?.text
        return done
    }

    /// A box not ticked yet that says this.
    private func hasOpenBox(_ text: String) -> Bool {
        let blocks = brief.markdown.blocks
        return blocks.indices.contains { i in
            guard blocks[i].kind == .item, blocks[i].box == .open, i + 1 < Int(blocks[i].next),
                let start = brief.markdown.bytes(of: blocks[i + 1].runs)?.lower
            else { return false }
            return brief.source.text(ByteRange(start, LineEnds(bytes: source.bytes).lineEnd(start))).trimmed == text
        }
    }

    struct Stages: Hashable {
        var stage: Stage
        var isSaid: Bool

        init(of bound: BoundBrief, _ lifecycle: Lifecycle) {
            let stage = bound.stage(in: lifecycle)
            (self.stage, isSaid) = (stage ?? .handed, stage != nil)
        }
    }

    private func shares(_ places: [BoundBrief.Written], _ other: BoundBrief) -> Bool {
        places.map(\.label) == other.writtenStatus.map(\.label)
    }

    private func check(_ act: Act, _ bound: BoundBrief, _ ticking: [OpenBox]) throws(ActRefusal) {
        let stage = Stages(of: bound, lifecycle)
        if let refusal = act.refusal(in: stage.stage, isSaid: stage.isSaid) { throw refusal }
        guard case .accept(let name) = act else { return }
        let owner = self.bound(knowing("owner", targets[0]), brief).value("owner")?.text
        if let owner, PersonName(owner).matches(PersonName(name)) { throw .byOwner(name) }
        let open = OpenBox.all(in: brief, bound).filter { !ticking.contains($0) }
        if !open.isEmpty { throw .openItems(open.map(\.text)) }
    }

    /// Boxes not ticked yet that acceptance depends on, in the order of the file, each once.
    package var openBoxes: [OpenBox] {
        var seen: Set<OpenBox> = []
        return targets.flatMap { OpenBox.all(in: brief, bound($0, brief)) }.sorted { $0.textAt ?? 0 < $1.textAt ?? 0 }.filter {
            seen.insert($0).inserted
        }
    }

    private func tick(_ box: OpenBox) throws(ActRefusal) -> Edit {
        guard let edit = box.ticked(in: source) else {
            throw .notEditable(what: "box of “\(box.text)”", value: "[x]", at: box.place(in: brief))
        }
        return edit
    }

    /// The team's own word for a stage; of the usual ones the clearest.
    private func word(_ stage: Stage) throws(ActRefusal) -> String {
        let usable = lifecycle.words.filter { lifecycle.meaning(of: $0) == .stage(stage) && $0.wordCount <= 3 }
        let clearest = stage == .delivered && usable.first == "done" ? "delivered" : usable.first
        guard let clearest, !clearest.isEmpty else { throw .noWord(stage: stage.rawValue) }
        return clearest
    }

    private func title(of name: String) throws(ActRefusal) -> String {
        let label = Label.normalised(name)
        for contract in targets {
            let found = contract.contexts.first {
                $0.id == name || $0.allLabels.contains { Label.normalised($0) == label } || $0.name == name
            }
            if let found { return found.name }
        }
        let ids = targets.flatMap(\.contexts).map(\.id)
        throw .unknownContext(name, hint: String.didYouMean(name, in: ids))
    }
}
