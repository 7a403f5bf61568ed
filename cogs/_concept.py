"""The words of a concept: the question alone, and everything else about it."""

from urllib.parse import urlsplit

from bot.domain.curriculum import Concept
from bot.domain.imported import Origin, Term
from bot.i18n import _
from bot.services.concepts import ConceptView, PageView
from cogs.ui.words import code_block, origin_text


def question_text(concept: Concept) -> list[str]:
    """The question to try first, and nothing that would answer it."""
    return [
        f"## {concept.title}",
        think_first(concept),
        _("-# A guess is enough, also a wrong one: what you looked for yourself stays with you longer."),
    ]


def concept_text(view: ConceptView) -> list[str]:
    """The explanation, and what to know before."""
    parts = [think_first(view.concept), *explanation(view.concept)]
    if view.requires:
        names = ", ".join(required.title for required in view.requires)
        parts.append(_("**It builds on** {concepts}").format(concepts=names))
    return parts


def page_text(view: PageView) -> list[str]:
    """What an imported page is about; the page itself is read where it stands."""
    parts = [f"## {view.page.title}"]
    if view.page.try_first:
        parts.append(_("**Try first:** {text}").format(text=view.page.try_first))
    if view.page.summary:
        parts.append(view.page.summary)
    if view.origin:
        name, link = view.origin.name, view.origin.link
        parts.append(_("[Read the whole page in {name}](<{link}>)").format(name=name, link=link))
    return [*parts, *origin_text(view.origin)]


def term_text(term: Term, origin: Origin | None) -> list[str]:
    """An imported word, explained."""
    parts = [f"## {term.title}\n{term.meaning}"]
    if term.matters:
        parts.append(_("**Why it matters:** {text}").format(text=term.matters))
    if term.example:
        parts.append(_("**For example:** {text}").format(text=term.example))
    if term.mistake:
        parts.append(_("**What goes wrong often:** {text}").format(text=term.mistake))
    return ["\n".join(parts), *origin_text(origin)]


def think_first(concept: Concept) -> str:
    """The question to think about before reading."""
    return _("**Think first:** {question}").format(question=concept.try_first)


def explanation(concept: Concept) -> list[str]:
    """Summary, example with what it prints, pitfalls, and where to read more."""
    pitfalls = "\n".join(f"- {pitfall}" for pitfall in concept.pitfalls)
    parts = [
        _("### {title}\n{summary}\n{code}\nprints\n{output}").format(
            title=concept.title,
            summary=concept.summary,
            code=code_block(concept.example.code),
            output=code_block(concept.example.output, "text"),
        ),
        _("**Where people stumble**\n{pitfalls}").format(pitfalls=pitfalls),
    ]
    if concept.links:
        links = " · ".join(f"[{_page_name(link)}](<{link}>)" for link in concept.links)
        parts.append(_("**Read more** in the official documentation: {links}").format(links=links))
    return parts


def _page_name(link: str) -> str:
    """What to call a page.

    >>> _page_name("https://docs.python.org/3/tutorial/classes.html#iterators"), _page_name("https://peps.python.org/")
    ('classes', 'peps.python.org')
    """
    address = urlsplit(link)
    return address.path.strip("/").rsplit("/", 1)[-1].removesuffix(".html") or address.netloc
