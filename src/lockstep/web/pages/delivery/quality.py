"""How much of the quality that was asked for is verified, by deliverable."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.delivery.queries import QualityPage, quality_page
from lockstep.web.layers import shortened
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

NAME_WIDTH, BAR_WIDTH, ROW, LONGEST = 260, 460, 34, 34


def bars(page: QualityPage) -> list[tuple[int, str, str, list[tuple[int, int, str, str]]]]:
    """Return one bar a deliverable: y, name, title and its parts (x, width, tone, words)."""
    most = max((line.count.total for line in page.lines), default=1) or 1
    found = []
    for number, line in enumerate(page.lines):
        x, parts = NAME_WIDTH, []
        counts = (line.count.verified, line.count.failed, line.count.unchecked)
        named = zip(counts, ("good", "bad", "none"), ("verified", "not passed", "not checked"), strict=True)
        for count, tone, words in named:
            width = round(BAR_WIDTH * count / most)
            if count:
                parts.append((x, width, tone, f"{count} {words}"))
            x += width
        name = f"{line.key} {line.title}".strip()
        found.append((number * ROW + 8, shortened(name, LONGEST), name, parts))
    return found


@screen
def quality(request: HttpRequest, node: int) -> HttpResponse:
    """Show what is verified as bars and as a table."""
    found, where = register_at(request.user, node, "quality-requirements")
    page = quality_page(request.user, node)
    values = {
        **head_values(found, where, "quality"),
        "quality": page,
        "bars": bars(page),
        "width": NAME_WIDTH + BAR_WIDTH + 16,
        "height": len(page.lines) * ROW + 12,
    }
    return render(
        request,
        "web/delivery/quality.html",
        values,
        title="Quality, verified",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Verified"),
        ],
    )
