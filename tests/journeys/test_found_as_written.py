"""The pages fold what is typed exactly as the server folds the names it is compared with."""

import pytest
from playwright.sync_api import Browser

from chapter.people.rules import search_key
from tests.journeys.hall import PHONE
from tests.journeys.place import Place

pytestmark = [pytest.mark.browser]

NAMES = (
    *("Sofía Sæther", "Łukasz Øster", "Þóra Eiríksdóttir", "Jürgen Weiß", "Cœur d’Arc"),
    *("İpek Il\u0131ca", "Γιώργος", "Ёлка Зайцев", "Anne-Marie O'Neil", "Anne\u2010Marie"),
    *("सुनील कुमार", "がぎぐ", "김민준", "يوسف", "Nguyễn Thị Ngọc", "Dvořák"),
)
FOLDED = """async (names) => {
  const script = document.querySelector("script[type=module]").src;
  const { fold } = await import(script.replace("enhance.js", "finder.js"));
  return names.map(fold);
}"""


def test_names_are_folded_alike_here_and_there(browser: Browser, place: Place) -> None:
    """Seen red with every mark taken off and the letters that do not decompose left: “Sæther”."""
    with place.porch.hall.enter(browser, 0, **PHONE) as context:
        page = context.new_page()
        page.goto("/c/north/")
        folded = page.evaluate(FOLDED, list(NAMES))
    assert dict(zip(NAMES, folded, strict=True)) == {name: search_key(name) for name in NAMES}
