import Contract
import Testing

/// What people write behind “Status:”, in the languages that contracts have titles in.
@Suite struct StatusWordTests {
    static let all = StatusWords.english + StatusWords.others

    @Test("a word stands in one stage only") func once() {
        var seen: [String: String] = [:]
        for (meaning, words) in Self.all {
            for word in words {
                if let other = seen[Lifecycle.normalised(word)] { Issue.record("“\(word)” is \(meaning) and \(other)") }
                seen[Lifecycle.normalised(word)] = "\(meaning)"
            }
        }
    }

    @Test("every word is understood in a brief") func understood() throws {
        for (meaning, words) in Self.all {
            for word in words {
                let judgement = try #require(
                    Bench("handoff: recipe\ncontext: {status: {scope: brief}}\n").judge("---\nstatus: \(word)\n---\n").first)
                let expected: Stage
                switch meaning {
                case .stage(let stage): expected = stage
                case .working: expected = .draft
                case .reviewing, .pausing: expected = .handed
                case .archived: expected = .cancelled
                }
                #expect(judgement.stage == expected, "\(word)")
                #expect(judgement.status == word, "\(word) is not read as a status")
                #expect(judgement.findings.isEmpty, "\(word): \(judgement.findings.map(\.message))")
            }
        }
    }

    @Test(
        "each language has its words",
        arguments: [
            ("Entwurf", Stage.draft), ("Übergeben", .handed), ("bereit", .handed), ("Rückfrage", .clarify), ("zurückgegeben", .reopened),
            ("angenommen", .accepted), ("abgenommen", .accepted), ("geliefert", .delivered), ("abgebrochen", .cancelled),
            ("Brouillon", .draft), ("Prêt", .handed), ("À clarifier", .clarify), ("À revoir", .reopened), ("Validé", .accepted),
            ("Livré", .delivered), ("Annulé", .cancelled),
            ("Borrador", .draft), ("Listo", .handed), ("Pregunta", .clarify), ("Devuelto", .reopened), ("Aceptado", .accepted),
            ("Entregado", .delivered), ("Cancelado", .cancelled),
            ("Rascunho", .draft), ("Pronto", .handed), ("Dúvida", .clarify), ("Devolvido", .reopened), ("Aceito", .accepted),
            ("Entregue", .delivered),
            ("Concept", .draft), ("Gereed", .handed), ("Vraag", .clarify), ("Teruggestuurd", .reopened), ("Geaccepteerd", .accepted),
            ("Opgeleverd", .delivered), ("Geannuleerd", .cancelled),
        ])
    func languages(word: String, stage: Stage) {
        #expect(Lifecycle().stage(of: "✅ \(word) (v2)", isAccepted: false) == stage)
    }

    @Test(
        "whom it is for may stand behind a word",
        arguments: [
            ("ready for design", Stage.handed), ("Delivered to marketing", .delivered), ("entregado a marketing", .delivered),
            ("bereit für Design", .handed), ("klaar voor vormgeving", .handed), ("envoyé à Claire", .handed),
            ("pronto para design", .handed),
            ("in review for legal", .handed),
        ])
    func addressed(status: String, stage: Stage) {
        #expect(Lifecycle().stage(of: status, isAccepted: false) == stage)
    }

    @Test(
        "what is not known is not known for anybody either",
        arguments: ["not ready for design", "ready for", "for design", "almost sent to Ben"])
    func notAddressed(status: String) {
        #expect(Lifecycle().stage(of: status, isAccepted: false) == nil)
    }

    @Test("a team's word wins, and a stage it names has no other") func teams() {
        let lifecycle = Lifecycle(replacing: [.handed: ["abgenommen", "review"]])
        #expect(lifecycle.stage(of: "Abgenommen", isAccepted: false) == .handed)
        #expect(lifecycle.stage(of: "Review", isAccepted: true) == .handed)
        #expect(lifecycle.stage(of: "bereit", isAccepted: false) == nil)
        #expect(lifecycle.stage(of: "Entwurf", isAccepted: false) == .draft)
        #expect(!lifecycle.words.contains("ready"))
    }
}
