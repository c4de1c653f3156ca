"""The trust table is made from marks that name real rows, and says openly what is not proved."""

from welfare.project.docs import trust


def test_every_mark_names_a_row_of_the_list():
    _rows, astray = trust.rows()
    assert astray == []


def test_a_row_with_a_test_is_shown_with_its_sentence_and_a_row_without_is_listed_as_open():
    page = trust.render()
    assert "the sixth try waits fifteen minutes" in page or "a wrong password says how many tries" in page
    rows, _astray = trust.rows()
    unproved = [row.id for row in rows if not row.tests and row.who != "operator"]
    listed = page.partition("## Still open")[2]
    assert all(row in listed for row in unproved)


def test_every_row_has_an_id_of_its_own_and_somebody_who_answers_for_it():
    rows, _astray = trust.rows()
    assert len({row.id for row in rows}) == len(rows)
    assert {row.who for row in rows} <= {"software", "operator", "both"}
    assert {row.group for row in rows} == set(trust.GROUPS)
