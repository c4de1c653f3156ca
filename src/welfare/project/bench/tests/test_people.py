"""The bench of the generator reports what the generator itself counted."""

from welfare.project.bench import people


def test_a_small_county_is_generated_and_its_rates_are_counted() -> None:
    (row,) = people.run(1_000)["results"]
    assert row["n"] == 1_000
    within, of = map(int, row["rates_within_tolerance"].split(" of "))
    assert 0 < within <= of
