"""`welfare people generate` as an operator meets it."""

import json
from io import StringIO

from welfare.connectors.demo_nation.commands import generate_command


def test_the_report_as_json_is_one_document_marked_synthetic(tmp_path) -> None:
    out = StringIO()
    code = generate_command(out=tmp_path / "r", persons=1000, as_json=True, stdout=out)
    report = json.loads(out.getvalue())
    assert (code, report["synthetic"], report["county"]) == (0, True, "10015")


def test_an_unknown_county_is_one_sentence_and_exit_code_two(tmp_path) -> None:
    out, err = StringIO(), StringIO()
    assert generate_command(out=tmp_path / "r", county="1", stdout=out, stderr=err) == 2
    assert err.getvalue() == "沒有代碼 1 的縣市。請用五碼代碼，例如花蓮縣 10015；全國用 all。\n"
