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

    private let source: SourceText
    private let brief: Brief
    private let rulebook: Rulebook
    private let all: [Contract]
    private let targets: [Contract]
    private let fallback: String?

    /// - Parameters:
    ///   - fallback: the handoff of a brief that declares none.
    ///   - handoff: the one of several that is meant, by id or title.
    package init(_ source: SourceText, fallback: String?, handoff: String?, rulebook: Rulebook) throws(ActRefusal) {
        guard source.encodingProblem == nil else { throw .unreadable("This file is no clean UTF-8 text; save it as UTF-8.") }
        self.source = source
        self.rulebook = rulebook
        self.fallback = fallback
        brief = Brief(source)
        if let problem = brief.frontMatter.problems.first { throw .unreadable(problem.problem.sentence) }
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

    private var lifecycle: Lifecycle { rulebook.settings.lifecycle }

    private func bound(_ contract: Contract, _ brief: Brief) -> BoundBrief {
        BoundBrief(brief, contract, rulebook: rulebook, memory: Memory())
    }

    /// The contract itself, or what every handoff carries: a team's own contract need not speak of who accepted it.
    private func knowing(_ context: String, _ contract: Contract) -> Contract {
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
        var comments = ""
        switch act {
        case .send(let receiver, let due, let rules, let because):
            for (context, label, value) in [("receiver", "Receiver", receiver), ("due", "Due", due)] {
                guard let value else { continue }
                try Self.requireLine(value, label)
                try editor.set(context, label: label, to: value, at: bounds[0].written(context), like: places[0].first)
                changed.insert(context)
            }
            if let because {
                try Self.requireLine(because, "The reason")
                let end = LineEnds(bytes: source.bytes).end
                comments = rules.map { "\(end)\(end)<!-- handoff: allow \($0) because \(because) -->" }.joined()
            }
        case .ask(let question, let person):
            try Self.requireLine(question, "The question")
            let address = person.map { " @" + $0.drop { $0 == "@" }.split(whereSeparator: \.isWhitespace).joined(separator: "-") } ?? ""
            if source.text(ByteRange(0, source.bytes.count)).contains("[ ] \(question)\(address)") { throw .alreadyAsked }
            item = SectionEditor.questions(brief).adding("[ ] \(question)\(address)")
            item?.textAt += 4
        case .sendBack(let names, let because, let day):
            for name in names { done.missing.append(try title(of: name)) }
            if let because { try Self.requireLine(because, "The reason") }
            let reason = because.map { " (\($0))" } ?? ""
            let missing = done.missing.isEmpty ? "" : ", missing \(done.missing.joined(separator: ", "))"
            item = SectionEditor.log(brief).adding("\(day) returned\(missing)\(reason)")
        case .accept(let name):
            try Self.requireLine(name, "The name")
            let written = bound(knowing("accepted-by", targets[0]), brief).written("accepted-by")
            // One handoff of several: who took another one stays there.
            if !(targets.count < all.count && written.contains { $0.value.fill.isValue }) {
                try editor.set("accepted-by", label: "Accepted by", to: name, at: written, like: places[0].first)
                changed.insert("accepted-by")
            }
        case .deliver: break
        }
        let text = source.bytes.trimmed(0..<source.bytes.count)
        let extra = [item?.edit, comments.isEmpty ? nil : Edit(at: text.upperBound, comments)].compactMap(\.self)
        let ticks = try ticking.map { box throws(ActRefusal) in try tick(box) }
        done.edits = (editor.finished() + extra + ticks).inOrder
        done.bytes = done.edits.applied(to: source.bytes)
        try verify(done, act, word: word, changed: changed, item: item)
        done.owner = bounds[0].value("owner")?.text
        done.receiver = bound(targets[0], Brief(SourceText(path: source.path, bytes: done.bytes))).value("receiver")?.text
        return done
    }

    private struct Stages: Hashable {
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
        if let owner = bound.value("owner")?.text, PersonName(owner).matches(PersonName(name)) { throw .byOwner(name) }
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
            throw .notEditable(what: "box of “\(box.text)”", value: "[x]", line: box.line(in: brief))
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

    private static func requireLine(_ text: String, _ what: String) throws(ActRefusal) {
        let isLine = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .format: false
            default: true
            }
        }
        guard isLine, !text.trimmed.isEmpty, !text.contains("--") else { throw .notOneLine(what) }
    }

    // MARK: reading it again

    private func verify(
        _ done: Done, _ act: Act, word: String, changed: Set<String>, item: (edit: Edit, textAt: Int)?
    ) throws(ActRefusal) {
        let after = Brief(SourceText(path: source.path, bytes: done.bytes))
        let failed = ActRefusal.notEditable(what: "status", value: word, line: statusLine)
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
            guard rest(old) == rest(new) else { throw failed }
            guard isTarget else { continue }
            switch act {
            case .accept(let name):
                if let box = OpenBox.all(in: after, new).first {
                    throw .notEditable(what: "box of “\(box.text)”", value: "[x]", line: box.line(in: after))
                }
                guard changed.contains("accepted-by") else { break }
                let written = bound(knowing("accepted-by", contract), after).value("accepted-by")?.text
                guard written == name.trimmed || written == name else {
                    throw .notEditable(what: "name of who accepted it", value: name, line: statusLine)
                }
            case .send(let receiver, let due, _, _):
                for (context, value) in [("receiver", receiver), ("due", due)] {
                    if let value, new.value(context)?.text != value { throw .notEditable(what: context, value: value, line: statusLine) }
                }
            default: break
            }
        }
        if let item {
            // Its text must stand in an item of a list, not in code or a comment.
            let before = done.edits.prefix { $0 != item.edit }.reduce(0) { $0 + $1.bytes.count - ($1.range.upper - $1.range.lower) }
            let start = item.edit.range.lower + before + item.textAt
            let end = item.edit.range.lower + before + item.edit.bytes.count
            let blocks = after.markdown.blocks
            let isItem = blocks.indices.contains { i in
                blocks[i].kind == .item && i + 1 < Int(blocks[i].next)
                    && after.markdown.bytes(of: blocks[i + 1].runs).map { $0.lower >= start && $0.lower < end } == true
            }
            guard isItem else {
                throw .notEditable(
                    what: "end of this brief", value: String(decoding: item.edit.bytes, as: UTF8.self).trimmed,
                    line: after.lines.position(start).line)
            }
        }
    }

    private var statusLine: Int {
        bound(targets[0], brief).writtenStatus.first.map { brief.lines.position($0.label.lower).line } ?? 1
    }
}
