"""What is built holds every package."""

from configparser import ConfigParser

from tests.house import source

# These lie outside chapter/ and become packages of it when the app is built.
OUTSIDE = {"chapter.static", "chapter.templates"}


def test_packages_equal_the_folders() -> None:
    """Seen red with `chapter.weeks` taken out of setup.cfg."""
    settings = ConfigParser()
    settings.read(source.ROOT / "setup.cfg", encoding="utf-8")
    listed = set(settings["options"]["packages"].split())
    folders = [
        file.parent
        for top in ("chapter", "reports")
        for file in (source.ROOT / top).rglob("__init__.py")
    ]
    on_disk = {source.short(folder).replace("/", ".") for folder in folders} | OUTSIDE

    assert listed == on_disk, "List every package under [options] packages in setup.cfg."
    assert all(source.ROOT.joinpath(name.removeprefix("chapter.")).is_dir() for name in OUTSIDE)
