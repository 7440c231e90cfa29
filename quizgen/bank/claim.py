"""Claims: who says what an answer states, through whom we know it, and on what basis; part by part where parts differ.

A claim is data, by ids; its line, in the words of a language, is what cards, sheets and keys print of it.
"""

from collections.abc import Iterable
from itertools import groupby

from quizgen.bank.bank import Bank
from quizgen.bank.items import NARRATOR, Item
from quizgen.bank.items.base import Claimed
from quizgen.base.value import frozen
from quizgen.languages.labels import ClaimWords, listed
from quizgen.text.inline import plain


@frozen
class Speaker:
    """One who claims something."""

    id: str
    """The id of a person, or `NARRATOR`."""
    name: str
    """The name as typed; of the narrator, that of the author."""
    basis: str = ""
    """What the claim rests on, a value of ``Basis``, or empty."""
    reporter: str = ""
    """The id of the person through whom the words reach us, or empty."""
    reporter_name: str = ""


@frozen
class Claim:
    """What is claimed by the same people, on the same basis."""

    speakers: tuple[Speaker, ...] = ()
    """Those to be named; empty where the author alone says it, who is named with the source."""
    inferred: bool = False
    """Whether the answer is concluded from the text, so that nobody in it claims it."""

    def line(self, words: ClaimWords) -> str:
        """Return who says so: "Josef Stalin (first-hand), as reported by Georgi Dimitrov". Empty for the author."""
        if self.inferred:
            return words.inferred
        groups = []
        for reporter, speakers in groupby(self.speakers, key=lambda speaker: speaker.reporter_name):
            names = listed([_speaker(speaker, words) for speaker in speakers], words)
            groups.append(words.reported.format(speaker=names, reporter=reporter) if reporter else names)
        return "; ".join(groups)


@frozen
class Claims:
    """The claims of a question."""

    whole: Claim = Claim()
    """What is claimed of the question as a whole; of nobody where its parts are to say whose they are, and do not."""
    parts: tuple[Claim, ...] = ()
    """The claim of each part, in the order of the key; empty where they are all as the whole."""

    def line(self, words: ClaimWords) -> str:
        """Return who says so; where the parts differ, their numbers before each claim: "1, 3: Anna Moll · 2: …"."""
        if not self.parts:
            return self.whole.line(words)
        numbers: dict[str, list[str]] = {}
        for number, part in enumerate(self.parts, start=1):
            numbers.setdefault(part.line(words), []).append(str(number))
        return " · ".join(f"{', '.join(of_line)}: {line}" for line, of_line in numbers.items() if line)

    def of_part(self, index: int) -> "Claims":
        """Return the claim of the part at *index* alone, from 0."""
        return Claims(whole=self.parts[index]) if self.parts else self

    @property
    def data(self) -> tuple[str, ...]:
        """The claims by ids alone, without any word that is printed."""
        return tuple(
            f"{number} {speaker.id} {speaker.basis} {speaker.reporter}"
            for number, claim in enumerate((self.whole, *self.parts))
            for speaker in (claim.speakers or (Speaker(id="inferred" if claim.inferred else "", name=""),))
        )


def claims_of(bank: Bank, item: Item) -> Claims:
    """Return the claims that *item* makes."""
    if item.inference:
        return Claims(whole=Claim(inferred=True))
    claimed = tuple(part if part.says else item for part in item.parts)
    if len({_key(part) for part in claimed}) > 1:
        return Claims(parts=tuple(_claim(bank, item, part, one_of_several=True) for part in claimed))
    owner = claimed[0] if claimed else item
    if leaves_parts_open(item):
        return Claims()
    return Claims(whole=_claim(bank, item, owner, one_of_several=len(owner.says) > 1))


def leaves_parts_open(item: Item) -> bool:
    """Return whether several speak in *item*, of which each part is one's, and its parts do not say whose they are."""
    return item.has_owned_parts and len(item.says) > 1 and not all(part.says for part in item.parts)


def speakers_in(item: Item) -> frozenset[str]:
    """Return the ids of all who speak in *item*: `NARRATOR`, witnesses, and those who report their words."""
    claimed: tuple[Claimed, ...] = (item, *item.parts)
    reporters = {part.reported_by for part in claimed if part.reported_by}
    return frozenset(who for part in claimed for who in part.says) | reporters


def stands_above(bank: Bank, item: Item) -> bool:
    """Return whether the line that says who claims it stands above the question.

    It does not where the answer names one of those whom the line names, or an office of theirs.
    """
    return item.attributed and not claims_of(bank, item).parts and not names_its_witness(bank, item)


def names_its_witness(bank: Bank, item: Item) -> bool:
    """Return whether the answer to *item* names one of those who claim it, by name or by an office."""
    mentioned = bank.office_index.mentioned(*map(plain, item.answers))
    return not speakers_in(item).isdisjoint(entry.id for entry in mentioned)


def _key(claimed: Claimed) -> tuple[tuple[str, ...], object, object]:
    return claimed.says, claimed.basis, claimed.reported_by


def _claim(bank: Bank, item: Item, claimed: Claimed, *, one_of_several: bool) -> Claim:
    """Return the claim of *item*, or of one of its parts.

    The author is named where he is *one_of_several*, where a basis or a reporter is told, or above the question. Where
    no text is cited there is no author.
    """
    basis = claimed.basis.value if claimed.basis else ""
    reporter = claimed.reported_by or ""
    speakers = []
    for who in claimed.says:
        if who != NARRATOR:
            name = _name(bank, who)
        elif one_of_several or basis or reporter or item.attributed:
            name = " / ".join(_authors(bank, item))
        else:
            name = ""
        if not name:
            continue
        # What is said of a witness’s basis does not hold for the author beside whom the witness is named.
        is_witness = who != NARRATOR or len(claimed.says) == 1
        speakers.append(
            Speaker(
                id=who,
                name=name,
                basis=basis if is_witness else "",
                reporter=reporter if is_witness else "",
                reporter_name=_name(bank, reporter) if reporter and is_witness else "",
            )
        )
    return Claim(speakers=tuple(speakers))


def _name(bank: Bank, who: str) -> str:
    """The name of a person; of one whom the bank lacks, which is reported elsewhere, the id."""
    return bank.people[who].name if who in bank.people else who


def _authors(bank: Bank, item: Item) -> Iterable[str]:
    """The authors who speak for themselves in the passages of *item*, each once."""
    texts = [bank.text_of(passage) for passage in bank.passages_of(item)]
    return dict.fromkeys(text.author for text in texts if not text.always) or dict.fromkeys(t.author for t in texts)


def _speaker(speaker: Speaker, words: ClaimWords) -> str:
    basis = words.basis(speaker.basis)
    return f"{speaker.name} ({basis})" if basis else speaker.name
