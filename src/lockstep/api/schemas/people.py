"""People and other resources, and working-time calendars."""

from typing import Annotated, Any

from pydantic import Field

from lockstep.api.shapes import Body, Id, Line, MomentTicks, Name, Shape, shape_of
from lockstep.domain.people.vocabulary import CalendarDetail, CalendarSummary, PersonRow, ResourceKind
from lockstep.domain.planning.queries import Namesakes as SameNames

Person = shape_of(PersonRow, "Person")
CalendarLine = shape_of(CalendarSummary, "CalendarLine")
WorkCalendar = shape_of(CalendarDetail, "Calendar")

SameName = shape_of(SameNames, "SameName")

TickOfDay = Annotated[int, Field(ge=0, le=14_400)]
Shift = tuple[TickOfDay, TickOfDay]
Day = Annotated[int, Field(ge=-25_567, le=84_371, description="days since 1970-01-01; years 1900 to 2200")]
Shifts = Annotated[list[Shift], Field(max_length=24)]
WeekShifts = Annotated[list[Shifts | None], Field(min_length=7, max_length=7)]
Currency = Annotated[
    str, Field(max_length=3, pattern=r"^([A-Z]{3})?$", description="ISO code; empty: as the plan")
]
Units = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]


class People(Shape):
    """A page of people and other resources by id."""

    items: list[Person]
    next: str | None


class Calendars(Shape):
    """Calendars by name."""

    items: list[CalendarLine]


class CapacitySpan(Body):
    """Capacity in a span of time; null is open."""

    from_ticks: MomentTicks | None = None
    until_ticks: MomentTicks | None = None
    units: Units


class Namesakes(Shape):
    """People, roles and machines of one name in several plans."""

    items: list[SameName]


class JoinedPerson(Body):
    """A resource that another replaces, at the version that was seen."""

    id: Id
    version: int = Field(ge=1)


class Joining(Body):
    """Which resources a person, role or machine replaces, and the node above all of them that it then belongs to."""

    version: int = Field(ge=1)
    node: Id
    others: list[JoinedPerson] = Field(max_length=1_000)

    def replaced(self) -> list[dict[str, int]]:
        """Return the others in the words of the action."""
        return [{"resource": other.id, "version": other.version} for other in self.others]


class ChangedPerson(Body):
    """Fields of a resource; only what is sent is changed."""

    name: Name = ""
    kind: ResourceKind = ResourceKind.PERSON
    email: Line = ""
    calendar: Id | None = None
    max_units: Units = 1.0
    capacity: list[CapacitySpan] = Field(default=[], max_length=1_000)
    user: Id | None = None
    cost_per_hour_minor: int | None = Field(default=None, ge=0, le=10**9)
    currency: Currency = ""
    role: Id | None = None

    def fields(self) -> dict[str, Any]:
        """Return what was sent, in the words of the action."""
        given = self.given()
        if "capacity" in given:
            given["capacity"] = [[span.from_ticks, span.until_ticks, span.units] for span in self.capacity]
        return given


class NewPerson(ChangedPerson):
    """A resource to be added."""

    node: Id
    name: Name


class ExceptionBody(Body):
    """Days whose shifts replace the week's; none are days off."""

    first_day: Day
    last_day: Day
    shifts: Shifts = []
    name: Line = Field(default="", max_length=200)


class WorkWeekBody(Body):
    """A week that holds for some time."""

    first_day: Day
    last_day: Day
    week: WeekShifts
    name: Line = Field(default="", max_length=200)


class ChangedCalendar(Body):
    """Working times; only what is sent is changed. A day of null is as in the base."""

    name: Name = ""
    base: Id | None = None
    minutes_per_day: int = Field(default=480, ge=1, le=1_440)
    week: WeekShifts = []
    exceptions: list[ExceptionBody] = Field(default=[], max_length=5_000)
    work_weeks: list[WorkWeekBody] = Field(default=[], max_length=1_000)

    def fields(self) -> dict[str, Any]:
        """Return what was sent, in the words of the action."""
        given = self.given()
        for name in ("exceptions", "work_weeks"):
            for item in given.get(name, []):
                item["first"], item["last"] = item.pop("first_day"), item.pop("last_day")
        return given


class NewCalendar(ChangedCalendar):
    """A calendar to be added; without a week, eight hours from Monday to Friday."""

    node: Id
    name: Name


class Holidays(Body):
    """Public holidays of a country to be added as days off."""

    version: int = Field(ge=1, le=2**31 - 1)
    country: str = Field(pattern=r"^[A-Z]{2}$")
    subdivision: str = Field(default="", pattern=r"^[A-Z0-9]{0,3}$")
    first_year: int = Field(ge=1950, le=2150)
    last_year: int = Field(ge=1950, le=2150)
