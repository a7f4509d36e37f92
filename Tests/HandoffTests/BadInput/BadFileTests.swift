import Foundation
import Testing

extension BadInputTests {
    /// Paths that are no ordinary file, and names that are no ordinary name.
    @Suite struct File {
        enum Kind: String, Sendable, CaseIterable, CustomTestStringConvertible {
            case fifo = "a FIFO"
            case socket = "a socket"
            case device = "a link to /dev/zero"
            case dangling = "a dangling link"
            case circle = "a circle of links"
            case outside = "a link out of the folder"
            case climbing = "a link that climbs out of the folder"

            var testDescription: String { rawValue }

            func make(_ path: String, in scratch: Scratch) throws {
                let full = scratch.url.appending(path: path).path
                switch self {
                case .fifo: try #require(mkfifo(full, 0o644) == 0)
                case .socket: try makeSocket(full)
                case .device: try scratch.link(path, to: "/dev/zero")
                case .dangling: try scratch.link(path, to: "nowhere.md")
                case .circle:
                    try scratch.link(path, to: "circle.md")
                    try scratch.link((path as NSString).deletingLastPathComponent + "/circle.md", to: (path as NSString).lastPathComponent)
                case .outside: try scratch.link(path, to: Program.root.appending(path: "README.md").path)
                case .climbing:
                    try scratch.link(path, to: String(repeating: "../", count: 40) + Program.root.path.dropFirst() + "/README.md")
                }
            }

            private func makeSocket(_ path: String) throws {
                #if canImport(Glibc)
                    let kind = Int32(SOCK_STREAM.rawValue)
                #else
                    let kind = SOCK_STREAM
                #endif
                let descriptor = Foundation.socket(AF_UNIX, kind, 0)
                defer { close(descriptor) }
                var address = sockaddr_un()
                address.sun_family = sa_family_t(AF_UNIX)
                let bytes = Array(path.utf8)
                try #require(bytes.count < MemoryLayout.size(ofValue: address.sun_path))
                withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
                let length = socklen_t(MemoryLayout<sockaddr_un>.size)
                let isBound = withUnsafePointer(to: &address) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) == 0 }
                }
                try #require(isBound)
            }

            /// What is said when it is named, and when it is found in a folder.
            var says: String {
                switch self {
                case .fifo: "this is a pipe, not a text file"
                case .socket: "this is a socket, not a text file"
                case .device: "this is a device, not a text file"
                case .dangling: "this link leads nowhere"
                case .circle: "these links lead in a circle"
                case .outside, .climbing: "this link leads out of the folder; it is not read"
                }
            }
        }

        @Test("what is no file is named with the reason, the other briefs are judged, and the run fails", arguments: Kind.allCases)
        func namedIsReported(_ kind: Kind) throws {
            let team = try Kickoff.team(["briefs/good.md": Kickoff.ready])
            try kind.make("briefs/bad.md", in: team)
            let result = try Program.lint(["briefs/bad.md", "briefs/good.md"], in: team)
            #expect(result.error.hasPrefix("handoff: briefs/bad.md: "))
            #expect(result.error.contains(kind.says))
            #expect(result.verdicts == ["briefs/good.md kickoff ready"])
            #expect(result.code == 2)
        }

        @Test("the same holds when it is found in a folder", arguments: Kind.allCases)
        func foundIsReported(_ kind: Kind) throws {
            let team = try Kickoff.team(["briefs/good.md": Kickoff.ready])
            try kind.make("briefs/bad.md", in: team)
            for arguments in [[], ["briefs"], ["."]] {
                let result = try Program.lint(arguments, in: team)
                #expect(result.error.contains("handoff: briefs/bad.md: "))
                // What a device behind a link is does not matter: the link leads out.
                #expect(result.error.contains(kind == .device ? "out of the folder" : kind.says))
                #expect(result.verdicts == ["briefs/good.md kickoff ready"])
                #expect(result.code == 2)
            }
        }

        @Test func whatIsExcludedMayBeAnything() throws {
            let team = try Kickoff.team(["briefs/good.md": Kickoff.ready], config: "exclude: [\"**/bad.md\"]\n")
            try Kind.fifo.make("briefs/bad.md", in: team)
            let result = try Program.lint(in: team)
            #expect(result.verdicts == ["briefs/good.md kickoff ready"])
            #expect(result.code == 0)
        }

        @Test func aDeviceNamedOnTheCommandLineIsNeverRead() throws {
            let team = try Kickoff.team()
            let result = try Program.lint(["/dev/zero"], in: team)
            #expect(result.error.contains("handoff: /dev/zero: "))
            #expect(result.error.contains("device"))
            #expect(result.code == 2)
        }

        @Test func aFolderWithABriefsNameIsAFolder() throws {
            let team = try Kickoff.team(["briefs/folder.md/inside.md": Kickoff.ready])
            let named = try Program.lint(["briefs/folder.md"], in: team)
            #expect(named.verdicts == ["briefs/folder.md/inside.md kickoff ready"])
            #expect(try Program.lint(in: team).verdicts == named.verdicts)
        }

        @Test func linksToFoldersAreNotFollowedRoundAndRound() throws {
            let team = try Kickoff.team(["briefs/good.md": Kickoff.ready])
            try team.link("briefs/again", to: "..")
            let result = try Program.lint(in: team)
            #expect(result.verdicts == ["briefs/good.md kickoff ready"])
            #expect(result.code == 0)
        }

        @Test func aLinkInsideTheFolderIsReadLikeAFile() throws {
            let team = try Kickoff.team(["shared/good.md": Kickoff.ready, "briefs/other.md": Kickoff.ready])
            try team.link("briefs/linked.md", to: "../shared/good.md")
            let result = try Program.lint(in: team)
            #expect(result.verdicts == ["briefs/linked.md kickoff ready", "briefs/other.md kickoff ready"])
            #expect(result.code == 0)
        }

        @Test(
            "a path that does not exist fails the run after the others were judged",
            arguments: ["nope.md", "briefs/nope.md", "nope/", "briefs/good.md/x"])
        func missingIsReported(_ path: String) throws {
            let team = try Kickoff.team(["briefs/good.md": Kickoff.empty])
            let result = try Program.lint([path, "briefs/good.md"], in: team)
            #expect(result.error == "handoff: \(path): there is no such file or folder.\n")
            #expect(result.verdicts == ["briefs/good.md kickoff hold"])
            #expect(result.code == 2)
        }

        // MARK: permissions

        /// Root may read everything; another user is needed to see what happens to somebody who may not.
        static let asNobody: String? = {
            if geteuid() != 0 { return "" }
            let drop = "setpriv --reuid=65534 --regid=65534 --clear-groups --"
            let check = try? Program.shell("\(drop) \"$HANDOFF\" --version", in: FileManager.default.temporaryDirectory)
            return check?.code == 0 ? drop : nil
        }()

        @Test(.enabled(if: asNobody != nil, "needs a user who may not read everything"))
        func whatMayNotBeReadIsReported() throws {
            let team = try Kickoff.team([
                "briefs/good.md": Kickoff.ready, "briefs/secret.md": Kickoff.ready, "briefs/closed/in.md": Kickoff.ready,
            ])
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: team.url.appending(path: "briefs/secret.md").path)
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: team.url.appending(path: "briefs/closed").path)
            defer {
                try? FileManager.default.setAttributes(
                    [.posixPermissions: 0o755], ofItemAtPath: team.url.appending(path: "briefs/closed").path)
            }
            for paths in ["", "briefs/secret.md briefs/closed/in.md briefs/good.md"] {
                let result = try Program.shell("\(Self.asNobody ?? "") \"$HANDOFF\" lint \(paths)", in: team.url)
                Program.expectForTerminals(result)
                #expect(result.error.contains("handoff: briefs/secret.md: you have no permission to read this.\n"))
                #expect(result.error.contains("handoff: briefs/closed"))
                #expect(result.output.contains("briefs/good.md — Kick-off — ready"))
                #expect(result.code == 2)
            }
        }

        @Test(.enabled(if: asNobody != nil, "needs a user who may not read everything"))
        func aConfigThatMayNotBeReadFailsTheRun() throws {
            let team = try Kickoff.team()
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: team.url.appending(path: "handoff.yml").path)
            let result = try Program.shell("\(Self.asNobody ?? "") \"$HANDOFF\" lint", in: team.url)
            #expect(result.error.contains("handoff.yml:1:1: "))
            #expect(result.error.contains("no permission"))
            #expect(result.code == 2)
        }

        // MARK: names

        @Test(
            "a file may have any name that is text",
            arguments: [
                "a\nb.md", "a\tb.md", "-x.md", "--stdin.md", "a b.md", "'\".md", "ä–漢.md", "\u{1B}[31mred.md", "\u{202E}dm.x.md",
                "*?{a,b}[c].md", "#1 50%.md",
            ])
        func anyName(_ name: String) throws {
            let team = try Kickoff.team(["briefs/\(name)": Kickoff.ready])
            for (arguments, folder) in [([], ""), (["briefs/\(name)"], ""), (["--", name], "briefs")] {
                let result = try Program.lint(arguments, in: team, folder: folder)
                #expect(result.verdicts == ["briefs/\(name) kickoff ready"])
                #expect(result.text.split(separator: "\n").count == 2, "one line for the brief, one for all")
                #expect(result.code == 0)
            }
        }

        @Test func aNameThatLooksLikeAnOptionIsTakenForOne() throws {
            let team = try Kickoff.team(["-x.md": Kickoff.ready])
            let result = try Program.lint(["-x.md"], in: team)
            #expect(result.error.contains("-x.md"))
            #expect(result.code == 2)
        }

        #if os(Linux)
            @Test("a name that is no UTF-8 is reported, found or named", arguments: ["", "briefs/$'a\\xff.md'", "briefs"])
            func aNameThatIsNoText(_ arguments: String) throws {
                let team = try Kickoff.team(["briefs/good.md": Kickoff.ready])
                let made = try Program.shell("printf x > briefs/$'a\\xff.md'", in: team.url)
                try #require(made.code == 0)
                let result = try Program.shell("\"$HANDOFF\" lint \(arguments)", in: team.url)
                Program.expectForTerminals(result)
                #expect(result.error.contains("handoff: briefs/a\u{FFFD}.md: "))
                #expect(result.error.contains("no UTF-8"))
                #expect(result.code == 2)
            }
        #endif

        // MARK: what a brief names

        @Test(
            "what a brief links to is looked for inside the folder only",
            arguments: [
                "../secret.txt", "../../etc/hostname", "/etc/hostname", "out.txt", "folder/hostname", "briefs", "gone.txt", "a\u{1B}[1m",
            ])
        func pathsOutsideDoNotExist(_ path: String) throws {
            let team = try Kickoff.team()
            try team.write("team/briefs/one.md", "---\nstatus: ready\ngoal: Move\nbudget: 5\n---\n- plan: \(path)\n")
            for name in ["handoff.yml", "kickoff.yml"] {
                try FileManager.default.moveItem(at: team.url.appending(path: name), to: team.url.appending(path: "team/\(name)"))
            }
            try team.write("secret.txt", "secret")
            try team.link("team/out.txt", to: "../secret.txt")
            try team.link("team/folder", to: "/etc")
            let result = try Program.lint(in: team, folder: "team")
            #expect(result.findings.map(\.short) == ["6:9 error kickoff/link:type"])
            #expect(result.code == 1)
        }

        @Test func pathsInsideExist() throws {
            let team = try Kickoff.team([
                "briefs/one.md": "---\ngoal: Move\nbudget: 5\n---\n- plan: ../plan.txt\n",
                "briefs/two.md": "---\ngoal: Move\nbudget: 5\n---\n- plan: plan.txt\n",
                "plan.txt": "",
            ])
            #expect(try Program.lint(in: team).rules == [])
        }

        @Test(
            "a brief is part of briefs inside the folder only",
            arguments: [
                "../parent.md", "../../team/../parent.md", "linked.md", "/../parent.md", "gone.md", "briefs",
                "https://acme.example/parent.md", "/dev/zero",
            ])
        func partOfOutside(_ path: String) throws {
            let team = try Kickoff.team()
            for name in ["handoff.yml", "kickoff.yml"] {
                try team.write("team/\(name)", Data(contentsOf: team.url.appending(path: name)))
                try FileManager.default.removeItem(at: team.url.appending(path: name))
            }
            try team.write("parent.md", Kickoff.ready)
            try team.link("team/linked.md", to: "../parent.md")
            try team.write("team/briefs/one.md", "---\nstatus: ready\npart-of: \(path)\n---\n")
            let result = try Program.lint(in: team, folder: "team")
            #expect(result.rules.contains("kickoff/goal:required"), "nothing is inherited")
            #expect(result.findings.contains { $0.short == "3:10 error kickoff/part-of:exists" })
            #expect(result.code == 1)
        }
    }
}
