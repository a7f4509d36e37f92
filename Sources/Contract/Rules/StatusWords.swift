/// What a status word says.
package enum StatusMeaning: Hashable, Sendable {
    case stage(Stage)
    /// The stage depends on whether the receiver took the brief before.
    case working, reviewing, archived, pausing
}

/// The words that people write behind “Status:”, in seven languages. Each says one thing, whatever the language.
package enum StatusWords {
    package static let english: [(StatusMeaning, [String])] = [
        (
            .stage(.draft),
            [
                "draft", "wip", "planned", "idea", "to do", "backlog",
            ]
        ),
        (
            .stage(.handed),
            [
                "ready", "handed off", "handed over", "submitted", "sent",
            ]
        ),
        (
            .stage(.clarify),
            [
                "needs info", "needs clarification", "question", "waiting for answer",
            ]
        ),
        (
            .stage(.reopened),
            [
                "returned", "reopened", "rework", "changes requested", "needs work", "rejected",
            ]
        ),
        (
            .stage(.accepted),
            [
                "accepted", "approved", "taken",
            ]
        ),
        (
            .stage(.delivered),
            [
                "done", "complete", "completed", "delivered", "launched", "live", "published", "shipped", "closed",
            ]
        ),
        (
            .stage(.cancelled),
            [
                "cancelled", "canceled", "withdrawn", "abandoned", "superseded", "dropped",
            ]
        ),
        (.working, ["in progress", "in design", "in production", "doing"]),
        (.reviewing, ["review", "in review"]),
        (.archived, ["archived"]),
        (.pausing, ["blocked", "on hold", "paused"]),
    ]

    /// German, French, Spanish, Portuguese, Dutch, Czech: a line or two each, in that order.
    package static let others: [(StatusMeaning, [String])] = [
        (
            .stage(.draft),
            [
                "entwurf", "geplant", "idee", "in vorbereitung",
                "brouillon", "ébauche", "prévu", "planifié", "idée", "à faire",
                "borrador", "planificado", "previsto", "por hacer",
                "rascunho", "planejado", "planeado", "ideia", "a fazer", "por fazer",
                "concept", "gepland", "te doen",
                "koncept", "návrh", "naplánováno",
            ]
        ),
        (
            .stage(.handed),
            [
                "bereit", "übergeben", "eingereicht", "gesendet", "versendet", "verschickt",
                "prêt", "prête", "transmis", "transmise", "remis", "remise", "envoyé", "envoyée", "soumis",
                "listo", "lista", "preparado", "enviado", "enviada", "traspasado",
                "pronto", "pronta", "repassado", "submetido",
                "gereed", "klaar", "overgedragen", "ingediend", "verstuurd", "verzonden",
                "připraveno", "předáno", "odesláno",
            ]
        ),
        (
            .stage(.clarify),
            [
                "rückfrage", "rückfragen", "frage", "klärung", "klärungsbedarf", "wartet auf antwort",
                "à clarifier", "à éclaircir", "question posée", "précision demandée", "attend une réponse",
                "consulta", "pregunta", "duda", "falta información", "por aclarar", "esperando respuesta",
                "dúvida", "pergunta", "falta informação", "por esclarecer", "aguardando resposta",
                "vraag", "navraag", "info nodig", "wacht op antwoord",
                "dotaz", "čeká na odpověď",
            ]
        ),
        (
            .stage(.reopened),
            [
                "zurückgegeben", "zurückgewiesen", "zurück", "wieder geöffnet", "wiedereröffnet", "nacharbeit", "überarbeiten",
                "in überarbeitung",
                "abgelehnt", "änderungen nötig",
                "renvoyé", "renvoyée", "retourné", "retournée", "rouvert", "rouverte", "à reprendre", "à revoir", "à corriger", "refusé",
                "rejeté",
                "devuelto", "devuelta", "reabierto", "reabierta", "rechazado", "rechazada", "por corregir", "cambios solicitados",
                "devolvido", "devolvida", "reaberto", "reaberta", "rejeitado", "rejeitada", "para corrigir", "retrabalho",
                "alterações solicitadas",
                "teruggegeven", "teruggestuurd", "heropend", "afgewezen", "afgekeurd", "aanpassen", "wijzigingen gevraagd",
                "vráceno", "znovu otevřeno", "k přepracování", "zamítnuto",
            ]
        ),
        (
            .stage(.accepted),
            [
                "angenommen", "abgenommen", "akzeptiert", "übernommen", "freigegeben", "genehmigt",
                "accepté", "acceptée", "approuvé", "approuvée", "validé", "validée", "pris en charge",
                "aceptado", "aceptada", "aprobado", "aprobada", "asumido",
                "aceito", "aceita", "aceite", "aprovado", "aprovada", "assumido",
                "geaccepteerd", "aanvaard", "goedgekeurd", "overgenomen", "akkoord",
                "přijato", "schváleno", "převzato",
            ]
        ),
        (
            .stage(.delivered),
            [
                "geliefert", "ausgeliefert", "fertig", "erledigt", "abgeschlossen", "veröffentlicht", "gestartet", "geschlossen",
                "livré", "livrée", "terminé", "terminée", "fini", "publié", "publiée", "lancé", "lancée", "en ligne", "clôturé",
                "entregado", "entregada", "terminado", "terminada", "hecho", "publicado", "publicada", "lanzado", "lanzada", "cerrado",
                "entregue", "concluído", "concluída", "feito", "finalizado", "finalizada", "lançado", "lançada", "no ar", "fechado",
                "geleverd", "opgeleverd", "afgerond", "voltooid", "gepubliceerd", "gelanceerd", "gesloten",
                "hotovo", "dodáno", "dokončeno", "zveřejněno", "spuštěno", "uzavřeno",
            ]
        ),
        (
            .stage(.cancelled),
            [
                "abgebrochen", "abgesagt", "storniert", "zurückgezogen", "eingestellt", "verworfen", "hinfällig", "ersetzt",
                "annulé", "annulée", "abandonné", "abandonnée", "retiré", "retirée", "remplacé",
                "cancelado", "cancelada", "anulado", "anulada", "abandonado", "retirado", "descartado", "sustituido",
                "retirada", "substituído",
                "geannuleerd", "afgeblazen", "afgelast", "ingetrokken", "vervallen", "vervangen",
                "zrušeno", "staženo", "nahrazeno",
            ]
        ),
        (
            .working,
            [
                "in arbeit", "in bearbeitung", "in produktion", "en cours", "en production", "en curso", "en proceso", "en progreso",
                "en producción", "em andamento", "em curso", "em progresso", "em produção", "in uitvoering", "in behandeling",
                "in productie", "mee bezig", "probíhá", "rozpracováno", "ve výrobě",
            ]
        ),
        (
            .reviewing,
            [
                "in prüfung", "in abnahme", "en relecture", "en validation", "en révision", "en revisión", "em revisão", "in beoordeling",
                "in controle", "v revizi", "ke schválení",
            ]
        ),
        (
            .archived,
            [
                "archiviert", "archivé", "archivée", "archivado", "arquivado", "gearchiveerd", "archivováno",
            ]
        ),
        (
            .pausing,
            [
                "blockiert", "pausiert", "angehalten", "zurückgestellt", "bloqué", "en pause", "suspendu", "bloqueado", "bloqueada",
                "en pausa", "pausado", "em pausa", "suspenso", "geblokkeerd", "gepauzeerd", "in de wacht", "pozastaveno",
            ]
        ),
    ]
}
