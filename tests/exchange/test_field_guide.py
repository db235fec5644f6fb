"""The field guide says what the readers and writers do today."""

from scripts.generate_field_guide import PAGE, page


def test_the_field_guide_is_current() -> None:
    """Run `python scripts/generate_field_guide.py` after a change of what a format carries."""
    assert PAGE.read_text(encoding="utf-8") == page()
