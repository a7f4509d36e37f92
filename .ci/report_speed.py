"""How soon the report's page answers: `report_speed.py BROWSER PAGE` prints a line a measurement, each the median of several."""

import pathlib
import statistics
import sys

ROUNDS = 5

# After what was asked for has been drawn: the frame that shows it has ended when the task behind it runs.
DRAWN = "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"

READY = f"""
const watch = new MutationObserver(() => {{
  if (document.documentElement && document.documentElement.dataset.ready !== 'yes') return;
  watch.disconnect();
  {DRAWN}.then((time) => {{ window.readyAfter = time; }});
}});
watch.observe(document, {{ attributes: true, subtree: true, attributeFilter: ['data-ready'] }});
"""

FILTER = f"""async ([name, value]) => {{
  const field = document.getElementById('filter-' + name), start = performance.now();
  field.value = value;
  field.dispatchEvent(new Event('change'));
  return await {DRAWN} - start;
}}"""


def opened(browser, url: str):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(READY)
    page = context.new_page()
    page.goto(url)
    page.wait_for_function("window.readyAfter !== undefined")
    return context, page


def values(page, name: str) -> list[str]:
    """The first, one in the middle and the last that the filter offers; for a day, one that leaves half of the briefs out."""
    if name in ("from", "to"):
        days = page.evaluate("JSON.parse(document.getElementById('data').textContent).briefs.map((b) => b[8]).filter((d) => d >= 0)")
        middle = statistics.median_low(days) if days else 0
        return [page.evaluate("(day) => new Date(day * 864e5).toISOString().slice(0, 10)", middle)]
    options = page.evaluate("(id) => [...document.getElementById(id)?.options ?? []].slice(1).map((o) => o.value)", f"filter-{name}")
    return [options[i] for i in sorted({0, len(options) // 2, len(options) - 1})] if options else []


def main(executable: str, path: str) -> None:
    from playwright.sync_api import sync_playwright

    url = pathlib.Path(path).as_uri()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        times = []
        for _ in range(ROUNDS):
            context, page = opened(browser, url)
            times.append(page.evaluate("window.readyAfter"))
            context.close()
        print(f"ready after {statistics.median(times):.0f} ms")
        context, page = opened(browser, url)
        for name in ("handoff", "receiver", "project", "from", "to"):
            chosen, undone = [], []
            for _ in range(ROUNDS):
                for value in values(page, name):
                    chosen.append(page.evaluate(FILTER, [name, value]))
                    undone.append(page.evaluate(FILTER, [name, ""]))
            if chosen:
                print(f"filter by {name} {statistics.median(chosen):.0f} ms")
                print(f"filter by {name} taken back {statistics.median(undone):.0f} ms")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
