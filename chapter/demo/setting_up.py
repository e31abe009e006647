"""What the demo's leadership decided at the founding: goals, own awards, and what members see."""

from chapter.chapters import service as chapters
from chapter.demo.founding import Written
from chapter.demo.plan import ChapterPlan, moment
from chapter.rulesets import service as rulesets

# Per member of the founding and week held; money in minor units.
GOALS = {
    "referrals_given": 0.85,
    "one_to_ones": 0.6,
    "closed_business": 30_000,
    "visitors": 0.1,
    "education": 0.5,
}
GROWTH = 1.1
AWARDS = [
    {"name": "Door opener", "measure": "visitors", "rule": "at_least", "figure": 2},
    {"name": "Bookworm", "measure": "education", "rule": "at_least", "figure": 6},
]


def adopt(written: Written, plan: ChapterPlan, *, shows_lights: bool) -> None:
    """Give a chapter goals and awards, and say whether members see each other's lights."""
    now = moment(plan.founded)
    changes = {"goals": _goals(len(plan.joining_at_founding())), "awards": AWARDS}
    rulesets.amend(written.chapter, plan.founded, changes, actor_id=written.closer_id, now=now)
    chapters.configure(
        written.chapter,
        user_id=written.closer_id,
        now=now,
        has_amounts=False,
        lights_shown=shows_lights,
    )


def _goals(members: int) -> dict[str, int]:
    """Return round figures for a chapter of that size."""
    per_week = {name: max(1, round(figure * members)) for name, figure in GOALS.items()}
    # Money to the hundred.
    per_week["closed_business"] = round(per_week["closed_business"], -4)
    return {**per_week, "members": round(members * GROWTH)}
