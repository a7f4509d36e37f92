/// `handoff.map/1`, keys sorted, a handoff a line.
package struct MapJSON: Sendable {
    package static let schema = "handoff.map/1"

    package init() {}

    package func write(_ map: HandoffMap, to write: (String) throws -> Void) throws {
        let json = JSONLine()
        try write("{\"handoffs\":")
        try json.writeList(map.handoffs, to: write, record: Record.init)
        try write(",\"schema\":\(json.text(Self.schema)),\"version\":\(json.text(map.version))}\n")
    }

    private struct Record: Encodable {
        var handoff: String
        var title: String
        var from: String?
        var to: String?
        var boundary: String?
        var required: [String]
        var briefs: Int

        init(_ handoff: HandoffMap.Handoff) {
            (self.handoff, title, from, to) = (handoff.id, handoff.title, handoff.from, handoff.to)
            (boundary, required, briefs) = (handoff.boundary, handoff.required, handoff.briefs)
        }
    }
}
