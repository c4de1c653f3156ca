"""The small scripts in a real browser, on a page served by the test itself; no server, no network."""

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, Route, sync_playwright

STATIC = Path(__file__).parents[1] / "static" / "web"
ORIGIN = "http://desk.test"
POLICY = "default-src 'self'; script-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'"
TOKEN = '<input type="hidden" name="csrfmiddlewaretoken" value="token-of-the-form">'
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """`opened(body, "once.js", answers={"/save/": 204})`: a page with that body and those scripts."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def open_with(body: str, *scripts: str, answers: dict[str, int] | None = None) -> Page:
        tags = "".join(f'<script type="module" src="/{name}"></script>' for name in scripts)
        words = render_to_string("web/parts/words.html")
        html = f"<!doctype html><html lang='zh-Hant-TW'><body>{words}{body}{tags}</body></html>"

        def serve(route: Route) -> None:
            path = route.request.url.removeprefix(ORIGIN)
            if path.endswith(".js"):
                route.fulfill(body=(STATIC / path[1:]).read_text(), content_type="text/javascript")
            elif answers and path in answers:
                route.fulfill(status=answers[path])
            else:
                headers = {"Content-Security-Policy": POLICY}
                route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)

        page.route("**/*", serve)
        page.goto(f"{ORIGIN}/page/")
        return page

    yield open_with
    page.close()
    assert complaints == []


def key(page: Page, **given: object) -> None:
    page.evaluate(
        "init => document.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, ...init}))", given
    )


def test_a_printed_shortcut_presses_its_button(opened):
    page = opened('<a href="#pressed" data-shortcut="Alt+A">採計</a>', "shortcuts.js")
    key(page, code="KeyA", key="a", altKey=True)
    page.wait_for_url("**/page/#pressed")


@pytest.mark.parametrize(
    "composing", [{"key": "Process"}, {"key": "a", "isComposing": True}, {"key": "a", "keyCode": 229}]
)
def test_keys_of_an_input_method_are_left_alone(opened, composing):
    page = opened('<a href="#pressed" data-shortcut="Alt+A">採計</a>', "shortcuts.js")
    key(page, code="KeyA", altKey=True, **composing)
    assert page.url == f"{ORIGIN}/page/"


def test_a_question_mark_lists_the_shortcuts_but_can_still_be_typed(opened):
    page = opened(
        '<input id="i"><button type="button" data-shortcut="Alt+R">要求補件</button>', "shortcuts.js"
    )
    page.press("#i", "?")
    assert page.input_value("#i") == "?"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert "要求補件" in page.text_content("#shortcut-help")


def test_what_is_typed_is_saved_with_the_token_and_the_hour_is_shown(opened):
    form = f'<form data-autosave-url="/save/">{TOKEN}<input name="phone"></form>'
    mark = "<span data-saved-mark hidden><span data-saved-words></span></span>"
    page = opened(form + mark, "autosave.js", answers={"/save/": 204})
    with page.expect_request("**/save/") as sent:
        page.type("[name=phone]", "0912")
    assert sent.value.headers["x-csrftoken"] == "token-of-the-form"
    assert sent.value.headers["x-autosave"] == "1"
    page.get_by_text("已存").wait_for()


@pytest.mark.parametrize(("status", "words"), [(500, "還沒存到"), (409, "別人剛改過"), (401, "已經登出")])
def test_a_save_that_failed_is_said_and_the_words_stay(opened, status, words):
    form = f'<form data-autosave-url="/save/">{TOKEN}<input name="phone"></form>'
    mark = "<span data-saved-mark hidden><span data-saved-words></span></span>"
    page = opened(form + mark, "autosave.js", answers={"/save/": status})
    page.type("[name=phone]", "0912")
    page.locator("[data-saved-words]").get_by_text(words).wait_for()
    assert page.input_value("[name=phone]") == "0912"


def test_a_double_click_sends_a_form_once_and_with_its_button(opened):
    button = '<button class="button" name="act" value="send">送出</button>'
    form = f'<form method="post" action="/send/">{button}</form>'
    page = opened(form, "once.js", answers={"/send/": 204})
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(request.post_data) if request.url.endswith("/send/") else None
    )
    page.dblclick("button")
    page.locator("button[aria-busy]").get_by_text("正在送出").wait_for()
    assert sent == ["act=send"]


def photograph(*, sharp: bool) -> bytes:
    image = Image.new("RGB", (3000, 2200), "#e8e0d0")
    pen = ImageDraw.Draw(image)
    for y in range(80, 2100, 60):
        pen.text((150, y), "000-1234-056-7 " * 12, fill="black", font_size=40)
    if not sharp:
        image = image.resize((60, 44)).resize(image.size)
    exif = Image.Exif()
    exif[0x010F] = "MAKER-OF-THE-CAMERA"
    out = io.BytesIO()
    image.save(out, "JPEG", quality=97, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(("sharp", "words"), [(True, "字清楚"), (False, "字看不清楚")])
def test_a_photograph_is_made_small_loses_its_metadata_and_is_judged(opened, sharp, words):
    page = opened('<div data-camera><input type="file" name="photo"></div>', "camera.js")
    taken = photograph(sharp=sharp)
    assert b"MAKER-OF-THE-CAMERA" in taken
    page.set_input_files("input", {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": taken})
    page.get_by_text(words).wait_for()
    size, text = page.evaluate(
        "async () => [$0.size, await $0.text()]".replace("$0", "document.querySelector('input').files[0]")
    )
    assert size <= 400 * 1024
    assert "MAKER-OF-THE-CAMERA" not in text


def test_a_file_that_is_no_picture_goes_up_as_it_is(opened):
    page = opened('<div data-camera><input type="file" name="photo"></div>', "camera.js")
    page.set_input_files(
        "input", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 body"}
    )
    assert page.evaluate("document.querySelector('input').files[0].name") == "a.pdf"


def test_rows_are_counted_while_one_ticks(opened):
    rows = "".join(f'<tr><td><input type="checkbox" value="{n}"></td></tr>' for n in range(3))
    head = '<thead><tr><td><input type="checkbox" data-select-all></td></tr></thead>'
    table = f"<table data-selectable>{head}<tbody>{rows}</tbody></table>"
    bar = '<div data-bulk-bar data-count-words="已選 {n} 件"><span data-selected-count></span></div>'
    body = f"<form>{table}{bar}</form>"
    page = opened(body, "page.js")
    page.check("[data-select-all]")
    assert page.text_content("[data-selected-count]") == "已選 3 件"
    page.uncheck("tbody tr:first-child input")
    assert page.text_content("[data-selected-count]") == "已選 2 件"
