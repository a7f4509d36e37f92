internal import Rework
internal import Source
internal import Workspace
internal import YAML

/// The system's time zones, one compiled file each.
enum ZoneFile {
    private static let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"]
    /// The largest has some 4 KiB.
    private static let largest = 1 << 20

    struct Problem: Error {
        /// A sentence.
        var message: String
    }

    /// - Parameter name: `Europe/Berlin`; nil for UTC.
    static func zone(_ name: String?) throws(Problem) -> Zone {
        guard let name, name != "UTC" else { return .utc }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isName = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { Byte.isLetter($0) || Byte.isDigit($0) || "_+-".utf8.contains($0) }
        }
        guard let folder = folders.first(where: { Files.kind($0) == .folder }) else {
            throw Problem(message: "timezone: this machine has no time zones installed (the package tzdata); without timezone: it is UTC.")
        }
        guard isName, Files.kind("\(folder)/\(name)") == .file, let bytes = try? Files.read("\(folder)/\(name)", limit: largest),
            let zone = Zone(compiled: bytes)
        else {
            throw Problem(
                message:
                    "timezone: there is no time zone “\(name)”.\(String.didYouMean(name, in: names(folder))) It is a name such as Europe/Berlin."
            )
        }
        return zone
    }

    /// Of the places that have one.
    private static func names(_ folder: String) -> [String] {
        guard let bytes = try? Files.read("\(folder)/zone1970.tab", limit: largest) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let columns = line.split(separator: "\t")
            return line.hasPrefix("#") || columns.count < 3 ? nil : String(columns[2])
        }
    }
}
