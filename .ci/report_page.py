"""What .ci/check-report asks of the page. `hostile FOLDER` makes a repository whose briefs would like to run something;
`check BROWSER TEAM HOSTILE EMPTY` opens the three pages; `picture BROWSER PAGE PNG` takes README's picture."""

import os
import pathlib
import re
import subprocess
import sys
import time

EVIL = [
    "<script>window.ran=1</script>",
    "</script><script>window.ran=2</script>",
    "<img src=x onerror=window.ran=3>",
    "<svg/onload=window.ran=4>",
    "\"><b onclick=window.ran=5>x</b>",
    "' onmouseover='window.ran=6",
    "[link](javascript:window.ran=7)",
    "javascript:window.ran=8",
    "<!--<script>",
    "]]>&lt;script&gt;",
    "\u202egnp.exe \u2066x\u2069",
    "<style>*{display:none}</style>",
    "{{constructor.constructor('window.ran=9')()}}",
    "<a href=https://evil.example>x</a>",
]


def hostile(folder: str) -> None:
    os.makedirs(folder)
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*arguments: str, data: bytes | None = None) -> None:
        subprocess.run(["git", "-C", folder, *arguments], input=data, env=environment, check=True)

    stream, start = bytearray(), 1_770_000_000

    def commit(step: int, name: str, files: dict[str, str]) -> None:
        who = f"{name} <evil@acme.example> {start + step * 90_000} +0000"
        stream.extend(f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata 1\nx\n".encode())
        for path, text in files.items():
            data = text.encode()
            stream.extend(f'M 100644 inline "{path}"\ndata {len(data)}\n'.encode() + data + b"\n")

    quoted = lambda text: "'" + text.replace("'", "''") + "'"
    commit(0, "x", {"handoff.yml": 'briefs: ["briefs/**/*.md"]\npeople-rates: true\n'})
    step = 1
    for number, evil in enumerate(EVIL * 2):
        q = quoted(evil)
        path = "briefs/" + re.sub(r'[/"\\]', "", evil) + f"{number}.md"

        def brief(status: str, more: str, evil: str = evil, q: str = q) -> str:
            return (
                f"---\nhandoff: strategy-to-execution\nid: {quoted(evil + str(number))}\nproject: {q}\nowner: {q}\nreceiver: {q}\n"
                f"due: {q}\nstatus: {status}\n---\n# {evil}\n\n## Goal\n{evil}\n\n## Offer\n{evil}\n\n{more}\n\n"
                f"## Questions\n- [ ] {evil}? @{evil.split()[0]}\n"
            )

        name = re.sub(r"[<>\n]", "", evil)
        commit(step, name, {path: brief("ready", "")})
        commit(step + 1, name, {path: brief("returned", f"## Audience\n{evil}")})
        commit(step + 2, name, {path: brief("ready", f"## Audience\n{evil} again\n\n## Constraints\n{evil}")})
        step += 3
    git("init", "-q", "-b", "main", ".")
    git("fast-import", "--quiet", data=bytes(stream))
    git("reset", "-q", "--hard", "main")


class Page:
    """One page at one size; keeps what the browser complained about."""

    def __init__(self, browser, path: str, width: int = 1440, scheme: str = "light", scripts: bool = True, fragment: str = "") -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts, reduced_motion="reduce")
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.url = pathlib.Path(path).as_uri()
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("request", self._request)
        self.page.goto(self.url + fragment)

    def _request(self, request) -> None:
        if request.url.split("#")[0] != self.url and not request.url.startswith("data:"):
            self.said.append(f"request: {request.url}")

    def __enter__(self):
        return self.page

    def __exit__(self, kind, *_) -> None:
        self.context.close()
        if kind is None:
            expect(not self.said, f"{self.url}: {self.said}")


def expect(holds: object, what: str) -> None:
    if not holds:
        sys.exit(f"The report's page does not hold: {what}")


def check(executable: str, team: str, hostile: str, empty: str) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        sizes(browser, team, hostile, empty)
        accessible(browser, Axe(), team, hostile, empty)
        same(browser, team)
        filters(browser, team)
        shortened(browser, hostile)
        mapped(browser, team)
        lists(browser, team)
        keyboard(browser, team)
        nothing_runs(browser, hostile)
        without_scripts(browser, team)
        printed(browser, team)
        browser.close()


def sizes(browser, *paths: str) -> None:
    for path in paths:
        for width in (320, 768, 1440, 1920):
            with Page(browser, path, width) as page:
                seen = page.evaluate("document.documentElement.scrollWidth")
                expect(seen <= width, f"{path} at {width} px: {seen} px wide")


def accessible(browser, axe, team: str, hostile: str, empty: str) -> None:
    pages = [(team, ""), (team, "#?show=came-back&when=all"), (team, "#?brief=0"), (hostile, ""), (hostile, "#?brief=1"), (empty, "")]
    for path, fragment in pages:
        for scheme in ("light", "dark"):
            for width in (320, 1440):
                with Page(browser, path, width, scheme, fragment=fragment) as page:
                    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
                    # axe takes every link to a fragment for one that skips, where there are no others; those of filters and lists don't.
                    found = axe.run(page, options={"rules": {"skip-link": {"enabled": "#?" not in fragment}}}).response["violations"]
                    words = [f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0]['failureSummary'][:300]}" for v in found]
                    expect(not words, f"axe, {path}{fragment}, {scheme}, {width} px:\n" + "\n".join(words))


def same(browser, team: str) -> None:
    """A filter that leaves no brief out that was handed off shows what the program wrote: script and program count alike."""
    with Page(browser, team) as page:
        read = lambda: {name: page.inner_text(f"#{name}") for name in ("fix", "how", "trust")}
        written = read()
        page.fill("#filter-from", "2020-01-01")
        page.evaluate("document.querySelector('#filter-from').dispatchEvent(new Event('change'))")
        drawn = read()
        for name in ("fix", "trust"):
            # With a filter the boundary of the contract is not repeated.
            clean = lambda text: re.sub(r" Until then: [^.]*\.|\d+ briefs of \d+ used a status", "", text)
            expect(clean(written[name]) == clean(drawn[name]), f"{name} differs:\n{written[name]}\n---\n{drawn[name]}")
        last = lambda text: [line.split("\t")[-1] for line in text.splitlines() if "\t" in line]
        expect(last(written["how"]) == last(drawn["how"]), f"how it goes differs:\n{written['how']}\n---\n{drawn['how']}")


def filters(browser, team: str) -> None:
    with Page(browser, team) as page:
        all_count = page.inner_text("#filter-count")
        page.select_option("#filter-handoff", "marketing-to-sales")
        expect("handoff=marketing-to-sales" in page.url, "the address keeps the filter")
        expect("Marketing to sales" in page.inner_text("#fix"), "fix first follows the filter")
        expect("spring-webinar.md" not in page.inner_text("#waits"), "waiting follows the filter")
        address, narrowed = page.url, page.inner_text("#filter-count")
        expect(narrowed != all_count, "the filter leaves briefs out")
        page.select_option("#filter-project", index=1)
        page.select_option("#filter-receiver", "Sam Carter")
        page.go_back()
        page.go_back()
        expect(page.url == address and page.inner_text("#filter-count") == narrowed, "going back takes filters back")
        page.click("#filter-reset")
        expect(page.inner_text("#filter-count") == all_count, "show all shows all")
        took = page.evaluate(
            """() => { const select = document.getElementById('filter-handoff'); const start = performance.now();
            select.value = 'campaign-to-analytics'; select.dispatchEvent(new Event('change')); return performance.now() - start; }""")
        print(f"Filtering took {took:.0f} ms")
    with Page(browser, team, fragment=address[address.index("#"):]) as page:
        expect(page.inner_text("#filter-count") == narrowed, "a link with a filter shows the same")


def shortened(browser, long: str) -> None:
    """A long list of what waits begins short, and is short again once a filter is taken back, until somebody asks for the rest."""
    with Page(browser, long) as page:
        shown = lambda: page.locator("#waits > li:visible").count()
        every = page.locator("#waits > li").count()
        expect(shown() == 6 < every, f"{shown()} of {every} are shown")
        page.select_option("#filter-handoff", "strategy-to-execution")
        expect(shown() == every, "what is chosen is shown whole")
        page.click("#filter-reset")
        expect(shown() == 6, "the list is short again")
        page.click("#more-waits")
        expect(shown() == every and not page.locator("#more-waits").is_visible(), "the rest opens")


def mapped(browser, team: str) -> None:
    """The map tells what is chosen: in colour, in numbers, in words, and once more in its table."""
    def told(page) -> dict[str, list[str]]:
        return page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll('[data-edge]')].map((e) => [e.dataset.edge, [e.getAttribute('class'),
            e.getAttribute('aria-label'), e.querySelector('title').textContent, e.querySelector('text').textContent,
            ...[...document.querySelectorAll('#map tbody tr')].filter((r) => r.dataset.handoff === e.dataset.edge)
            .flatMap((r) => [...r.querySelectorAll('td')].map((c) => c.textContent))]]))""")

    with Page(browser, team, scripts=False) as page:
        written = told(page)
    with Page(browser, team) as page:
        expect(told(page) == written, f"the map without a filter is as the program wrote it:\n{written}\n---\n{told(page)}")
        colour = lambda: page.evaluate("getComputedStyle(document.querySelector('[data-edge=campaign-to-analytics] .curve')).stroke")
        before = colour()
        page.fill("#filter-from", "2026-11-01")
        page.evaluate("document.querySelector('#filter-from').dispatchEvent(new Event('change'))")
        young = told(page)["campaign-to-analytics"]
        expect(
            young[0] == "edge hold" and young[1] == young[2] == "Campaign to analytics: has work on hold (nothing counted yet, 1 on hold)"
            and young[3] == "–" and young[-3:] == ["–", "1", "has work on hold"], f"the map follows the filter: {young}")
        expect(colour() != before, "the edge has the colour of what is chosen")
        page.click("#filter-reset")
        page.select_option("#filter-handoff", "marketing-to-sales")
        now = told(page)
        expect(now["marketing-to-sales"] == written["marketing-to-sales"], "a handoff chosen whole stays as it is")
        expect(
            now["campaign-to-analytics"][:4] == ["edge few off", *["Campaign to analytics: no brief of what is chosen above"] * 2, "–"],
            f"the others step back: {now['campaign-to-analytics']}")
        page.click("#filter-reset")
        expect(told(page) == written, "taking the filter back brings the map back")


def lists(browser, team: str) -> None:
    """Every number opens the briefs behind it, and as many."""
    with Page(browser, team) as page:
        links = page.locator("#fix a.number, #how a.number, #trust a.number, #heat a, #map a.edge, #charts a.number, #changes a.number")
        expect(links.count() > 25, f"only {links.count()} numbers open a list")
        for i in range(links.count()):
            link = links.nth(i)
            words = (link.text_content() or "").strip()
            link.focus()
            page.keyboard.press("Enter")
            expect(page.locator("#panel[open]").count() == 1, f"“{words}” opens a list")
            found = page.locator("#panel .list li").count()
            whole = re.match(r"(\d+)( of \d+)? brief", words) or re.match(r"(\d+)()$", words)
            if whole:
                expect(found == int(whole.group(1)), f"“{words}” opens {found} briefs")
            page.keyboard.press("Escape")
            expect(page.locator("#panel[open]").count() == 0, "Escape closes the list")
        page.locator("#fix a.number").first.click()
        page.locator("#panel .list a").first.click()
        expect("brief=" in page.url and page.locator("#panel .events > li").count() > 1, "a brief opens its timeline")
        table = page.locator("#panel .events table").all_inner_texts()
        expect(any("Before" in text and "After" in text for text in table), "events show the field before and after")


def keyboard(browser, team: str) -> None:
    with Page(browser, team) as page:
        page.keyboard.press("Tab")
        expect(page.evaluate("document.activeElement.className") == "skip", "the first stop skips to the content")
        page.keyboard.press("Enter")
        expect(page.evaluate("document.activeElement.id") == "fix", "the skip link leads to fix first")
        page.keyboard.press("Tab")
        expect(page.evaluate("document.activeElement.className") == "number", "then the first number")
        page.keyboard.press("Enter")
        expect(page.evaluate("document.activeElement.id") == "panel-title", "the list's title is read out")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect("brief=" in page.url, "a brief of the list opens by keyboard")
        page.keyboard.press("Escape")
        expect(page.evaluate("document.activeElement.className") == "number", "the focus goes back to the number")
        reached = set()
        for _ in range(400):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("(document.activeElement.closest('section, form, details') || {}).id || ''"))
        expect({"waiting", "how", "map", "trust", "holds", "changes", "briefs"} <= reached, f"Tab reaches only {sorted(reached)}")


def nothing_runs(browser, hostile: str) -> None:
    with Page(browser, hostile) as page:
        expect(page.evaluate("typeof window.ran") == "undefined", "a brief's text ran")
        expect(page.evaluate("document.querySelectorAll('img, iframe, object, embed, b, main style').length") == 0, "a brief's text is markup")
        count = page.evaluate("JSON.parse(document.getElementById('data').textContent).briefs.length")
        for number in range(count):
            page.evaluate(f"location.hash = '#?brief={number}'")
            page.wait_for_selector("#panel[open] .events")
        expect(count >= len(EVIL), "the hostile briefs are there")
        page.keyboard.press("Escape")
        for field in ("receiver", "project", "owner"):
            for value in page.locator(f"#filter-{field} option").all()[1:]:
                page.select_option(f"#filter-{field}", value.get_attribute("value"))
            page.select_option(f"#filter-{field}", "")
        for evil in EVIL:
            page.evaluate("(evil) => { location.hash = '#?show=' + evil + '&project=' + encodeURIComponent(evil) + '&key=' + evil; }", evil)
        page.wait_for_timeout(200)
        expect(page.evaluate("typeof window.ran") == "undefined", "a brief's text ran once it was opened")
        text = page.evaluate("document.documentElement.outerHTML")
        expect(not re.search("[\u202a-\u202e\u2066-\u2069]", text), "a mark that turns the direction of text got in")
        hrefs = page.evaluate("[...document.querySelectorAll('[href], [src]')].map((e) => e.getAttribute('href') || e.getAttribute('src'))")
        expect(all(h.startswith("#") or h == "data:," for h in hrefs), f"links lead away: {hrefs}")
        handlers = page.evaluate(
            "[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]).filter((a) => a.name.startsWith('on') || a.name === 'style').length")
        expect(handlers == 0, "handlers or styles in attributes")


def without_scripts(browser, team: str) -> None:
    with Page(browser, team, scripts=False) as page:
        text = page.inner_text("main")
        for words in ("Fix first", "Conversion events", "Waiting now", "How it goes", "Can I trust this?", "What to change next"):
            expect(words in text, f"without scripts: “{words}” is missing")


def picture(executable: str, page: str, to: str) -> None:
    """README's picture: the first screen, in few enough colours to stay small."""
    import io

    from PIL import Image
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        with Page(browser, page, 1280) as shown:
            shown.set_viewport_size({"width": 1280, "height": 1180})
            taken = Image.open(io.BytesIO(shown.screenshot()))
        browser.close()
    taken.convert("RGB").quantize(96, method=Image.Quantize.MAXCOVERAGE).save(to, optimize=True)


def printed(browser, team: str) -> None:
    started = time.monotonic()
    with Page(browser, team) as page:
        page.wait_for_selector("html[data-ready=yes]")
        print(f"The page was ready after {(time.monotonic() - started) * 1000:.0f} ms")
        document = page.pdf(format="A4")
        expect(document.startswith(b"%PDF"), "the page prints")
        page.emulate_media(media="print")
        expect(page.evaluate("getComputedStyle(document.getElementById('filter-box')).display") == "none", "filters are not printed")


if __name__ == "__main__":
    {"hostile": hostile, "check": check, "picture": picture}[sys.argv[1]](*sys.argv[2:])
