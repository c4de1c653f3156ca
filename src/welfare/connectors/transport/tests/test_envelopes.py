"""Envelopes: what we seal the other side opens, and nothing that is wrong gets through."""

import tarfile
import zlib
from dataclasses import replace
from pathlib import Path

import pysequoia
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from welfare.connectors.transport.envelopes import EnvelopeError, Limits, Secrets, envelope, open_sealed

KINDS = ("openpgp", "seven_zip", "aes_zip")
FILES = {"LR_1.txt": "測試\r\n".encode("cp950") * 400, "LR_1.utf8.jsonl": "測試堃".encode()}


@pytest.fixture(scope="module")
def sides(tmp_path_factory) -> tuple[Secrets, Secrets]:
    """Ours and theirs."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("ours", "theirs", "stranger"):
        key = pysequoia.Tsk.generate(f"{name} <{name}@example.invalid>")
        (folder / f"{name}.secret").write_bytes(bytes(key))
        (folder / f"{name}.public").write_bytes(bytes(key.extract_certificate()))
    (folder / "password").write_text("a long demo password")
    (folder / "old").write_text("an older demo password")
    passwords = (folder / "password",)
    ours = Secrets(passwords, (folder / "ours.secret",), (folder / "theirs.public",))
    return ours, Secrets(passwords, (folder / "theirs.secret",), (folder / "ours.public",))


@pytest.fixture
def into(tmp_path) -> Path:
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def _unsealed(into: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in into.iterdir()}


@pytest.mark.parametrize("kind", KINDS)
def test_what_one_side_seals_the_other_opens_in_a_process_of_its_own(kind, sides, tmp_path, into) -> None:
    ours, theirs = sides
    package = tmp_path / "package"
    envelope(kind, ours).seal(FILES, package)
    open_sealed(kind, theirs, package, into)
    assert _unsealed(into) == FILES
    assert envelope(kind, ours).faults() == ()
    assert b"LR_1" not in package.read_bytes() or kind == "aes_zip"


@pytest.mark.parametrize("kind", KINDS)
def test_keys_change_with_overlap(kind, sides, tmp_path, into) -> None:
    ours, theirs = sides
    package, folder = tmp_path / "package", ours.passwords[0].parent
    envelope(kind, ours).seal(FILES, package)
    both = Secrets(
        (folder / "old", folder / "password"),
        (folder / "stranger.secret", *theirs.our_keys),
        (folder / "stranger.public", *theirs.their_certificates),
    )
    envelope(kind, both).unseal(package, into, Limits())
    assert _unsealed(into) == FILES


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_nobody_agreed_on_opens_nothing_and_signs_nothing(kind, sides, tmp_path, into) -> None:
    ours, theirs = sides
    package, folder = tmp_path / "package", ours.passwords[0].parent
    strange = replace(ours, passwords=(folder / "old",), our_keys=(folder / "stranger.secret",))
    envelope(kind, strange).seal(FILES, package)
    with pytest.raises(EnvelopeError, match="金鑰"):
        envelope(kind, theirs).unseal(package, into, Limits())
    assert _unsealed(into) == {}


def test_a_message_without_a_signature_is_not_believed(sides, tmp_path, into) -> None:
    _, theirs = sides
    receiver = pysequoia.Tsk.from_file(str(theirs.our_keys[0])).extract_certificate()
    (tmp_path / "package").write_bytes(
        pysequoia.encrypt(bytes=b"x" * 2000, recipients=[receiver], armor=False)
    )
    with pytest.raises(EnvelopeError, match="簽章"):
        envelope("openpgp", theirs).unseal(tmp_path / "package", into, Limits())


@pytest.mark.parametrize("kind", KINDS)
def test_a_bomb_meets_a_wall(kind, sides, tmp_path, into) -> None:
    ours, theirs = sides
    package = tmp_path / "package"
    envelope(kind, ours).seal({"bomb.txt": bytes(4 << 20)}, package)
    with pytest.raises(EnvelopeError, match="炸彈"):
        open_sealed(kind, theirs, package, into, Limits(bytes=1 << 20))
    assert sum(path.stat().st_size for path in into.iterdir()) <= (1 << 20) + (1 << 16)


@pytest.mark.parametrize("kind", ["seven_zip", "aes_zip"])
def test_an_archive_that_lies_about_its_ratio_is_counted_while_it_unpacks(
    kind, sides, tmp_path, into
) -> None:
    ours, theirs = sides
    package = tmp_path / "package"
    envelope(kind, ours).seal({"bomb.txt": bytes(8 << 20)}, package)
    with pytest.raises(EnvelopeError, match="炸彈"):
        envelope(kind, theirs).unseal(package, into, Limits(ratio=20, free_bytes=1000))


@pytest.mark.parametrize("kind", ["openpgp", "aes_zip"])
@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil", "a/b.txt", ".hidden", "inner.zip", "x\\y.txt"])
def test_names_that_mean_more_than_a_file_are_refused(kind, name, sides, tmp_path, into) -> None:
    ours, theirs = sides
    envelope(kind, ours).seal({name: b"evil"}, tmp_path / "package")
    with pytest.raises(EnvelopeError):
        envelope(kind, theirs).unseal(tmp_path / "package", into, Limits())
    assert _unsealed(into) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_more_files_than_agreed_are_refused(kind, sides, tmp_path, into) -> None:
    ours, theirs = sides
    envelope(kind, ours).seal({f"f{n}.txt": b"x" for n in range(9)}, tmp_path / "package")
    with pytest.raises(EnvelopeError, match="超過"):
        envelope(kind, theirs).unseal(tmp_path / "package", into, Limits())


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_envelope_ends_in_a_sentence(kind, sides, tmp_path, data) -> None:
    ours, theirs = sides
    package = tmp_path / "sound"
    if not package.exists():
        envelope(kind, ours).seal({"a.txt": b"content" * 50}, package)
    content = bytearray(package.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    broken, into = tmp_path / "broken", tmp_path / f"out{zlib.crc32(bytes(content))}"
    broken.write_bytes(content)
    into.mkdir(exist_ok=True)
    for left in into.iterdir():
        left.unlink()
    try:
        envelope(kind, theirs).unseal(broken, into, Limits())
    except EnvelopeError as refused:
        assert refused.sentence
    else:
        assert all(path.suffix == ".txt" for path in into.iterdir())


def test_missing_keys_are_named(tmp_path) -> None:
    nothing = Secrets((tmp_path / "no.password",), (tmp_path / "no.secret",), (tmp_path / "no.public",))
    for kind in KINDS:
        assert any("no." in sentence for sentence in envelope(kind, nothing).faults())


def test_links_inside_are_refused(sides, tmp_path, into) -> None:
    ours, theirs = sides
    inner = tmp_path / "inner.tar"
    with tarfile.open(inner, "w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    sealed = pysequoia.encrypt(
        bytes=inner.read_bytes(),
        signer=pysequoia.Tsk.from_file(str(ours.our_keys[0])).signer(),
        recipients=[pysequoia.Cert.from_file(str(ours.their_certificates[0]))],
        armor=False,
    )
    (tmp_path / "package").write_bytes(sealed)
    with pytest.raises(EnvelopeError, match="連結"):
        envelope("openpgp", theirs).unseal(tmp_path / "package", into, Limits())
