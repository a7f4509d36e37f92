/// A piece of a web page. Names of elements and attributes are ours, written in the source; whatever comes from anywhere else goes in as
/// text and is escaped here and nowhere else.
package struct HTML: Sendable {
    /// As it goes into the file.
    package private(set) var source: String

    private init(source: String) { self.source = source }

    /// Somebody's words on one line: no control characters, nothing that turns the direction of what stands around them.
    package static func text(_ text: String) -> HTML { HTML(source: escaped(text)) }

    package static func element(_ name: StaticString, _ attributes: [(StaticString, String)] = [], _ children: [HTML] = []) -> HTML {
        let inside = children.map(\.source).joined()
        return HTML(source: "<\(name)\(written(attributes))>\(inside)</\(name)>")
    }

    package static func element(_ name: StaticString, _ attributes: [(StaticString, String)] = [], _ text: String) -> HTML {
        element(name, attributes, [.text(text)])
    }

    /// Text in which addresses can be followed; those of http, https and mail alone.
    package static func linkedText(_ text: String) -> HTML {
        HTML(source: Address.split(text).map { $0.isAddress ? link($0.text).source : escaped($0.text) }.joined())
    }

    private static func link(_ address: String) -> HTML {
        element("a", [("href", address), ("rel", "noopener noreferrer")], address)
    }

    /// Pieces one after the other, each on a line of the file.
    package static func lines(_ pieces: [HTML]) -> HTML { HTML(source: pieces.map { $0.source + "\n" }.joined()) }

    /// A whole document that loads nothing and runs nothing, whatever stands in it.
    ///
    /// - Parameter style: without `</style`.
    package static func document(title: String, style: StaticString, _ body: HTML) -> String {
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

    private static func escaped(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.printable.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;".unicodeScalars
            case "<": out += "&lt;".unicodeScalars
            case ">": out += "&gt;".unicodeScalars
            case "\"": out += "&quot;".unicodeScalars
            case "'": out += "&#39;".unicodeScalars
            // A template of whoever serves the page would begin with it.
            case "{": out += "&#123;".unicodeScalars
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
