"""`lockstep import FILE... --into NODE`: plan files into the stored program, a dry run unless --apply is given."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lockstep.cli.output import console, plural, table
from lockstep.cli.reading import MappingFile, PlanFiles, read_mapping, working

if TYPE_CHECKING:
    from lockstep.domain.planning.vocabulary import Mastered

Into = Annotated[
    str,
    typer.Option(
        "--into",
        metavar="NODE",
        help="Id or name: a program to make projects below, or the project that the file updates.",
    ),
]
ActingAs = Annotated[
    str | None,
    typer.Option("--as", metavar="EMAIL", help="Act as this account; else as the first administrator."),
]
MasteredOption = Annotated[
    str | None,
    typer.Option("--mastered", metavar="here|outside", help="Where the plan is edited from now on."),
]
Reason = Annotated[str, typer.Option("--reason", help="Why, for the history.")]
Apply = Annotated[
    bool, typer.Option("--apply", help="Carry it out; without, it is only shown what would happen.")
]
AcceptTruncated = Annotated[
    bool,
    typer.Option(
        "--accept-truncated", help="Import a file even where its end, and so maybe rows, is missing."
    ),
]


def command(
    files: PlanFiles,
    into: Into,
    acting_as: ActingAs = None,
    mastered: MasteredOption = None,
    reason: Reason = "",
    apply: Apply = False,
    mapping: MappingFile = None,
    accept_truncated: AcceptTruncated = False,
) -> None:
    """Import plan files: shows what would change and how far the file's own dates agree with ours."""
    from lockstep.server.startup import start_existing

    start_existing()
    user = account(acting_as)
    node = find_node(user, into)
    chosen = mastering(mastered)
    columns = read_mapping(mapping)
    for file in files:
        run = prepare(user, node, file, chosen, columns.to_json() if columns else "")
        if apply:
            carry_out(user, run, reason or f"Import of {file.name}", accept_truncated)
        else:
            put_aside(user, run)
    if not apply:
        console().print("Nothing is stored; --apply carries it out.")


def account(email: str | None) -> Any:
    """Return the account to act as. Raises LockstepError where there is none."""
    from lockstep.domain.access.queries.accounts import first_administrator, user_by_email
    from lockstep.foundation.findings import LockstepError

    user = user_by_email(email) if email else first_administrator()
    if user is None and email:
        raise LockstepError(
            "accounts",
            f"Nobody who may sign in has the address {email}. Check it, or leave --as out to act as the first "
            "administrator.",
            code="import.no_account",
        )
    if user is None:
        raise LockstepError(
            "accounts",
            "Nobody has an account yet; call lockstep serve and open the link that it prints.",
            code="import.no_account",
        )
    return user


def find_node(user: Any, asked: str) -> int:
    """Return the id of the node with this id or name, among those that the user may see."""
    from lockstep.domain.portfolio.queries import tree

    rows = tree(user)
    for found in (
        [row for row in rows if str(row.id) == asked],
        [row for row in rows if asked.casefold() in (row.name.casefold(), row.code.casefold())],
    ):
        if len(found) == 1:
            return found[0].id
        if found:
            names = ", ".join(f"{row.kind} {row.name} ({row.id})" for row in found)
            raise typer.BadParameter(f"{len(found)} nodes are called {asked!r}: {names}; give the id.")
    known = ", ".join(f"{row.kind} {row.name} ({row.id})" for row in rows[:20]) or "none yet"
    raise typer.BadParameter(f"there is no portfolio, program or project {asked!r}. There are: {known}.")


def mastering(word: str | None) -> "Mastered | None":
    """Return where the plan is to be edited, or None to leave that as it is."""
    from lockstep.domain.planning.vocabulary import Mastered

    if word is None:
        return None
    try:
        return Mastered(word)
    except ValueError:
        raise typer.BadParameter(f"--mastered is here or outside, not {word!r}.") from None


def prepare(user: Any, node: int, file: Path, mastered: "Mastered | None", mapping: str = "") -> int:
    """Read a file, print what importing it would do, and return the id of the dry run."""
    from lockstep.domain.planning.actions import prepare_import
    from lockstep.domain.planning.queries import import_page

    with working(f"Comparing {file.name} with what is there"):
        run = prepare_import(user, node, file.name, file, mastered=mastered, mapping=mapping)
    print_report(file.name, import_page(user, run).report)
    return run


def carry_out(user: Any, run: int, reason: str, is_loss_accepted: bool = False) -> None:
    """Apply a dry run as one change set."""
    from lockstep.domain.planning.actions import apply_import

    with working("Importing"):
        outcome = apply_import(user, run, reason=reason, accepts_truncated=is_loss_accepted)
    console().print(f"Imported as change set {outcome.change_set_id}; its page in the history can undo it.")


def put_aside(user: Any, run: int) -> None:
    """Mark a dry run as not wanted, so that nobody applies it later by mistake."""
    from lockstep.domain.planning.actions import discard_import

    discard_import(user, run)


_KINDS = {"crossLinks": "links between projects"}


def print_report(name: str, report: dict[str, Any]) -> None:
    """Print the counts of a dry run by project, then how far the file's own dates agree with ours."""
    for project in report["projects"]:
        made = table(
            "Of", "In file", "New", "Changed", "Unchanged", "Gone", title=f"{name}: {project['name']}"
        )
        for kind, counts in project["counts"].items():
            if isinstance(counts, dict) and "inFile" in counts:
                cells = (
                    counts.get(key, 0) for key in ("inFile", "created", "changed", "unchanged", "vanished")
                )
                made.add_row(_KINDS.get(kind, kind), *(f"{cell:,}" for cell in cells))
        console().print(made)
        if project["conflicts"]:
            words = plural(len(project["conflicts"]), "field was", "fields were")
            console().print(f"{words} edited both here and in the source; what is here stays.")
    if report["raw"]:
        kept = sum(count for _, _, count in report["raw"])
        console().print(
            f"{plural(kept, 'value')} without a place in the plan {'is' if kept == 1 else 'are'} kept as read."
        )
    found = report["reconciliation"]
    if found is None:
        console().print("The file stores no dates of its own, so there is nothing to compare ours with.")
        return
    share = "" if found["share"] is None else f" ({found['share']:.1%})"
    console().print(
        f"{found['trust']} {found['agreed']:,} of {found['compared']:,} activities agree with ours{share}."
    )
    causes = ", ".join(
        f"{word} {count:,}" for word, count in sorted(found["causes"].items(), key=lambda c: -c[1])
    )
    if causes:
        console().print(f"The rest differ by: {causes}.")
