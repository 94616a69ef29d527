"""How a panel keeps up: a page that streams for a minute, and how soon Stop stops.

``CHROMIUM=… python3 tools/env.py test benchmarks/panels.py`` opens JupyterLab in Chromium with a
playground whose model speaks at a steady rate, and prints the page's longest tasks (those that
keep it from answering a click), and the memory of the page and of the kernel at the beginning of
the answer and at its end; then how long after a click on Stop the page shows that it has stopped.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

SETTLE = 5.0  # seconds after which memory is looked at for the first time
WATCH = """() => {
  window.tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration)))
    .observe({ type: 'longtask' });
}"""
STOP = """() => new Promise((resolve) => {
  const panel = document.querySelector('.llmnb-panel');
  const began = performance.now();
  const observer = new MutationObserver(() => {
    if (!panel.textContent.includes('interrupted')) return;
    observer.disconnect();
    resolve(performance.now() - began);
  });
  observer.observe(panel, { childList: true, subtree: true, characterData: true });
  [...panel.querySelectorAll('button')].find((b) => b.textContent.includes('Stop')).click();
})"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=200, help="tokens a second")
    parser.add_argument("--stops", type=int, default=20)
    options = parser.parse_args()

    import lab as jupyter
    import random_models

    words = options.seconds * options.rate
    with tempfile.TemporaryDirectory() as scratch, jupyter.chromium() as context:
        root = Path(scratch)
        model = random_models.make(root / "long", context=4 * words)
        load = f"%llm_load {model} --backend echo --device delay={0.9 / options.rate:.5f}"
        source = (
            f"prompt = ' '.join(f'w{{i}}' for i in range({words}))\n"
            f"%llm --tune --max-tokens {words} {{{{ prompt }}}}"
        )
        begin = f"%load_ext llmnb\n{load} --context {3 * words}"
        memory = "import psutil; print(psutil.Process().memory_info().rss)"
        (root / "panels.ipynb").write_text(jupyter.notebook(begin, source, memory))
        server = jupyter.Lab(root)
        try:
            nb = jupyter.NB(context.new_page(), server, "panels.ipynb")
            for cell in (0, 1):
                nb.run(cell)
            nb.page.locator(".llmnb-panel[role=region]").wait_for()
            stream(nb, options.seconds)
            stops(nb, options.stops)
            if nb.errors():
                raise SystemExit(f"errors: {nb.errors()}")
        finally:
            server.close()


def stream(nb: Any, seconds: float) -> None:
    """Print what an answer of so many seconds does to the page and to the kernel."""
    page, panel = nb.page, nb.page.locator(".llmnb-panel")
    cdp = page.context.new_cdp_session(page)
    page.evaluate(WATCH)
    panel.get_by_role("button", name="Generate").click()
    page.wait_for_timeout(1e3 * SETTLE)
    before = _memory(nb, cdp)
    page.wait_for_timeout(1e3 * (seconds - SETTLE))
    panel.get_by_role("button", name="Generate", disabled=False).wait_for(timeout=120_000)
    after = _memory(nb, cdp)
    tasks = sorted(page.evaluate("tasks"), reverse=True)
    print(panel.locator(".llmnb-status").first.inner_text())
    print(f"tasks above 50 ms: {len(tasks)}, longest {tasks[0] if tasks else 0:.0f} ms")
    for name, first, last in zip(("page", "kernel"), before, after, strict=True):
        print(f"{name}: {first / 1e6:.1f} MB after {SETTLE:.0f} s, {last / 1e6:.1f} MB at the end")


def stops(nb: Any, count: int) -> None:
    """Print how long after clicks on Stop the page shows it."""
    panel, times = nb.page.locator(".llmnb-panel"), []
    for _ in range(count):
        panel.get_by_role("button", name="Generate", disabled=False).click()
        panel.get_by_text("tokens/s").wait_for()
        panel.get_by_text("interrupted").wait_for(state="detached")
        nb.page.wait_for_timeout(200)
        times.append(nb.page.evaluate(STOP))
    print(f"{count} stops: median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms")


def _memory(nb: Any, cdp: Any) -> tuple[float, float]:
    """Return the bytes of the page's objects and of the kernel."""
    cdp.send("HeapProfiler.collectGarbage")
    page = float(nb.page.evaluate("performance.memory.usedJSHeapSize"))
    nb.run(2)
    return page, float(json.loads(nb.text(2).strip()))


if __name__ == "__main__":
    main()
