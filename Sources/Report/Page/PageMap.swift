internal import Rework

/// Who hands what to whom, drawn, and once more as a table for those who can't see the drawing or have no room for it.
extension PageWriter {
    func map(_ html: inout HTML) {
        section("map", "The handoff map", class: "card map", &html) { html in
            let drawing = MapDrawing(page.map, states)
            guard !drawing.edges.isEmpty else {
                empty("No handoff is in use yet: a brief says which one it is with a line such as “handoff: campaign-to-analytics”.", &html)
                return
            }
            html.add("div", .class("drawing scroll"), .own("tabindex", "0"), .own("role", "group"), .own("aria-labelledby", "map-title")) {
                html in
                draw(drawing, &html)
            }
            html.add("ul", .class("legend"), .own("aria-label", "Colours of the map")) { html in
                for kind in HandoffState.Kind.allCases {
                    html.add("li") { html in
                        html.add("span", .class("dot \(kind.rawValue)"), .own("aria-hidden", "true"), words: "")
                        html.words(kind.words)
                    }
                }
            }
            html.add("details") { html in
                html.add("summary", words: "The map as a table")
                html.add("div", .class("scroll"), .own("tabindex", "0"), .own("role", "group"), .data("aria-label", "The map as a table")) {
                    table(drawing, &$0)
                }
            }
            let unused = page.map.handoffs.filter { states[$0.id] == nil }
            if !unused.isEmpty {
                html.add("p", .class("mute small"), words: "Not in use: \(unused.map(\.title).joined(separator: ", ")).")
            }
        }
    }

    private func draw(_ drawing: MapDrawing, _ html: inout HTML) {
        html.add(
            "svg", .class(drawing.isWide ? "wide" : ""), .own("viewBox", "0 0 \(drawing.width) \(drawing.height)"),
            .own("width", "\(drawing.width)"),
            .own("height", "\(drawing.height)"), .own("role", "group"), .own("aria-labelledby", "map-title")
        ) { html in
            for team in drawing.teams { box(team, &html) }
            for edge in drawing.edges { line(edge, drawing, &html) }
        }
    }

    private func box(_ team: MapDrawing.Team, _ html: inout HTML) {
        let lines = Self.wrapped(team.name)
        html.add("g", .class("team")) { html in
            html.add(
                "rect", .own("x", "\(team.x)"), .own("y", "\(team.y)"), .own("width", "\(MapDrawing.boxWidth)"),
                .own("height", "\(MapDrawing.boxHeight)"), .own("rx", "8"), words: "")
            for (i, line) in lines.enumerated() {
                let y = team.y + MapDrawing.boxHeight / 2 + 5 + i * 16 - (lines.count - 1) * 8
                html.add(
                    "text", .own("x", "\(team.x + MapDrawing.boxWidth / 2)"), .own("y", "\(y)"), .own("text-anchor", "middle"), words: line)
            }
        }
    }

    private func line(_ edge: MapDrawing.Edge, _ drawing: MapDrawing, _ html: inout HTML) {
        let (curve, x, y) = drawing.path(edge)
        let label = edge.state.rate.denominator > 0 ? "\(edge.state.rate.numerator)/\(edge.state.rate.denominator)" : "–"
        let holds = edge.state.holds > 0 ? ", \(edge.state.holds) on hold" : ""
        let words = "\(edge.handoff.title): \(edge.state.kind.words) (\(cameBack(edge.state.rate))\(holds))"
        html.add(
            "a", .fragment(PageLink.list("all", ("in", edge.handoff.id))), .class("edge \(edge.state.kind.rawValue)"),
            .data("data-edge", edge.handoff.id), .data("aria-label", words)
        ) { html in
            html.add("title", words: words)
            html.add("path", .class("halo"), .own("d", curve), words: "")
            html.add("path", .class("curve"), .own("d", curve), words: "")
            html.add("path", .class("arrow"), .own("d", Self.arrow(edge, drawing)), words: "")
            let width = max(44, label.count * 9 + 18)
            html.add(
                "rect", .own("x", "\(x - width / 2)"), .own("y", "\(y - 12)"), .own("width", "\(width)"), .own("height", "24"),
                .own("rx", "12"), words: "")
            html.add("text", .own("x", "\(x)"), .own("y", "\(y + 5)"), .own("text-anchor", "middle"), words: label)
        }
    }

    /// The head of the arrow, at the box that receives.
    private static func arrow(_ edge: MapDrawing.Edge, _ drawing: MapDrawing) -> String {
        let (a, b) = (drawing.teams[edge.from], drawing.teams[edge.to])
        let isLoop = edge.from == edge.to
        let y = isLoop ? a.y + MapDrawing.boxHeight - 10 : b.y + MapDrawing.boxHeight / 2 + edge.lane * 13
        let isForward = a.column < b.column
        let x = isForward ? b.x : b.x + MapDrawing.boxWidth
        let back = isForward ? x - 10 : x + 10
        return "M\(x) \(y) L\(back) \(y - 5) L\(back) \(y + 5) Z"
    }

    private func cameBack(_ rate: Rate) -> String {
        rate.denominator == 0 ? "nothing counted yet" : "\(rate.numerator) of \(rate.denominator) came back"
    }

    private func table(_ drawing: MapDrawing, _ html: inout HTML) {
        html.add("table", .class("map-table")) { html in
            html.literal(
                "<thead><tr><th scope=\"col\">Handoff</th><th scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\">Came back</th><th scope=\"col\">On hold</th><th scope=\"col\">State</th></tr></thead>"
            )
            html.add("tbody") { html in
                for edge in drawing.edges {
                    html.add("tr", .data("data-handoff", edge.handoff.id)) { html in
                        html.add("th", .own("scope", "row")) { html in
                            number(edge.handoff.title, PageLink.list("all", ("in", edge.handoff.id)), &html)
                        }
                        html.add("td", words: edge.handoff.from ?? HandoffMap.unnamed)
                        html.add("td", words: edge.handoff.to ?? HandoffMap.unnamed)
                        html.add("td", words: ReworkWords.share(edge.state.rate))
                        html.add("td", words: String(edge.state.holds))
                        html.add("td", words: edge.state.kind.words)
                    }
                }
            }
        }
    }

    /// At most two lines; what is longer is cut.
    static func wrapped(_ name: String) -> [String] {
        var lines: [String] = []
        for word in name.printable.split(separator: " ").map(String.init) {
            if let last = lines.last, last.count + word.count < 18 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        if lines.count > 2 { lines = [lines[0], lines[1] + " …"] }
        return lines.map { $0.count > 20 ? $0.prefix(19) + "…" : $0 }
    }
}
