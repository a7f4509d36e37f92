package import Brief
package import Source

/// What a selection finds: a text with its place, and its parts where it has any.
///
/// A class because checks pass values around far more often than they make them. Whoever makes one finishes it before handing it on.
package final class Value: @unchecked Sendable {
    /// A named part; a list given for it is several values.
    package struct Field: Sendable {
        package var name: String
        package var values: [Value]
    }

    package var text: String {
        get {
            switch unread {
            case nil: return ownText
            case .cells(let cells)?: ownText = cells.map(\.text).joined(separator: " · ")
            case .file(let source)?: ownText = source.text(ByteRange(0, source.bytes.count))
            case .content(let brief)?: ownText = content.map(brief.text) ?? ""
            }
            unread = nil
            return ownText
        }
        set {
            ownText = newValue
            unread = nil
            facts = nil
        }
    }
    private var ownText: String
    /// Where the text comes from once somebody asks for it.
    private var unread: Unread?

    private enum Unread {
        /// The cells of a row.
        case cells([Value])
        /// All of a brief.
        case file(SourceText)
        /// What it is in a brief.
        case content(Brief)
    }

    package var range: ByteRange
    package var fill: Fill
    /// The name it was written under.
    package var label: String = ""
    package var fields: [Field] {
        get {
            if let linkParts {
                ownFields = linkParts.all
                self.linkParts = nil
            }
            return ownFields
        }
        set {
            ownFields = newValue
            linkParts = nil
        }
    }
    /// Stored fields, for whoever builds a record: no link has any.
    var ownFields: [Field] = []
    /// The fields of a link's record until somebody asks for all of them.
    var linkParts: LinkParts?
    /// Another context's value that counts for this one: its own rules look at it, not this one's.
    var standsIn = false
    /// What a decision table, by its number, came to for this row, when that depends on nothing around it.
    var decision: (table: Int, result: String?)?
    /// What is known of its text, once somebody asked.
    var facts: TextFacts?
    /// Rows of a context, items of a list.
    package var items: [Value]?
    /// Where it stands in the brief; nil for what was computed.
    package var content: Content?

    package init(_ text: String, range: ByteRange, fill: Fill = .real) {
        ownText = text
        self.range = range
        self.fill = fill
    }

    /// The row of a table.
    init(joining cells: [Value], range: ByteRange) {
        ownText = ""
        unread = .cells(cells)
        self.range = range
        fill = .real
    }

    /// What somebody wrote.
    init(_ content: Content, of brief: Brief, range: ByteRange, fill: Fill) {
        ownText = ""
        unread = .content(brief)
        self.content = content
        self.range = range
        self.fill = fill
    }

    /// A brief's text, placed at its start.
    init(whole source: SourceText) {
        ownText = ""
        unread = .file(source)
        range = .fileStart
        fill = .real
    }

    /// A record: compares by its first field.
    package convenience init(range: ByteRange, fields: [(String, String)]) {
        self.init(fields.first?.1 ?? "", range: range)
        self.fields = fields.map { Field(name: $0.0, values: [Value(part: $0.1, range: range)]) }
    }

    func copy() -> Value {
        let copy = Value(text, range: range, fill: fill)
        copy.label = label
        copy.fields = fields
        copy.items = items
        copy.content = content
        return copy
    }

    /// A part of a record: an empty one is none.
    convenience init(part text: String, range: ByteRange) {
        self.init(text, range: range, fill: text.isEmpty ? .unfilled : .real)
    }

    package func field(_ name: String) -> [Value]? {
        // A link's text is its address.
        if let linkParts { return name == "url" ? [self] : linkParts.field(name) }
        return ownFields.first { $0.name == name }?.values
    }

    /// The parts called `name`: its own, else those of its items.
    package func parts(_ name: String) -> [Value]? {
        if let own = field(name) { return own }
        // A record of nothing but text needs no fields.
        if name == "text", items == nil, linkParts == nil, ownFields.isEmpty { return [self] }
        guard let items else { return nil }
        return items.flatMap { $0.field(name) ?? [] }
    }

    /// Those of some values that somebody really wrote.
    static func real(_ values: [Value]) -> [Value] {
        values.allSatisfy(\.fill.isValue) ? values : values.filter(\.fill.isValue)
    }

    /// All parts: items, else all fields' values.
    package var allParts: [Value] {
        items ?? fields.flatMap(\.values)
    }
}
