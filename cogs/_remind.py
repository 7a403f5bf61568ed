"""The words of reminders: the message of the day, and the choices of /remind."""

from collections.abc import Collection, Mapping
from datetime import datetime

from bot.domain.personal_nudges import PersonalNudge
from bot.domain.reminder import EVERY_DAY, Topic
from bot.i18n import _, ngettext
from bot.services.mentions import Mention
from bot.services.remind import CLOSED
from bot.services.reminder import Cards, OpenDaily, Reminder, SmallPlan
from bot.services.reminding import View
from cogs._weekly_report import week_text
from cogs.ui.words import hour

MORNING_ENDS, EVENING_BEGINS, NIGHT_ENDS = 12, 17, 4  # hours of the clock


def message_text(reminder: Reminder) -> str:
    """The message of the day."""
    lines = [greeting(reminder.hour)]
    if reminder.farewell:
        lines += [_farewell()]
    elif reminder.nudge:
        lines += [nudge_text(reminder.nudge), *_rhythm(reminder), *_way_back(reminder)]
    elif reminder.small:
        lines += [*_rhythm(reminder), _small_text(reminder.small)]
    else:
        lines += [*_cards(reminder.cards), *_daily(reminder.daily), *_rhythm(reminder)]
    if reminder.report and not reminder.farewell:
        lines.append(week_text(reminder.report))
    if reminder.late:
        lines.append(_("-# A little late today."))
    return "\n".join(lines)


def greeting(value: int) -> str:
    """A greeting for an hour of the clock."""
    if NIGHT_ENDS <= value < MORNING_ENDS:
        return _("Good morning.")
    return _("Hello.") if MORNING_ENDS <= value < EVENING_BEGINS else _("Good evening.")


def topic_name(topic: Topic) -> str:
    """What may be mentioned, in words."""
    return {
        Topic.CARDS: _("cards that are due"),
        Topic.DAILY: _("the daily challenge"),
        Topic.STREAK: _("your days in a row"),
        Topic.REPORT: _("the weekly report"),
        Topic.NUDGES: _("a small nudge after a pause"),
    }[topic]


def nudge_text(nudge: PersonalNudge) -> str:
    """A nudge for one member; warm, and never a reproach."""
    return {
        PersonalNudge.FIRST_TASK: _("Shall we begin? The first task is a small one, and it works right here."),
        PersonalNudge.FEW_DAYS: _("It has been a few days. Everything is where you left it."),
        PersonalNudge.A_WEEK: _("A week away is fine: what you knew comes back faster than it came the first time."),
        PersonalNudge.RECOVERY: _("Two weeks or more without a new topic or challenge: here is a small way back in."),
        PersonalNudge.PLAN_AGAIN: _(
            "The last two weeks were full of other things, so your weekly goal is one day less from now on. "
            "You can choose another one with /remind."
        ),
    }[nudge]


def weekday_names() -> list[str]:
    """The days of the week, Monday first."""
    return [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]


def choices_text(view: View, now: datetime) -> str:
    """What a member chose, in words."""
    reminding = view.reminding
    lines = [_("**On.** One message a day at most.") if reminding.on else _("**Off.** I send nothing by myself.")]
    quiet = reminding.quiet
    zone = view.learner.zone or "UTC"
    if quiet.begin == quiet.end:
        at = _("**When:** {days}, at {hour} ({zone}), no quiet hours")
    else:
        at = _("**When:** {days}, at {hour} ({zone}), quiet from {begin} to {end}")
    clock = {"hour": hour(reminding.hour), "begin": hour(quiet.begin), "end": hour(quiet.end)}
    lines.append(at.format(days=_days_text(reminding.weekdays), zone=zone, **clock))
    if view.learner.zone is None:
        lines.append(_("-# Your day follows UTC until you choose your time zone with /settings."))
    if view.problem:
        lines.append(problem_text(view.problem))
    elif view.next_at and view.next_at > now:
        moment = int(view.next_at.timestamp())
        lines.append(_("**Next:** <t:{moment}:F>, if there is something to say then").format(moment=moment))
    return "\n".join(lines)


def mention_text(taken: Mapping[Mention, bool]) -> str:
    """By which posts of a server a member is mentioned, besides: a role of the server, and no message of mine."""
    names = {Mention.DAILY: _("the daily challenge"), Mention.NUDGES: _("nudges")}
    state = {True: _("☑ {post}: you are mentioned"), False: _("☐ {post}: you are not mentioned")}
    lines = [state[on].format(post=names[mention]) for mention, on in taken.items()]
    return "\n".join([_("**In this server's posts**"), *lines])


def problem_text(problem: str) -> str:
    """Why nothing can be sent, and what to do."""
    if problem == CLOSED:
        return _(
            "I couldn't send you your reminder: Discord doesn't let me write to you. Open the server's menu, then "
            "*Privacy Settings*, and allow direct messages; or install me for yourself. Then press *Try again*."
        )
    return _(
        "I couldn't remind you in the server's channel: it is gone, or no longer offered. Choose another place with "
        "/remind, or press *Try again* when it is back."
    )


def _days_text(weekdays: Collection[int]) -> str:
    if set(weekdays) == EVERY_DAY:
        return _("every day")
    return ", ".join(name for number, name in enumerate(weekday_names()) if number in weekdays)


def _cards(cards: Cards | None) -> list[str]:
    if cards is None:
        return []
    time = ngettext("about {count} minute", "about {count} minutes", cards.minutes).format(count=cards.minutes)
    if cards.waiting:
        text = ngettext(
            "{waiting} cards are waiting; the one that is easiest to save comes first ({time}). The rest can wait.",
            "{waiting} cards are waiting; the {count} that are easiest to save come first ({time}). The rest can wait.",
            cards.ready,
        )
    else:
        text = ngettext("{count} card is ready ({time}).", "{count} cards are ready ({time}).", cards.ready)
    return [text.format(waiting=cards.waiting, count=cards.ready, time=time)]


def _daily(daily: OpenDaily | None) -> list[str]:
    if daily is None:
        return []
    text = _("Today's challenge, *{title}*, is open until <t:{until}:t>.")
    return [text.format(title=daily.challenge.title, until=int(daily.until.timestamp()))]


def _rhythm(reminder: Reminder) -> list[str]:
    if reminder.rhythm is None:
        waited = _("Your days in a row waited while you were off, and today can be one more.")
        return [waited] if reminder.at_risk and not reminder.small else []
    if reminder.at_risk and not reminder.small:
        text = _("You practised on {days} of the last 7 days, and today can be one more.")
    else:
        text = _("You practised on {days} of the last 7 days.")
    return [text.format(days=reminder.rhythm)]


def _small_text(small: SmallPlan) -> str:
    if small.cards and small.exercise:
        text = ngettext(
            "Five minutes are enough today: {count} card, and one exercise of two lines.",
            "Five minutes are enough today: {count} cards, and one exercise of two lines.",
            small.cards,
        )
        return text.format(count=small.cards)
    if small.cards:
        text = ngettext("{count} card is enough today.", "{count} cards are enough today.", small.cards)
        return text.format(count=small.cards)
    return _("Five minutes are enough today: one exercise of two lines.")


def _way_back(reminder: Reminder) -> list[str]:
    """What to begin with after a nudge, and the level below for whoever would like that."""
    small = reminder.small
    if small is None:
        return []
    lines = []
    if small.exercise:
        exercise = ngettext(
            "An exercise of two lines takes about {count} minute.",
            "An exercise of two lines takes about {count} minutes.",
            small.exercise.minutes,
        )
        lines.append(exercise.format(count=small.exercise.minutes))
    if small.cards:
        cards = ngettext("{count} card is ready too.", "{count} cards are ready too.", small.cards)
        lines.append(cards.format(count=small.cards))
    if small.level:
        lower = _("If you would like it easier for a while, there is level {level}; you can go up again at any time.")
        lines.append(lower.format(level=small.level))
    return lines


def _farewell() -> str:
    return _(
        "For two weeks my reminders have found you busy with other things, and that is fine. So this is the last one.\n"
        "Everything that you have done is kept. Whenever you like, one button brings the reminders back."
    )
