"""Everything about a member is found, in every table that there is."""

from datetime import UTC, datetime, timedelta

from bot.domain.assessment import Depth
from bot.domain.curriculum import Curriculum
from bot.domain.learner import Visibility
from bot.domain.memory import Rating
from bot.domain.pictures import Look
from bot.domain.questions import UNKNOWN
from bot.services import privacy
from bot.services.assess import open_assessment
from bot.services.badges import new_badges
from bot.services.buddies import seek_buddy
from bot.services.cards import add_card
from bot.services.claims import take_claims
from bot.services.cohorts import join_cohort
from bot.services.decks import choose_deck, set_new_per_day, suspend
from bot.services.done import mark_done
from bot.services.flashcards import review
from bot.services.grading import submit
from bot.services.guild_settings import set_setting
from bot.services.leaderboard import join_board, set_comparing
from bot.services.nudges import begin_teach_back, vote
from bot.services.pictures import set_look
from bot.services.quiz import open_quiz
from bot.services.remind import claim_due, confirm
from bot.services.reminding import turn_on
from bot.services.reports import report
from bot.services.self_assess import rate
from bot.services.settings import set_visibility
from bot.services.sitting import Standing, answer
from bot.services.start import Answers, start
from bot.services.stuck import describe
from bot.services.study_rooms import take_seat
from bot.services.thanks import Message, thank
from bot.services.time_off import take_time_off
from bot.services.weekly_goal import set_weekly_goal
from bot.store.database import Database
from bot.store.privacy import member_tables
from tests.assessments import pool, with_assessments
from tests.quizzes import right_answer

NOW = datetime(2026, 5, 14, tzinfo=UTC)
ANN, BOB, GUILD = 314159265358979323, 271828182845904523, 161803398874989484
OTHER = 141421356237309504  # somebody whose explanation the others vote on


async def live(db: Database, curriculum: Curriculum, user: int) -> None:
    """Do everything that leaves a trace."""
    await start(db, curriculum, user, GUILD, Answers("0", "track.data-engineer", 20, "Europe/Berlin", 3), NOW)
    await mark_done(db, curriculum, user, GUILD, "path.python-fundamentals#exit", NOW, "I built a tool for birds")
    await set_visibility(db, user, GUILD, Visibility.VISIBLE, NOW)
    await submit(db, curriculum, user, GUILD, next(iter(curriculum.challenges)), "print('mine')", NOW)
    card = next(iter(curriculum.cards))
    await review(db, curriculum, user, GUILD, card, Rating.GOOD, 0, 4.2, NOW)
    about = next(card.id for card in curriculum.cards.values() if card.concept)
    await review(db, curriculum, user, GUILD, about, Rating.GOOD, 0, 4.2, NOW)
    await choose_deck(db, curriculum, user, next(iter(curriculum.decks)), True, NOW)
    await set_new_per_day(db, user, 5, NOW)
    await add_card(db, user, "Who taught me to sail?", "Grandmother", "", NOW)
    await suspend(db, curriculum, user, card, True, NOW)
    await report(db, curriculum, user, card, "The answer is wrong", NOW)
    quiz = await open_quiz(db, curriculum, user, GUILD, None, NOW)
    assert quiz.asked is not None
    given = right_answer(quiz.asked.question)
    await answer(db, curriculum, user, quiz.sitting.sitting_id, quiz.asked.place, given, NOW)
    await take_time_off(db, user, "2026-08-01", "2026-08-14", NOW)
    await rate(db, curriculum, user, 0, {"statements.python#run-a-program": 2}, NOW)
    await take_claims(db, curriculum, user, b"## Level 0\n- [x] 01 \xe2\x80\x94 Hello", NOW)
    asked = await open_assessment(db, with_assessments(curriculum, pool()), user, GUILD, Depth.QUICK, NOW)
    assert isinstance(asked, Standing)
    await answer(db, with_assessments(curriculum, pool()), user, asked.sitting.sitting_id, 0, UNKNOWN, NOW)
    for value in ("off", "on"):
        await set_setting(db, GUILD, user, "boards", value, NOW)
    await new_badges(db, curriculum, user, GUILD, NOW)
    await describe(db, curriculum, user, GUILD, {"want": "count birds", "error": "KeyError: 'tern'"}, NOW)
    await thank(db, user, Message(GUILD, 7, 8, BOB if user == ANN else ANN), NOW)
    await turn_on(db, user, GUILD, NOW)
    await set_weekly_goal(db, curriculum, user, 4, NOW)
    await set_comparing(db, user, False, NOW)
    await set_comparing(db, user, True, NOW)
    await join_board(db, curriculum, user, GUILD, NOW)
    await set_setting(db, GUILD, None, "study-channel", "7", NOW)
    await take_seat(db, curriculum, user, GUILD, next(iter(curriculum.projects)), NOW)
    await set_setting(db, GUILD, None, "cohorts", "on", NOW)
    await join_cohort(db, curriculum, user, GUILD, NOW)
    await seek_buddy(db, curriculum, user, GUILD, NOW)
    await seek_buddy(db, curriculum, await another(db, curriculum, user), GUILD, NOW)
    await set_look(db, user, Look.LIGHT, NOW)
    place = (GUILD, "2", "2026-05-14", "nudge.list-or-dict")
    mine = await begin_teach_back(db, curriculum, user, *place, NOW)
    theirs = await begin_teach_back(db, curriculum, OTHER, *place, NOW)
    assert mine != theirs
    await vote(db, user, GUILD, theirs.number, NOW, clear=True)
    for claim in (await claim_due(db, NOW + timedelta(hours=17))).claims:
        await confirm(db, claim, 1, 2, farewell=False)


async def another(db: Database, curriculum: Curriculum, user: int) -> int:
    """Somebody who looks for a buddy at the same time."""
    other = user // 2
    await join_cohort(db, curriculum, other, GUILD, NOW)
    return other


async def every_value(db: Database) -> dict[str, list[str]]:
    """Every value of every row of every table, as text."""

    def look(connection):  # type: ignore[no-untyped-def]
        tables = [row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: [str(v) for row in connection.execute(f"SELECT * FROM {table}") for v in row] for table in tables
        }

    values: dict[str, list[str]] = await db.read(look)
    return values


async def test_every_table_about_members_is_filled_by_this_test(db: Database, curriculum: Curriculum) -> None:
    await live(db, curriculum, ANN)
    values = await every_value(db)
    for table in await db.read(member_tables):
        assert str(ANN) in values[table], f"let `live` fill {table}, so that its deletion is proved"


async def test_after_deletion_no_row_of_any_table_names_the_member(db: Database, curriculum: Curriculum) -> None:
    await live(db, curriculum, ANN)
    await live(db, curriculum, BOB)
    await privacy.delete(db, ANN)
    values = await every_value(db)
    assert not [table for table, cells in values.items() if any(str(ANN) in cell for cell in cells)]
    assert str(BOB) in values["event"]


async def test_every_table_that_names_a_user_does_so_in_user_id(db: Database) -> None:
    def columns(connection):  # type: ignore[no-untyped-def]
        sql = """SELECT master.name || '.' || info.name AS place FROM sqlite_master AS master,
                 pragma_table_info(master.name) AS info WHERE master.type = 'table'"""
        return [row["place"] for row in connection.execute(sql)]

    places: list[str] = await db.read(columns)
    assert not [p for p in places if any(word in p for word in ("member_id", "author", "owner", "learner_id"))]


async def test_the_export_holds_everything_in_every_table(db: Database, curriculum: Curriculum) -> None:
    await live(db, curriculum, ANN)
    await live(db, curriculum, BOB)
    text = (await privacy.export(db, ANN, NOW)).decode()
    for expected in ("Europe/Berlin", "track.data-engineer", "I built a tool for birds", "visible"):
        assert expected in text
    assert str(BOB) not in text
    assert f'"guild_id": "{GUILD}"' in text


async def test_deleted_words_are_not_left_in_the_file(tmp_path, curriculum: Curriculum) -> None:  # type: ignore[no-untyped-def]
    db = await Database.open(tmp_path / "bot.db")
    await live(db, curriculum, ANN)
    await privacy.delete(db, ANN)
    await privacy.forget_traces(db)
    for file in tmp_path.iterdir():
        assert b"tool for birds" not in file.read_bytes(), file
    await db.close()
