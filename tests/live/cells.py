"""A page with cells, as a reader sees it."""

from playwright.sync_api import expect

PATIENCE = 1_200_000  # milliseconds: a chapter takes a minute or two, on a busy machine many


class Cells:
    def __init__(self, page, address):
        self.page = page
        page.goto(address)
        self.all = page.locator(".cell:has(> .live-bar)")
        self.all.first.wait_for()

    def button(self, i, name):
        return self.all.nth(i).get_by_role("button", name=name, exact=True)

    def run(self, i):
        """Run a cell, and all that it needs; the result is what it shows, as text."""
        self.button(i, "Run").click()
        return self.result(i)

    def result(self, i):
        self.settle()
        return "\n".join(self.all.nth(i).locator(".live-output").all_inner_texts()).strip()

    def settle(self):
        expect(self.page.locator("[data-busy]")).to_have_count(0, timeout=PATIENCE)

    def status(self, i):
        return self.all.nth(i).locator(".live-status")

    def write(self, i, code):
        """Edit a cell."""
        self.all.nth(i).hover()
        self.button(i, "Edit").click()
        self.all.nth(i).locator("textarea").fill(code)

    def code(self, i):
        cell = self.all.nth(i)
        if cell.locator("textarea").count():
            return cell.locator("textarea").input_value()
        return cell.locator(".cell_input pre").inner_text().strip()
