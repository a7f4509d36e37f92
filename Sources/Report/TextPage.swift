internal import Contract
internal import Source

/// Text for a terminal as it is put together: what comes from briefs and contracts is made printable on the way.
struct TextPage {
    private(set) var bytes: [UInt8] = []

    /// The program's own words.
    mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func spaces(_ count: Int) {
        for _ in 0..<max(0, count) { bytes.append(Byte.space) }
    }

    mutating func endLine() { bytes.append(Byte.lineFeed) }

    mutating func add(_ number: Int) { add(String(number)) }

    /// Of a number that is not negative, in characters.
    static func width(_ number: Int) -> Int {
        var width = 1
        var rest = number / 10
        while rest > 0 {
            width += 1
            rest /= 10
        }
        return width
    }

    /// Somebody else's words, on one line.
    ///
    /// - Parameter loweringFirst: whether it goes on in a sentence, and so begins in lower case unless it begins with an abbreviation.
    /// - Returns: how many characters that is.
    @discardableResult
    mutating func addPrintable(_ text: String, loweringFirst: Bool = false) -> Int {
        var text = loweringFirst ? text.loweredFirst : text
        return text.withUTF8 { addPrintable($0) }
    }

    private mutating func addPrintable(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        if text.isPlain {
            bytes.append(contentsOf: text)
            return text.isASCII ? text.count : String(decoding: text, as: UTF8.self).count
        }
        let printable = String(decoding: text, as: UTF8.self).printable
        bytes.append(contentsOf: printable.utf8)
        return printable.count
    }

    /// Somebody else's lines below each other, after a label before the first. A line end that ends them is none more.
    mutating func addLines(_ text: String, indent: Int, label: String) {
        var text = text
        text.withUTF8 { lines in
            var start = 0
            repeat {
                let end = lines[start...].firstIndex(of: Byte.lineFeed) ?? lines.count
                // Nothing stands behind the last word of a line, and nothing in an empty one.
                if end > start { spaces(start == 0 ? indent : indent + label.utf8.count) }
                if start == 0 { add(label) }
                let line = UnsafeBufferPointer(rebasing: lines[start..<end])
                if line.isPlain { bytes.append(contentsOf: line) } else { _ = addPrintable(line) }
                endLine()
                start = end + 1
            } while start < lines.count
        }
    }

    /// In a style, which takes no room.
    mutating func add(_ style: Style, _ look: Style.Look, _ body: (inout TextPage) -> Void) {
        if style.isOn { add(look.on) }
        body(&self)
        if style.isOn { add(Style.Look.off) }
    }
}
