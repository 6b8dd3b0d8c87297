"""What each demo costs: script per move on a slow processor, frames a second, size, error against gdcore.

    make bench-demos

A move is a step of a slider or of a drag in a plot, or a click on a choice or a button. Its script is
the processor time from the event to the end of the drawing, times four, as on a slow phone; other
programs do not count in it. The error is the largest difference, relative to
max(1, |value|), between a demo's table of values and gdcore's, in the state of gdcore/demos/samples.py.
"""

import gzip
from html import escape

import numpy as np
from playwright.sync_api import sync_playwright

from gdcore.demos import page_script
from gdcore.demos.samples import SAMPLES
from tools.browsers import require_browser

MOVES = """demo => {
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
    window.moves = [
        ...visible("[type=range]").flatMap((slider) => places.map((place) => slide(slider, place))),
        ...visible("svg.pressed").flatMap((plot) => places.map((place) => drag(plot, place))),
        ...visible(CLICKED).map((control) => () => control.click()),
    ];
    return moves.length;
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

VALUES = "rows => rows.map((row) => [...row.querySelectorAll('data')].map((cell) => +cell.value))"


def kilobytes(script):
    return len(gzip.compress(script.encode())) / 1000


def share(tag):
    """What a demo adds to the script of a page that has quizzes."""
    return kilobytes(page_script(["gd-quiz", tag])) - kilobytes(page_script(["gd-quiz"]))


def measure(page, sample):
    """Script for a move in milliseconds, frames a second, error."""
    demo = show(page, sample)
    demo.get_by_text("Table of values").click()
    values = np.array(demo.locator(".values tbody tr").evaluate_all(VALUES))
    error = np.max(np.abs(values - sample.values) / np.maximum(1, np.abs(sample.values)))
    frames = show(page, sample).evaluate(FRAMES)
    moves = show(page, sample).evaluate(MOVES)
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable", {"timeDomain": "threadTicks"})
    spent = [script_time(browser)]
    for i in range(moves):
        browser.send("Runtime.evaluate", {"expression": f"moves[{i}]()"})
        spent.append(script_time(browser))
    page.close()
    return 4 * 1000 * np.percentile(np.diff(spent), 95), frames, error


def script_time(browser):
    """Seconds of script that the page has taken so far."""
    metrics = browser.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "ScriptDuration")


def show(page, sample):
    """A fresh page with the demo."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in sample.attributes.items())
    page.set_content(f"<script>{page_script()}</script><{sample.tag}{attributes}></{sample.tag}>")
    page.wait_for_timeout(500)
    return page.locator(sample.tag)


def main():
    print("demo                 script p95   frames/s       size      error", flush=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=require_browser("The benchmark"), args=["--no-sandbox"]
        )
        for sample in (make() for make in SAMPLES.values()):
            name = sample.tag.removeprefix("gd-")
            page = browser.new_page(viewport={"width": 800, "height": 900})
            script, frames, error = measure(page, sample)
            playing = f"{frames:8.0f}" if frames else "       –"
            print(f"{name:20} {script:7.1f} ms   {playing}   {share(sample.tag):5.1f} KB   {error:8.0e}")
        browser.close()
    print(f"A page with quizzes alone: {kilobytes(page_script(['gd-quiz'])):.1f} KB compressed.")


if __name__ == "__main__":
    main()
