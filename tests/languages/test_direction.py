import pytest

from quizgen.languages.direction import direction

RIGHT_TO_LEFT = "ar ar-EG ARC he HE-il iw fa ur yi ps sd ug dv ckb syr nqo az-Arab ku-Arab pa-arab-PK ff-Adlm en-Hebr"
LEFT_TO_RIGHT = "en de de-AT ru el ku ff az sd-Deva ar-Latn he-Latn-IL sr-Cyrl en-x-arab de-u-arab arx xx"


@pytest.mark.parametrize("language", RIGHT_TO_LEFT.split())
def test_from_right_to_left(language: str) -> None:
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", LEFT_TO_RIGHT.split())
def test_from_left_to_right(language: str) -> None:
    assert direction(language) == "ltr"
