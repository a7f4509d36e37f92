import PullRequest
import Testing

@Suite struct EventTests {
    static func review(_ more: String = "", state: String = "\"approved\"", user: String = #"{"login": "Mira", "id": 7, "type": "User"}"#)
        -> String
    {
        #"{"action": "submitted", "review": {"id": 80, "state": \#(state), "user": \#(user), "author_association": "MEMBER", "#
            + #""commit_id": "abc", "body": "caf\u00e9 \ud83d\ude00"}\#(more)}"#
    }

    private func read(_ json: String, _ name: String = "pull_request_review") throws(EventProblem) -> ReadEvent {
        try ReadEvent(Array(json.utf8), name: name)
    }

    @Test func aReview() throws {
        guard case .event(let event) = try read(Self.review()) else { throw EventProblem.unexpected }
        #expect(event.key == "review 80")
        #expect(event.verdict == .approved)
        #expect(event.body == "café 😀")
        #expect(event.person == ReviewEvent.Person(login: "Mira", id: 7, isBot: false))
        #expect(event.isOfTeam)
        #expect(event.commit == "abc")
        #expect(event.pull == nil)
    }

    @Test(
        "What is not for us",
        arguments: [
            (EventTests.review(), "push"), (EventTests.review(), "issue_comment"),
            (EventTests.review(state: "\"dismissed\""), "pull_request_review"),
            (EventTests.review(state: "null"), "pull_request_review"), (EventTests.review(user: "null"), "pull_request_review"),
            (EventTests.review(user: #"{"login": "a\nb", "id": 1, "type": "User"}"#), "pull_request_review"),
            (EventTests.review(user: #"{"login": "", "id": 1, "type": "User"}"#), "pull_request_review"),
        ])
    func nothing(_ json: String, _ name: String) throws {
        guard case .nothing = try read(json, name) else { throw EventProblem.unexpected }
    }

    @Test(
        "What is no event",
        arguments: [
            "", "[]", "{", "null", "{}", #"{"action": 1}"#, #"{"action": "submitted", "review": {"id": "x"}}"#, "{\"action\": \"a\"} x",
            #"{"action": "a", "review": {"id": 1e999}}"#,
            #"{"action": "a", "x": "# + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}",
        ])
    func broken(_ json: String) {
        #expect(throws: EventProblem.self) { _ = try read(json) }
    }

    @Test(
        "Who a bot is",
        arguments: [
            (#"{"login": "Mira", "id": 7, "type": "User"}"#, false), (#"{"login": "Mira", "id": 7, "type": "Bot"}"#, true),
            (#"{"login": "Mira", "id": 7}"#, true), (#"{"login": "helper[bot]", "id": 7, "type": "User"}"#, true),
        ])
    func bots(_ user: String, _ isBot: Bool) throws {
        guard case .event(let event) = try read(Self.review(user: user)) else { throw EventProblem.unexpected }
        #expect(event.person.isBot == isBot)
    }
}

extension EventProblem {
    static var unexpected: EventProblem { EventProblem(sentence: "another kind of event") }
}
