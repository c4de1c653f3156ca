"""Letters embed their fonts, and a character no font can draw is named before it becomes an empty box."""

import io

import pikepdf
from django.conf import settings

from welfare.documents import fonts


def test_the_setup_brought_both_weights_of_the_letter_font() -> None:
    weights = {face.weight for face in fonts.letter_font_faces() if face.family == "Noto Sans TC"}
    assert weights == {400, 700}


def test_names_with_rare_characters_are_covered_and_what_is_not_is_named_once() -> None:
    assert fonts.missing_glyphs("王測堃　峯喆㛢，臺灣①（元）\n") == []
    assert fonts.missing_glyphs("\U000f1234王\U000f1234") == ["\U000f1234"]


def test_a_letter_embeds_a_small_part_of_the_declared_fonts_and_nothing_else() -> None:
    from weasyprint import CSS, HTML

    page = "<html lang='zh-Hant'><title>函</title><p>王測堃 <b>核定</b> NT$ 8,329 ☃</p></html>"
    pdf = HTML(string=page).write_pdf(
        stylesheets=[CSS(string=fonts.letter_css())], font_config=fonts.font_configuration()
    )
    assert pdf is not None
    assert len(pdf) < 100_000
    declared = {family.replace(" ", "-") for family in fonts.letter_families()}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        descriptors = [
            o
            for o in document.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert descriptors
        for descriptor in descriptors:
            subset, name = str(descriptor.FontName)[1:].split("+", 1)
            assert len(subset) == 6
            assert any(name.startswith(family) for family in declared), name
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_fonts_come_from_the_declared_folders_only() -> None:
    configuration = fonts._fontconfig_file().read_text()
    assert str(settings.FONT_DIR) in configuration
    assert "<include" not in configuration
