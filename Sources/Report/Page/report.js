"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const S = data.strings;
  const SVG = "http://www.w3.org/2000/svg";
  document.documentElement.classList.add("scripted");

  // Elements are made, never parsed: nobody's words can become markup.
  function make(space, name, attributes, content) {
    const element = space ? document.createElementNS(space, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === true) element.setAttribute(key, "");
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
    }
    for (const part of content.flat(Infinity)) {
      if (part !== null && part !== undefined && part !== false) element.append(part);
    }
    return element;
  }
  const el = (name, attributes, ...content) => make(null, name, attributes, content);
  const svg = (name, attributes, ...content) => make(SVG, name, attributes, content);

  // What the compact data means.
  const text = (i) => (i < 0 ? null : S[i]);
  const handoffs = data.handoffs.map(([id, title, decision, when]) => ({ id, title, decision, when }));
  const briefs = data.briefs.map((b, i) => ({
    i, path: S[b[0]], id: text(b[1]), handoff: b[2] < 0 ? { id: "", title: "Documents of no known handoff" } : handoffs[b[2]],
    project: text(b[3]), receiver: text(b[4]), owner: text(b[5]), stage: data.stages[b[6]], repository: b[7], day: b[8] < 0 ? null : b[8],
    cohort: b[9], cameBack: b[10], tracking: b[11], late: b[12], bad: b[13][0], judged: b[13][1], accepted: b[13][2], passed: b[13][3],
    waits: b[14], waiting: b[15] === 1, imported: b[16] & 1, silent: b[16] & 2, unseen: b[16] & 4, self: b[16] & 8, handed: b[16] & 16,
    causes: b[17], events: b[18], due: b[19], first: b[20],
  }));
  const commit = (i) => ({ name: data.commits.slice(i * data.digits, (i + 1) * data.digits), minute: data.minutes[i], author: text(data.authors[i]) });
  // A brief's events stand in a row of numbers; they are counted off when somebody looks.
  function eventsOf(b) {
    const numbers = b.events, found = [];
    let i = 0;
    const next = () => numbers[i++], list = (read) => Array.from({ length: next() }, read);
    while (i < numbers.length) {
      const bits = next(), hasValues = bits >> 9;
      found.push({
        kind: bits & 15, excluded: (bits >> 4) & 7, pending: (bits >> 7) & 1, round: next(), from: next(), to: next(),
        errors: (bits >> 8) & 1 ? next() : 0, commits: list(() => b.first + next()),
        causes: list(() => ({ name: S[next()], change: data.changes[next()], before: hasValues ? text(next()) : null, after: hasValues ? text(next()) : null })),
      });
    }
    return found;
  }
  const causesOf = (b) => b.causes.map(([key, name, project, events, changes, commits]) => ({
    key: S[key], name: S[name], project: S[project], events, changes, commits: commits.map((c) => commit(b.first + c).name),
  }));

  // Words and numbers, as the program writes them.
  const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;
  const short = (v) => { const t = Math.round(v * 10); return t % 10 === 0 || t >= 1000 ? String(Math.round(v)) : `${Math.floor(t / 10)}.${t % 10}`; };
  const times = (n) => (n === 1 ? "once" : n === 2 ? "twice" : `${n} times`);
  const percent = (v) => Math.round(v * 100);
  const iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
  const dayNumber = (iso) => { const t = Date.parse(iso + "T00:00:00Z"); return Number.isNaN(t) ? null : Math.round(t / 864e5); };

  // Wilson 1927, as in the program.
  function rate(n, d) {
    if (!d) return { n, d, enough: false };
    const p = n / d, z = 1.959963984540054, middle = p + (z * z) / (2 * d);
    const spread = z * Math.sqrt((p * (1 - p)) / d + (z * z) / (4 * d * d)), scale = 1 + (z * z) / d;
    return { n, d, value: p, low: n === 0 ? 0 : (middle - spread) / scale, high: n === d ? 1 : (middle + spread) / scale, enough: d >= data.few };
  }
  const share = (r) => (!r.d ? "–" : r.enough ? `${percent(r.value)} % (${percent(r.low)}–${percent(r.high)})` : `${r.n} of ${r.d}`);

  // The median's bounds are two order statistics (Conover 3.2).
  function hours(list) {
    const all = list.flatMap((b) => b.waits).sort((a, b) => a - b), n = all.length;
    if (!n) return { d: 0 };
    const at = (q) => { const place = q * (n - 1), below = Math.floor(place); return below + 1 < n ? all[below] + (place - below) * (all[below + 1] - all[below]) : all[n - 1]; };
    const value = { d: n, median: at(0.5), most: at(0.85), open: list.filter((b) => b.waiting).length };
    if (n >= 6) {
      const reach = 0.98 * Math.sqrt(n);
      value.low = all[Math.max(1, Math.round(n / 2 - reach)) - 1];
      value.high = all[Math.min(n, Math.round(n / 2 + 1 + reach)) - 1];
    }
    return value;
  }
  const counted = (list, field) => rate(list.filter((b) => b[field] === 2).length, list.filter((b) => b[field] > 0).length);
  const sum = (list, top, bottom) => rate(list.reduce((s, b) => s + b[top], 0), list.reduce((s, b) => s + b[bottom], 0));

  const signals = [
    { key: "came-back", title: "Came back", value: (l) => counted(l, "cameBack"), holds: (b) => b.cameBack === 2, of: "briefs that came back" },
    { key: "waited", title: "Waited for answers", isHours: true, value: hours, holds: (b) => b.waits.length > 0, of: "briefs that waited for answers" },
    { key: "tracking", title: "Tracking came back or failed", value: (l) => counted(l, "tracking"), holds: (b) => b.tracking === 2, of: "briefs whose tracking came back or failed" },
    { key: "sales", title: "Leads that sales accepted", high: true, value: (l) => sum(l, "accepted", "passed"), holds: (b) => b.passed > 0, of: "briefs whose leads sales answered" },
    { key: "incomplete", title: "Moved on incomplete", value: (l) => sum(l, "bad", "judged"), holds: (b) => b.bad > 0, of: "briefs that were handed off incomplete" },
  ];
  const recorded = (signal) => signal.key !== "sales" || data.sales === 1;
  function shown(signal, value) {
    if (!recorded(signal)) return "not recorded";
    if (!signal.isHours) return share(value);
    if (!value.d) return "–";
    return (value.open ? "at least " : "") + `${short(value.median)} h` + (value.low === undefined ? "" : ` (${short(value.low)}–${short(value.high)})`);
  }
  function compared(signal, now, before) {
    if (!recorded(signal)) return ["not recorded", "mute"];
    if (!signal.isHours) {
      if (!now.d && !before.d) return ["nothing to compare yet", "mute"];
      if (!now.enough || !before.enough) return ["too few briefs to compare", "mute"];
    } else {
      if (!now.d && !before.d) return ["nothing to compare yet", "mute"];
      if (now.low === undefined || before.low === undefined) return ["too few to compare", "mute"];
    }
    if (now.low > before.high) return signal.high ? ["better", "good"] : ["worse", "bad"];
    if (now.high < before.low) return signal.high ? ["worse", "bad"] : ["better", "good"];
    return ["too close to call", "mute"];
  }

  // The address keeps what is shown.
  const FILTERS = ["handoff", "receiver", "project", "owner", "from", "to"];
  function read() {
    const state = {};
    if (!location.hash.startsWith("#?")) return state;
    for (const [key, value] of new URLSearchParams(location.hash.slice(2))) state[key] = value;
    return state;
  }
  let state = read();
  function address(changes) {
    const next = { ...Object.fromEntries(FILTERS.filter((f) => state[f]).map((f) => [f, state[f]])), ...changes };
    const parameters = new URLSearchParams();
    for (const [key, value] of Object.entries(next)) if (value !== undefined && value !== null && value !== "") parameters.set(key, value);
    return "#?" + parameters.toString();
  }
  const link = (words, changes, attributes) => el("a", { href: address(changes), class: "number", ...attributes }, words);

  function selection() {
    const from = state.from ? dayNumber(state.from) : null, to = state.to ? dayNumber(state.to) : null;
    return briefs.filter((b) => (!state.handoff || b.handoff.id === state.handoff) && (!state.receiver || b.receiver === state.receiver)
      && (!state.project || b.project === state.project) && (!state.owner || b.owner === state.owner)
      && (from === null || (b.day !== null && b.day >= from)) && (to === null || (b.day !== null && b.day <= to)));
  }
  const isFiltered = () => FILTERS.some((f) => state[f]);

  // Now and the period before it, of the same length.
  function periods() {
    const to = (state.to && dayNumber(state.to)) || data.now;
    const days = state.from && dayNumber(state.from) !== null ? Math.max(1, to - dayNumber(state.from) + 1) : data.days;
    const ground = briefs.filter((b) => (!state.handoff || b.handoff.id === state.handoff) && (!state.receiver || b.receiver === state.receiver)
      && (!state.project || b.project === state.project) && (!state.owner || b.owner === state.owner));
    const within = (a, z) => ground.filter((b) => b.day !== null && b.day > a && b.day <= z);
    return { to, days, now: within(to - days, to), before: within(to - 2 * days, to - days) };
  }

  // Causes over a choice of briefs, and what they call for: three sections ask for the same.
  let causesFor = null, causesFound = [];
  function causes(list) {
    if (list === causesFor) return causesFound;
    causesFor = list;
    const found = new Map();
    for (const b of list) {
      if (!b.handed) continue;
      for (const cause of causesOf(b)) {
        const key = b.handoff.id + "\n" + cause.key;
        let all = found.get(key);
        if (!all) found.set(key, (all = { handoff: b.handoff, key: cause.key, name: cause.name, briefs: [], projects: new Set(), events: 0, changes: [0, 0, 0, 0], twice: false }));
        all.briefs.push({ brief: b, commits: cause.commits });
        all.projects.add(cause.project);
        all.events += cause.events;
        cause.changes.forEach((n, i) => { all.changes[i] += n; });
        if (cause.events > 1) all.twice = true;
      }
    }
    return causesFound = [...found.values()].sort((a, b) => b.briefs.length - a.briefs.length || b.events - a.events || (a.handoff.id < b.handoff.id ? -1 : a.handoff.id > b.handoff.id ? 1 : a.key < b.key ? -1 : 1));
  }
  const isQuestion = (cause) => cause.key.startsWith("q:");
  function decision(cause) {
    if (cause.key === "c:" || cause.key === "c:prose") return null;
    if (cause.briefs.length > 1 && cause.projects.size > 1) return "Update the handoff template";
    return cause.twice ? "Change the checklist or who owns it" : null;
  }
  const boundary = (cause) => (cause.briefs.length > 1 && cause.projects.size > 1
    ? "Repeated clarification loops: the same question appears in multiple projects."
    : "A handoff that creates rework more than once: the template, checklist, or ownership rule needs to change.");
  function how(cause) {
    if (isQuestion(cause)) return `asked ${times(cause.events)}`;
    const parts = cause.changes.slice(0, 3).map((n, i) => (n ? `${data.changes[i]} ${times(n)}` : null)).filter(Boolean);
    return parts.length ? parts.join(", ") : times(cause.events);
  }
  function evidence(cause) {
    const parts = cause.briefs.slice(0, 3).map(({ brief, commits }) => `${data.repositories.length > 1 ? data.repositories[brief.repository] + ": " : ""}${brief.id || brief.path} (${commits.join(", ")})`);
    if (cause.briefs.length > 3) parts.push(`and ${cause.briefs.length - 3} more`);
    return parts.join(", ") + ".";
  }
  function lines(cause) {
    return data.lines.map(([handoff, key, file, how, text]) => ({ handoff: handoffs[handoff], key: S[key], file, how, text }))
      .find((l) => l.handoff === cause.handoff && (l.key === cause.key || (isQuestion(cause) && l.key === "t:" + cause.name.slice(1, -1))));
  }
  function paste(found) {
    return el("div", { class: "paste" }, el("h3", {}, "Lines for ", el("code", {}, found.file)), el("p", { class: "mute" }, found.how),
      el("pre", { tabindex: "0", role: "group", "aria-label": `Lines for ${found.file}` }, el("code", {}, found.text)), copyButton(found.text));
  }
  function copyButton(words) {
    const button = el("button", { type: "button", class: "copy" }, "Copy these lines");
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(words); say("Copied."); button.textContent = "Copied"; } catch {
        const range = document.createRange();
        range.selectNodeContents(button.parentElement.querySelector("pre"));
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        say("Selected; press Control and C to copy.");
      }
    });
    return button;
  }
  const say = (words) => { $("said").textContent = words; };

  // Sections that change with the filters. What the program wrote is kept for when there are none.
  const written = new Map();
  for (const id of ["fix", "how", "trust"]) written.set(id, [...$(id).children].slice(1));
  const changeList = [...$("change-list").childNodes];
  function fill(id, ...content) {
    const title = $(id).firstElementChild;
    $(id).replaceChildren(title, ...content.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  }

  function drawFix(list) {
    const groups = new Map();
    for (const b of list) if (b.handed) groups.set(b.handoff, [...(groups.get(b.handoff) || []), b]);
    const first = [...groups].map(([handoff, l]) => ({ handoff, rate: counted(l, "cameBack") })).filter((g) => g.rate.n > 0)
      .sort((a, b) => b.rate.low - a.rate.low || (a.handoff.id < b.handoff.id ? -1 : 1))[0];
    if (!first) {
      fill("fix", el("p", { class: "empty" }, list.some((b) => b.cameBack > 0) ? `Nothing came back ${data.window}.` : "Too few briefs: nothing here was handed off long enough ago to tell."));
      return;
    }
    const own = causes(list).filter((c) => c.handoff === first.handoff);
    const cause = own.find(decision) || own.find((c) => c.key !== "c:");
    const content = [el("p", { class: "lead" }, el("strong", { class: "handoff" }, first.handoff.title), ": ",
      link(`${first.rate.n} of ${count(first.rate.d, "brief", "briefs")}`, { show: "came-back", in: first.handoff.id }),
      ` came back ${data.window}${first.rate.enough ? `: ${percent(first.rate.value)} %, likely between ${percent(first.rate.low)} and ${percent(first.rate.high)}` : ""}.`)];
    if (!cause) content.push(el("p", { class: "empty" }, "Nothing in these briefs says why. Read their timelines, then ask the receiver."));
    else {
      content.push(el("dl", { class: "facts" },
        el("dt", {}, "Cause"), el("dd", {}, el("strong", {}, cause.name), ` – ${how(cause)}, in `, causeLink(cause), cause.projects.size > 1 ? ` of ${count(cause.projects.size, "project", "projects")}.` : "."),
        el("dt", {}, "Decision"), el("dd", {}, decision(cause) ? [el("strong", {}, decision(cause) + "."), " " + boundary(cause)] : "It has not come back twice for this reason yet. Watch it."),
        el("dt", {}, "Evidence"), el("dd", {}, evidence(cause))));
      const found = decision(cause) && lines(cause);
      if (found) content.push(paste(found));
    }
    fill("fix", content);
  }
  const causeLink = (cause) => link(count(cause.briefs.length, "brief", "briefs"), { show: "cause", in: cause.handoff.id, key: cause.key });

  function drawHow(list) {
    const { to, days, now, before } = periods();
    const words = `Now: briefs first handed off from ${iso(to - days + 1)} to ${iso(to)}, ${days} days. Before: the ${days} days before that. ${data.brackets}`;
    const rows = signals.map((signal) => {
      const [a, b, all] = [now, before, list].map((l) => signal.value(l));
      const cell = (name, value, when) => el("td", { "data-name": name }, value.d && recorded(signal) ? link(shown(signal, value), { show: signal.key, when }) : shown(signal, value));
      const [verdict, look] = compared(signal, a, b);
      return el("tr", {}, el("th", { scope: "row" }, signal.title), cell("Now", a, "now"), cell("Before", b, "before"), el("td", { class: look, "data-name": "Compared" }, verdict), cell("All", all, "all"));
    });
    fill("how", el("p", { class: "mute" }, words), el("div", { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "how-title" },
      el("table", { class: "how" }, el("thead", {}, el("tr", {}, ["Signal", "Now", "Before", "Compared", "All"].map((h) => el("th", { scope: "col" }, h)))), el("tbody", {}, rows))));
  }

  const trustHolds = {
    "with-status": (b) => !b.silent, inferred: (b) => b.silent, unseen: (b) => b.unseen, "self-accepted": (b) => b.self, imported: (b) => b.imported, younger: (b) => b.cohort === 1,
  };
  const trustWords = (key, n, all) => data.trust[key][n === 0 ? 2 : n === 1 ? 0 : 1].replace("#", all);
  function drawTrust(list) {
    fill("trust", el("ul", { class: "trust" }, Object.keys(data.trust).map((key) => {
      const n = list.filter(trustHolds[key]).length;
      return el("li", {}, n ? [link(count(n, "brief", "briefs"), { show: key }), " "] : "", trustWords(key, n, list.length));
    })));
  }

  // The state of a handoff over a choice of briefs, as the program tells it.
  function stateOf(rate, holds) {
    const kind = (rate.enough ? rate.low > 0.1 : rate.n >= 2) ? "rework" : holds ? "hold" : rate.enough ? "calm" : "few";
    return { kind, words: data.states[kind] };
  }
  function drawMap(list) {
    const chosen = new Set(list.map((b) => String(b.i)));
    const holdRows = [...document.querySelectorAll("#holds > article")].filter((row) => isShown(row, chosen));
    for (const edge of document.querySelectorAll("[data-edge]")) {
      const id = edge.dataset.edge, own = list.filter((b) => b.handoff.id === id), title = handoffs.find((h) => h.id === id).title;
      const holds = holdRows.filter((row) => row.dataset.handoff === id).length, rate = counted(own, "cameBack"), { kind, words } = stateOf(rate, holds);
      const isOff = isFiltered() && !own.length && !holds;
      const told = isOff ? `${title}: no brief of what is chosen above` : `${title}: ${words} (${rate.d ? `${rate.n} of ${rate.d} came back` : "nothing counted yet"}${holds ? `, ${holds} on hold` : ""})`;
      edge.setAttribute("class", `edge ${kind}${isOff ? " off" : ""}`);
      edge.setAttribute("aria-label", told);
      edge.querySelector("title").textContent = told;
      edge.querySelector("text").textContent = rate.d ? `${rate.n}/${rate.d}` : "–";
      const cells = [...document.querySelectorAll("#map tbody tr")].find((row) => row.dataset.handoff === id)?.querySelectorAll("td");
      if (cells) [share(rate), String(holds), words].forEach((text, i) => { cells[2 + i].textContent = text; });
    }
  }

  // A row of a brief that history doesn't know is of its handoff and of nothing else.
  function isShown(row, chosen) {
    if (!isFiltered()) return true;
    return row.dataset.brief ? chosen.has(row.dataset.brief) : !FILTERS.some((f) => f !== "handoff" && state[f]) && row.dataset.handoff === state.handoff;
  }
  // Whether somebody asked to see everything that waits.
  let allWaits = false;
  function drawRows(list) {
    const chosen = new Set(list.map((b) => String(b.i)));
    for (const id of ["waits", "holds"]) {
      const place = $(id);
      if (!place) continue;
      let any = false;
      for (const row of place.querySelectorAll(":scope > li, :scope > article")) {
        const keep = isShown(row, chosen);
        row.classList.toggle("gone", !keep);
        any = any || keep;
      }
      let none = place.parentElement.querySelector(`[data-none="${id}"]`);
      if (!none && place.querySelector("li, article")) {
        none = el("p", { class: "empty", "data-none": id }, "Nothing of what is chosen above.");
        (id === "waits" ? place.parentElement : place).append(none);
      }
      if (none) none.classList.toggle("gone", any);
    }
    const waits = $("waits"), more = $("more-waits");
    if (waits) {
      waits.classList.toggle("open", allWaits || isFiltered());
      if (more) more.classList.toggle("gone", allWaits || isFiltered());
    }
  }

  function drawChanges(list) {
    if (!isFiltered()) { $("change-list").replaceChildren(...changeList); return; }
    const found = causes(list).filter(decision);
    $("change-list").replaceChildren(...(found.length ? found.slice(0, 12).map((cause) => {
      const text = lines(cause);
      return el("article", {}, el("h3", {}, `${cause.handoff.title}: ${decision(cause)[0].toLowerCase()}${decision(cause).slice(1)}`),
        el("p", {}, el("strong", {}, cause.name), ` – ${how(cause)}, in `, causeLink(cause), `. Evidence: ${evidence(cause)}`),
        el("p", { class: "mute" }, `Boundary: ${boundary(cause)}`),
        text ? el("details", {}, el("summary", {}, "Lines to paste"), paste(text)) : null);
    }) : [el("p", { class: "empty" }, "Nothing has come back twice for the same reason yet.")]));
  }

  // Charts: a dot a month, a line for the interval, the numbers below as a table.
  function buckets(list) {
    const days = list.filter((b) => b.day !== null).map((b) => b.day);
    if (!days.length) return [];
    const min = days.reduce((a, b) => Math.min(a, b)), max = days.reduce((a, b) => Math.max(a, b));
    const isLong = max - min > 730;
    const key = (day) => { const d = new Date(day * 864e5); return isLong ? `${d.getUTCFullYear()}-Q${Math.floor(d.getUTCMonth() / 3) + 1}` : iso(day).slice(0, 7); };
    const found = new Map();
    const step = isLong ? 28 : 15;
    for (let day = min; day < max + step; day += step) found.set(key(Math.min(day, max)), []);
    for (const b of list) if (b.day !== null) { if (!found.has(key(b.day))) found.set(key(b.day), []); found.get(key(b.day)).push(b); }
    return [...found].sort((a, b) => (a[0] < b[0] ? -1 : 1)).slice(-24);
  }
  function drawCharts(list, width) {
    const place = $("charts");
    if (!list.some((b) => b.handed)) { place.replaceChildren(); return; }
    const periods = buckets(list);
    place.replaceChildren(...signals.filter((s) => s.key !== "incomplete").map((signal) => chart(signal, periods, list, width)));
  }
  function chart(signal, periods, list, width) {
    const title = { "came-back": "Rework rate: briefs that came back", waited: "Time waiting for clarification, in working hours", tracking: "Tracking errors: briefs that came back for it", sales: "Sales follow-up: leads that sales accepted" }[signal.key];
    if (!recorded(signal)) return el("figure", {}, el("figcaption", {}, title), el("p", { class: "empty" }, "Not recorded. Name the CRM’s export under outcomes: in handoff.yml."));
    const values = periods.map(([name, l]) => [name, signal.value(l)]);
    const points = values.filter(([, v]) => v.d);
    const all = signal.value(list);
    if (!points.length) return el("figure", {}, el("figcaption", {}, title), el("p", { class: "empty" }, "Too few briefs: none of what is chosen counts here yet."));
    const W = Math.max(280, Math.min(560, width)), H = 190, left = 44, bottom = 26, top = 10;
    const mid = (v) => (signal.isHours ? v.median : v.value);
    const highest = signal.isHours ? points.reduce((m, [, v]) => Math.max(m, v.high ?? v.median), 1) : 1;
    const y = (v) => top + (H - top - bottom) * (1 - v / highest);
    const x = (i) => left + (W - left - 16) * ((i + 0.5) / values.length);
    const marks = [0, 0.5, 1].map((part) => [svg("line", { class: "axis", x1: left, x2: W - 8, y1: y(part * highest), y2: y(part * highest) }),
      svg("text", { x: left - 6, y: y(part * highest) + 4, "text-anchor": "end" }, signal.isHours ? `${short(part * highest)} h` : `${part * 100} %`)]);
    const every = Math.ceil(values.length / (W / 95));
    const names = values.map(([name], i) => (i % every ? null : svg("text", { x: x(i), y: H - 6, "text-anchor": "middle" }, name)));
    const dots = values.map(([name, v], i) => (!v.d ? null : [
      v.low === undefined ? null : svg("line", { class: "span", x1: x(i), x2: x(i), y1: y(v.low), y2: y(v.high) }),
      svg("circle", { class: signal.isHours ? (v.low === undefined ? "mark few" : "mark") : v.enough ? "mark" : "mark few", cx: x(i), cy: y(mid(v)), r: 5 }, svg("title", {}, `${name}: ${shown(signal, v)}`)),
    ]));
    const trend = svg("polyline", { class: "trend", points: values.map(([, v], i) => (v.d ? `${x(i)},${y(mid(v))}` : null)).filter(Boolean).join(" ") });
    const last = points[points.length - 1], label = `${title}. All: ${shown(signal, all)}. First ${points[0][0]}: ${shown(signal, points[0][1])}. Last ${last[0]}: ${shown(signal, last[1])}. The table below has every number.`;
    return el("figure", {}, el("figcaption", {}, title),
      el("p", { class: "mute small" }, "All: ", link(shown(signal, all), { show: signal.key, when: "all" }), ". By first hand-off; lines show where the true value likely lies, hollow dots stand for few briefs."),
      svg("svg", { class: "chart", viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": label }, marks, trend, dots, names),
      el("details", {}, el("summary", {}, "These numbers as a table"), el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": title }, el("table", {},
        el("thead", {}, el("tr", {}, ["First handed off", "Value", "Counted"].map((h) => el("th", { scope: "col" }, h)))),
        el("tbody", {}, values.map(([name, v]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, v.d ? link(shown(signal, v), { show: signal.key, month: name }) : "–"), el("td", {}, String(v.d)))))))));
  }

  function drawHeat(list) {
    const place = $("heat");
    const found = causes(list).filter((c) => c.key !== "c:");
    if (!found.length) { place.replaceChildren(...(isFiltered() ? [el("p", { class: "empty" }, "No cause in what is chosen above.")] : [])); return; }
    const rows = [...new Set(found.map((c) => c.handoff))];
    const size = new Map();
    for (const c of found) size.set(c.name, (size.get(c.name) || 0) + c.briefs.length);
    const columns = [...size].sort((a, b) => b[1] - a[1]).slice(0, 12).map(([name]) => name);
    const most = found.reduce((m, c) => Math.max(m, c.briefs.length), 1);
    place.replaceChildren(el("p", { class: "mute" }, "How many briefs came back or were asked about, for which missing context. Darker is more."),
      el("div", { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "causes-title" }, el("table", { class: "heat" },
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Context"), rows.map((h) => el("th", { scope: "col" }, h.title)))),
        el("tbody", {}, columns.map((name) => el("tr", {}, el("th", { scope: "row" }, name), rows.map((h) => {
          const cause = found.find((c) => c.name === name && c.handoff === h);
          if (!cause) return el("td", {}, "–");
          const n = cause.briefs.length;
          return el("td", { class: "h" + Math.max(1, Math.round((4 * n) / most)) }, el("a", { href: address({ show: "cause", in: h.id, key: cause.key }), "aria-label": `${h.title}, ${name}: ${count(n, "brief", "briefs")}` }, String(n)));
        })))))), ...(size.size > columns.length ? [el("p", { class: "mute" }, `And ${size.size - columns.length} more, each in fewer briefs.`)] : []));
  }

  // The list of all briefs, a part at a time.
  let search = "", most = 30;
  function drawList(list) {
    const place = $("brief-list");
    if (!place) return;
    if (!place.firstChild) {
      const field = el("input", { type: "search", id: "find" });
      field.addEventListener("input", () => { search = field.value.toLowerCase(); most = 30; drawList(selection()); });
      place.append(el("label", { class: "find", for: "find" }, "Find a brief by its path, id or project", field), el("ul", { class: "list", id: "found" }), el("p", { id: "found-rest" }));
    }
    const hits = list.filter((b) => !search || [b.path, b.id, b.project].some((t) => t && t.toLowerCase().includes(search)));
    $("found").replaceChildren(...hits.slice(0, most).map(row));
    const rest = $("found-rest");
    rest.replaceChildren();
    if (!hits.length) rest.append("No brief of that name in what is chosen above.");
    if (hits.length > most) {
      const button = el("button", { type: "button" }, `Show more of ${hits.length}`);
      button.addEventListener("click", () => { const next = most; most += 100; drawList(selection()); $("found").children[next]?.querySelector("a")?.focus(); });
      rest.append(button);
    }
  }
  function row(b) {
    const parts = [b.handoff.title, b.project, b.stage, b.day === null ? "not handed off yet" : `handed off ${iso(b.day)}`, b.cameBack === 2 ? "came back" : null].filter(Boolean);
    return el("li", {}, el("a", { href: address({ ...kept(), brief: b.i }) }, (data.repositories.length > 1 ? data.repositories[b.repository] + ": " : "") + b.path), el("span", { class: "mute" }, parts.join(" · ")));
  }
  const kept = () => Object.fromEntries(["show", "in", "key", "when", "month"].filter((k) => state[k]).map((k) => [k, state[k]]));

  // The panel: the list behind a number, or a brief's timeline.
  const panel = $("panel");
  function behind() {
    const signal = signals.find((s) => s.key === state.show), trust = Object.hasOwn(trustHolds, state.show ?? "") ? trustHolds[state.show] : null;
    const { now, before } = periods();
    let list = state.when === "now" ? now : state.when === "before" ? before : selection();
    if (state.in !== undefined) list = list.filter((b) => b.handoff.id === state.in);
    if (state.month) list = (buckets(list).find(([name]) => name === state.month) || [null, []])[1];
    let title = "Briefs";
    if (signal) { list = list.filter(signal.holds); title = signal.of; }
    else if (trust) { const all = list.length; list = list.filter(trust); title = `${list.length === 1 ? "brief" : "briefs"} ${trustWords(state.show, list.length || 2, all)}`; }
    else if (state.show === "cause") {
      list = list.filter((b) => b.handed && causesOf(b).some((c) => c.key === state.key));
      const cause = list.length ? causesOf(list[0]).find((c) => c.key === state.key) : null;
      title = `briefs that came back for ${cause ? cause.name : "this"}`;
    }
    const where = state.in !== undefined ? handoffs.find((h) => h.id === state.in) : null;
    return { list, title: `${list.length} ${title}${where ? ` – ${where.title}` : ""}${state.when === "now" ? ", now" : state.when === "before" ? ", the period before" : ""}${state.month ? `, ${state.month}` : ""}` };
  }
  function drawPanel() {
    const body = $("panel-body");
    const b = state.brief !== undefined ? briefs[Number(state.brief)] : null;
    if (!b && !state.show) { if (panel.open) panel.close(); return; }
    if (b) {
      $("panel-title").textContent = b.path;
      body.replaceChildren(...timeline(b));
    } else {
      const { list, title } = behind();
      $("panel-title").textContent = title;
      let shownRows = 100;
      const ul = el("ul", { class: "list" });
      const more = el("p", {});
      const draw = () => {
        ul.replaceChildren(...list.slice(0, shownRows).map(row));
        more.replaceChildren();
        if (list.length > shownRows) {
          const button = el("button", { type: "button" }, `Show more of ${list.length}`);
          button.addEventListener("click", () => { shownRows += 500; draw(); });
          more.append(button);
        }
      };
      draw();
      body.replaceChildren(list.length ? ul : el("p", { class: "empty" }, "No brief of what is chosen."), more);
    }
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
    $("panel-title").focus();
  }
  const minute = (m) => new Date(m * 6e4).toISOString().slice(0, 16).replace("T", " ");
  function timeline(b) {
    const about = [b.id ? `id ${b.id}` : null, b.handoff.title, b.project ? `project ${b.project}` : null].filter(Boolean).join(" · ");
    const standing = [`Now ${b.stage}`, b.receiver ? `with ${b.receiver}` : null, b.due ? `due ${b.due} at its first hand-off` : null,
      b.imported ? "came in with many others; it counts from its next hand-off on" : null, b.silent ? "it never had a status we know" : null, b.self ? "accepted by its owner" : null].filter(Boolean).join("; ") + ".";
    const content = [el("p", { class: "mute" }, about), el("p", {}, standing)];
    if (state.show) content.unshift(el("p", {}, el("a", { href: address(kept()) }, "← Back to the list")));
    if (!b.events.length) content.push(el("p", { class: "empty" }, "Nothing has happened to it yet."));
    content.push(el("ol", { class: "events" }, eventsOf(b).map(event)));
    return content;
  }
  function event({ kind, commits, round, excluded, pending, from, to, errors, causes }) {
    const first = commit(commits[0]), name = data.kinds[kind];
    const rows = [];
    if (from !== to) rows.push(["Status", text(from) ?? "no status", text(to) ?? "no status"]);
    for (const { name, change, before, after } of causes) {
      if (!change) continue;
      rows.push([`${name} (${change})`, before ?? (change === "missing" ? "nothing" : "another value"), after ?? (change === "taken out" ? "nothing" : "a new value")]);
    }
    const notes = [];
    if (errors > 0) notes.push(`Incomplete: ${errors === 1 ? "1 thing was" : `${errors} things were`} missing or wrong under the contract of that day.`);
    if (causes.length && !rows.some((r) => r[0] !== "Status") && (name === "came back" || name === "question asked" || name === "changed after the hand-off")) notes.push("Without a change in the brief.");
    if (pending) notes.push("Not settled yet.");
    if (excluded) notes.push(`Not counted: ${data.exclusions[excluded - 1]}.`);
    return el("li", { class: name === "came back" || name === "changed after the hand-off" ? "back" : null },
      el("p", {}, el("strong", {}, name[0].toUpperCase() + name.slice(1)), name === "handed off" ? ` (round ${round})` : "", el("span", { class: "mute" }, ` · ${minute(first.minute)} · ${first.author} · `), el("code", {}, commits.map((c) => commit(c).name).join(", "))),
      notes.map((n) => el("p", { class: "mute" }, n)),
      rows.length ? el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": `What changed: ${name}` }, el("table", {}, el("thead", {}, el("tr", {}, ["Field", "Before", "After"].map((h) => el("th", { scope: "col" }, h)))),
        el("tbody", {}, rows.map(([f, a, z]) => el("tr", {}, el("th", { scope: "row" }, f), el("td", {}, a), el("td", {}, z)))))) : null);
  }

  // Filters.
  function choices(name, title, options) {
    const select = el("select", { id: "filter-" + name }, el("option", { value: "" }, "All"), options.map(([value, words]) => el("option", { value }, words)));
    select.value = state[name] || "";
    select.addEventListener("change", () => go({ [name]: select.value }));
    return el("label", { for: "filter-" + name }, title, select);
  }
  function day(name, title) {
    const input = el("input", { type: "date", id: "filter-" + name });
    input.value = state[name] || "";
    input.addEventListener("change", () => go({ [name]: input.value }));
    return el("label", { for: "filter-" + name }, title, input);
  }
  const values = (field) => [...new Set(briefs.map((b) => b[field]).filter(Boolean))].sort().map((v) => [v, v]);
  function buildFilters() {
    if (!briefs.length) return;
    const form = $("filters");
    const reset = el("button", { type: "button", id: "filter-reset" }, "Show all");
    reset.addEventListener("click", () => go(Object.fromEntries(FILTERS.map((f) => [f, ""]))));
    form.append(choices("handoff", "Handoff", [...new Set(briefs.map((b) => b.handoff))].map((h) => [h.id, h.title]).sort((a, b) => (a[1] < b[1] ? -1 : 1))),
      choices("receiver", "Receiver", values("receiver")), choices("project", "Project", values("project")),
      data.owners ? choices("owner", "Owner", values("owner")) : "",
      day("from", "First handed off from"), day("to", "until"), reset, el("p", { class: "count mute", id: "filter-count", role: "status" }));
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "Filter the report");
    form.addEventListener("submit", (e) => e.preventDefault());
    $("filter-box").hidden = false;
    $("filter-box").open = isFiltered() || matchMedia("(min-width: 48rem)").matches;
  }
  function showFilters(list) {
    for (const f of FILTERS) if ($("filter-" + f)) $("filter-" + f).value = state[f] || "";
    if ($("filter-count")) $("filter-count").textContent = isFiltered() ? `${count(list.length, "brief", "briefs")} of ${briefs.length}. This page’s address keeps the choice.` : `All ${briefs.length} briefs.`;
  }
  function go(changes) {
    const next = address(changes);
    if (next === "#?") history.pushState(null, "", location.pathname + location.search);
    else history.pushState(null, "", next);
    changed();
  }

  let drawnFor = null;
  function changed() {
    state = read();
    const filters = JSON.stringify(FILTERS.map((f) => state[f] || ""));
    if (filters !== drawnFor) {
      drawnFor = filters;
      // Asked for before anything changes: afterwards the browser would lay the whole page out for it.
      const list = selection(), width = $("charts").clientWidth;
      showFilters(list);
      if (isFiltered()) { drawFix(list); drawHow(list); drawTrust(list); } else for (const [id, content] of written) fill(id, content);
      drawMap(list);
      drawRows(list);
      drawChanges(list);
      drawHeat(list);
      drawCharts(list, width);
      drawList(list);
    }
    drawPanel();
  }
  document.addEventListener("click", (e) => {
    const a = e.target.closest && e.target.closest("a[href^='#']");
    if (!a || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    const target = a.getAttribute("href");
    e.preventDefault();
    if (target.startsWith("#?")) {
      // What the program wrote knows no filters: they are added.
      go(Object.fromEntries(new URLSearchParams(target.slice(2))));
    } else {
      const section = $(target.slice(1));
      if (section) { section.scrollIntoView(); section.focus({ preventScroll: true }); }
    }
  });
  let opener = null;
  document.addEventListener("focusin", (e) => { if (!panel.contains(e.target)) opener = e.target; });
  panel.addEventListener("close", () => {
    if (state.brief !== undefined || state.show) go({});
    if (opener && opener.isConnected) opener.focus();
  });
  panel.addEventListener("click", (e) => { if (e.target === panel) panel.close(); });
  $("panel-close").addEventListener("click", () => panel.close());
  window.addEventListener("popstate", changed);
  window.addEventListener("hashchange", changed);

  for (const place of document.querySelectorAll(".paste")) place.append(copyButton(place.querySelector("code:not(h3 code)").textContent));
  const hidden = document.querySelectorAll(".waits > li.more").length;
  if (hidden) {
    const button = el("button", { type: "button", id: "more-waits" }, `Show ${hidden} more`);
    button.addEventListener("click", () => { allWaits = true; $("waits").classList.add("open"); button.classList.add("gone"); document.querySelector(".waits > li.more a")?.focus(); });
    $("waiting").append(button);
  }
  const table = document.querySelector("#map details");
  if (table && matchMedia("(max-width: 30rem)").matches) table.open = true;
  buildFilters();
  changed();
  document.documentElement.dataset.ready = "yes";
})();
