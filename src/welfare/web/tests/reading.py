"""Reading rendered pages in tests."""

import cssselect2
from lxml import html


def select(tree: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Elements under `tree` that fit the CSS selector, in document order."""
    return [
        found.etree_element for found in cssselect2.ElementWrapper.from_html_root(tree).query_all(selector)
    ]
