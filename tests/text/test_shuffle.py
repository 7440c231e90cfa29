from collections import Counter

from quizgen.text.shuffle import shuffled


def order(*seed: object, things: str = "abcdef") -> str:
    return "".join(shuffled(things, *seed, name=str))


def test_the_order_is_the_same_on_every_machine_and_in_every_python() -> None:
    assert order(1, "A", "peluso") == "aedfcb"
    assert order(1, "B", "peluso") != order(1, "A", "peluso")


def test_every_order_is_as_likely_as_any_other() -> None:
    counts = Counter(order(seed, things="abc") for seed in range(600))
    assert len(counts) == 6
    assert min(counts.values()) > 60


def test_a_further_thing_does_not_reorder_the_others() -> None:
    assert order(7, things="abcdefg").replace("g", "") == order(7, things="abcdef")


def test_the_written_order_makes_no_difference() -> None:
    assert order(3, things="fedcba") == order(3)


def test_a_refused_order_never_comes() -> None:
    for seed in range(50):
        assert shuffled("ab", seed, name=str, refused=lambda order: order == ("a", "b")) == ("b", "a")
