"""Messages are found where they are said, and the catalogues know them all."""
from diagnostics.locale import extraction
from diagnostics.locale.update import faults


def test_messages_are_found_inside_f_strings_and_not_in_subscripts() -> None:
    source = """
label = f"**{t('In an f-string')}** {t(row['title'])}"
many = t.many("{n} day", "{n} days", 3)
folded = _("First half, "
           "second half")
either = t("Yes" if ok else "No")
"""
    assert set(extraction.messages(source)) == {
        "In an f-string", ("{n} day", "{n} days"), "First half, second half", "Yes", "No"}


def test_every_message_has_its_korean() -> None:
    assert faults([]) == []
