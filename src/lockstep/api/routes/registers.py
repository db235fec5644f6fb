"""Registers: lists, single records, moves, bulk changes, files. One set of operations for all of them."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Router, UploadedFile
from pydantic import Field

from lockstep.api import declared
from lockstep.api.carrying import carry_out
from lockstep.api.files import REGISTER_FILE, attachment
from lockstep.api.problems import Refused
from lockstep.api.rates import EXPORT, IMPORT, limited
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import registers as shapes
from lockstep.api.shapes import Body, Id, Line
from lockstep.api.versions import tag, wanted_version
from lockstep.domain.records.actions import store_file
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.queries import (
    ListQuery,
    Scope,
    Secrets,
    SheetFormat,
    detail,
    exported,
    import_preview,
    listing,
)
from lockstep.domain.records.registry import register_of, registers

router = Router(by_alias=True)

Page = Annotated[int, Field(ge=1, le=100_000)]
Size = Annotated[int, Field(ge=1, le=500)]
LARGEST_FILE_BYTES = 20 * 1024 * 1024


class RecordFilter(Body):
    """What a list is asked for; a list is narrowed the same way as its page is."""

    node: Id | None = None
    q: Line = ""
    filter: list[shapes.FilterText] = Field(default_factory=list, max_length=50)
    flag: list[shapes.FieldName] = Field(default_factory=list, max_length=20)
    sort: shapes.FieldName | None = None
    group: shapes.FieldName | None = None
    cols: Line = ""
    as_of: date | None = Field(default=None, alias="as_of")

    def query(self, register: Register, page: int = 1, size: int = 50) -> ListQuery:
        """Return the domain's query; what the register does not know is refused, not left out."""
        params: list[tuple[str, str]] = [("q", self.q), ("cols", self.cols)]
        for text in self.filter:
            name, _, value = text.partition("=")
            if ".." in value:
                start, _, end = value.partition("..")
                params += [(f"f.{name}.from", start), (f"f.{name}.to", end)]
            else:
                params.append((f"f.{name}", value))
        params += [("flag", flag) for flag in self.flag]
        params += [("sort", self.sort or ""), ("group", self.group or "")]
        asked = ListQuery.from_params(register, [(name, value) for name, value in params if value])
        known = {f"{item.field}" for item in asked.filters}
        for text in self.filter:
            name, _, value = text.partition("=")
            if name not in known and value.replace("..", ""):
                _refuse("query.filter", f"{register.plural} cannot be filtered by {text[:80]!r}.")
        if set(self.flag) - set(asked.flags):
            _refuse("query.flag", f"{register.plural} have no flag {', '.join(self.flag)[:80]}.")
        if (self.sort or "") != asked.sort or (self.group or "") != asked.group:
            _refuse("query.sort", f"{register.plural} cannot be sorted or grouped by this.")
        return replace(asked, page=page, page_size=size, as_of=self.as_of)


def _refuse(subject: str, sentence: str) -> None:
    raise Refused(422, "api.unknown_field", f"{sentence} Its schema names the fields.", subject=subject)


@router.get("/registers", response=shapes.Registers)
def list_registers(request: HttpRequest) -> HttpResponse:
    """List all registers."""
    return reply(shapes.Registers(items=[shapes.RegisterLine.model_validate(row) for row in registers()]))


@router.get("/registers/{register_name}/schema", response=shapes.RegisterSchema)
def read_register_schema(request: HttpRequest, register_name: shapes.RegisterName) -> HttpResponse:
    """Read what a register holds: fields as JSON Schema, states, moves, flags."""
    found = register_of(register_name)
    return reply(
        shapes.RegisterSchema(
            name=found.name,
            singular=found.singular,
            plural=found.plural,
            purpose=found.purpose,
            fields=declared.schema_of(found),
            states=declared.states_of(found),
            moves=declared.moves_of(found),
            flags=declared.flags_of(found),
            link_kinds=declared.link_kinds_of(found),
        )
    )


@router.get("/registers/{register_name}", response=shapes.RecordPage)
def list_records(
    request: HttpRequest,
    register_name: shapes.RegisterName,
    wanted: Query[RecordFilter],
    page: Page = 1,
    size: Size = 50,
) -> HttpResponse:
    """List records at and below a node, or all that the caller may read; also as they were on another day."""
    found = register_of(register_name)
    rows = listing(request.auth, register_name, Scope(wanted.node), wanted.query(found, page, size))
    return reply(
        shapes.RecordPage(
            items=[shapes.RecordLine.model_validate(row) for row in rows.rows],
            total=rows.total,
            flags=[shapes.FlagLine.model_validate(row) for row in rows.flags],
            groups=[shapes.GroupLine.model_validate(row) for row in rows.groups],
            next_page=rows.next_page,
            previous_page=rows.previous_page,
        )
    )


@router.post("/registers/{register_name}", response={201: shapes.RecordDetail})
def raise_record(
    request: HttpRequest, register_name: shapes.RegisterName, body: shapes.NewRecord
) -> HttpResponse:
    """Raise a record at a node."""
    arguments: dict[str, Any] = {"register": register_name, "node": body.node, "fields": body.fields}
    row = carry_out(request, "records.raise_record", because=body.reason, **arguments).value
    return _detail(request, register_name, row.pk, status=201)


@router.get("/registers/{register_name}/export", openapi_extra=REGISTER_FILE)
@limited(EXPORT)
def export_records(
    request: HttpRequest,
    register_name: shapes.RegisterName,
    wanted: Query[RecordFilter],
    format: SheetFormat = SheetFormat.XLSX,  # noqa: A002  the word of the interface
    secrets: Secrets = Secrets.LEFT_OUT,
) -> HttpResponse:
    """Fetch a list as a workbook or a table that can be imported again; secret fields only where they are asked for."""
    found = register_of(register_name)
    query = wanted.query(found)
    content = exported(request.auth, register_name, Scope(wanted.node), query, format, secrets)
    return attachment(f"{register_name}.{format.value}", content)


@router.post("/registers/{register_name}/bulk", response=shapes.Changed)
def change_records(
    request: HttpRequest, register_name: shapes.RegisterName, body: shapes.BulkRecords
) -> HttpResponse:
    """Change many records, each with the version it is based on: all or none, one change set."""
    records = [{"record": item.id, "version": item.version, "changes": item.fields} for item in body.items]
    arguments: dict[str, Any] = {"register": register_name, "records": records}
    outcome = carry_out(request, "records.change_records", because=body.reason, **arguments)
    return reply(shapes.Changed(change_set=outcome.change_set_id, count=len(body.items)))


@router.post("/registers/{register_name}/rows", response=shapes.ImportedRows)
@limited(IMPORT)
def import_rows(
    request: HttpRequest, register_name: shapes.RegisterName, body: shapes.ImportRows
) -> HttpResponse:
    """Import rows: first as a dry run that names the faulty cells, then as one change set."""
    found = register_of(register_name)
    report = import_preview(request.auth, found.name, body.node, rows=body.rows)
    change_set = None
    if not body.is_dry_run:
        arguments: dict[str, Any] = {"register": register_name, "node": body.node, "rows": body.rows}
        arguments["skips_faulty"] = body.skips_faulty
        change_set = carry_out(request, "records.import_records", **arguments).change_set_id
    return _imported(report, change_set)


class RegisterImportForm(Body):
    """Where the rows of a file go, and whether only to say what would happen."""

    node: Id
    is_dry_run: bool = True
    skips_faulty: bool = False


@router.post("/registers/{register_name}/import", response=shapes.ImportedRows)
@limited(IMPORT)
def import_file(
    request: HttpRequest,
    register_name: shapes.RegisterName,
    form: Form[RegisterImportForm],
    file: File[UploadedFile],
) -> HttpResponse:
    """Import a workbook or a table: first as a dry run that names the faulty cells, then as one change set."""
    unknown = sorted(set(request.POST) - {field.alias for field in RegisterImportForm.model_fields.values()})
    if unknown:
        raise Refused(422, "api.unknown_field", f"There is no field {unknown[0][:100]}.", subject="form")
    if (file.size or 0) > LARGEST_FILE_BYTES:
        raise Refused(
            413, "api.too_large", "The file is larger than 20 MiB; send it in parts.", subject="form.file"
        )
    content, name = file.read(), file.name or "file"
    report = import_preview(
        request.auth, register_of(register_name).name, form.node, name=name, content=content
    )
    change_set = None
    if not form.is_dry_run:
        arguments: dict[str, Any] = {"register": register_name, "node": form.node, "name": name}
        arguments |= {"digest": store_file(content), "skips_faulty": form.skips_faulty}
        change_set = carry_out(request, "records.import_records", **arguments).change_set_id
    return _imported(report, change_set)


def _imported(report: Any, change_set: int | None) -> HttpResponse:
    return reply(
        shapes.ImportedRows(change_set=change_set, report=shapes.ImportAnswer.model_validate(report))
    )


@router.get("/registers/{register_name}/{record_id}", response=shapes.RecordDetail)
def read_record(request: HttpRequest, register_name: shapes.RegisterName, record_id: Id) -> HttpResponse:
    """Read a record with its moves, links, comments and files."""
    return _detail(request, register_name, record_id)


@router.patch("/registers/{register_name}/{record_id}", response=shapes.RecordDetail)
def change_record(
    request: HttpRequest, register_name: shapes.RegisterName, record_id: Id, body: shapes.RecordFields
) -> HttpResponse:
    """Change fields of a record."""
    version = wanted_version(request, register_name, record_id)
    arguments: dict[str, Any] = {"register": register_name, "record": record_id, "version": version}
    carry_out(request, "records.change_record", because=body.reason, changes=body.fields, **arguments)
    return _detail(request, register_name, record_id)


@router.delete("/registers/{register_name}/{record_id}", response={204: None})
def remove_record(request: HttpRequest, register_name: shapes.RegisterName, record_id: Id) -> HttpResponse:
    """Remove a record that was raised by mistake."""
    version = wanted_version(request, register_name, record_id)
    arguments: dict[str, Any] = {"register": register_name, "record": record_id, "version": version}
    carry_out(request, "records.remove_record", **arguments)
    return reply_nothing()


@router.post("/registers/{register_name}/{record_id}/moves", response=shapes.RecordDetail)
def move_record(
    request: HttpRequest, register_name: shapes.RegisterName, record_id: Id, body: shapes.MoveBody
) -> HttpResponse:
    """Move a record to another state; a refusal says why."""
    arguments: dict[str, Any] = {"register": register_name, "record": record_id, **body.given()}
    arguments.pop("reason", None)
    carry_out(request, "records.move_record", because=body.reason, **arguments)
    return _detail(request, register_name, record_id)


@router.post("/registers/{register_name}/{record_id}/conversion", response={201: shapes.RecordDetail})
def convert_record(
    request: HttpRequest, register_name: shapes.RegisterName, record_id: Id, body: shapes.Conversion
) -> HttpResponse:
    """Raise a record of another register from one, linked to it."""
    arguments: dict[str, Any] = {
        "register": register_name,
        "record": record_id,
        "to": body.to,
        "fields": body.fields,
    }
    row = carry_out(request, "records.convert_record", because=body.reason, **arguments).value
    return _detail(request, body.to, row.pk, status=201)


def _detail(request: HttpRequest, register_name: str, record_id: int, status: int = 200) -> HttpResponse:
    page = detail(request.auth, register_name, record_id)  # type: ignore[attr-defined]
    body = shapes.RecordDetail(
        record=shapes.RecordLine.model_validate(page.row),
        moves=[shapes.MoveLine.model_validate(row) for row in page.moves],
        links=[shapes.LinkLine.model_validate(row) for row in page.links],
        comments=[shapes.CommentLine.model_validate(row) for row in page.comments],
        attachments=[shapes.AttachmentLine.model_validate(row) for row in page.attachments],
        followers=list(page.followers),
        is_followed=page.is_followed,
        may_edit=page.may_edit,
        may_remove=page.may_remove,
    )
    location = f"/api/v1/registers/{register_name}/{record_id}" if status == 201 else None
    current = tag(register_name, record_id, page.row.version)
    return reply(body, status=status, etag=current, location=location)
