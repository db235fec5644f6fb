"""Search over what the caller may see."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.rates import SEARCH, limited
from lockstep.api.replies import reply
from lockstep.api.schemas import search as shapes
from lockstep.api.shapes import Few, Words
from lockstep.domain.people.queries import people
from lockstep.domain.planning.queries.activity_list import ActivityFilter, activity_list
from lockstep.domain.portfolio.queries import search_nodes
from lockstep.domain.records.queries import search as search_records

router = Router(by_alias=True)


@router.get("/search", response=shapes.Found)
@limited(SEARCH)
def search(request: HttpRequest, text: Words, limit: Few = 20) -> HttpResponse:
    """Find nodes, activities, people and records that hold all the words."""
    user = request.auth
    columns = activity_list(user, ActivityFilter(text=text), limit=limit).columns
    names = ("id", "project", "code", "name")
    rows = zip(*(columns[name] for name in names), strict=True)
    return reply(
        shapes.Found(
            nodes=[
                shapes.FoundNode(id=row.id, kind=row.kind.value, name=row.name, code=row.code)
                for row in search_nodes(user, text, limit=limit)
            ],
            activities=[shapes.FoundActivity(**dict(zip(names, row, strict=True))) for row in rows],
            people=[
                shapes.FoundPerson(id=row.id, name=row.name, kind=row.kind.value)
                for row in people(user, text=text, limit=limit).people
            ],
            records=[
                shapes.FoundRecordLine.model_validate(row) for row in search_records(user, text, limit=limit)
            ],
        )
    )
