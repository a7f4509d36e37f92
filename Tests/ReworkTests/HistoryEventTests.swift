import BuiltinContracts
import Contract
import Foundation
import Git
import GitFixture
import Rework
import Testing

/// From git's commits to events: the cases in fixtures/histories that have their expected events beside them.
@Suite struct HistoryEventTests {
    static let cases: [String] = {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: TestRepository.histories.path)) ?? []
        return folders.filter { FileManager.default.fileExists(atPath: events($0).path) }.sorted()
    }()

    static func events(_ name: String) -> URL { TestRepository.histories.appending(path: "\(name)/events.txt") }

    static let readings = Readings.shipped

    @Test func thereAreCases() { #expect(Self.cases.count > 60) }

    @Test("What happened to every brief is what was written down beside the history", arguments: cases)
    func events(_ name: String) throws {
        let team = try TestRepository(case: name)
        var options = HistoryOptions()
        options.branch = "main"
        options.clock = 1_900_000_000
        var policy = ReworkPolicy()
        policy.bulk = 3
        let maker = ReadingMaker(rulebook: Self.readings.rulebook, policy: policy)
        let history = try readHistory(team.url.path, options: options) { maker.reading($0, path: $1, fallback: $2) }
        let list = try? team.git("show", "main:.git-blame-ignore-revs")
        let timelines = Timelines(of: history, policy: policy, ignored: IgnoredRevisions.read(Array((list ?? "").utf8)))
        let expected = String(decoding: try Data(contentsOf: Self.events(name)), as: UTF8.self)
        #expect(Self.describe(timelines, history) == expected)
    }

    private static func describe(_ timelines: Timelines, _ history: History) -> String {
        let start = history.steps.first?.time ?? 0
        func hours(_ step: Int) -> String {
            let hours = Double(history.steps[step].time - start) / 3600
            return hours == hours.rounded() ? "\(Int(hours))h" : "\(hours)h"
        }
        var lines: [String] = []
        for timeline in timelines.all {
            var words = ["brief", timeline.path, timeline.handoff, timeline.stage.rawValue]
            if timeline.isImported { words.append("imported") }
            if timeline.isWithoutStatus { words.append("without-status") }
            if timeline.isUnseen { words.append("unseen") }
            if let isSelfAccepted = timeline.isSelfAccepted { words.append(isSelfAccepted ? "self-accepted" : "accepted-by-another") }
            if timeline.dueSlips > 0 { words.append("slips:\(timeline.dueSlips)") }
            lines.append(words.joined(separator: " "))
            for event in timeline.events { lines.append("  " + Story.line(event, hours: hours)) }
        }
        let kinds: Set<Note.Kind> = [.guessedProject]
        for note in history.notes + timelines.notes where !kinds.contains(note.kind) {
            lines.append("note \(note.kind.rawValue) \(note.count)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
