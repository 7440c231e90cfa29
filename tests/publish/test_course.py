"""The course, session by session: what is read, studied and printed, as the teacher's page tells it too."""

import re
from pathlib import Path

from quizgen.bank.citation import Citation
from quizgen.bank.load import load
from quizgen.passages.workspace import open_workspace
from quizgen.publish.build import BuildRequest, build
from quizgen.publish.course import Day, NewCards, Reading, Sheet, course
from quizgen.publish.paths import PAGE, for_teachers
from quizgen.text.inline import Prose
from tests.publish.updates.course import V1, Course, at

SESSIONS = {
    "early": {"title": "Grain", "read": ["start"], "study": {"tale": 4, "people": 1}, "print": ["reading"]},
    "late": {"title": "Frost & *ice*", "read": ["end", "winter"], "note": "Warm clothes."},
    "last": {"title": "The test", "study": {"diary": 2}},
}
SHEETS = {
    "reading": {"title": "Reading: <The mill>", "select": {"sections": ["start"]}},
    "spare": {"title": "More", "select": {"sections": ["end"]}},
}


def of(folder: Path, **changes: object) -> Course:
    made = Course(folder)
    made.bank |= {"sessions": SESSIONS, "worksheets": SHEETS, **changes}
    made.write()
    return made


def days(made: Course) -> tuple[Day, ...]:
    workspace = open_workspace(made.folder, None)
    return course(workspace.bank, workspace.citations)


def test_each_session_has_what_is_read_studied_and_printed(tmp_path: Path) -> None:
    early, late, last = days(of(tmp_path))
    assert early.readings == (Reading(source="The Mill", place="", title=Prose("The start")),)
    assert early.new_cards == (NewCards(deck="1 The tale", cards=4), NewCards(deck="3 People", cards=1))
    assert early.sheets == (Sheet(id="reading", title=Prose("Reading: <The mill>")),)
    assert (early.search, late.search) == ("tag:mill::session::early", "tag:mill::session::late")
    assert [reading.source for reading in late.readings] == ["The Mill", "A Diary"]
    assert late.note == "Warm clothes."
    assert (last.readings, last.search, last.note) == ((), "", "")


def test_a_section_is_cited_from_its_first_paragraph_to_its_last(tmp_path: Path) -> None:
    workspace = open_workspace(of(tmp_path).folder, None)
    places = {"T1": (3, 3), "T2": (4, 6), "T3": (7, 7), "D1": (0, 0)}
    cited = {
        name: Citation(
            passage=name,
            source="",
            first=first,
            last=last,
            opening="",
            section=Prose(""),
            label=Prose(""),
            gist=Prose(""),
        )
        for name, (first, last) in places.items()
    }
    read = [[reading.place for reading in day.readings] for day in course(workspace.bank, cited)]
    assert read == [["¶¶ 3–6"], ["¶ 7", ""], []]


def test_a_question_is_studied_when_all_its_passages_have_been_read(tmp_path: Path) -> None:
    bank, _ = load(of(tmp_path).folder)
    assert bank is not None
    sessions = {name: bank.session_of(passages) for name, passages in {"a": ["T1"], "b": ["T1", "D1"]}.items()}
    assert {name: session and session.id for name, session in sessions.items()} == {"a": "early", "b": "late"}


def test_a_question_whose_section_no_session_reads_is_studied_in_none(tmp_path: Path) -> None:
    bank, _ = load(of(tmp_path, sessions={"early": SESSIONS["early"]}).folder)
    assert bank is not None
    assert bank.session_of(["T1", "D1"]) is None


def test_a_section_that_is_read_again_counts_from_the_first_time(tmp_path: Path) -> None:
    again = {"title": "Again", "read": ["start", "end", "winter"]}
    bank, _ = load(of(tmp_path, sessions={**SESSIONS, "again": again}).folder)
    assert bank is not None
    session = bank.session_of(["T1"])
    assert session is not None
    assert session.id == "early"


def test_sessions_name_what_the_bank_has(tmp_path: Path) -> None:
    wrong = {"one": {"title": "One", "read": ["beginning"], "study": {"all": 3, "tall": 2}, "print": ["redding"]}}
    _, problems = load(of(tmp_path, sessions=wrong).folder)
    assert sorted(problem.message for problem in problems if problem.code == "B301") == [
        "there is no deck “tall”",
        "there is no section “beginning”",
        "there is no worksheet “redding”",
    ]


def test_the_teachers_page_leads_from_a_session_to_its_worksheets_and_back(tmp_path: Path) -> None:
    made = of(tmp_path)
    with at(V1):
        build(BuildRequest(bank=made.folder, formats=("html",)))
    html = (made.folder / "build" / for_teachers(PAGE)).read_text(encoding="utf-8")
    links = re.findall(r'href="#([^"]+)"', html)
    assert links.count("sheet-reading") == links.count("session-1") == 1
    assert "sheet-spare" not in links
    assert set(links) <= {*re.findall(r'id="([^"]+)"', html)}
    assert "Reading: &lt;The mill&gt;" in html
    assert "Frost &amp; <em>ice</em>" in html
    assert "Warm clothes." in html
    assert "4 new cards of “1 The tale”" in html


def test_packages_alone_bring_no_page_for_teachers(tmp_path: Path) -> None:
    made = of(tmp_path)
    with at(V1):
        build(BuildRequest(bank=made.folder, formats=("apkg",)))
    assert not (made.folder / "build" / for_teachers(PAGE)).exists()
