internal import CLibgit2

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The SHA-1 that names a commit, a tree or a blob.
package struct ObjectID: Sendable, Hashable, Comparable {
    private let first: UInt64
    private let second: UInt64
    private let third: UInt32

    /// In bytes.
    package static let size = 20

    /// - Parameter bytes: `size` of them.
    init(_ bytes: UnsafeRawPointer) {
        first = bytes.loadUnaligned(as: UInt64.self)
        second = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        third = bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self)
    }

    /// Nil for another number of bytes than `size`.
    package init?(bytes: ArraySlice<UInt8>) {
        guard bytes.count == Self.size else { return nil }
        self = bytes.withUnsafeBytes { ObjectID($0.baseAddress!) }
    }

    init(_ id: git_oid) {
        self = withUnsafeBytes(of: id) { ObjectID($0.baseAddress!) }
    }

    /// Forty hexadecimal digits in lower case; nil for anything else.
    package init?(hex: some Collection<UInt8>) {
        guard hex.count == 2 * Self.size else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.size)
        var high: UInt8?
        for digit in hex {
            let value: UInt8
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x61...0x66: value = digit - 0x61 + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        self = bytes.withUnsafeBytes { ObjectID($0.baseAddress!) }
    }

    package init?(hex: String) { self.init(hex: Array(hex.utf8)) }

    /// Where it stands beside an id in raw bytes: below zero before it, above zero behind it.
    package func order(_ other: UnsafeRawPointer) -> Int {
        withUnsafeBytes(of: raw) { Int(memcmp($0.baseAddress!, other, Self.size)) }
    }

    package static func < (a: ObjectID, b: ObjectID) -> Bool {
        a.first != b.first
            ? a.first.bigEndian < b.first.bigEndian
            : a.second != b.second ? a.second.bigEndian < b.second.bigEndian : a.third.bigEndian < b.third.bigEndian
    }

    var firstByte: UInt8 { withUnsafeBytes(of: first) { $0[0] } }

    package var bytes: [UInt8] { withUnsafeBytes(of: raw) { Array($0) } }

    var raw: git_oid {
        var id = git_oid()
        withUnsafeMutableBytes(of: &id) { bytes in
            bytes.storeBytes(of: first, as: UInt64.self)
            bytes.storeBytes(of: second, toByteOffset: 8, as: UInt64.self)
            bytes.storeBytes(of: third, toByteOffset: 16, as: UInt32.self)
        }
        return id
    }

    /// Forty hexadecimal digits.
    package var text: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * Self.size)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xF)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// As people name commits: the first ten digits.
    package var short: String { String(text.prefix(10)) }

    /// The blob of an empty file.
    package static let emptyBlob = ObjectID(hex: "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")!
}
