/// RFC 8259, strictly, and not the code that wrote the JSON: that would only prove the two agree.
enum JSONCheck {
    /// What is wrong, with its byte offset, or nil.
    static func problem(_ json: [UInt8]) -> String? {
        var scanner = Scanner(json: json)
        do throws(Broken) {
            try scanner.value(depth: 0)
            scanner.space()
            if scanner.offset < json.count { throw Broken(what: "something after the end", offset: scanner.offset) }
            return nil
        } catch {
            return "\(error.what) at byte \(error.offset)"
        }
    }

    private struct Broken: Error {
        var what: String
        var offset: Int
    }

    private struct Scanner {
        let json: [UInt8]
        var offset = 0

        var next: UInt8? { offset < json.count ? json[offset] : nil }

        mutating func space() {
            while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
        }

        mutating func take(_ text: StaticString) throws(Broken) {
            for i in 0..<text.utf8CodeUnitCount {
                guard next == text.utf8Start[i] else { throw Broken(what: "no \(text)", offset: offset) }
                offset += 1
            }
        }

        mutating func value(depth: Int) throws(Broken) {
            if depth > 64 { throw Broken(what: "nested too deep", offset: offset) }
            space()
            switch next {
            case UInt8(ascii: "{"): try list(closing: UInt8(ascii: "}"), depth: depth, named: true)
            case UInt8(ascii: "["): try list(closing: UInt8(ascii: "]"), depth: depth, named: false)
            case UInt8(ascii: "\""): try string()
            case UInt8(ascii: "t"): try take("true")
            case UInt8(ascii: "f"): try take("false")
            case UInt8(ascii: "n"): try take("null")
            default: try number()
            }
        }

        mutating func list(closing: UInt8, depth: Int, named: Bool) throws(Broken) {
            offset += 1
            space()
            if next == closing {
                offset += 1
                return
            }
            while true {
                if named {
                    space()
                    try string()
                    space()
                    try take(":")
                }
                try value(depth: depth + 1)
                space()
                if next == closing {
                    offset += 1
                    return
                }
                try take(",")
            }
        }

        mutating func string() throws(Broken) {
            try take("\"")
            while let byte = next {
                offset += 1
                switch byte {
                case UInt8(ascii: "\""): return
                case 0..<0x20: throw Broken(what: "a control character in a string", offset: offset - 1)
                case UInt8(ascii: "\\"): try escape()
                default: break
                }
            }
            throw Broken(what: "a string without an end", offset: offset)
        }

        mutating func escape() throws(Broken) {
            guard let byte = next else { throw Broken(what: "a lone backslash", offset: offset) }
            offset += 1
            if byte == UInt8(ascii: "u") {
                for _ in 0..<4 {
                    guard let digit = next, Character(Unicode.Scalar(digit)).isHexDigit else {
                        throw Broken(what: "a bad \\u", offset: offset)
                    }
                    offset += 1
                }
            } else if !"\"\\/bfnrt".utf8.contains(byte) {
                throw Broken(what: "an unknown escape", offset: offset - 1)
            }
        }

        mutating func number() throws(Broken) {
            if next == UInt8(ascii: "-") { offset += 1 }
            if next == UInt8(ascii: "0") { offset += 1 } else { try digits() }
            if next == UInt8(ascii: ".") {
                offset += 1
                try digits()
            }
            if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
                offset += 1
                if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
                try digits()
            }
        }

        mutating func digits() throws(Broken) {
            let start = offset
            while let byte = next, (0x30...0x39).contains(byte) { offset += 1 }
            if offset == start { throw Broken(what: "no value", offset: offset) }
        }
    }
}
