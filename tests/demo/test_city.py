"""The demonstration city hangs together, and its Chinese is written as an office in Taiwan writes it."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from app.demo.city import phrases, tracking
from app.demo.city.agencies import AGENCIES, DEPARTMENT, GROUPS, AgencyRow
from app.demo.city.cases import CaseRow
from app.demo.city.generated import MOST_AGENCIES, more_agencies, more_proposals
from app.demo.city.meetings import COMING_MEETING, FOLLOW_UP_MEETING, PAST_MEETINGS, MeetingRow
from app.demo.city.old_cases import HEADINGS as OLD_HEADINGS
from app.demo.city.old_cases import ROWS as OLD_ROWS
from app.demo.city.people import PEOPLE
from app.demo.city.proposal_rows import ProposalRow
from app.demo.city.proposals import PROPOSALS
from app.domain.meetings.resolution import (
    KIND_OF_SECTION,
    Disposition,
    ResolutionKind,
    Section,
    TrackingChoice,
    recognise_disposition,
)
from app.domain.people.actor import Role
from app.domain.proposals.proposal_flow import ProposalState
from tests.house_text import faults

TODAY = date(2026, 11, 21)
CODES = {row.code for row in AGENCIES}
BY_SHORT = {row.short: row for row in AGENCIES}
PERSONS = {person.login: person for person in PEOPLE}
GENERATED = tuple(more_proposals(600, 3))
CASES = [(meeting, case) for meeting in PAST_MEETINGS for case in meeting.cases]
KINDS = {"一級", "二級", "區公所", "學校", "事業機構"}
MODES = {"政風機構", "政風員", "兼任", "兼辦", "由上級辦理"}
ROC_DATE = re.compile(r"(1\d\d)年(\d{1,2})月(\d{1,2})日")
MARKER = re.compile(r"(?:([一二三四五六七八九十])、|（([一二三四五六七八九十])）)")
NUMERALS = "一二三四五六七八九十"
# 法律統一用字 and words of the mainland, beside those that every page is looked at for.
NOT_WRITTEN_SO = (
    "身份",
    "部份",
    "佔",
    "計劃",
    "台",
    "公佈",
    "質量",
    "數據",
    "視頻",
    "通過率",
    "水平",
    "反饋",
    "渠道",
    "裡",
)


def fields_of(case: CaseRow | ProposalRow) -> tuple[str, ...]:
    return case.subject, case.explanation, case.proposal


def proposal_texts(row: ProposalRow) -> Iterator[str]:
    yield from fields_of(row)
    yield from (row.suggested_resolution, row.reason)
    yield from (comment.text for comment in row.comments)
    for earlier in row.earlier:
        yield from (earlier.subject, earlier.explanation, earlier.proposal)
    if row.confidential:
        yield from (row.confidential.code_name, row.confidential.classified_by)
        yield from (row.confidential.declassify_when, row.confidential.kept_at)


def meeting_texts(meeting: MeetingRow) -> Iterator[str]:
    yield from (meeting.title, meeting.label, meeting.place, meeting.chair_title)
    yield from (resolution.text for resolution in meeting.closing)
    for case in meeting.cases:
        yield from fields_of(case)
        yield case.suggested_resolution
        yield from (resolution.text for resolution in case.resolutions)


def all_texts() -> Iterator[str]:
    for agency in (*AGENCIES, *more_agencies(MOST_AGENCIES)):
        yield from (agency.name, agency.short)
    for person in PEOPLE:
        yield from (person.name, person.title, person.unit)
    yield from tracking_texts()
    for cells in OLD_ROWS:
        yield from filter(None, cells)
    for meeting in (*PAST_MEETINGS, FOLLOW_UP_MEETING, COMING_MEETING):
        yield from meeting_texts(meeting)
    for row in (*PROPOSALS, *GENERATED):
        yield from proposal_texts(row)
    lists = (
        phrases.RETURN_REASONS,
        phrases.WITHDRAWAL_REASONS,
        phrases.UNSCHEDULE_REASONS,
        phrases.RESOLUTIONS,
    )
    for phrase_list in (*lists, phrases.REVIEW_COMMENTS):
        yield from phrase_list


def tracking_texts() -> Iterator[str]:
    lists = (tracking.UNDER_WAY_TEXTS, tracking.DONE_TEXTS, tracking.NONE_TEXTS, *tracking.OWN_TEXTS.values())
    for texts in lists:
        yield from texts
    yield tracking.SENT_BACK
    for act in tracking.STORY:
        if isinstance(act, tracking.AskTime | tracking.AskOther):
            yield act.text
        if isinstance(act, tracking.Pause):
            yield act.reason


def dates_in(text: str) -> list[date]:
    return [date(int(year) + 1911, int(month), int(day)) for year, month, day in ROC_DATE.findall(text)]


# --- agencies -----------------------------------------------------------------------------------------------


def test_the_city_has_the_promised_number_of_bodies() -> None:
    assert Counter(row.kind for row in AGENCIES) == {"一級": 30, "區公所": 12, "二級": 6, "學校": 40}


@pytest.mark.parametrize("field", ["code", "name", "short", "order"])
def test_no_two_bodies_share_what_names_them(field: str) -> None:
    values = [getattr(row, field) for row in (*AGENCIES, *more_agencies(MOST_AGENCIES))]
    assert [value for value, times in Counter(values).items() if times > 1] == []


def test_every_reference_of_a_body_leads_to_a_body_of_the_city() -> None:
    for row in (*AGENCIES, *more_agencies(200)):
        assert {row.parent, row.supervised_by, row.receives_declarations} <= CODES | {""}, row
        assert row.parent != row.code
        assert row.receives_declarations, row
        assert row.supervised_by or row.code == DEPARTMENT, row
        assert (row.kind, row.ethics_mode) in {(kind, mode) for kind in KINDS for mode in MODES}, row


def test_second_level_bodies_and_schools_stand_under_another_body() -> None:
    assert all(bool(row.parent) == (row.kind in {"二級", "學校"}) for row in AGENCIES)


def test_a_body_without_its_own_ethics_unit_sends_declarations_up() -> None:
    receivers = {row.receives_declarations for row in AGENCIES}
    assert {row.ethics_mode for row in AGENCIES if row.code in receivers} == {"政風機構"}


def test_no_school_has_an_ethics_unit() -> None:
    modes = Counter(row.ethics_mode for row in AGENCIES if row.kind == "學校")
    assert set(modes) == {"兼辦", "由上級辦理"}


def test_each_group_has_the_bodies_its_name_says() -> None:
    members = {group: {row.code for row in AGENCIES if group in row.groups} for group in GROUPS}
    assert {group: len(codes) for group, codes in members.items()} == {
        "各機關": 42, "一級機關": 30, "區公所": 12, "二級機關": 6, "全部學校": 40,
    }  # fmt: skip
    assert {group for row in AGENCIES for group in row.groups} == set(GROUPS)


# --- people -------------------------------------------------------------------------------------------------


def test_logins_are_unique_and_mail_reaches_nobody() -> None:
    assert len(PERSONS) == len(PEOPLE)
    assert all(person.email.endswith("@demo.example") for person in PEOPLE)


def test_every_grant_names_a_role_and_a_body_that_exist() -> None:
    for person in PEOPLE:
        assert person.roles, person
        assert person.agency in CODES | {""}, person
        for grant in person.roles:
            assert Role(grant.role), person
            assert grant.agency in CODES, person
            assert grant.valid_to is None or grant.valid_to > grant.valid_from, person


def test_every_role_is_held_by_somebody() -> None:
    assert {grant.role for person in PEOPLE for grant in person.roles} == {role.value for role in Role}


@pytest.mark.parametrize("role", ["contact", "supervisor"])
def test_every_first_level_body_and_district_has_one_who_answers(role: str) -> None:
    held = {grant.agency for person in PEOPLE for grant in person.roles if grant.role == role}
    assert {row.code for row in AGENCIES if "各機關" in row.groups} <= held


def test_the_department_can_pass_what_it_writes_with_four_eyes() -> None:
    roles = Counter(
        grant.role
        for person in PEOPLE
        for grant in person.roles
        if grant.agency == DEPARTMENT and person.agency
    )
    assert roles["officer"] == 3
    assert roles["head"] == 2


# --- meetings -----------------------------------------------------------------------------------------------


def test_meetings_run_from_113_to_now_on_working_afternoons_and_mornings() -> None:
    meetings = (*PAST_MEETINGS, COMING_MEETING)
    assert [meeting.year for meeting in PAST_MEETINGS] == [113, 114, 115]
    assert all(before.held_on < after.held_on for before, after in pairwise(meetings))
    assert all(meeting.held_on < TODAY for meeting in PAST_MEETINGS)
    assert COMING_MEETING.held_on > TODAY
    for meeting in meetings:
        assert meeting.year == meeting.held_on.year - 1911
        assert meeting.held_on.weekday() < 5
        assert 8 <= meeting.starts.hour < meeting.ends.hour <= 18
        number = meeting.label.removeprefix(f"{meeting.year}年第").removesuffix("次")
        assert meeting.slug == f"{meeting.year}-{number}"
        assert meeting.title == f"示範市政府{meeting.label}廉政會報"


def test_the_story_of_its_resolutions_goes_on_day_by_day() -> None:
    days = [act.on for act in tracking.STORY]
    assert days == sorted(days)
    assert days[-1] < TODAY < COMING_MEETING.held_on
    assert [act.on for act in tracking.STORY if isinstance(act, tracking.Split)] == [
        meeting.sent_on for meeting in PAST_MEETINGS
    ]
    (followed,) = (act for act in tracking.STORY if isinstance(act, tracking.FollowUpMeeting))
    assert followed.on == FOLLOW_UP_MEETING.held_on


def test_the_label_of_the_known_real_table_is_left_free() -> None:
    assert "114-1" not in {meeting.slug for meeting in (*PAST_MEETINGS, COMING_MEETING)}


def test_cases_are_numbered_through_and_reports_by_themselves() -> None:
    for meeting in PAST_MEETINGS:
        reports = [case.number for case in meeting.cases if case.section == "reports"]
        others = [case.number for case in meeting.cases if case.section != "reports"]
        assert reports == [str(number) for number in range(1, len(reports) + 1)]
        assert others == [str(number) for number in range(1, len(others) + 1)]
        assert 3 <= len(others) <= 5


@pytest.mark.parametrize(
    ("meeting", "case"), CASES, ids=[f"{m.slug}-{c.section}-{c.number}" for m, c in CASES]
)
def test_each_resolution_says_what_its_identifiers_say(meeting: MeetingRow, case: CaseRow) -> None:
    assert case.unit in BY_SHORT
    assert case.resolutions
    for resolution in case.resolutions:
        assert resolution.kind == KIND_OF_SECTION[Section(case.section)]
        assert recognise_disposition(resolution.text) is Disposition(resolution.disposition)
        assert TrackingChoice(resolution.tracking_choice)


def test_the_chair_closes_with_rulings() -> None:
    rulings = [ruling for meeting in PAST_MEETINGS for ruling in meeting.closing]
    assert all(meeting.closing for meeting in PAST_MEETINGS)
    assert {ruling.kind for ruling in rulings} == {ResolutionKind.RULING}


def test_a_deferred_case_comes_back_at_the_next_meeting() -> None:
    deferred = {
        f"{meeting.slug}-{case.number}"
        for meeting, case in CASES
        for resolution in case.resolutions
        if resolution.disposition == "deferred"
    }
    assert deferred == {case.continues for _, case in CASES if case.continues}


def test_the_meetings_show_most_outcomes() -> None:
    seen = {resolution.disposition for _, case in CASES for resolution in case.resolutions}
    assert seen == {disposition.value for disposition in Disposition} - {"rejected"}


def test_what_a_meeting_asks_for_is_due_after_it() -> None:
    for meeting, case in CASES:
        asked = "\n".join((case.proposal, *(resolution.text for resolution in case.resolutions)))
        assert all(due > meeting.held_on for due in dates_in(asked)), (meeting.slug, case.number)


def test_old_cases_are_of_a_year_before_the_meetings_of_the_city_and_one_goes_on() -> None:
    rows = [dict(zip(OLD_HEADINGS, row, strict=True)) for row in OLD_ROWS]
    assert [row["列管情形"] for row in rows].count("列管中") == 1
    for row in rows:
        assert int(row["會次"].partition("年")[0]) < PAST_MEETINGS[0].year
        assert all(
            name in BY_SHORT
            for column in ("主辦單位", "協辦單位")
            for name in row[column].split("、")
            if name
        )
        assert (row["列管情形"] == "列管中") == (not row["解除日期"])


# --- proposals ----------------------------------------------------------------------------------------------


def test_every_state_of_a_proposal_is_there() -> None:
    assert Counter(row.state for row in PROPOSALS) == {
        "draft": 3, "in_review": 3, "returned": 1, "approved": 3, "scheduled": 3, "withdrawn": 1,
    }  # fmt: skip
    decided = {"decided"} if CASES else set()
    assert {row.state for row in PROPOSALS} | decided == {state.value for state in ProposalState}


@pytest.mark.parametrize("row", [*PROPOSALS, *GENERATED[:40]], ids=lambda row: row.key)
def test_the_days_of_a_proposal_follow_its_life(row: ProposalRow) -> None:
    assert (row.submitted_days_ago is None) == (row.state == "draft")
    assert (row.approval is not None) == (row.state in {"approved", "scheduled"})
    assert bool(row.reason) == bool(row.decided_by) == (row.state in {"returned", "withdrawn"})
    assert (row.agenda_order is not None) == (row.state == "scheduled")
    decided = row.approval.days_ago if row.approval else row.decided_days_ago
    course = [day for day in (row.days_ago, row.submitted_days_ago, decided) if day is not None]
    assert course == sorted(course, reverse=True)
    assert course[-1] > 0


@pytest.mark.parametrize("row", [*PROPOSALS, *GENERATED[:40]], ids=lambda row: row.key)
def test_a_proposal_is_written_by_one_who_may_and_passed_by_another(row: ProposalRow) -> None:
    agency: AgencyRow = BY_SHORT[row.unit]
    grants = {(grant.role, grant.agency) for grant in PERSONS[row.drafter].roles}
    assert grants & {("officer", DEPARTMENT), ("contact", agency.code)}
    if row.approval:
        assert ("head", DEPARTMENT) in {(g.role, g.agency) for g in PERSONS[row.approval.author].roles}
        assert row.approval.author != row.drafter


def test_review_comments_hang_on_paragraphs_that_exist() -> None:
    comments = [(row, comment) for row in PROPOSALS for comment in row.comments]
    assert comments
    for row, comment in comments:
        assert 1 <= comment.paragraph <= len(getattr(row, comment.field).split("\n")), (row.key, comment)
        assert comment.author in PERSONS
        assert comment.author != row.drafter
        assert row.submitted_days_ago is not None
        assert comment.days_ago <= row.submitted_days_ago


def test_an_earlier_wording_differs_and_is_not_older_than_the_proposal() -> None:
    earlier = [(row, text) for row in PROPOSALS for text in row.earlier]
    assert len(earlier) >= 3
    for row, text in earlier:
        assert fields_of(row) != (text.subject, text.explanation, text.proposal)
        assert text.days_ago <= row.days_ago
        assert text.author in PERSONS


def test_a_confidential_case_is_a_stub_without_text() -> None:
    stubs = [row for row in PROPOSALS if row.confidential]
    assert len(stubs) == 1
    assert not any(fields_of(stubs[0]))
    assert not (stubs[0].comments)
    assert not (stubs[0].earlier)
    assert not (stubs[0].suggested_resolution)


def test_the_city_shows_what_the_pages_need_to_be_seen_with() -> None:
    assert sum(1 for row in PROPOSALS if row.ai_disclosure) == 1
    assert sum(1 for row in PROPOSALS if row.suggested_resolution) >= 5
    assert any("財產申報" in row.subject for row in PROPOSALS)
    assert any("財產申報" in case.subject for _, case in CASES)
    assert any(row.drafter.endswith("-contact") for row in PROPOSALS)
    assert sorted(row.agenda_order for row in PROPOSALS if row.agenda_order) == [1, 2, 3]


# --- generated ----------------------------------------------------------------------------------------------


def test_the_generator_gives_the_same_again_and_no_more_than_asked() -> None:
    assert list(more_proposals(50, 9)) == list(more_proposals(50, 9))
    assert list(more_agencies(300)) == list(more_agencies(300))
    assert len(list(more_agencies(300))) == 300
    assert list(more_proposals(5, 0)) != list(more_proposals(5, 1))
    assert not CODES & {row.code for row in more_agencies(MOST_AGENCIES)}


@pytest.mark.parametrize("count", [-1, MOST_AGENCIES + 1])
def test_more_agencies_than_names_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="count must be between"):
        more_agencies(count)


def test_generated_proposals_repeat_no_subject_before_all_were_used() -> None:
    assert len({row.subject for row in GENERATED[:560]}) == 560
    assert len({row.key for row in GENERATED}) == len(GENERATED)


def test_generated_proposals_set_days_after_they_were_written() -> None:
    for row in GENERATED:
        written = TODAY.toordinal() - row.days_ago
        assert all(due.toordinal() > written for due in dates_in(row.proposal)), row


# --- language -----------------------------------------------------------------------------------------------


def test_every_text_is_written_as_in_taiwan() -> None:
    found = [fault for text in set(all_texts()) for fault in faults(text)]
    found += [f"{word}: {text[:40]}" for text in set(all_texts()) for word in NOT_WRITTEN_SO if word in text]
    assert found == []


def test_no_text_has_stray_white_space_or_half_width_brackets() -> None:
    for text in set(all_texts()):
        assert text == text.strip()
        assert not re.search(r"[ \t\u3000()]|\n\n", text), text


def test_long_texts_end_as_sentences_and_stay_within_bounds() -> None:
    written: list[tuple[CaseRow | ProposalRow, tuple[str, ...]]] = [
        (case, fields_of(case)) for _, case in CASES
    ]
    written += [(row, fields_of(row)) for row in (*PROPOSALS, *GENERATED) if not row.confidential]
    for case, (subject, explanation, proposal) in written:
        assert 10 <= len(subject) <= 80, subject
        assert 100 <= len(explanation) <= 600, (len(explanation), subject)
        assert len(proposal) <= 400, subject
        assert bool(proposal) == (getattr(case, "section", "") != "reports"), subject
        assert all(
            line.endswith(("。", "："))
            for field in (explanation, proposal)
            for line in field.split("\n")
            if line
        )


def test_paragraphs_are_numbered_through_level_by_level() -> None:
    texts = {text for text in all_texts() if "\n" in text}
    for text in texts:
        expected = {1: 0, 2: 0}
        for line in text.split("\n"):
            if not (found := MARKER.match(line)):
                continue
            level, numeral = (1, found[1]) if found[1] else (2, found[2])
            assert numeral == NUMERALS[expected[level]], line
            expected[level] += 1
            if level == 1:
                expected[2] = 0
            else:
                assert expected[1], line


def test_lead_ins_stand_between_stars_and_end_with_a_colon() -> None:
    led = [line for text in all_texts() for line in text.split("\n") if "*" in line]
    assert len(led) >= 10
    assert all(re.fullmatch(r"[一二三四五六七八九十]、\*\*[^*]+：\*\*[^*]+", line) for line in led)


def test_every_date_in_a_text_is_a_day_of_the_calendar() -> None:
    days = [day for text in set(all_texts()) for day in dates_in(text)]
    assert all(date(2023, 1, 1) < day < date(2028, 1, 1) for day in days)
