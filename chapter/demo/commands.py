"""Commands: the demo, and made-up chapters of any number."""

from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from chapter.chapters import queries as chapters
from chapter.config import Settings
from chapter.demo import in_bulk, showcase, sizes
from chapter.demo.plan import ChapterPlan
from chapter.web.commands import InputRefused, refusing


class Number(click.ParamType[int]):
    """A whole number, refused in a sentence."""

    name = "N"

    def __init__(self, least: int) -> None:
        self.least = least

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """Read the number or refuse it."""
        try:
            number = int(value)
        except ValueError:
            raise InputRefused(f"“{value}” is not a whole number.") from None
        if number < self.least:
            raise InputRefused(f"“{value}” is too small; write {self.least} or more.")
        return number


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Make two believable chapters, once, and say how to sign in."""
    settings: Settings = current_app.config["CHAPTER_SETTINGS"]
    with refusing(showcase.DemoRefused):
        showcase.make_once(is_local=settings.is_local)
    click.echo(f"The demo is at {settings.public_url}; sign in as")
    for who, email in showcase.SIGN_INS.items():
        click.echo(f"  {who:<15} {email}")
    click.echo(f"with the password {showcase.PASSWORD}")


@click.command("demo-data")
@click.option("--size", required=True, help="S, M or L.")
@click.option("--seed", type=Number(least=0), default=1, help="The same seed, the same rows.")
@click.option("--chapters", "number", type=Number(least=1), help="Another number of chapters.")
@with_appcontext
def demo_data(size: str, seed: int, number: int | None) -> None:
    """Add made-up chapters; those that stand already are left alone."""
    if size not in sizes.SIZES:
        raise InputRefused(f"“{size}” is not a size; write S, M or L.")
    added = marks = slips = 0
    for plan in sizes.plans(size, seed, number):
        if _write(plan):
            added += 1
            marks += sum(len(week.marks) for week in plan.weeks)
            slips += sum(len(week.slips) + len(week.admitted) for week in plan.weeks)
    click.echo(
        f"Data set {size}, seed {seed}: added {added} chapters with {marks:,} marks and "
        f"{slips:,} slips; flask create-admin EMAIL makes who sees them."
    )


def _write(plan: ChapterPlan) -> bool:
    """Write a chapter as one, unless it stands there already; so a stopped run can go on."""
    with refusing():
        if chapters.by_slug(plan.setting.slug) is not None:
            return False
        in_bulk.write(plan)
    return True


commands: list[click.Command] = [demo, demo_data]
