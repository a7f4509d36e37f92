internal import Source

/// JSON that can stand inside a page: no text in it can end the element it is in, or be more than text.
package struct PageJSON: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Whether a comma has to come before the next value.
    private var isFollowing = false

    package init() {}

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package mutating func list(_ content: (inout PageJSON) -> Void) {
        begin(UInt8(ascii: "["))
        content(&self)
        end(UInt8(ascii: "]"))
    }

    package mutating func object(_ content: (inout PageJSON) -> Void) {
        begin(UInt8(ascii: "{"))
        content(&self)
        end(UInt8(ascii: "}"))
    }

    /// The name of the value that comes next in an object.
    mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes += $0 }
        bytes += [UInt8(ascii: "\""), UInt8(ascii: ":")]
        isFollowing = false
    }

    /// Without a text of its own: there are a quarter of a million in a large page.
    mutating func add(_ number: Int) {
        separate()
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let rest = number.magnitude
        var unit: UInt = 1
        while rest / unit >= 10 { unit *= 10 }
        while unit > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest / unit % 10))
            unit /= 10
        }
    }

    /// With at most two digits behind the point.
    mutating func add(_ number: Double) {
        let hundredths = Int((number * 100).rounded())
        separate()
        bytes += ((hundredths < 0 ? "-" : "") + String(hundredths.magnitude / 100)).utf8
        let rest = Int(hundredths.magnitude % 100)
        if rest != 0 { bytes += ".\(Moment.two(rest))".utf8 }
    }

    /// The same for a name that is known only at run time.
    mutating func key(named name: String) {
        add(name)
        bytes.append(UInt8(ascii: ":"))
        isFollowing = false
    }

    mutating func add(_ flag: Bool) { add(flag ? 1 : 0) }

    mutating func add(_ text: String?) {
        separate()
        guard let text else {
            bytes += "null".utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.printableLines.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), 0x7F:
                let digits = Array("0123456789abcdef".utf8)
                bytes += [UInt8(ascii: "\\"), UInt8(ascii: "u"), 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        isFollowing = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        isFollowing = true
    }

    private mutating func separate() {
        if isFollowing { bytes.append(UInt8(ascii: ",")) }
        isFollowing = true
    }
}
