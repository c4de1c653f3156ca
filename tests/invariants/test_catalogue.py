"""Every sentence on screen is Chinese in the code and English in the catalogue; none escapes either."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.template.base import Lexer, TokenType

from welfare.project import messages

PACKAGE = Path(messages.__file__).parents[1]

#: templates whose words stay Chinese, and why
CHINESE_TEMPLATES = {
    "decision/templates/decision/letter_body.html": "an official letter is Chinese, whoever prints it",
    "web/templates/web/gallery.html": "samples of what officers see, in demo mode only",
    "web/templates/web/parts/language.html": "a language is named in itself",
    "web/templates/web/parts/mark.html": "our name",
    "web/templates/web/parts/wordmark.html": "our name",
}
#: Chinese strings of screen modules that are not words for the screen, and why
CHINESE_STRINGS = {
    ("lookup/forms.py", "是"): "what a person types",
    ("lookup/forms.py", "否"): "what a person types",
    ("statistics/pages.py", "統計-"): "the name of a downloaded file",
}
#: modules that hold words for the screen; what stands in them outside gettext would never be translated
WORDY = {"pages", "forms", "panels", "labels", "screens", "navigation"}
TRANSLATORS = {*messages.KEYWORDS}


def _han(text: str) -> bool:
    return messages.HAN.search(text) is not None


def _relative(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.fixture(scope="module")
def found() -> Catalog:
    return messages.extract()


def test_every_sentence_has_its_english_and_no_english_is_left_over(found: Catalog) -> None:
    assert messages.problems(messages.read(messages.catalogue_path()), found) == []


def test_the_catalogue_is_written_as_the_command_writes_it() -> None:
    """Otherwise the next `welfare messages` would hide one changed sentence among a hundred moved ones."""
    path = messages.catalogue_path()
    assert path.read_text(encoding="utf-8") == messages.render(messages.read(path))


def test_a_forgotten_a_stale_and_a_badly_filled_sentence_are_each_named() -> None:
    found, old = Catalog(locale="en"), Catalog(locale="en")
    for sentence in ("新的", "空的", "案號 %(number)s", "縣府"):
        found.add(sentence, locations=[("case/pages.py", 0)])
    old.add("空的", "")
    old.add("案號 %(number)s", "Case %(numbr)s")
    old.add("縣府", "The 縣府")
    old.add("舊的", "Old")
    assert messages.problems(old, found) == [
        "left over: 舊的",
        "not in the catalogue: 新的 (case/pages.py)",
        "other placeholders: 案號 %(number)s → Case %(numbr)s",
        "not translated: 空的",
        "Chinese left: 縣府 → The 縣府",
    ]


def test_an_update_keeps_the_english_of_what_stays() -> None:
    found, old = Catalog(locale="en"), Catalog(locale="en")
    found.add("留下", locations=[("case/pages.py", 0)])
    found.add(("%(n)d 件", "%(n)d 件"), locations=[("case/pages.py", 0)])
    old.add("留下", "Stays")
    old.add("走了", "Gone")
    text = messages.render(messages.merge(old, found))
    assert 'msgid "留下"\nmsgstr "Stays"' in text
    assert 'msgstr[1] ""' in text
    assert "走了" not in text


def test_a_sentence_is_found_wherever_a_call_can_stand(tmp_path: Path) -> None:
    source = tmp_path / "words.py"
    source.write_text(
        "a = f'{_(\"裡面\")} {name}'\n"
        "b = _('一' '句')\n"
        "c = ngettext('%(n)d 件', '%(n)d 件', n)\n"
        "d = pgettext_lazy('state', '核定')\n"
        "e = _(variable)\n",
        encoding="utf-8",
    )
    assert set(messages.sentences(source)) == {
        ("裡面", None),
        ("一句", None),
        (("%(n)d 件", "%(n)d 件"), None),
        ("核定", "state"),
    }


def test_the_catalogue_names_no_day_and_no_machine() -> None:
    text = messages.catalogue_path().read_text(encoding="utf-8")
    assert not [word for word in ("-Date:", "Last-Translator", "Report-Msgid", "://", "#~") if word in text]


def test_no_chinese_stands_in_a_template_outside_a_translation() -> None:
    escaped = [
        f"{_relative(path)}:{line}: {text}"
        for path in messages.sources()
        if path.suffix != ".py" and _relative(path) not in CHINESE_TEMPLATES
        for line, text in _untranslated(path.read_text(encoding="utf-8"))
    ]
    assert escaped == []


def _untranslated(source: str) -> Iterator[tuple[int, str]]:
    """Chinese of a template that no translation tag holds, with its line."""
    inside = ""
    for token in Lexer(source).tokenize():
        word = token.contents.split()[0] if token.token_type is TokenType.BLOCK and token.contents else ""
        if inside:
            inside = "" if word == f"end{inside}" else inside
        elif word in {"blocktranslate", "blocktrans", "comment"}:
            inside = word
        elif token.token_type is TokenType.COMMENT or word in {"translate", "trans"}:
            continue
        elif _han(_without_marked(token.contents)):
            yield token.lineno, token.contents.strip()


def _without_marked(contents: str) -> str:
    """A token without its `_("…")` constants."""
    for quote in "\"'":
        parts = contents.split(f"_({quote}")
        contents = parts[0] + "".join(part.partition(f"{quote})")[2] for part in parts[1:])
    return contents


def test_no_chinese_string_of_a_screen_module_escapes_gettext() -> None:
    escaped = [
        f"{_relative(path)}:{line}: {text}"
        for path in messages.sources()
        if path.suffix == ".py" and WORDY & {path.stem, path.parent.name, *path.stem.split("_")}
        if "gallery" not in path.parts
        for line, text in _unmarked(ast.parse(path.read_text(encoding="utf-8")))
        if (_relative(path), text) not in CHINESE_STRINGS
    ]
    assert escaped == []


def _unmarked(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Chinese string constants outside gettext and docstrings, with their line."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and _name(node.func) in TRANSLATORS:
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _han(node.value):
            yield node.lineno, node.value
        yield from _unmarked(node)


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


@pytest.mark.parametrize(
    ("source", "escapes"),
    [
        ("<p>送出</p>", True),
        ('{% button label="送出" %}', True),
        ('{{ name|default:"無" }}', True),
        ('{% translate "送出" %}', False),
        ('{% button label=_("送出") %}', False),
        ("{% blocktranslate %}送出 {{ n }}{% endblocktranslate %}", False),
        ("{% comment %}送出{% endcomment %}{# 送出 #}", False),
    ],
)
def test_the_template_scan_sees_what_a_reader_would_see(source: str, escapes: bool) -> None:
    assert bool(list(_untranslated(source))) is escapes


def test_what_is_excused_still_exists() -> None:
    gone = [name for name in CHINESE_TEMPLATES if not _han((PACKAGE / name).read_text(encoding="utf-8"))]
    gone += [
        name for name, text in CHINESE_STRINGS if text not in (PACKAGE / name).read_text(encoding="utf-8")
    ]
    assert gone == []
