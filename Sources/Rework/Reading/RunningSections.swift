/// Sections and lines that a brief collects while the work goes on: what stands there is no contract content, in any of the languages
/// that people write briefs in.
package enum RunningSections {
    /// Labels as they are compared.
    package static let questions: Set<String> = [
        "questions", "open questions", "question", "questions and answers", "q and a",
        "fragen", "offene fragen", "rückfragen", "frage", "fragen und antworten",
        "questions ouvertes", "questions en suspens", "questions et réponses",
        "preguntas", "preguntas abiertas", "dudas", "preguntas y respuestas",
        "perguntas", "perguntas em aberto", "dúvidas", "perguntas e respostas",
        "vragen", "open vragen", "vragen en antwoorden",
        "otázky", "dotazy", "otevřené otázky", "otázky a odpovědi",
    ]

    /// Answers, results, learnings, logs.
    private static let others: Set<String> = [
        "answers", "results", "result", "outcome", "outcomes", "learnings", "learning", "lessons learned", "lessons", "log", "change log",
        "changelog",
        "history", "decision log",
        "antworten", "ergebnisse", "ergebnis", "erkenntnisse", "gelernt", "was wir gelernt haben", "protokoll", "verlauf", "änderungen",
        "änderungsprotokoll", "logbuch",
        "réponses", "résultats", "résultat", "enseignements", "apprentissages", "leçons apprises", "journal", "historique", "suivi",
        "respuestas", "resultados", "resultado", "aprendizajes", "lecciones aprendidas", "registro", "historial", "bitácora",
        "respostas", "aprendizados", "aprendizagens", "lições aprendidas", "registo", "histórico",
        "antwoorden", "resultaten", "resultaat", "leerpunten", "geleerde lessen", "logboek", "verloop",
        "odpovědi", "výsledky", "výsledek", "poznatky", "ponaučení", "záznam", "deník", "historie",
    ]

    /// Dates of update.
    private static let updates: Set<String> = [
        "updated", "updated on", "updated at", "last updated", "last update", "date updated", "update", "modified", "last modified",
        "lastmod",
        "date modified", "last edited", "changed", "last changed", "revised", "last revised",
        "aktualisiert", "aktualisiert am", "zuletzt aktualisiert", "zuletzt geändert", "geändert", "geändert am", "stand",
        "mis à jour", "mis à jour le", "mise à jour", "dernière mise à jour", "modifié", "modifié le", "dernière modification",
        "actualizado", "actualizado el", "última actualización", "fecha de actualización", "modificado", "última modificación",
        "atualizado", "atualizado em", "última atualização", "data de atualização", "última modificação",
        "bijgewerkt", "bijgewerkt op", "laatst bijgewerkt", "gewijzigd", "gewijzigd op", "laatst gewijzigd",
        "aktualizováno", "naposledy aktualizováno", "upraveno", "změněno",
    ]

    /// Keys that say what a file is or where its work stands, not what is handed over.
    private static let administrative: Set<String> = ["status", "allow", "handoff", "accepted by", "outcome"]

    package static func isRunning(_ label: String) -> Bool { questions.contains(label) || others.contains(label) }

    static func isUpdate(_ label: String) -> Bool { updates.contains(label) }

    /// Of front matter.
    package static func isAdministrative(key: String) -> Bool {
        administrative.contains(key) || key.hasPrefix("status.") || isRunning(key) || isUpdate(key)
    }
}
