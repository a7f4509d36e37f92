internal import Source

/// How long each structured question of a brief waited for its answer.
struct QuestionWaits {
    private var waits: [Timeline.QuestionWait] = []
    /// By key: positions of those that wait.
    private var open: [String: Int] = [:]
    private var known: Set<String> = []

    static func of(_ brief: BriefHistory, _ history: History) -> [Timeline.QuestionWait] {
        var questions = QuestionWaits()
        for version in brief.versions {
            let time = history.steps[version.step].time
            if version.blob == nil {
                questions.read([], version.step, time)
            } else if let reading = version.reading, reading.problem == nil {
                questions.read(reading.questions, version.step, time)
            }
        }
        return questions.waits
    }

    private mutating func read(_ read: [Reading.Question], _ step: Int, _ time: Int) {
        let questions = recognised(read)
        // One that is asked again stands there twice, answered and open; it waits then.
        let waiting = Set(questions.filter { !$0.isAnswered }.map(\.key))
        var asked: Set<String> = []
        for question in questions where question.isAnswered != waiting.contains(question.key) && asked.insert(question.key).inserted {
            if question.isAnswered {
                if let i = open.removeValue(forKey: question.key) {
                    waits[i].wait.to = time
                    waits[i].question.isAnswered = true
                } else if known.insert(question.key).inserted {
                    // Asked and answered before anybody saved it.
                    waits.append(Timeline.QuestionWait(question, Timeline.Wait(from: time, to: time), step: step))
                }
            } else if open[question.key] == nil {
                known.insert(question.key)
                open[question.key] = waits.count
                waits.append(Timeline.QuestionWait(question, Timeline.Wait(from: time), step: step))
            }
        }
        // One that was taken out waits no longer.
        for (key, i) in open where !asked.contains(key) {
            waits[i].wait.to = time
            open[key] = nil
        }
    }

    /// The first words of a line that are looked at: no question is longer.
    private static let mostWords = 100

    /// An answer is often written right behind its question: what begins with a question that is known, and stands there no longer by
    /// itself, is that question.
    private func recognised(_ questions: [Reading.Question]) -> [Reading.Question] {
        let keys = Set(questions.map(\.key))
        return questions.map { question in
            guard !known.contains(question.key),
                let key = beginnings(of: question.key).last(where: { known.contains($0) && !keys.contains($0) })
            else { return question }
            var question = question
            question.key = key
            return question
        }
    }

    /// Of one word, of two, and so on, shorter than the whole.
    private func beginnings(of key: String) -> [String] {
        let ends = key.utf8.indices.lazy.filter { key.utf8[$0] == Byte.space }.prefix(Self.mostWords)
        return ends.map { String(key[..<$0]) }
    }
}
