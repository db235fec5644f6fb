"""Time the schedule island in a headless browser: first paint, scroll, heap, accessibility, bytes.

Builds nothing: run `npm run build` in `frontend/` first. Prints a table, and JSON with `--json FILE`.

    python benchmarks/gantt.py [--rows 10000] [--runs 3] [--json FILE]
"""

import argparse
import gzip
import json
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WHEEL_STEPS = 60
BUDGETS = {
    "first_paint_ms": 500,
    "scroll_p95_ms": 33,
    "long_tasks": 2,
    "heap_mb": 50,
    "axe_violations": 0,
    "script_gz_kb": 60,
    "data_gz_kb": 350,
}

FRAMES = """() => {
  window.frames_ = []; window.longTasks_ = 0;
  new PerformanceObserver(list => { window.longTasks_ += list.getEntries().length; })
    .observe({ type: "longtask" });
  let last = performance.now();
  const tick = now => { window.frames_.push(now - last); last = now; window.raf_ = requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    """Wait until the stand-in server answers; the plan is made before it listens."""
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The stand-in server did not start: is `frontend/dist` built (npm run build)?")


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def measure(browser: Browser, url: str) -> dict[str, float]:
    """Open the page once, scroll it in fit view, edit it, and return the figures in milliseconds and megabytes."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(url)
    page.wait_for_selector("ls-gantt.ready", timeout=30_000)
    page.wait_for_function("performance.getEntriesByName('ls-gantt:first-paint').length > 0")
    paint = page.evaluate("performance.getEntriesByName('ls-gantt:first-paint')[0].duration")
    page.wait_for_timeout(800)
    page.evaluate(FRAMES)
    page.wait_for_timeout(200)
    page.evaluate("window.frames_.length = 0; window.longTasks_ = 0")
    page.mouse.move(1000, 500)
    for _ in range(WHEEL_STEPS):
        page.mouse.wheel(0, 100)
        page.wait_for_timeout(16)
    page.wait_for_timeout(100)
    frames = page.evaluate("window.frames_")
    long_tasks = page.evaluate("window.longTasks_")
    scrolled = page.evaluate("document.querySelector('ls-gantt').shadowRoot.querySelector('.body').scrollTop")
    if scrolled < WHEEL_STEPS * 100 * 0.8:
        raise SystemExit(f"The wheel moved the schedule by {scrolled} pixels only: nothing was measured.")
    page.evaluate("cancelAnimationFrame(window.raf_)")
    zoom = page.evaluate(
        """async () => {
          const gantt = document.querySelector("ls-gantt"); const times = [];
          for (const key of ["+", "+", "+", "-", "0"]) {
            const at = performance.now();
            gantt.shadowRoot.querySelector("[role=treegrid]").focus();
            gantt.shadowRoot.querySelector("[role=treegrid]").dispatchEvent(
              new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
            await gantt.whenPainted(); times.push(performance.now() - at);
          }
          return Math.max(...times);
        }"""
    )
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    elements = page.evaluate("document.querySelector('ls-gantt').shadowRoot.querySelectorAll('*').length")
    page.close()
    if problems:
        raise SystemExit("The page reported errors: " + "; ".join(problems[:3]))
    return {
        "first_paint_ms": paint,
        "scroll_p50_ms": percentile(frames, 0.5),
        "scroll_p95_ms": percentile(frames, 0.95),
        "scroll_max_ms": max(frames),
        "long_tasks": long_tasks,
        "zoom_max_ms": zoom,
        "heap_mb": heap,
        "dom_elements": elements,
    }


def violations(browser: Browser, url: str) -> list[str]:
    """Return axe's findings (A and AA) in light and dark, as `rule: target`."""
    source = (FRONTEND / "node_modules/axe-core/axe.min.js").read_text()
    found: list[str] = []
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(url)
        page.wait_for_selector("ls-gantt.ready", timeout=30_000)
        page.evaluate(source)
        result: dict[str, Any] = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
        )
        for violation in result["violations"]:
            found += [f"{scheme} {violation['id']}: {node['target']}" for node in violation["nodes"]]
        page.close()
    return found


def sizes(url: str) -> dict[str, float]:
    """Return the gzipped bytes of the island's first script and of the data, in kilobytes."""
    manifest = json.loads((FRONTEND / "dist/manifest.json").read_text())
    script = (FRONTEND / "dist" / manifest["src/gantt/index.ts"]["file"]).read_bytes()
    with urllib.request.urlopen(f"{url}api/v1/nodes/1/schedule") as answer:
        data = answer.read()
    return {
        "script_gz_kb": len(gzip.compress(script, 9)) / 1000,
        "data_gz_kb": len(gzip.compress(data, 9)) / 1000,
    }


def main() -> int:
    """Run the bench and return 1 where a budget is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen(
        ["node", str(FRONTEND / "bench/server.mjs"), str(port), str(options.rows)], stdout=subprocess.DEVNULL
    )
    try:
        wait_for(url + "gantt.html")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=[*FLAGS, "--enable-precise-memory-info"]
            )
            runs = [measure(browser, url + "gantt.html") for _ in range(options.runs)]
            found = violations(browser, url + "gantt.html")
            browser.close()
        figures = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        figures |= {"axe_violations": len(found), **sizes(url)}
    finally:
        server.terminate()
        server.wait()
    width = max(len(key) for key in figures)
    print(f"{options.rows} rows, median of {options.runs}\n{'':{width}}  measured  budget")
    for key, value in figures.items():
        budget = BUDGETS.get(key)
        verdict = "" if budget is None else f"{budget:7}  {'ok' if value <= budget else 'OVER'}"
        print(f"{key:{width}}  {value:8.1f} {verdict}")
    for line in found:
        print("axe", line)
    if options.json:
        options.json.write_text(
            json.dumps({"version": 1, "rows": options.rows, "figures": figures}, indent=2) + "\n"
        )
    return int(any(figures[key] > budget for key, budget in BUDGETS.items()))


if __name__ == "__main__":
    sys.exit(main())
