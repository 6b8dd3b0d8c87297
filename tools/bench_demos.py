"""What each demo costs: script per move on a slow processor, frames a second, heights, size, error.

    make bench-demos

A move is a step of a slider or of a drag in a plot; a click is one on a choice or a button. The script of
either is the processor time from the event to the end of the drawing, times four, as on a slow phone, and
what is printed is the 95th percentile; other programs do not count in it. Frames are counted while the
demo plays on a processor that Chromium slows four times. The heights say how far the verdict and the
first slider reach below the demo's top, on a screen of 1366 × 650 and on one of 390 × 844. The error is
the largest difference, relative to max(1, |value|), between a demo's table of values and gdcore's, in the
state of gdcore/demos/samples.py.
"""

import gzip

import numpy as np
from playwright.sync_api import sync_playwright

from gdcore.demos import NetworkDemo, page_script
from gdcore.demos.samples import SAMPLES
from tools.browsers import require_browser

ACTS = """demo => {
    const CLICKED = "button:not(.play, .link), [type=radio], [type=checkbox]";
    const all = (selector) => [...demo.shadowRoot.querySelectorAll(selector)];
    const visible = (selector) => all(selector).filter((control) => control.checkVisibility());
    const places = Array.from({ length: 21 }, (_, i) => i / 20);
    const slide = (slider, place) => () => {
        slider.value = +slider.min + place * (slider.max - slider.min);
        slider.dispatchEvent(new Event("input"));
    };
    const drag = (plot, place) => () => {
        const { left, top, width, height } = plot.getBoundingClientRect();
        const at = {
            clientX: left + (0.2 + 0.6 * place) * width,
            clientY: top + (0.3 + 0.4 * place) * height,
        };
        plot.setPointerCapture = () => {}; // there is no real pointer
        plot.dispatchEvent(new PointerEvent(place ? "pointermove" : "pointerdown", at));
        if (place === 1) plot.dispatchEvent(new PointerEvent("pointerup"));
    };
    window.acts = [
        ...visible("[type=range]").flatMap((slider) => places.map((place) => slide(slider, place))),
        ...visible("svg.pressed").flatMap((plot) => places.map((place) => drag(plot, place))),
    ];
    const moves = acts.length;
    acts.push(...visible(CLICKED).map((control) => () => control.click()));
    return [moves, acts.length];
}"""

FRAMES = """demo => new Promise((resolve) => {
    const play = demo.shadowRoot.querySelector(".play");
    if (!play) return resolve(null);
    play.click();
    let frames = 0, began;
    const count = (now) => {
        began ??= now;
        if (now - began > 2000 || !demo.playing) return resolve((1000 * frames) / (now - began));
        frames++;
        requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
})"""

# How far below its top the picture, the verdict and the first slider of a demo reach together.
REACH = """demo => {
    const parts = [".plots", ".verdict", ".slider"].map((part) => demo.shadowRoot.querySelector(part));
    const visible = parts.filter((part) => part?.checkVisibility());
    const bottom = Math.max(...visible.map((part) => part.getBoundingClientRect().bottom));
    return bottom - demo.getBoundingClientRect().top;
}"""
SCREENS = {"laptop": (1366, 650), "phone": (390, 844)}
SLOWDOWN = 4

VALUES = "rows => rows.map((row) => [...row.querySelectorAll('data')].map((cell) => +cell.value))"


def kilobytes(script):
    return len(gzip.compress(script.encode())) / 1000


def share(tag):
    """What a demo adds to the script of a page that has quizzes."""
    return kilobytes(page_script(["gd-quiz", tag])) - kilobytes(page_script(["gd-quiz"]))


def error(page, sample):
    """The largest difference between the demo's table and gdcore's numbers."""
    demo = show(page, sample.demo)
    demo.get_by_text("Table of values").click()
    rows = demo.locator(".values tbody tr")
    rows.first.wait_for()
    values = np.array(rows.evaluate_all(VALUES))
    return np.max(np.abs(values - sample.values) / np.maximum(1, np.abs(sample.values)))


def heights(page, demo):
    """In pixels, on each of the screens."""
    for size in SCREENS.values():
        page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        yield show(page, demo).evaluate(REACH)


def frames(page, demo):
    """Frames a second while it plays on a slow processor; nothing of a demo that does not play."""
    shown = show(page, demo)
    browser = page.context.new_cdp_session(page)
    browser.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    rate = shown.evaluate(FRAMES)
    browser.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return rate


def script(page, demo):
    """Milliseconds for a move and for a click on a slow processor, at the 95th percentile."""
    moves, acts = show(page, demo).evaluate(ACTS)
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable", {"timeDomain": "threadTicks"})
    each = []
    for i in range(acts):
        browser.send("Runtime.evaluate", {"expression": "document.body.offsetHeight"})  # the page is laid out
        before = script_time(browser)
        browser.send("Runtime.evaluate", {"expression": f"acts[{i}]()"})
        each.append(SLOWDOWN * 1000 * (script_time(browser) - before))
    return [np.percentile(some, 95) if len(some) else np.nan for some in (each[:moves], each[moves:])]


def script_time(browser):
    """Seconds of script that the page has taken so far."""
    metrics = browser.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "ScriptDuration")


def show(page, demo):
    """A fresh page with the demo."""
    html = demo._repr_mimebundle_()[0]["text/html"]
    page.set_content(f"<script>{page_script()}</script>{html}")
    page.wait_for_timeout(500)
    return page.locator(demo.tag)


def main():
    print("demo                   move      click  frames/s  laptop   phone      size     error", flush=True)
    samples = {name: make() for name, make in SAMPLES.items()}
    rows = [(name, sample.demo, sample) for name, sample in samples.items()]
    rows.append(("network, 8 + 8", NetworkDemo(width=8, depth=2, steps=0), None))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=require_browser("The benchmark"), args=["--no-sandbox"]
        )
        for name, demo, sample in rows:
            page = browser.new_page(viewport={"width": 800, "height": 900})
            rate = frames(page, demo)
            playing = f"{rate:8.0f}" if rate else "       –"
            line = f"{name:18}"
            line += "".join(f"{spent:7.1f} ms" for spent in script(page, demo)) + f"  {playing}"
            line += "".join(f"{height:5.0f} px" for height in heights(page, demo))
            line += f"  {share(demo.tag):5.1f} KB"
            print(line + (f"  {error(page, sample):8.0e}" if sample else ""), flush=True)
            page.close()
        browser.close()
    print(f"A page with quizzes alone: {kilobytes(page_script(['gd-quiz'])):.1f} KB compressed.")


if __name__ == "__main__":
    main()
