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

    /// Somebody else's words, on one line.
    ///
    /// - Returns: how many characters that is.
    @discardableResult
    mutating func addPrintable(_ text: some StringProtocol) -> Int {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        if bytes[start...].allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return bytes.count - start }
        bytes.removeSubrange(start...)
        let printable = String(text).printable
        bytes.append(contentsOf: printable.utf8)
        return printable.count
    }

    /// In a style, which takes no room.
    mutating func add(_ style: Style, _ look: Style.Look, _ body: (inout TextPage) -> Void) {
        if style.isOn { add(look.on) }
        body(&self)
        if style.isOn { add(Style.Look.off) }
    }
}
