"""Documentation that a change can make false fails a test."""

import re
from pathlib import Path

import pytest

from scripts.generate_docs import pages, renewed
from tests.architecture.tree import ROOT, modules

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def name_of(path: Path) -> str:
    """Return the page as pytest shows it."""
    return path.relative_to(ROOT).as_posix()


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as forges make them."""
    headings = re.findall(r"^#+\s+(.*)$", CODE.sub("", text), re.MULTILINE)
    plain = [
        re.sub(r"[^\w\s-]", "", re.sub(r"\]\([^)]*\)", "", heading)).strip().lower() for heading in headings
    ]
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_of_the_docs_resolves(page: Path) -> None:
    """A link leads to a file of the repository, and its anchor to a heading there."""
    broken = []
    for match in LINK.finditer(CODE.sub("", page.read_text(encoding="utf-8"))):
        target = match[1] or match[2]
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        if not path.exists() or (anchor and anchor not in anchors(path.read_text(encoding="utf-8"))):
            broken.append(target)
    assert broken == []


def test_every_page_of_the_docs_is_reached_from_the_index() -> None:
    """No page lies where nobody finds it: following links from docs/README.md reaches all of them."""
    reached, waiting = set(), [DOCS / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        for match in LINK.finditer(page.read_text(encoding="utf-8")):
            path = (page.parent / (match[1] or match[2]).partition("#")[0]).resolve()
            if path.suffix == ".md" and path.exists() and path.is_relative_to(DOCS):
                waiting.append(path)
    assert {name_of(page) for page in DOCS.rglob("*.md")} - {name_of(page) for page in reached} == set()


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_the_generated_blocks_of_the_docs_are_true(page: Path) -> None:
    """Pictures, tables of settings and commands are those of the code; `make docs` writes them anew."""
    text = page.read_text(encoding="utf-8")
    assert renewed(text) == text, "call make docs"


def test_decisions_of_the_docs_are_numbered_and_say_what_was_rejected() -> None:
    """Decisions count up without a gap; each has its parts, the rejected alternatives among them."""
    found = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in found] == list(range(1, len(found) + 1))
    for path in found:
        text = path.read_text(encoding="utf-8")
        assert re.match(rf"# {int(path.name[:4])}\. ", text), path.name
        for part in ("## Why", "## Decision", "## Rejected", "## Consequences"):
            assert part in text, f"{path.name} lacks {part}"


def fragments() -> list[Path]:
    """Return the changelog fragments."""
    return sorted(path for path in (ROOT / "changelog.d").glob("*.md") if path.name != "README.md")


@pytest.mark.parametrize("fragment", fragments(), ids=lambda path: path.name)
def test_a_changelog_fragment_is_one_sentence(fragment: Path) -> None:
    """A fragment is named slug.kind.md and holds one sentence on one line."""
    assert re.fullmatch(r"[a-z0-9-]+\.(added|changed|fixed)\.md", fragment.name)
    text = fragment.read_text(encoding="utf-8").strip()
    assert "\n" not in text, "one line"
    assert text.endswith("."), "ends with a full stop"
    assert not re.search(r"[.!?] [A-Z]", text), "one sentence"


def glossary() -> dict[str, str]:
    """Return the terms of the glossary with their meaning."""
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    return {
        term.lower(): meaning for term, meaning in re.findall(r"^\*\*(.+?)\*\*: (.+)$", text, re.MULTILINE)
    }


# Terms of the field that the docs explain and that no identifier or screen carries under this very word.
ONLY_EXPLAINED = {"cross-project link", "hard link"}


def test_the_terms_of_the_glossary_are_used_by_the_product() -> None:
    """A term stands in the code, in a docstring, or on a page: one word per idea, the same everywhere."""
    folders = ("src", "frontend/src", "examples")
    kinds = {".py", ".ts", ".html", ".css", ".md"}
    files = [p for folder in folders for p in (ROOT / folder).rglob("*") if p.suffix in kinds]
    everything = " ".join(path.read_text(encoding="utf-8", errors="replace").lower() for path in files)
    spaced = everything.replace("_", " ").replace("-", " ")
    unused = [
        term for term in glossary() if term.replace("-", " ") not in spaced and term not in ONLY_EXPLAINED
    ]
    assert unused == []


def test_the_glossary_of_the_docs_is_sorted_and_says_each_term_once() -> None:
    """Terms stand in the order of the alphabet."""
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    terms = [term.lower() for term in re.findall(r"^\*\*(.+?)\*\*: ", text, re.MULTILINE)]
    assert terms == sorted(set(terms))


FOREIGN_WORDS = {
    r"\btasks?\b": "activity",
    r"\bprogramme\b": "program",
    r"\blevelling\b": "leveling",
    r"\bcolour": "color",
    r"\bstatus date\b": "data date",
}
# Modules that translate a foreign vocabulary, where the foreign word is the subject.
TRANSLATORS = ("/exchange/", "/engine/", "/plan/projects.py", "/plan/activities.py", "/plan/assignments.py")


def test_public_names_use_the_words_of_the_glossary() -> None:
    """Functions and classes say activity, data date, program: the product's words, American spelling."""
    found = [
        f"{name_of(path)}: {name} (say {word})"
        for path in modules()
        if not any(part in path.as_posix() for part in TRANSLATORS)
        for name in re.findall(r"^\s*(?:def|class) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        for pattern, word in FOREIGN_WORDS.items()
        if re.search(pattern, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower())
    ]
    assert found == []
