internal import Source

/// An HTML text under construction. Names of elements and attributes are the program's own; everything else is escaped on its way in, so that
/// nobody's words can become markup.
struct HTML {
    private(set) var text = ""

    /// An attribute. A value that may be somebody else's words goes where browsers run nothing: no handler, no style, no foreign address.
    struct Attribute {
        fileprivate var name: StaticString
        /// Nil for one that only has to be there.
        fileprivate var value: String?

        static func `class`(_ names: String) -> Attribute { Attribute(name: "class", value: names) }
        static func id(_ id: String) -> Attribute { Attribute(name: "id", value: id) }
        /// A place of this very page.
        static func fragment(_ fragment: String) -> Attribute { Attribute(name: "href", value: "#" + fragment) }
        /// Of http, https or mail, as `Address` tells them.
        fileprivate static func address(_ address: String) -> Attribute { Attribute(name: "href", value: address) }
        static func data(_ name: StaticString, _ value: String) -> Attribute {
            precondition(name.description.hasPrefix("data-") || name.description.hasPrefix("aria-"))
            return Attribute(name: name, value: value)
        }
        /// Of the program's own making: roles, types, numbers of a drawing.
        static func own(_ name: StaticString, _ value: String) -> Attribute {
            precondition(!name.description.hasPrefix("on") && name.description != "style" && name.description != "href")
            return Attribute(name: name, value: value)
        }
        static func flag(_ name: StaticString) -> Attribute { Attribute(name: name, value: nil) }
    }

    /// An element with what is in it.
    mutating func add(_ name: StaticString, _ attributes: Attribute?..., content: (inout HTML) -> Void) {
        open(name, attributes)
        content(&self)
        text += "</\(name)>"
    }

    /// An element with words in it.
    mutating func add(_ name: StaticString, _ attributes: Attribute?..., words: String) {
        open(name, attributes)
        self.words(words)
        text += "</\(name)>"
    }

    /// An element that has no end.
    mutating func addVoid(_ name: StaticString, _ attributes: Attribute?...) { open(name, attributes) }

    /// Anybody's words, without marks that turn the direction of text.
    mutating func words(_ words: String) { text += Self.escaped(words.printableLines) }

    /// Words in which addresses can be followed; those of http, https and mail alone.
    mutating func linked(_ words: String) {
        for piece in Address.split(words) {
            if piece.isAddress {
                add("a", .address(piece.text), .own("rel", "noopener noreferrer"), words: piece.text)
            } else {
                self.words(piece.text)
            }
        }
    }

    /// The program's own markup: a literal.
    mutating func literal(_ markup: StaticString) { text += markup.description }

    /// Data for the page's script. In JSON a `<` stands in texts only, where it can be written by its number.
    mutating func addData(id: StaticString, _ json: PageJSON) {
        text += "<script type=\"application/json\" id=\"\(id)\">"
        text += json.text
        text += "</script>"
    }

    private mutating func open(_ name: StaticString, _ attributes: [Attribute?]) {
        text += "<\(name)"
        for case let attribute? in attributes {
            text += " \(attribute.name)"
            if let value = attribute.value { text += "=\"" + Self.escaped(value.printable) + "\"" }
        }
        text += ">"
    }

    /// What could be markup by its number, an apostrophe too, whose name mail programs may not know; and a brace, which would begin a
    /// template of whoever serves the page.
    static func escaped(_ words: String) -> String {
        func isMarkup(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "{"): true
            default: false
            }
        }
        guard words.hasByte(where: isMarkup) else { return words }
        return XML.text(words).replacing("&apos;", with: "&#39;").replacing("{", with: "&#123;")
    }
}
