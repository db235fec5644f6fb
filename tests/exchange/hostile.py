"""Files that mean harm, or were damaged: each maker returns the bytes of one."""

# ruff: noqa: E501 - lines of the files themselves

import io
import zipfile
from collections.abc import Callable

MSPDI_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="http://schemas.microsoft.com/project">\n'
)


def _project(inside: str, head: str = MSPDI_HEAD) -> bytes:
    return f"{head}<Name>P</Name><StartDate>2026-01-05T08:00:00</StartDate>{inside}</Project>".encode()


def _tasks(count: int, extra: str = "") -> str:
    rows = (
        f"<Task><UID>{n}</UID><ID>{n}</ID><Name>T{n}</Name><Duration>PT8H0M0S</Duration>{extra}</Task>"
        for n in range(1, count + 1)
    )
    return f"<Tasks>{''.join(rows)}</Tasks>"


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def entity_expansion() -> bytes:
    """Ten levels of ten: a billion laughs."""
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a0 "ha">{levels}]><Project>'
    return f"{head}<Name>&a9;</Name></Project>".encode()


def external_entity() -> bytes:
    """An entity that would read a file of the server."""
    head = '<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project>'
    return f"{head}<Name>&x;</Name></Project>".encode()


def external_dtd_utf16() -> bytes:
    """The same in another encoding, past searches for plain bytes."""
    text = (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE Project SYSTEM "http://127.0.0.1/x.dtd"><Project/>'
    )
    return text.encode("utf-16")


def truncated_xml() -> bytes:
    """Half a file."""
    whole = _project(_tasks(200))
    return whole[: len(whole) // 2]


def wrong_encoding() -> bytes:
    """Says UTF-8, is Western European."""
    return (
        _project("<Tasks><Task><UID>1</UID><ID>1</ID><Name>Gr\xfcn</Name></Task></Tasks>")
        .decode()
        .encode("cp1252")
    )


def unknown_encoding() -> bytes:
    """Names an encoding that does not exist."""
    return b'<?xml version="1.0" encoding="klingon-8"?><Project><Name>x</Name></Project>'


def absurd_dates() -> bytes:
    """Years 1, 9999 and nonsense."""
    dates = ("0001-01-01T00:00:00", "9999-12-31T23:59:59", "2026-13-45T99:99:99", "now")
    rows = "".join(
        f"<Task><UID>{n}</UID><ID>{n}</ID><Name>T</Name><Duration>PT8H0M0S</Duration><ActualStart>{date}</ActualStart>"
        f"<ConstraintType>4</ConstraintType><ConstraintDate>{date}</ConstraintDate><Deadline>{date}</Deadline></Task>"
        for n, date in enumerate(dates, start=1)
    )
    return _project(f"<Tasks>{rows}</Tasks>")


def absurd_numbers() -> bytes:
    """NaN, infinities, negative and endless numbers."""
    values = ("NaN", "-5", "1e400", "9" * 400, "INF", "0x10")
    rows = "".join(
        f"<Task><UID>{n}</UID><ID>{n}</ID><Name>T</Name><Duration>PT{value}H0M0S</Duration><Priority>{value}</Priority>"
        f"<PercentComplete>{value}</PercentComplete><OutlineLevel>{value}</OutlineLevel><LevelingDelay>{value}</LevelingDelay>"
        f"<ConstraintType>{value}</ConstraintType></Task>"
        for n, value in enumerate(values, start=1)
    )
    return _project(f"<Tasks>{rows}</Tasks>")


def cycle() -> bytes:
    """Activities that wait for each other, and one that waits for itself."""
    link = "<PredecessorLink><PredecessorUID>{}</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag></PredecessorLink>"
    rows = "".join(
        f"<Task><UID>{n}</UID><ID>{n}</ID><Name>T{n}</Name><Duration>PT8H0M0S</Duration>{link.format(before)}</Task>"
        for n, before in ((1, 3), (2, 1), (3, 2), (4, 4))
    )
    return _project(f"<Tasks>{rows}</Tasks>")


def million_tasks() -> bytes:
    """More tasks than are read."""
    return _project(f"<Tasks>{'<Task><UID>1</UID></Task>' * 1_000_000}</Tasks>")


def million_links() -> bytes:
    """One task with more links than are read."""
    link = "<PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink>"
    return _project(f"<Tasks><Task><UID>1</UID>{link * 1_000_000}</Task></Tasks>")


def deep_nesting() -> bytes:
    """Elements in elements in elements."""
    return _project("<Tasks>" + "<Task>" * 500_000)


def endless_text() -> bytes:
    """One name of fifty million characters."""
    return _project(f"<Tasks><Task><UID>1</UID><Name>{'x' * 50_000_000}</Name></Task></Tasks>")


def many_leaves() -> bytes:
    """A root with a million small children."""
    return _project("<a/>" * 1_000_000)


def circle_of_calendars() -> bytes:
    """Calendars that are based on each other."""
    calendar = "<Calendar><UID>{}</UID><Name>C</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>{}</BaseCalendarUID></Calendar>"
    return _project(f"<Calendars>{calendar.format(1, 2)}{calendar.format(2, 1)}</Calendars>{_tasks(1)}")


def endless_recurrence() -> bytes:
    """A daily exception every second day for 7,999 years."""
    exception = (
        "<Exceptions><Exception><TimePeriod><FromDate>2000-01-01T00:00:00</FromDate><ToDate>9999-01-01T00:00:00</ToDate>"
        "</TimePeriod><Type>1</Type><Period>2</Period><DayWorking>0</DayWorking></Exception></Exceptions>"
    )
    return _project(
        f"<Calendars><Calendar><UID>1</UID><Name>C</Name>{exception}</Calendar></Calendars>{_tasks(1)}"
    )


def zip_bomb() -> bytes:
    """Three hundred megabytes of zeros in three hundred kilobytes."""
    return _zip({"plan.xml": b"\0" * 300_000_000})


def nested_zip() -> bytes:
    """An archive in an archive."""
    return _zip({"inner.zip": _zip({"plan.xml": _project(_tasks(1))})})


def zip_with_paths() -> bytes:
    """A name that leads out of the archive."""
    return _zip({"../../etc/plan.xml": _project(_tasks(1))})


def truncated_zip() -> bytes:
    """Half an archive."""
    whole = _zip({"plan.xml": _project(_tasks(200))})
    return whole[: len(whole) // 2]


def workbook_bomb() -> bytes:
    """A workbook whose only sheet unpacks to very much."""
    row = b"<row><c t='n'><v>1</v></c></row>"
    sheet = b"<worksheet><sheetData>" + row * 8_000_000 + b"</sheetData></worksheet>"
    return _zip(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": b"<workbook/>",
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def broken_workbook() -> bytes:
    """A workbook whose parts are rubbish."""
    return _zip(
        {"[Content_Types].xml": b"\xff\xfe<", "xl/workbook.xml": b"not xml", "xl/styles.xml": b"<a><b></a>"}
    )


def million_row_csv() -> bytes:
    """More rows than are read."""
    return b"Name,Duration\n" + b"Dig,5d\n" * 1_000_000


def endless_line() -> bytes:
    """Fifty million characters without a line break."""
    return b"Name,Duration\n" + b"x" * 50_000_000


def huge_cells() -> bytes:
    """Cells of forty thousand characters in every column, predecessors and dates too."""
    text = "9FS+1d;" * 6_000
    return f"ID,Name,Duration,Start,Predecessors\n1,{text},{text},{text},{text}\n2,Dig,5d,2026-01-05,1\n".encode()


def nul_csv() -> bytes:
    """Text with zero bytes in it."""
    return b"Name,Duration\nDig\0,5d\0\n" * 20


def million_row_xer() -> bytes:
    """More activities than are read."""
    rows = "%R\t1\t1\tA\n" * 1_000_000
    return f"ERMHDR\t8.2\n%T\tPROJECT\n%F\tproj_id\n%R\t1\n%T\tTASK\n%F\ttask_id\tproj_id\ttask_name\n{rows}%E\n".encode()


def damaged_xer() -> bytes:
    """Rows without tables, tables without fields, circles of WBS, brackets without end."""
    calendar = "(0||CalendarData()((0||DaysOfWeek()(" + "(0||1()(" * 5_000
    return (
        "ERMHDR\t8.2\n%R\t1\n%T\n%F\n%T\tPROJECT\n%F\tproj_id\tplan_start_date\n%R\t1\t0001-01-01\n%R\n"
        f"%T\tCALENDAR\n%F\tclndr_id\tclndr_data\n%R\t1\t{calendar}\n%R\t1\n"
        "%T\tPROJWBS\n%F\twbs_id\tproj_id\tparent_wbs_id\n%R\t1\t1\t2\n%R\t2\t1\t1\n%R\t3\t9\n"
        "%T\tTASK\n%F\ttask_id\tproj_id\twbs_id\ttarget_drtn_hr_cnt\n%R\t1\t1\t1\tNaN\n%R\t1\t1\t7\t-8\n%R\tx\t9\n"
        "%T\tTASKPRED\n%F\ttask_pred_id\ttask_id\tpred_task_id\tlag_hr_cnt\n%R\t1\t1\t1\t1e99\n%R\t1\t1\t8\nfree text\n"
    ).encode()


def empty() -> bytes:
    """Nothing."""
    return b""


def rubbish() -> bytes:
    """Bytes of no format."""
    return bytes(range(256)) * 100


MAKERS: dict[str, Callable[[], bytes]] = {
    name: maker
    for name, maker in list(globals().items())
    if callable(maker)
    and getattr(maker, "__doc__", None)
    and not name.startswith("_")
    and maker.__module__ == __name__
}
