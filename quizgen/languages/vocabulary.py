"""The English words that some rules go by: little words, numbers, offices, charges, and what hedges a charge."""

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of *text*."""
    return frozenset(text.split())


MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
STOP_WORDS: Final = words(
    """
    a an the and or but nor of in on at to for from by with as is are was were be been being has have had do does did
    it its he she they his her their him them this that these those who whom which what when where why how there then
    than so not no will would can could shall should might must also
    """
)
"""Words that carry no fact."""
NUMBERS: Final = words(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million third fourth fifth sixth
    seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth
    nineteenth twentieth thirtieth thirds quarters fifths halves
    """
)
"""Words in which a number is spelt out; “one”, “first” and “second” mostly count nothing."""
OFFICES: Final = words(
    """
    agent ambassador captain chairman chairmen chief chiefs commander commissar commissars committee committees congress
    council delegate delegates department deputies deputy director directors editor editors executive first general
    government head heads leader leaders leadership marshal mayor member members minister ministers officer officers
    official officials party parties people premier president prime professor prosecutor representative second
    secretariat secretaries secretary
    """
)
"""What stands in formulas such as “deputy mayor of the Lower Town”, which have one wording only."""
TITLES: Final = words(
    """
    captain colonel comrade doctor general king lady lord madame marshal minister miss mrs president professor queen
    """
)
"""What stands before a name and is no part of it."""
ACCUSED_AS: Final = words(
    """
    spy spies agent agents traitor traitors saboteur saboteurs wrecker wreckers terrorist terrorists provocateur
    provocateurs conspirator conspirators criminal criminals arsonist arsonists trotskyist trotskyists trotskyite
    trotskyites counterrevolutionary counterrevolutionaries revolutionary revolutionaries enemy enemies
    """
)
"""What courts and police call people; some count in certain company only."""
ACCUSED_OF: Final = words("arson conspiracy espionage sabotage spying terrorism treason trotskyism wrecking")
"""What courts and police accuse people of."""
REPORTED: Final = words(
    """
    accus alleg believ charg claim confess consider declar denounc deni describ expos fabricat imagin incriminat indict
    invent portray pretend purport regard remember report revil slander stamp suppos suspect suspicio testimon unmask
    """
)
"""Beginnings of words that report a charge instead of stating it."""
HEDGES: Final = words(
    """
    abused according branded branding call called calling calls count counted counts evidence false falsely held if
    label labelled labels listed named neither never no nobody nor not passed presented pretext proof prove proved
    proves recalled recalls said say says seen so-called taken target targeted tell telling tells think thinks thought
    told treat treated trumped verdict whether would write writes wrote
    """
)
"""Words that do so too."""
