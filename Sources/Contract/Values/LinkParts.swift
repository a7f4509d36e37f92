internal import Brief
internal import Source

/// The links of one brief: what their records share.
final class LinkList {
    let brief: Brief
    let rules: Rules
    private let anchors: [ByteRange]
    /// For each link, the label of the innermost context around it.
    private(set) lazy var labels = contextLabels()

    /// - Parameter anchors: where the links stand, in document order.
    init(_ brief: Brief, _ rules: Rules, anchors: [ByteRange]) {
        self.brief = brief
        self.rules = rules
        self.anchors = anchors
    }

    /// Both lists are in document order.
    private func contextLabels() -> [String] {
        var labels: [String] = []
        var open: [(end: Int, label: ByteRange)] = []
        var next = 0
        for range in anchors {
            while next < brief.contexts.count, brief.contexts[next].labelRange.lower <= range.lower {
                let context = brief.contexts[next]
                let start = context.labelRange.lower
                open.removeAll { $0.end <= start }
                if context.form != .table, let content = brief.range(context.content) { open.append((content.upper, context.labelRange)) }
                next += 1
            }
            while let last = open.last, last.end < range.upper { open.removeLast() }
            labels.append(open.last.map { brief.source.text($0.label) } ?? "")
        }
        return labels
    }
}

/// The parts of a link's record, each made when a rule first asks for it: most rules ask for one or two.
final class LinkParts {
    private let list: LinkList
    private let number: Int
    private let url: String
    private let range: ByteRange
    /// The runs of text that are the link; none for an address in front matter.
    private let runs: Range<Int32>?
    private lazy var parsed = Evaluator.url(url, at: range)
    private lazy var own = Value(list.rules.isOwn(host: part("host").text) ? "true" : "false", range: range)
    private lazy var text = Value(part: runs.map { list.brief.text($0, within: nil) } ?? url, range: range)
    private lazy var label = Value(part: list.labels[number], range: range)

    init(_ list: LinkList, number: Int, url: String, range: ByteRange, runs: Range<Int32>?) {
        self.list = list
        self.number = number
        self.url = url
        self.range = range
        self.runs = runs
    }

    var all: [Value.Field] {
        ["url", "host", "query", "own", "text", "in"].map { Value.Field(name: $0, values: field($0) ?? []) }
    }

    func field(_ name: String) -> [Value]? {
        switch name {
        case "url": [Value(url, range: range)]
        case "host", "query": [part(name)]
        case "own": [own]
        case "text": [text]
        case "in": [label]
        default: nil
        }
    }

    private func part(_ name: String) -> Value {
        parsed.field(name)?.first ?? Value("", range: range)
    }
}
