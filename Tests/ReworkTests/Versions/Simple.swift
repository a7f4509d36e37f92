import Foundation
import Git
import GitFixture
import Rework

/// A reading that tests can predict: front matter’s `id` and `handoff`, the first heading, and the lines.
func simpleReading(_ bytes: [UInt8], _ path: String, _ fallback: String?) -> Reading? {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    func value(_ key: String) -> String? {
        lines.first { $0.hasPrefix("\(key): ") }.map { String($0.dropFirst(key.count + 2)) }
    }
    guard let handoff = value("handoff") ?? fallback else { return nil }
    var reading = Reading()
    reading.id = value("id")
    reading.title = lines.first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
    reading.lines = lines.map { $0.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 } }
    reading.parts = [
        Reading.Part(
            handoff: handoff,
            contents: [
                Reading.Content("prose", isRequired: false, fill: .real, rows: reading.lines.sorted())
            ])
    ]
    return reading
}

/// Briefs are what lies in `briefs/`.
let simpleScope = BriefScope(roots: ["briefs"], isBrief: { $0.hasPrefix("briefs/") && $0.hasSuffix(".md") })

func readHistory(
    _ folder: String, scope: BriefScope = simpleScope, options: HistoryOptions = HistoryOptions(),
    maker: @escaping ReadingMaking = simpleReading
) throws -> History {
    let reader = HistoryReader(try RepositoryPool(around: folder), scope, options, maker: maker)
    return try reader.read(reader.tip(), named: "team")
}

/// A history as `versions.txt` has it.
func describe(_ history: History, subjects: [String: String], times: Bool = false, people: Bool = false) -> String {
    var lines: [String] = []
    for brief in history.briefs {
        lines.append("brief \(brief.path)")
        for version in brief.versions {
            let step = history.steps[version.step]
            var line = "  \(subjects[step.commit.text] ?? "?") \(version.blob == nil ? "gone" : version.path)"
            if times { line += " \(Date(timeIntervalSince1970: Double(step.time)).formatted(.iso8601))" }
            if people {
                line += " by \(step.author.name) <\(step.author.email)>"
                if !step.acceptedBy.isEmpty { line += " accepted by \(step.acceptedBy.joined(separator: ", "))" }
            }
            lines.append(line)
        }
    }
    for note in history.notes { lines.append("note \(note.kind.rawValue) \(note.count)") }
    return lines.joined(separator: "\n") + "\n"
}

extension TestRepository {
    /// The first line of each commit's message.
    var subjects: [String: String] {
        get throws {
            let lines = try git("log", "--all", "--format=%H %s").split(separator: "\n")
            return Dictionary(
                lines.map { (String($0.prefix(40)), String($0.dropFirst(41))) }, uniquingKeysWith: { first, _ in first })
        }
    }
}
