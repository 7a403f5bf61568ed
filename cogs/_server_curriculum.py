"""Where the curriculum gives the members of a server trouble, in words."""

from bot.i18n import _, ngettext
from bot.services.server_curriculum import PEOPLE, Insights, Trouble
from cogs.ui.layout import Screen
from cogs.ui.words import plain


def insights_screen(insights: Insights) -> Screen:
    """Each kind of trouble with its items, or that there is none."""
    privacy = ngettext(
        "-# Counted are the members who used me here; what concerns fewer than {count} person is not told.",
        "-# Counted are the members who used me here; what concerns fewer than {count} people is not told.",
        PEOPLE,
    ).format(count=PEOPLE)
    return Screen(
        _("## The curriculum, as your members meet it") + f"\n{privacy}",
        _section(_("**“Something's off”, reported on**"), insights.reported),
        _section(
            _("**Where most people stop** (nothing finished for two weeks, and this comes next)"), insights.stopped
        ),
        _section(_("**Checks that nobody passes**"), insights.checks),
        _section(_("**Cards that everybody forgets**"), insights.cards),
    )


def _section(heading: str, troubles: tuple[Trouble, ...]) -> str:
    return "\n".join([heading, *(map(_line, troubles) if troubles else [_("Nothing so far.")])])


def _line(trouble: Trouble) -> str:
    people = ngettext("{count} person", "{count} people", trouble.people).format(count=trouble.people)
    title = plain(trouble.title)
    if trouble.check is None:
        return f"- {title} · {people}"
    return _("- {title}, check {number} · {people}").format(title=title, number=trouble.check, people=people)
