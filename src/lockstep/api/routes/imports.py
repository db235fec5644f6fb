"""Plan files: a dry run first, then one change set that can be undone; and files of what one sees."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, UploadedFile
from pydantic import Field

from lockstep.api.cursors import USUAL_PAGE, Cursor, Limit, cut, read_id_cursor
from lockstep.api.files import PLAN_FILE, attachment
from lockstep.api.problems import Refused
from lockstep.api.rates import EXPORT, IMPORT, limited
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import imports as shapes
from lockstep.api.schemas.jobs import Started
from lockstep.api.shapes import Id
from lockstep.api.versions import has_seen, not_modified, tag
from lockstep.domain.ledger.errors import Forbidden, NotFound
from lockstep.domain.ledger.errors import Refused as RefusedByRule
from lockstep.domain.planning.actions import ask_apply, ask_export, ask_import, discard_import
from lockstep.domain.planning.queries import ImportPage, export_node, import_page, imports
from lockstep.domain.planning.queries.exports import kept_export
from lockstep.domain.planning.vocabulary import ImportState
from lockstep.domain.runs.queries import job

router = Router(by_alias=True)

LARGEST_FILE_BYTES = 100 * 1024 * 1024
FormatName = Annotated[shapes.Format, Field(description="Microsoft Project XML, a workbook, or a table")]


@router.get("/imports", response=shapes.Imports)
def list_imports(
    request: HttpRequest, node: Id | None = None, cursor: Cursor = "", limit: Limit = USUAL_PAGE
) -> HttpResponse:
    """List imports, the newest first, all or those at a node and below."""
    before = read_id_cursor("imports", cursor) or None
    found = imports(request.auth, node=node, before=before, limit=limit + 1)
    rows, following = cut("imports", found, limit, lambda row: [row.id])
    items = [shapes.ImportLine.model_validate(row) for row in rows]
    return reply(shapes.Imports(items=items, next=following))


@router.post("/imports", response={202: Started})
@limited(IMPORT)
def start_import(
    request: HttpRequest, form: Form[shapes.ImportForm], file: File[UploadedFile]
) -> HttpResponse:
    """Upload a plan file and ask what importing it would do; the job's result names the import.

    `node` is the project that the file is an update of, or the program below which its projects are made.
    """
    unknown = sorted(set(request.POST) - shapes.ImportForm.model_fields.keys())
    if unknown:
        raise Refused(422, "api.unknown_field", f"There is no field {unknown[0][:100]}.", subject="form")
    if (file.size or 0) > LARGEST_FILE_BYTES:
        raise Refused(
            413, "api.too_large", "The file is larger than 100 MiB; split the plan.", subject="form.file"
        )
    where = {"mastered": form.mastered, "name": form.name, "only": form.only, "mapping": form.mapping}
    started = ask_import(request.auth, form.node, file.name or "plan", file.read(), **where)
    return reply(Started(job=started), status=202, location=f"/api/v1/jobs/{started}")


@router.get("/imports/{import_id}", response=shapes.Import)
def read_import(request: HttpRequest, import_id: Id) -> HttpResponse:
    """Read an import with its report."""
    page = import_page(request.auth, import_id)
    current = tag("import", import_id, page.row.state.value, int(page.may_apply))
    if has_seen(request, current):
        return not_modified(current)
    names = ("file_size", "file_digest", "arguments", "applied_at", "may_apply", "report")
    line = shapes.ImportLine.model_validate(page.row)
    return reply(shapes.Import(run=line, **{name: getattr(page, name) for name in names}), etag=current)


@router.post("/imports/{import_id}/apply", response={202: Started})
@limited(IMPORT)
def apply_import(request: HttpRequest, import_id: Id, body: shapes.ApplyBody) -> HttpResponse:
    """Carry an import out as one change set; the job's result names it, for undo."""
    page = _ready(request, import_id)
    started = ask_apply(request.auth, page.row.node, import_id, **body.model_dump())
    return reply(Started(job=started), status=202, location=f"/api/v1/jobs/{started}")


@router.post("/imports/{import_id}/discard", response={204: None})
def discard(request: HttpRequest, import_id: Id) -> HttpResponse:
    """Put a dry run aside."""
    _ready(request, import_id)
    discard_import(request.auth, import_id)
    return reply_nothing()


@router.get("/nodes/{node_id}/export", openapi_extra=PLAN_FILE)
@limited(EXPORT)
def export(request: HttpRequest, node_id: Id, format: FormatName = "mspdi") -> HttpResponse:  # noqa: A002  its name
    """Fetch all readable projects below a node as a file."""
    name, content, _ = export_node(request.auth, node_id, format)
    return attachment(name, content)


@router.post("/nodes/{node_id}/exports", response={202: Started})
@limited(EXPORT)
def start_export(request: HttpRequest, node_id: Id, body: shapes.ExportBody) -> HttpResponse:
    """Ask for a big file; it is fetched at /jobs/{job}/file."""
    started = ask_export(request.auth, node_id, body.format)
    return reply(Started(job=started), status=202, location=f"/api/v1/jobs/{started}")


@router.get("/jobs/{job_id}/file", openapi_extra=PLAN_FILE)
def fetch_file(request: HttpRequest, job_id: Id) -> HttpResponse:
    """Fetch the file that a job wrote for the caller."""
    row = job(request.auth, job_id)
    result = row.result if isinstance(row.result, dict) else {}
    # The file holds what its owner may see; other readers of the node may see less.
    if row.owner_id != request.auth.pk or "digest" not in result:
        raise NotFound(f"file of job {job_id}", "There is no such file, or it is not yours.")
    return attachment(str(result.get("fileName", "plan")), kept_export(str(result["digest"])))


def _ready(request: HttpRequest, import_id: int) -> ImportPage:
    page = import_page(request.auth, import_id)
    if page.row.state is not ImportState.READY:
        raise RefusedByRule(
            page.row.file_name, f"It is {page.row.state.value} already; import the file again."
        )
    if not page.may_apply:
        raise Forbidden(page.row.file_name, "You may not import here. Ask its manager for a role.")
    return page
