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
    mutating func addPrintable(_ text: some StringProtocol, loweringFirst: Bool = false) -> Int {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        let isPlain = bytes.withUnsafeBufferPointer { $0[start...].allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
        if isPlain {
            let count = bytes.count - start
            let isWord = count > 1 && !(0x41...0x5A).contains(bytes[start + 1])
            if loweringFirst, isWord { bytes[start] = Byte.lower(bytes[start]) }
            return count
        }
        bytes.removeSubrange(start...)
        let printable = (loweringFirst ? String(text).loweredFirst : String(text)).printable
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
