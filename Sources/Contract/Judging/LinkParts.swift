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
    private enum Name: String, CaseIterable {
        case url, host, query, own, text, `in`
    }

    private let list: LinkList
    private let number: Int
    private let url: String
    private let range: ByteRange
    /// The runs of text that are the link; none for an address in front matter.
    private let runs: Range<Int32>?
    private var made: [Value?] = Array(repeating: nil, count: Name.allCases.count)
    private lazy var parsed = Evaluator.url(url, at: range)

    init(_ list: LinkList, number: Int, url: String, range: ByteRange, runs: Range<Int32>?) {
        self.list = list
        self.number = number
        self.url = url
        self.range = range
        self.runs = runs
    }

    var all: [Value.Field] {
        Name.allCases.map { Value.Field(name: $0.rawValue, values: [value($0)]) }
    }

    func field(_ name: String) -> [Value]? {
        Name(rawValue: name).map { [value($0)] }
    }

    private func value(_ name: Name) -> Value {
        let place = Name.allCases.firstIndex(of: name) ?? 0
        if let known = made[place] { return known }
        let value = make(name)
        made[place] = value
        return value
    }

    private func make(_ name: Name) -> Value {
        switch name {
        case .url: return Value(url, range: range)
        case .host, .query: return parsed.field(name.rawValue)?.first ?? Value("", range: range)
        case .own: return Value(list.rules.isOwn(host: value(.host).text) ? "true" : "false", range: range)
        case .text: return Value(part: runs.map { list.brief.text($0, within: nil) } ?? url, range: range)
        case .in: return Value(part: list.labels[number], range: range)
        }
    }
}
