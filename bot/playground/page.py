"""The playground's own page: who to be, and where to go."""

from html import escape

from bot.playground.clock import Clock
from bot.playground.world import EMPTY_GUILD, GUILD, PEOPLE, Home, Person, World

DIRECT_MESSAGE = "direct-message"

STYLE = """
:root { color-scheme: light dark; --line: #8886; --accent: #3776ab; }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
fieldset { border: 1px solid var(--line); border-radius: .6rem; margin: 1.25rem 0 0; padding: .75rem 1rem 1rem; }
legend { font-weight: 600; padding: 0 .4rem; }
label { display: block; padding: .45rem 0; cursor: pointer; }
label small, p small { opacity: .8; }
.clock { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1rem;
  margin-top: 1rem; }
.clock p { margin: 0; }
.places { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .5rem; }
button { font: inherit; text-align: left; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: .5rem;
  background: transparent; color: inherit; cursor: pointer; min-height: 2.75rem; }
button.first { background: var(--accent); border-color: var(--accent); color: #fff; }
button:focus-visible, input:focus-visible { outline: 3px solid #e0a100; outline-offset: 2px; }
code { background: #8882; padding: .1rem .3rem; border-radius: .3rem; }
"""


def render(world: World) -> str:
    """The page as HTML. It works without JavaScript: one form, a radio for each person, a button for each place."""
    people = "".join(_person(person) for person in PEOPLE)
    community, empty = world.homes
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Playground · {GUILD}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{GUILD} playground</h1>
<p>The real bot, its real database, a simulated Discord. Pick a person and a place, then type <code>/</code> in the
message box: <code>/start</code> and <code>/roadmap</code> are good first commands.</p>
{_clock(world.clock)}
<form method="post" action="/open">
<fieldset><legend>Who are you?</legend>{people}</fieldset>
<fieldset><legend>Where to?</legend>
<div class="places">{_places(community)}{_button(DIRECT_MESSAGE, "Direct messages with the bot")}</div></fieldset>
<fieldset><legend>{EMPTY_GUILD}</legend>
<p><small>Olivia has just made it. <code>/setup plan</code> shows what would become of it; come back here for its new
channels.</small></p>
<div class="places">{_places(empty)}</div></fieldset>
</form>
<p><small>One place is open at a time; come back here (the browser's back button) for another. What members do and the
day are kept when you stop and start the playground, messages are not.</small></p>
</main>
</body>
</html>
"""


def _clock(clock: Clock) -> str:
    now, count = clock.now, clock.days_ahead
    ahead = f" <small>{count} {'day' if count == 1 else 'days'} ahead of the real clock</small>" if count else ""
    day = f'<time datetime="{now.date()}">{now:%A}, {now.day} {now:%B %Y}</time>'
    return (
        f'<form class="clock" method="post" action="/next-day"><p>Here it is {day}, {now:%H:%M} UTC.{ahead}</p>'
        "<button>Go on to the next day</button></form>"
    )


def _person(person: Person) -> str:
    checked = " checked" if person.name == "ada" else ""
    return (
        f'<label><input type="radio" name="member" value="{escape(person.name)}"{checked}> '
        f"<strong>{escape(person.display_name)}</strong> <small>{escape(person.story)}</small></label>"
    )


def _places(home: Home) -> str:
    """A button for each of its channels and threads; those of the empty server say where they are."""
    ending = "" if home.title == GUILD else f" · {home.title}"
    labels = {place: f"{'' if place.is_thread else '#'}{place.name}{ending}" for place in home.places}
    return "".join(_button(str(place.id), label, first=label == "#general") for place, label in labels.items())


def _button(value: str, label: str, *, first: bool = False) -> str:
    style = ' class="first"' if first else ""
    return f'<button{style} name="place" value="{escape(value)}">{escape(label)}</button>'
