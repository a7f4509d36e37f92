import Contract

/// What marketers call each context of the shipped contracts, written down without a look at the contracts: context | English | German |
/// French | Spanish | Portuguese | Dutch, several names between semicolons, below the contract that introduces it.
enum NaturalLabels {
    struct Row: Sendable {
        var contract: String
        var context: String
        var names: [Language: [String]]
    }

    static let rows: [Row] = {
        var contract = ""
        return table.split(separator: "\n").compactMap { line in
            if line.hasPrefix("@") {
                contract = String(line.dropFirst())
                return nil
            }
            let cells = line.split(separator: "|").map { $0.split { " \t".contains($0) }.joined(separator: " ") }
            precondition(cells.count == Language.allCases.count + 1, "\(line)")
            let names = cells.dropFirst().map { $0.split(separator: ";").map { String($0.drop { $0 == " " }) } }
            return Row(contract: contract, context: cells[0], names: Dictionary(uniqueKeysWithValues: zip(Language.allCases, names)))
        }
    }()

    private static let table = """
        @handoff
        owner | Project owner | Verantwortlich für das Projekt; Projektverantwortung | Responsable du projet; Pilote | Responsable del proyecto; Persona responsable | Responsável pelo projeto; Responsável | Projecteigenaar; Eigenaar
        receiver | Handed to | Empfänger; Geht an | Destinataire; Transmis à | Destinatario; Quién lo recibe | Destinatário; Quem recebe | Ontvanger; Gaat naar
        input | Materials | Material; Was ihr bekommt | Éléments fournis; Documents fournis | Material de partida; Materiales | Materiais; Material de apoio | Materiaal; Wat je krijgt
        expected-output | Deliverable; What we need back | Erwartetes Ergebnis; Was wir erwarten | Livrables attendus; Résultat attendu | Resultado esperado; Qué esperamos | Resultado esperado; O que esperamos | Gewenst resultaat; Wat we verwachten
        acceptance-criteria | Done when; Definition of done | Abnahme; Fertig wenn | Critères d'acceptation; C'est bon si | Criterios de aceptación; Terminado cuando | Critérios de aceite; Está pronto quando | Acceptatiecriteria; Klaar als
        due | Deadline; Needed by | Fällig am; Frist | Échéance; Date limite | Fecha límite; Fecha de entrega | Prazo; Data de entrega | Deadline; Opleverdatum
        project | Project | Projekt | Projet | Proyecto | Projeto | Project
        id | Brief ID | Briefing-Nr. | Référence du brief | ID del brief | ID do briefing | Briefingnummer
        part-of | Part of | Teil von | Fait partie de | Parte de | Parte de | Onderdeel van
        handoff | Type of handoff | Art der Übergabe | Type de passage de relais | Tipo de traspaso | Tipo de passagem | Soort overdracht
        status | Status | Status | Statut; État | Estado | Situação; Estado | Status
        approver | Approved by | Freigabe durch; Freigegeben von | Validé par; Approuvé par | Aprobado por | Aprovado por | Goedgekeurd door
        accepted-by | Accepted by | Angenommen von | Accepté par | Aceptado por | Aceito por | Geaccepteerd door
        outcome | Outcome | Ergebnis der Übergabe; Was daraus wurde | Bilan | Balance | Desfecho | Uitkomst
        sender | Requested by | Auftraggeber; Ansprechpartner | Demandé par; Contact | Solicitado por; Persona de contacto | Solicitado por; Contato | Aangevraagd door; Contactpersoon
        from | From | Von | De | De | De | Van
        go-live | Launch date | Livegang; Live-Termin | Date de lancement; Mise en ligne | Fecha de lanzamiento; Publicación | Data de lançamento; Data de publicação | Livegang; Lancering
        timeline | Milestones | Zeitplan; Meilensteine | Calendrier; Planning | Calendario; Plazos | Cronograma; Prazos | Planning; Tijdlijn
        addressee | For; To | Für; An | Pour; À | Para | Para | Voor; Aan
        day | When | Wann | Quand | Cuándo | Quando | Wanneer
        checklist | Checklist | Checkliste | Check-list; Checklist | Lista de comprobación; Checklist | Lista de verificação; Checklist | Checklist
        @campaign-to-analytics
        utm | UTM tags | UTM-Parameter; UTMs | Paramètres UTM; UTM | Parámetros UTM; UTMs | Parâmetros UTM; UTMs | UTM-parameters; UTM's
        auto-tagging | Auto-tagging | Automatische Tag-Kennzeichnung; Auto-Tagging | Marquage automatique | Etiquetado automático | Codificação automática | Automatisch taggen; Auto-tagging
        conversion-events | Conversions | Conversions; Ziele und Conversions | Conversions; Événements de conversion | Conversiones; Eventos | Conversões; O que conta como conversão | Conversies; Conversiedoelen
        source-rules | Naming rules; UTM conventions | Namenskonvention; UTM-Regeln | Règles de nommage; Convention de nommage | Reglas de nomenclatura; Nomenclatura | Regras de nomenclatura; Nomenclatura | Naamgeving; UTM-afspraken
        landing-pages | Landing page | Landingpage; Zielseite | Page d'atterrissage; Landing page | Página de destino; Landing | Página de destino; Landing page | Landingspagina; Landingspagina's
        analytics-tool | Tool; Analytics tool | Tool; Webanalyse-Tool | Outil; Outil de mesure | Herramienta; Herramienta de analítica | Ferramenta; Ferramenta de análise | Tool; Analysetool
        channel | Channel | Kanal | Canal | Canal | Canal | Kanaal
        utm-capture | Where UTMs are stored | UTM-Speicherung; Wo die UTM-Werte bleiben | Stockage des UTM | Captura de UTM | Captura de UTM | UTM-opslag
        test-before-launch | Test before launch; QA | Test vor Start; Tests | Tests avant lancement; Recette | Pruebas antes del lanzamiento; Pruebas | Testes antes do lançamento; Testes | Test voor livegang; Testen
        consent | Consent; GDPR | Einwilligung; DSGVO | Consentement; RGPD | Consentimiento; RGPD | Consentimento; LGPD | Toestemming; AVG
        @content-to-design
        message-hierarchy | Key message | Kernbotschaft; Hauptbotschaft | Message principal; Messages clés | Mensaje principal; Mensajes clave | Mensagem principal; Mensagens-chave | Kernboodschap; Boodschap
        story | Story | Geschichte; Story | Histoire; Récit | Historia; Relato | História; Narrativa | Verhaal; Het verhaal
        supporting-messages | Supporting messages | Nebenbotschaften | Messages secondaires | Mensajes secundarios | Mensagens secundárias | Ondersteunende boodschappen
        examples | References; Inspiration | Beispiele; Referenzen | Exemples; Inspirations | Referencias; Ejemplos | Referências; Exemplos | Voorbeelden; Inspiratie
        required-sections | Structure; Sections | Aufbau; Gliederung | Structure; Plan | Estructura; Secciones | Estrutura; Seções | Opbouw; Indeling
        pieces | Pages; Slides | Seiten; Stücke | Écrans; Pièces | Pantallas; Piezas | Telas; Peças | Schermen; Uitingen
        copy-status | Copy; Copy status | Texte; Textstand | Textes; État des textes | Textos; Estado de los textos | Textos; Status dos textos | Teksten; Status tekst
        formats | Formats; Sizes | Formate; Maße | Formats; Dimensions | Formatos; Medidas | Formatos; Medidas | Formaten; Afmetingen
        audience | Target audience | Zielgruppe | Cible | Público; Público objetivo | Público-alvo | Doelgroep
        call-to-action | CTA | Handlungsaufforderung; CTA | Appel à l'action; CTA | Llamada a la acción; CTA | Chamada para ação; CTA | Call-to-action; Oproep tot actie
        mandatories | Must-haves | Pflichtangaben; Must-haves | Mentions obligatoires; Contraintes | Obligatorios; Elementos obligatorios | Obrigatórios; Itens obrigatórios | Verplichte elementen; Must-haves
        primary-keyword | Keyword; Focus keyword | Keyword; Fokus-Keyword | Mot-clé; Mot-clé principal | Palabra clave; Palabra clave principal | Palavra-chave; Palavra-chave principal | Zoekwoord; Hoofdzoekwoord
        search-intent | Search intent | Suchintention | Intention de recherche | Intención de búsqueda | Intenção de busca | Zoekintentie
        slug | URL slug | URL-Slug; Slug | Slug; Slug de l'URL | Slug; Slug de la URL | Slug; Slug da URL | URL-slug; Slug
        @creative-to-media
        final-assets | Final creatives; Assets | Werbemittel; Finale Dateien | Créations; Fichiers | Creatividades; Piezas finales | Peças; Criativos | Advertentiemateriaal; Definitieve bestanden
        placements | Placements; Channels | Platzierungen; Kanäle | Emplacements; Supports | Ubicaciones; Emplazamientos | Posicionamentos; Canais | Plaatsingen; Kanalen
        where | Where | Wo | Où | Dónde | Onde | Waar
        budget | Budget; Spend | Budget; Mediabudget | Budget; Budget média | Presupuesto; Inversión | Orçamento; Verba | Budget; Mediabudget
        flight-dates | Flight; Campaign dates | Laufzeit; Kampagnenzeitraum | Dates de diffusion; Période | Fechas de campaña; Periodo | Período; Período da campanha | Looptijd; Campagneperiode
        when | When | Wann | Quand | Cuándo | Quando | Wanneer
        start-date | Start date | Startdatum; Beginn | Date de début; Début | Fecha de inicio; Inicio | Data de início; Início | Startdatum; Begindatum
        end-date | End date | Enddatum; Ende | Date de fin; Fin | Fecha de fin; Fin | Data de fim; Data de término | Einddatum; Eind
        landing-pages | Landing pages; Destination URL | Zielseiten; Ziel-URL | Pages de destination; URL de destination | Páginas de destino; URL de destino | Páginas de destino; URL de destino | Landingspagina's; Bestemmings-URL
        links | Links | Links | Liens | Enlaces | Links | Links
        ad-account | Ad account | Werbekonto | Compte publicitaire | Cuenta publicitaria | Conta de anúncios | Advertentieaccount
        account | Account | Konto | Compte; Comptes | Cuenta | Conta | Account
        exclusions | Exclusions; Negative keywords | Ausschlüsse; Nicht belegen | Exclusions; À exclure | Exclusiones; A quién no | Exclusões; Excluir | Uitsluitingen; Uitsluiten
        @crm
        fields | Field mapping | Feldzuordnung; Felder | Champs; Correspondance des champs | Campos; Mapeo de campos | Campos; Mapeamento de campos | Velden; Veldmapping
        lead-source | Lead source | Lead-Quelle; Leadquelle | Source du lead; Origine du lead | Fuente del lead; Origen del lead | Origem do lead; Fonte do lead | Leadbron; Herkomst lead
        routing | Routing; Assignment | Zuweisung; Verteilung | Attribution; Répartition | Asignación; Reparto | Distribuição; Atribuição | Toewijzing; Verdeling
        duplicate-rule | Duplicates; Deduplication | Dubletten; Dublettenprüfung | Doublons; Dédoublonnage | Duplicados; Deduplicación | Duplicados; Duplicidade | Dubbelen; Ontdubbelen
        consent | Consent; Opt-in | Einwilligung; Opt-in | Consentement; RGPD | Consentimiento; RGPD | Consentimento; LGPD | Toestemming; AVG
        sync-direction | Sync direction | Synchronisationsrichtung; Sync-Richtung | Sens de synchronisation | Sentido de la sincronización | Sentido da sincronização | Synchronisatierichting
        existing-records | Existing records; Existing contacts | Bestehende Datensätze; Bestandskontakte | Fiches existantes; Contacts existants | Registros existentes; Contactos existentes | Registros existentes; Contatos existentes | Bestaande records; Bestaande contacten
        test-record | Test record; Test lead | Testdatensatz; Testlead | Fiche de test; Lead de test | Registro de prueba; Lead de prueba | Registro de teste; Lead de teste | Testrecord; Testlead
        crm-owner | Record owner; CRM owner | Datensatzinhaber; Inhaber im CRM | Propriétaire de la fiche; Propriétaire dans le CRM | Propietario del registro; Propietario en el CRM | Proprietário do registro; Dono no CRM | Eigenaar in CRM; Recordeigenaar
        way-back | Rollback | Rollback; Weg zurück | Retour arrière | Vuelta atrás | Reversão; Rollback | Terugdraaien; Rollback
        source | Source | Quelle | Source | Fuente | Origem | Bron
        @internal-to-vendor
        scope | Scope of work | Leistungsumfang; Umfang | Périmètre; Mission | Alcance; Alcance del trabajo | Escopo; Escopo do trabalho | Omvang; Opdracht
        budget | Budget; Fee | Budget; Honorar | Budget; Honoraires | Presupuesto; Honorarios | Orçamento; Verba | Budget; Honorarium
        decision-owner | Decision maker | Entscheider; Wer entscheidet | Décideur; Qui décide | Quién decide; Responsable de la decisión | Quem decide; Decisor | Beslisser; Wie beslist
        revision-rounds | Rounds of revision; Revisions | Korrekturrunden; Korrekturschleifen | Allers-retours; Nombre d'allers-retours | Rondas de cambios; Revisiones | Rodadas de alterações; Rodadas de revisão | Correctierondes; Feedbackrondes
        access | Access; Logins | Zugänge; Zugang | Accès | Accesos | Acessos | Toegang; Toegangen
        procurement | PO number; Contract | Bestellnummer; Vertrag | Bon de commande; Contrat | Orden de compra; Contrato | Pedido de compra; Contrato | Inkoopnummer; Contract
        decision | Decision | Entscheidung | Décision | Decisión | Decisão | Beslissing
        @marketing-to-sales
        lead-source | Source; Lead source | Herkunft; Lead-Quelle | Origine des leads; Source | Origen; Origen de los leads | Origem; Origem dos leads | Herkomst; Leadbron
        offer | Offer; Content offer | Angebot | Offre | Oferta | Oferta | Aanbod; Aanbieding
        context | Context; Background | Hintergrund; Kontext | Contexte | Contexto | Contexto | Achtergrond; Context
        qualification-signal | Qualification; Why call | Qualifizierung; Warum anrufen | Qualification; Pourquoi appeler | Cualificación; Por qué llamar | Qualificação; Por que ligar | Kwalificatie; Waarom bellen
        follow-up | Follow-up; SLA | Nachfassen; Reaktionszeit | Relance; Suivi | Seguimiento; Plazo de contacto | Follow-up; Prazo de contato | Opvolging; Reactietijd
        consent | Consent; Opt-in | Einwilligung; DSGVO | Consentement; RGPD | Consentimiento; RGPD | Consentimento; RGPD | Toestemming; AVG
        who-gets-the-leads | Lead assignment; Who gets the leads | Leadverteilung; Wer bekommt die Leads | Répartition; Qui reçoit les leads | Reparto; Quién recibe los leads | Distribuição; Quem recebe os leads | Leadverdeling; Wie krijgt de leads
        volume | Volume; Number of leads | Anzahl; Erwartete Leads | Volume; Nombre de leads | Volumen; Número de leads | Volume; Quantidade de leads | Aantal; Aantal leads
        reject-and-recycle | Rejected leads; Recycling | Abgelehnte Leads; Rückgabe | Leads rejetés; Rejet | Leads rechazados; Rechazo | Leads rejeitados; Rejeição | Afgewezen leads; Afwijzen
        exclusions | Exclusions; Do not contact | Ausschlüsse; Nicht kontaktieren | Exclusions; Ne pas contacter | Exclusiones; No contactar | Exclusões; Não contatar | Uitsluitingen; Niet benaderen
        @strategy-to-execution
        goal | Objective | Ziel; Zielsetzung | Objectif; Objectifs | Objetivo; Objetivos | Objetivo; Objetivos | Doel; Doelstelling
        audience | Target audience | Zielgruppe | Cible; Public cible | Público objetivo; Target | Público-alvo; Público | Doelgroep
        offer | Offer; Proposition | Angebot; Leistungsversprechen | Offre; Promesse | Oferta; Propuesta de valor | Oferta; Proposta de valor | Aanbod; Propositie
        constraints | Constraints; Guardrails | Rahmenbedingungen; Vorgaben | Contraintes; Limites | Restricciones; Limitaciones | Restrições; Limitações | Randvoorwaarden; Beperkingen
        decision-owner | Decision maker; Final say | Entscheider; Letztes Wort | Décideur; Décision finale | Quién decide; Decisión final | Quem decide; Decisão final | Beslisser; Wie beslist
        measure-of-success | KPIs; Success metrics | Erfolgskriterien; KPIs | Indicateurs de succès; KPI | KPI; Indicadores de éxito | KPIs; Indicadores de sucesso | KPI's; Succesfactoren
        budget | Budget | Budget | Budget | Presupuesto | Orçamento; Verba | Budget
        market | Market; Region | Markt; Region | Marché; Pays | Mercado; País | Mercado; Região | Markt; Regio
        proof | Proof points; Evidence | Belege; Beweise | Preuves | Pruebas; Argumentos | Provas; Argumentos | Bewijs; Onderbouwing
        who | Who | Wer | Qui | Quién | Quem | Wie
        decision | Decision | Entscheidung | Décision | Decisión | Decisão | Beslissing
        @vendor-to-internal
        scope | Scope | Leistungsumfang; Auftrag | Périmètre; Mission | Alcance; Encargo | Escopo | Opdracht; Omvang
        deliverables | Deliverables; What you get | Lieferumfang; Liefergegenstände | Livrables; Fichiers livrés | Entregables; Archivos entregados | Entregáveis; Entregas | Opgeleverd; Deliverables
        decision-context | Decisions; Why it is like this | Entscheidungen; Hintergründe | Choix; Décisions | Decisiones; Por qué es así | Decisões; Por que é assim | Keuzes; Beslissingen
        acceptance-owner | Sign-off; Who signs it off | Abnahme durch; Wer nimmt ab | Validation par; Qui valide | Visto bueno; Quién valida | Quem aprova; Aprovação final | Akkoord door; Wie keurt goed
        source-files | Source files; Working files | Quelldateien; Offene Daten | Fichiers sources; Sources | Archivos fuente; Archivos editables | Arquivos abertos; Arquivos editáveis | Bronbestanden; Werkbestanden
        usage-rights | Usage rights; Licences | Nutzungsrechte; Rechte | Droits; Droits d'utilisation | Derechos; Derechos de uso | Direitos; Direitos de uso | Gebruiksrechten; Rechten
        access | Access; Accounts | Zugänge; Zugangsdaten | Accès; Comptes | Accesos; Cuentas | Acessos; Contas | Toegang; Accounts
        @website
        pages | Pages; URLs | Seiten; Unterseiten | Pages; Page | Páginas; Página | Páginas; Página | Pagina's; Pagina
        tracking | Tracking; Analytics | Tracking; Messung | Tracking; Mesure | Medición; Analítica | Rastreamento | Tracking; Meten
        redirects | Redirects | Weiterleitungen | Redirections | Redirecciones | Redirecionamentos | Redirects; Doorverwijzingen
        form-test | Form test | Formulartest; Testeintrag | Test du formulaire | Prueba del formulario | Teste do formulário | Formuliertest
        audience | Audience | Zielgruppe | Cible | Público | Público | Doelgroep
        goal | Goal of the page | Ziel der Seite; Ziel | Objectif de la page; Objectif | Objetivo de la página; Objetivo | Objetivo da página; Objetivo | Doel van de pagina; Doel
        metadata | Meta title and description; SEO | Meta-Angaben; SEO | Balises SEO; SEO | SEO; Metadatos | SEO; Metadados | SEO; Metadata
        legal | Legal; Privacy | Rechtliches; Datenschutz | Mentions légales; RGPD | Legal; Aspectos legales | Jurídico; LGPD | Juridisch; AVG
        way-back | Rollback plan | Rollback; Zurückrollen | Retour arrière; Rollback | Plan de vuelta atrás; Marcha atrás | Plano de rollback; Reversão | Terugdraaien; Rollback
        """
}
