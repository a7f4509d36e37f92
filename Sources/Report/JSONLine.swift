internal import FoundationEssentials

/// Values as JSON on one line, keys sorted, with nothing in it that changes a terminal or commands a build server.
struct JSONLine {
    private let encoder: JSONEncoder

    init() {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    func text(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self).escapingUnprintable
    }

    /// A list of any length, an item a line, written as it comes.
    func writeList<Item>(_ items: some Sequence<Item>, to write: (String) throws -> Void, record: (Item) -> some Encodable) throws {
        try write("[")
        var isFirst = true
        for item in items {
            try write((isFirst ? "\n" : ",\n") + text(record(item)))
            isFirst = false
        }
        try write(isFirst ? "]" : "\n]")
    }
}
