internal import Contract
internal import Report
internal import Rework

/// Since when a brief's open questions wait, as far as its history tells.
enum AskedSince {
    /// - Returns: days by the question's key; empty where there is no history that can be read.
    static func days(_ path: String, config: String?) -> [String: String] {
        var options = MeasuredRepository.Options()
        options.config = config
        // A card says what it can: without git, or with a part of its history, nobody knows since when.
        guard let repository = try? MeasuredRepository(options, progress: Progress(.never)) else { return [:] }
        var days: [String: String] = [:]
        for wait in repository.timelines.filter({ $0.path == path }).flatMap(\.questions) where wait.wait.to == nil {
            days[wait.question.key] = repository.measured.working.zone.day(at: wait.wait.from).text
        }
        return days
    }
}
