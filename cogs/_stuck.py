"""The words of help: what an error means, where to look first, and how a question stands in the help channel."""

from bot.domain.levels import Level
from bot.domain.stuck import HelpQuestion
from bot.domain.traceback import TERMINAL, Reading
from bot.i18n import _, ngettext
from bot.services.stuck import Help, StuckView
from cogs._challenge import bare, explained, inline
from cogs.ui.layout import Attached, shortened
from cogs.ui.words import ai_rule, code_block, plain

MAX_ERROR, MAX_CODE = 1100, 1200  # characters in the post; what is longer comes along as a file
MAX_PROMPT_ERROR, MAX_PROMPT_CODE = 500, 700


def help_text(found: Help) -> list[str]:
    """What kind of error it is, where to look first, and what was taken out of the text."""
    if found.reading is None:
        said = _(
            "## Your question is kept\nI find no error message in it. If there is one, paste it whole, from "
            "“Traceback” to its last line. If nothing is red and the result is wrong: what did you expect, and at "
            "which line does it first differ? Print the values there."
        )
        return [said + _secrets_text(found.secrets)]
    return [_headline(found.reading) + _secrets_text(found.secrets), _advice(found)]


def prompt_text(found: Help, question: HelpQuestion | None = None) -> str:
    """The prompt for an AI tutor that fits the member's level, with the error filled in; or whom to ask instead."""
    rule = _("At level {level}, an AI tutor {rule}").format(level=found.level.name, rule=ai_rule(found.level.ai))
    if not found.placed:
        rule = _("You haven't told me your level yet (/start does). {rule}").format(rule=rule)
    if found.level.ai == "none":
        return _("**Whom to ask**\n{rule}\n{advice}").format(rule=rule, advice=_(found.prompt))
    prompt = "\n\n".join([_(found.prompt), *_material(found, question)])
    return _("**A prompt for your AI tutor**\n{rule}\n{prompt}").format(rule=rule, prompt=code_block(prompt, "text"))


def ask_text(view: StuckView, *, here: bool) -> str:
    """What asking people would show; `here` tells whether this is a server."""
    if view.question.thread_id is not None:
        return _("You have asked here: <#{thread}>").format(thread=view.question.thread_id)
    if view.help_channel is not None:
        return _(
            "**Still stuck?** I can post this in <#{channel}>, with your name and your level. Nobody sees it before "
            "you press the button."
        ).format(channel=view.help_channel)
    if here:
        return _("-# This server has no help channel that I know of; ask in any channel that fits.")
    return _("-# In a server with a help channel I can also ask people for you.")


def post_text(view: StuckView) -> list[str]:
    """A question as everybody sees it in the help channel."""
    question, reading = view.question, view.help.reading
    level = _level_words(view.help.level) if view.help.placed else ""
    parts = [
        f"## {plain(question.title)}\n" + _("<@{user}> is stuck{level}").format(user=question.user_id, level=level)
    ]
    if question.title != question.want.strip():
        parts.append(_("**What I want**\n{words}").format(words=plain(question.want)))
    if question.tried:
        parts.append(_("**What I tried**\n{words}").format(words=plain(question.tried)))
    if question.error:
        error = code_block(_end_of(question.error, MAX_ERROR), "text")
        parts.append(_("**The error**\n{error}").format(error=error))
    if question.code:
        parts.append(_("**The code**\n{code}").format(code=code_block(shortened(question.code, MAX_CODE))))
    if reading and view.help.concept:
        parts.append(
            _("-# I read {type} in it; the concept behind it is {concept}.").format(
                type=type_name(reading), concept=view.help.concept.title
            )
        )
    return parts


def post_files(question: HelpQuestion) -> list[Attached]:
    """What doesn't fit into the post, whole."""
    files = []
    if len(question.error) > MAX_ERROR:
        files.append(Attached("error.txt", question.error.encode(), _("The whole error message")))
    if len(question.code) > MAX_CODE:
        files.append(Attached("question.py", question.code.encode(), _("The whole program")))
    return files


def type_name(reading: Reading) -> str:
    """The name of an error, as a text that formats nothing."""
    if reading.trouble.type in TERMINAL:
        return _("a message of the terminal")
    return f"`{bare(reading.trouble.type[:80])}`"


def _headline(reading: Reading) -> str:
    trouble = reading.trouble
    title = _("Before Python begins") if trouble.type in TERMINAL else bare(plain(trouble.type[:80]))
    lines = [f"## {title}", _(reading.kind)]
    if trouble.message and trouble.type not in TERMINAL:
        lines.append(f"-# {inline(trouble.message)}")
    if trouble.group:
        lines.append(_("-# Several errors came together; this is the first of them."))
    elif trouble.before:
        lines.append(_("-# Before it came another one, {type}: read that one too.").format(
            type=f"`{bare(trouble.before.type[:80])}`"
        ))  # fmt: skip
    return "\n".join(lines)


def _advice(found: Help) -> str:
    assert found.reading is not None
    trouble = found.reading.trouble
    lines = [_("**Where to look first**")]
    if trouble.line is not None:
        place = _("line {line}").format(line=trouble.line)
        if trouble.file:
            place = _("line {line} of {file}").format(line=trouble.line, file=inline(trouble.file))
        lines.append(f"{place}: {inline(trouble.source)}" if trouble.source.strip() else place)
    lines.append(explained(found.reading.advice))
    if found.concept:
        lines.append(_("-# The concept behind it: {concept}").format(concept=found.concept.title))
    return "\n".join(lines)


def _secrets_text(secrets: int) -> str:
    if not secrets:
        return ""
    return "\n" + ngettext(
        "**I took out {count} thing that looks like a password or a key**; it is stored and shown nowhere. If it was "
        "a real one, make a new one: whoever saw it can use it.",
        "**I took out {count} things that look like passwords or keys**; they are stored and shown nowhere. If they "
        "were real ones, make new ones: whoever saw them can use them.",
        secrets,
    ).format(count=secrets)


def _material(found: Help, question: HelpQuestion | None) -> list[str]:
    """What the prompt is about: the end of the error and the beginning of the code, where they are known."""
    parts = []
    error = question.error if question else ""
    if not error and found.reading:
        error = f"{found.reading.trouble.type}: {found.reading.trouble.message}"
    if error:
        parts.append(_("The error:\n{error}").format(error=_end_of(error, MAX_PROMPT_ERROR)))
    code = question.code if question else ""
    parts.append(_("The code:\n{code}").format(code=shortened(code, MAX_PROMPT_CODE) or _("[paste it here]")))
    return parts


def _level_words(level: Level) -> str:
    return _(" · level {level}").format(level=level.name)


def _end_of(text: str, limit: int) -> str:
    """The end of an error message, where Python says what went wrong."""
    return text if len(text) <= limit else "…" + text[-(limit - 1) :]
