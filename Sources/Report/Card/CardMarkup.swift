/// A piece of a card as a web page. Names of elements and attributes are ours, written in the source; whatever comes from anywhere else goes in as
/// text and is escaped here and nowhere else.
package struct CardMarkup: Sendable {
    /// As it goes into the file.
    package private(set) var source: String

    private init(source: String) { self.source = source }

    /// Somebody's words on one line: no control characters, nothing that turns the direction of what stands around them.
    package static func text(_ text: String) -> CardMarkup { CardMarkup(source: escaped(text)) }

    package static func element(_ name: StaticString, _ attributes: [(StaticString, String)] = [], _ children: [CardMarkup] = [])
        -> CardMarkup
    {
        let inside = children.map(\.source).joined()
        return CardMarkup(source: "<\(name)\(written(attributes))>\(inside)</\(name)>")
    }

    package static func element(_ name: StaticString, _ attributes: [(StaticString, String)] = [], _ text: String) -> CardMarkup {
        element(name, attributes, [.text(text)])
    }

    /// Text in which addresses can be followed; those of http, https and mail alone.
    package static func linkedText(_ text: String) -> CardMarkup {
        CardMarkup(source: Address.split(text).map { $0.isAddress ? link($0.text).source : escaped($0.text) }.joined())
    }

    private static func link(_ address: String) -> CardMarkup {
        element("a", [("href", address), ("rel", "noopener noreferrer")], address)
    }

    /// Pieces one after the other, each on a line of the file.
    package static func lines(_ pieces: [CardMarkup]) -> CardMarkup { CardMarkup(source: pieces.map { $0.source + "\n" }.joined()) }

    /// A whole document that loads nothing and runs nothing, whatever stands in it.
    ///
    /// - Parameter style: without `</style`.
    package static func document(title: String, style: StaticString, _ body: CardMarkup) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer">
        <meta name="color-scheme" content="light dark">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title))</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        \(body.source)</body>
        </html>

        """
    }

    private static func written(_ attributes: [(StaticString, String)]) -> String {
        attributes.map { name, value in " \(name)=\"\(escaped(value))\"" }.joined()
    }

    /// A template of whoever serves the page would begin with a brace.
    private static func escaped(_ text: String) -> String {
        HTML.escaped(text.printable).split(separator: "{", omittingEmptySubsequences: false).joined(separator: "&#123;")
    }
}
