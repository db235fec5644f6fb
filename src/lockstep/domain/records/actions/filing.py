"""Files on records."""

from hashlib import sha256

from lockstep.domain.access.policies import may_comment
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import NotFound, Refused, Work, action
from lockstep.domain.records.ends import readable_thing
from lockstep.domain.records.models import Attachment, StoredFile
from lockstep.domain.records.policies import policy_for

LARGEST_FILE_BYTES = 20 * 1024 * 1024


def store_file(content: bytes) -> str:
    """Keep content and return its digest, by which `records.attach_file` finds it."""
    if not content:
        raise Refused("file", "The file is empty.")
    if len(content) > LARGEST_FILE_BYTES:
        raise Refused("file", f"The file is larger than {LARGEST_FILE_BYTES // 2**20} MB.")
    return keep_content(content)


def keep_content(content: bytes) -> str:
    """Keep content of any size in the database, once however often it comes, and return its digest."""
    digest = sha256(content).hexdigest()
    StoredFile.objects.get_or_create(digest=digest, defaults={"content": content, "size_bytes": len(content)})
    return digest


@action("records.attach_file", version=1)
def attach_file(work: Work, *, type: str, record: int, name: str, digest: str) -> Attachment:  # noqa: A002
    """Hang a stored file on a record."""
    thing = readable_thing(work, type, record)
    work.require(may_comment, thing.node)
    stored = StoredFile.objects.filter(digest=digest).defer("content").first()
    if stored is None:
        raise NotFound("file", "The file was not sent; send it first.")
    plain = name.replace("\\", "/").rsplit("/", 1)[-1].strip()
    if not plain:
        raise Refused("file", "Give the file a name.")
    return work.create(
        Attachment,
        record_type=type,
        record_id=record,
        node=thing.node,
        name=plain[:255],
        file=stored,
        added_by_id=work.user_id,
        at=work.at,
    )


@action("records.detach_file", version=1)
def detach_file(work: Work, *, attachment: int, version: int) -> None:
    """Take a file off a record; who hung it there may, and who edits records."""
    row = work.get(Attachment, attachment)
    readable_thing(work, row.record_type, row.record_id)
    is_own = row.added_by_id is not None and row.added_by_id == work.user_id
    work.require(may_comment if is_own else policy_for(Permission.EDIT_RECORDS), row)
    work.delete(row, version=version)
