"""Manifests with anything in them: nothing but outputs is deleted, and what is not as recorded is drawn again."""

import json

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from quizgen.publish.manifest import MANIFEST, digest_of
from tests.fuzz.amounts import AMOUNTS, for_all
from tests.fuzz.mutations import Container, as_json, bytes_like, documents_like
from tests.fuzz.surroundings import BANK, PLANTED, Surroundings

WHOLE = "build --format apkg --format html"
COMMANDS = (WHOLE, "build --format html", "build well --format html", "build --format apkg")


def paths_to_planted(place: Surroundings) -> dict[str, str]:
    """Paths that lead from the folder of outputs to each planted file, relative and absolute; and the file's digest."""
    folder = manifest_path(place).rpartition("/")[0]
    up = "../" * len(f"{BANK}/{folder}".split("/"))
    return {f"{start}{name}": digest_of(data) for name, data in PLANTED.items() for start in (up, f"{place.root}/")}


def manifest_path(place: Surroundings) -> str:
    (path,) = place.bank.rglob(MANIFEST)
    return path.relative_to(place.bank).as_posix()


def hostile(place: Surroundings) -> Container:
    """The manifest with outputs that are no more, whose files are the planted ones, as they are."""
    document: dict[str, dict[str, object]] = json.loads((place.bank / manifest_path(place)).read_bytes())
    for number, (path, digest) in enumerate(paths_to_planted(place).items()):
        document["outputs"][f"gone-{number}.apkg"] = {"inputs": "", "files": {path: digest}}
    return document


def assert_nothing_else_is_deleted(amount: int, place: Surroundings, manifests: SearchStrategy[bytes]) -> None:
    path = manifest_path(place)
    place.restore({})
    sound = outputs(place)

    def hold(example: tuple[bytes, str]) -> None:
        manifest, first = example
        place.restore({path: manifest})
        for command in dict.fromkeys((first, WHOLE)):
            assert place.run(command).exit_code == 0
        assert outputs(place).items() >= sound.items(), "the outputs are those of any other build"

    for_all(amount, st.tuples(manifests, st.sampled_from(COMMANDS)), hold)


def outputs(place: Surroundings) -> dict[str, bytes]:
    """The outputs of a build: all but the manifest, which keeps what it does not know of other formats."""
    return {name: data for name, data in place.contents().items() if "/build/" in name and MANIFEST not in name}


@AMOUNTS
def test_a_manifest_of_any_values(amount: int, surroundings: Surroundings) -> None:
    document = hostile(surroundings)
    manifests = documents_like(document, *paths_to_planted(surroundings), "con.apkg", "a/b.html", "C:\\x.pdf")
    assert_nothing_else_is_deleted(amount, surroundings, manifests.map(as_json).map(str.encode))


@AMOUNTS
def test_a_manifest_of_any_bytes(amount: int, surroundings: Surroundings) -> None:
    assert_nothing_else_is_deleted(amount, surroundings, bytes_like(as_json(hostile(surroundings)).encode()))
