"""Three ways to use a page: with a thumb, with the keys alone, and without script."""

from playwright.sync_api import Locator, expect

from tests.journeys.hands import Hands

# Further than this nobody goes with the Tab key.
FAR = 80


class Fingers(Hands):
    """Taps, and writes where a tap has set the focus."""

    def use(self, target: Locator) -> None:
        """Follow a link or press a button."""
        self.tap(target)

    def fill(self, field: Locator, text: str) -> None:
        """Write into a field; one that has the focus already needs no tap."""
        if not has_focus(field):
            self.tap(field)
        self.write(text)

    def pick(self, name: str) -> None:
        """Choose somebody, found by two letters."""
        search = self.page.get_by_role("searchbox").first
        self.fill(search, name[:2].lower())
        self.tap(choice(self, name))


class Keys(Fingers):
    """Touches nothing but the keyboard."""

    def reach(self, target: Locator) -> None:
        """Go to something with the Tab key."""
        expect(target).to_be_visible()
        for _ in range(FAR):
            if has_focus(target):
                return
            self.press("Tab")
        raise AssertionError(f"the Tab key does not reach {target}")

    def use(self, target: Locator) -> None:
        """Follow a link or press a button."""
        self.reach(target)
        self.press("Enter")

    def fill(self, field: Locator, text: str) -> None:
        """Write into a field."""
        self.reach(field)
        self.write(text)

    def pick(self, name: str) -> None:
        """Choose somebody, found by two letters."""
        self.fill(self.page.get_by_role("searchbox").first, name[:2].lower())
        self.press("Enter")
        for _ in range(FAR):
            if choice(self, name).is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"the keys do not choose {name}")


class Plain(Fingers):
    """Has no script: nothing is found for them, everything else is there."""

    def fill(self, field: Locator, text: str) -> None:
        """Write into a field."""
        field.fill(text)

    def pick(self, name: str) -> None:
        """Choose somebody from the whole list."""
        choice(self, name).check()


def has_focus(target: Locator) -> bool:
    """Tell whether the keys go there."""
    focused: bool = target.evaluate("element => element === document.activeElement")
    return focused


def choice(way: Hands, name: str) -> Locator:
    """Return somebody in the list of a picker."""
    return way.page.locator(".picker-list .choice", has_text=name).locator("input")
