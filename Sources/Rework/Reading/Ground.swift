internal import Brief
internal import Contract
internal import Source
internal import YAML

/// What a brief says whatever its handoffs: read once, before any contract has a say.
struct Ground {
    let brief: Brief
    /// Where sections and lines stand that are no contract content.
    private(set) var running: [ByteRange] = []
    private var questionSections: [Int] = []
    /// Positions of contexts that may say how many tracking errors there were: all that stands under Outcome.
    private var outcomes: [Range<Int>] = []
    private var campaign: String?

    init(_ brief: Brief) {
        self.brief = brief
        var i = 0
        while i < brief.contexts.count {
            let context = brief.contexts[i]
            guard context.form != .table else {
                i = context.next
                continue
            }
            let labels = brief.labels(of: context)
            if campaign == nil, context.isTopLevel, labels.contains(where: Self.campaignLabels.contains) {
                let text = brief.text(context.content)
                if brief.fill(context.content).isValue { campaign = text }
            }
            if labels.contains(where: { $0.hasPrefix("outcome") }) { outcomes.append(i..<context.next) }
            if context.form != .frontMatter, labels.contains(where: { RunningSections.isRunning($0) || RunningSections.isUpdate($0) }) {
                if labels.contains(where: RunningSections.questions.contains) { questionSections.append(i) }
                outcomes.append(i..<context.next)
                running.append(brief.range(context.content).map(context.labelRange.union) ?? context.labelRange)
                i = context.next
            } else {
                i += 1
            }
        }
    }

    private static let campaignLabels: Set<String> = ["campaign", "campaign name", "kampagne", "campagne", "campaña", "campanha", "kampaň"]

    var lines: [UInt64] { Self.lines(brief.source) }

    /// A hash of each line that is not blank.
    static func lines(_ source: SourceText) -> [UInt64] {
        source.bytes.withUnsafeBufferPointer { bytes in
            var lines: [UInt64] = []
            lines.reserveCapacity(bytes.count / 32 + 8)
            var start = source.byteOrderMark
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != Byte.lineFeed, bytes[end] != Byte.carriageReturn { end += 1 }
                let line = bytes.trimmed(start..<end)
                if !line.isEmpty { lines.append(StableHash.ofLine(UnsafeBufferPointer(rebasing: bytes[line]))) }
                start = end + 1
            }
            return lines
        }
    }

    /// What a reading holds that depends on no contract.
    func addOwn(to reading: inout Reading) {
        reading.title = brief.title.map { brief.source.text($0).trimmed } ?? firstHeading ?? text(ofKey: "title")
        reading.campaign = campaign
        reading.trackingErrors = trackingErrors
        reading.questions = QuestionReader.questions(in: brief, questionSections)
    }

    private var firstHeading: String? {
        brief.markdown.blocks.indices.first { brief.markdown.blocks[$0].kind == .heading }.map(brief.text(ofBlock:)).flatMap {
            $0.isEmpty ? nil : $0
        }
    }

    private func text(ofKey key: String) -> String? { brief.frontMatter.value(key)?.value.text?.trimmed }

    // MARK: outcome

    /// `outcome.tracking-errors`, in whichever form.
    private var trackingErrors: Double? {
        for range in outcomes {
            for i in range where brief.contexts[i].form != .table {
                let context = brief.contexts[i]
                if case .yaml(let node) = context.content, let entries = node.entries {
                    let entry = entries.first { Label.normalised($0.key) == Self.trackingLabel }
                    if let entry { return number(entry.value.text ?? "") }
                }
                let labels = brief.labels(of: context)
                let isInside = i > range.lowerBound && labels.contains(Self.trackingLabel)
                if isInside || labels.contains("outcome." + Self.trackingLabel) { return number(brief.text(context.content)) }
            }
        }
        return nil
    }

    private static let trackingLabel = "tracking errors"

    private func number(_ text: String) -> Double? {
        let digits = text.trimmed.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        return Double(digits)
    }
}

extension Reading {
    /// Takes over what nobody said before: of several handoffs the first counts.
    mutating func add(_ bound: BoundBrief) {
        func text(_ context: String) -> String? { bound.value(context)?.text.trimmed }
        id = id ?? text("id")
        project = project ?? text("project")
        receiver = receiver ?? text("receiver")
        owner = owner ?? text("owner")
        acceptedBy = acceptedBy ?? text("accepted-by")
        if due == nil, let written = text("due") {
            let date = written.wordCount <= 10 ? CalendarDate(in: written) : nil
            due = date?.text ?? written
            isAlwaysOn = date == nil && AlwaysOn.says(written)
        }
    }
}

/// Work without an end: “always-on, reviewed monthly”.
enum AlwaysOn {
    private static let words = [
        "always on", "always-on", "alwayson", "evergreen", "ever green", "ongoing", "continuous", "laufend", "dauerhaft", "permanent",
        "continu", "siempre activ", "sempre ativ", "doorlopend", "průběžně",
    ]

    static func says(_ text: String) -> Bool {
        let text = text.lowercased()
        return words.contains { text.contains($0) }
    }
}
