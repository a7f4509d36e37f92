import Foundation
import Git
import GitFixture
import Rework
import Testing

/// Which brief each version belongs to: the cases in fixtures/histories, each beside what must come out.
@Suite struct IdentityTests {
    static let cases: [String] = {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: TestRepository.histories.path)) ?? []
        return folders.filter {
            FileManager.default.fileExists(atPath: TestRepository.histories.appending(path: "\($0)/versions.txt").path)
        }
        .sorted()
    }()

    @Test("The versions of every brief are those that were written down beside the history", arguments: cases)
    func versions(_ name: String) throws {
        let team = try TestRepository(case: name)
        let file = TestRepository.histories.appending(path: "\(name)/versions.txt")
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        var options = HistoryOptions()
        options.branch = "main"
        options.clock = 1_900_000_000
        let history = try readHistory(team.url.path, options: options)
        let text = describe(
            history, subjects: try team.subjects, times: expected.contains("T00:00:00Z"), people: expected.contains(" by "))
        #expect(text == expected)
    }

    @Test func thereAreCases() { #expect(Self.cases.count > 20) }
}
