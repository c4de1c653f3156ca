"""A place in the law is printed short for screens and in full for letters."""

from __future__ import annotations

import pytest

from welfare.rules.article import Article


@pytest.mark.parametrize(
    ("article", "short", "full"),
    [
        (Article("社會救助法", "5-1", 1, 2), "社會救助法 §5-1 I ②", "社會救助法第5條之1第1項第2款"),
        (Article("社會救助法", "8"), "社會救助法 §8", "社會救助法第8條"),
        (Article("加發辦法", ""), "加發辦法", "加發辦法"),
    ],
)
def test_an_article_is_cited_as_far_as_it_goes(article: Article, short: str, full: str) -> None:
    assert (str(article), article.full) == (short, full)
