"""Claims: who says what an answer states, and on what basis; and the line that cards and answer keys print of it."""

from quizgen.bank.bank import Bank
from quizgen.bank.items import NARRATOR, Item
from quizgen.base.value import frozen
from quizgen.languages.labels import ClaimWords


@frozen
class Claim:
    """Who claims an answer, and how they know."""

    speakers: tuple[str, ...] = ()
    """The names of the witnesses, as typed; empty where the author of the text claims it."""
    basis: str = ""
    """What the claim rests on: "knew", "hearsay", "inference" (the values of ``Basis``), or empty."""

    def card_line(self, words: ClaimWords) -> str:
        """The line on a card: "Alexander Orlov (from hearsay)". Empty for an author who gives no basis."""
        if not self.speakers and not self.basis:
            return ""
        speakers = ", ".join(self.speakers) or words.the_author
        bases = {"knew": words.card_knew, "hearsay": words.card_hearsay, "inference": words.card_inference}
        return f"{speakers} ({bases.get(self.basis, self.basis)})" if self.basis else speakers

    def key_line(self, words: ClaimWords) -> str:
        """The line in a key: "Alexander Orlov, from hearsay". Empty for the author: a key names witnesses only."""
        speakers = ", ".join(self.speakers)
        bases = {"knew": words.key_knew, "hearsay": words.key_hearsay, "inference": words.key_inference}
        return f"{speakers}, {bases.get(self.basis, self.basis)}" if speakers and self.basis else speakers


def claim_of(bank: Bank, item: Item) -> Claim:
    """The claim that *item* makes."""
    speakers = tuple(bank.people[who].name for who in item.says if who != NARRATOR)
    return Claim(speakers=speakers, basis=item.basis.value if item.basis else "")
