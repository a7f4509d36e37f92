internal import FoundationEssentials
internal import Source

/// The parts of GitHub's webhook payloads that matter here, by the names of its documentation.
private struct Payload: Decodable {
    struct User: Decodable {
        var login: String
        var id: Int
        var type: String?
    }

    struct Side: Decodable {
        struct Repository: Decodable { var fullName: String }
        /// Null once a fork is deleted.
        var repo: Repository?
    }

    struct Pull: Decodable {
        var state: String
        var user: User?
        var head: Side
        var base: Side
    }

    struct Issue: Decodable {
        struct Mark: Decodable {}
        var state: String
        var user: User?
        /// Only on pull requests.
        var pullRequest: Mark?
    }

    struct Said: Decodable {
        var id: Int
        var state: String?
        var body: String?
        /// Null for an account that was deleted.
        var user: User?
        var authorAssociation: String?
        var commitId: String?
        var createdAt: String?
        var path: String?
    }

    var action: String
    var review: Said?
    var comment: Said?
    var issue: Issue?
    var pullRequest: Pull?
}

extension ReadEvent {
    /// Larger than any that GitHub sends.
    package static let largest = 25 << 20

    /// Longer than GitHub lets a comment be.
    private static let longestBody = 1 << 18

    /// - Parameters:
    ///   - json: the file that GITHUB_EVENT_PATH names.
    ///   - name: the event's name, as in GITHUB_EVENT_NAME.
    package init(_ json: [UInt8], name: String) throws(EventProblem) {
        let payload: Payload = try decoded(json, "The event")
        let said: Payload.Said?
        switch name {
        case "pull_request_review": (said, self) = (payload.review, .nothing("It is no review that was just submitted."))
        case "issue_comment", "pull_request_review_comment": (said, self) = (payload.comment, .nothing("It is no new comment."))
        default: (said, self) = (nil, .nothing("Only reviews and comments on pull requests move a brief on."))
        }
        guard let said, payload.action == (name == "pull_request_review" ? "submitted" : "created") else { return }
        if name == "issue_comment", payload.issue?.pullRequest == nil {
            self = .nothing("This comment is on an issue, not on a pull request.")
            return
        }
        guard let user = said.user, Self.isLogin(user.login) else {
            self = .nothing("Nobody knows whose account this was.")
            return
        }
        let body = said.body ?? ""
        guard body.utf8.count <= Self.longestBody else {
            self = .nothing("This text is longer than a comment can be.")
            return
        }
        let verdict: ReviewEvent.Verdict
        switch name == "pull_request_review" ? said.state?.lowercased() : "commented" {
        case "approved": verdict = .approved
        case "changes_requested": verdict = .changesRequested
        case "commented": verdict = .commented
        default:
            self = .nothing("This review neither approves, nor asks for changes, nor comments.")
            return
        }
        let isBot = user.type != "User" || user.login.hasSuffix("[bot]")
        self = .event(
            ReviewEvent(
                key: "\(name == "pull_request_review" ? "review" : name == "issue_comment" ? "comment" : "line-comment") \(said.id)",
                verdict: verdict, body: body, person: ReviewEvent.Person(login: user.login, id: user.id, isBot: isBot),
                isOfTeam: ["OWNER", "MEMBER", "COLLABORATOR"].contains(said.authorAssociation ?? ""), commit: said.commitId,
                time: said.createdAt.flatMap(seconds), path: name == "pull_request_review_comment" ? said.path : nil,
                pull: payload.pullRequest.map(PullRequest.init)))
    }

    /// Letters, digits, hyphens, underscores; a bot's name ends in “[bot]”.
    private static func isLogin(_ text: String) -> Bool {
        let name = text.hasSuffix("[bot]") ? text.dropLast(5) : text[...]
        return !name.isEmpty && name.utf8.count <= 100
            && name.utf8.allSatisfy { Byte.isLetter($0) && $0 < 0x80 || Byte.isDigit($0) || "-_".utf8.contains($0) }
    }
}

extension PullRequest {
    /// - Parameter json: what GitHub's API answers to `repos/OWNER/NAME/pulls/NUMBER`.
    package static func read(_ json: [UInt8]) throws(EventProblem) -> PullRequest {
        let pull: Payload.Pull = try decoded(json, "The pull request")
        return PullRequest(pull)
    }

    fileprivate init(_ pull: Payload.Pull) {
        let (head, base) = (pull.head.repo?.fullName.lowercased(), pull.base.repo?.fullName.lowercased())
        self.init(isOpen: pull.state == "open", author: pull.user?.login, isFromHere: head != nil && head == base)
    }
}

/// Decodes at most 512 levels; what is deeper is an error.
private func decoded<Value: Decodable>(_ json: [UInt8], _ what: String) throws(EventProblem) -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
        return try decoder.decode(Value.self, from: Data(json))
    } catch {
        throw EventProblem(sentence: "\(what) is not what GitHub documents; give the file that GITHUB_EVENT_PATH names, unchanged.")
    }
}

private func seconds(_ time: String) -> Int? {
    guard let date = try? Date(time, strategy: .iso8601) else { return nil }
    return Int(exactly: date.timeIntervalSince1970.rounded())
}
