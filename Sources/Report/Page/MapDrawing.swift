internal import Contract
internal import Rework

/// The handoff map as a drawing: teams in columns, from those that only hand over to those that only receive.
struct MapDrawing {
    struct Team {
        var name: String
        var column: Int
        var row: Int
        var x: Int { column * MapDrawing.columnWidth + 8 }
        var y: Int { row * MapDrawing.rowHeight + 12 }
    }

    struct Edge {
        var handoff: HandoffMap.Handoff
        var from: Int
        var to: Int
        var state: HandoffState
        /// How many edges between the same teams come before it.
        var lane: Int
    }

    static let columnWidth = 262
    static let rowHeight = 92
    static let boxWidth = 150
    static let boxHeight = 44

    var teams: [Team] = []
    var edges: [Edge] = []
    var width: Int { ((teams.map(\.column).max() ?? 0) * Self.columnWidth) + Self.boxWidth + 16 }
    var isWide: Bool { teams.contains { $0.column > 1 } }
    var height: Int { ((teams.map(\.row).max() ?? 0) + 1) * Self.rowHeight + 8 }

    /// - Parameter states: of each handoff in use, by id.
    init(_ map: HandoffMap, _ states: [String: HandoffState]) {
        var used = map
        used.handoffs = map.handoffs.filter { states[$0.id] != nil }
        let found = used.edges
        let columns = Self.columns(used.teams.count, found.map { ($0.from, $0.to) })
        var rows: [Int: Int] = [:]
        teams = zip(used.teams, columns).map { name, column in
            let row = rows[column, default: 0]
            rows[column] = row + 1
            return Team(name: name, column: column, row: row)
        }
        var lanes: [[Int]: Int] = [:]
        for edge in found {
            let pair = [min(edge.from, edge.to), max(edge.from, edge.to)]
            edges.append(
                Edge(
                    handoff: edge.handoff, from: edge.from, to: edge.to, state: states[edge.handoff.id] ?? HandoffState(),
                    lane: lanes[pair, default: 0]))
            lanes[pair, default: 0] += 1
        }
    }

    /// The longest way to each team, along edges that don't close a circle.
    private static func columns(_ count: Int, _ edges: [(from: Int, to: Int)]) -> [Int] {
        var columns = [Int](repeating: 0, count: count)
        var kept: [(from: Int, to: Int)] = []
        func leads(_ start: Int, to end: Int) -> Bool {
            var (seen, rest) = (Set([start]), [start])
            while let next = rest.popLast() {
                if next == end { return true }
                for edge in kept where edge.from == next && seen.insert(edge.to).inserted { rest.append(edge.to) }
            }
            return false
        }
        for edge in edges where edge.from != edge.to && !leads(edge.to, to: edge.from) { kept.append(edge) }
        for _ in 0..<count {
            for edge in kept { columns[edge.to] = max(columns[edge.to], columns[edge.from] + 1) }
        }
        return columns
    }

    /// A curve from one box to the other, and where its label goes.
    func path(_ edge: Edge) -> (curve: String, x: Int, y: Int) {
        let (a, b) = (teams[edge.from], teams[edge.to])
        let shift = edge.lane * 26
        let (fromY, toY) = (a.y + Self.boxHeight / 2 + shift / 2, b.y + Self.boxHeight / 2 + shift / 2)
        if edge.from == edge.to || a.column == b.column {
            // On the right of its own column.
            let x = a.x + Self.boxWidth
            let reach = 56 + edge.lane * 18
            let (startY, endY) = edge.from == edge.to ? (a.y + 10, a.y + Self.boxHeight - 10) : (fromY, toY)
            return ("M\(x) \(startY) C\(x + reach) \(startY) \(x + reach) \(endY) \(x + 6) \(endY)", x + reach * 3 / 4, (startY + endY) / 2)
        }
        let isForward = a.column < b.column
        let startX = isForward ? a.x + Self.boxWidth : a.x
        let endX = isForward ? b.x - 6 : b.x + Self.boxWidth + 6
        let middle = (startX + endX) / 2
        return ("M\(startX) \(fromY) C\(middle) \(fromY) \(middle) \(toY) \(endX) \(toY)", middle, (fromY + toY) / 2)
    }
}

/// How one handoff does, for the map.
struct HandoffState: Sendable {
    enum Kind: String, CaseIterable {
        case rework, hold, calm, few

        var words: String {
            switch self {
            case .rework: "comes back"
            case .hold: "has work on hold"
            case .calm: "runs well"
            case .few: "too few briefs to tell"
            }
        }
    }

    var rate = Rate()
    var holds = 0
    var briefs = 0

    var kind: Kind {
        if rate.isEnough ? (rate.low ?? 0) > 0.1 : rate.numerator >= 2 { return .rework }
        if holds > 0 { return .hold }
        return rate.isEnough ? .calm : .few
    }

    /// Of every handoff that has briefs now or had some.
    static func all(_ page: ReportPage) -> [String: HandoffState] {
        var states: [String: HandoffState] = [:]
        for handoff in page.map.handoffs where handoff.briefs > 0 { states[handoff.id, default: HandoffState()].briefs = handoff.briefs }
        for judgement in page.judgements where judgement.verdict == .hold {
            if let handoff = judgement.handoff { states[handoff, default: HandoffState()].holds += 1 }
        }
        for (handoff, subjects) in Dictionary(grouping: page.rework.measurement.subjects, by: \.timeline.handoff)
        where subjects.contains(where: \.isHandedOff) {
            states[handoff, default: HandoffState()].rate = ReworkRate.ofAll(subjects).rate
        }
        return states
    }
}
