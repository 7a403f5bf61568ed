"""The words of the roadmap's screens: views in, text out."""

from datetime import date

from bot.domain.curriculum import Curriculum, Project
from bot.domain.paths import Path, Track
from bot.domain.progress import Completion, Done, NextStep, PathState, stage_reached
from bot.i18n import _
from bot.services.roadmap import Overview, StageView, TopicView, TrackStop, TrackView
from cogs._concept import explanation, think_first
from cogs.ui.navigation import next_steps
from cogs.ui.words import ago, bar, duration, months, plain, topics_done, weeks


def overview_text(view: Overview) -> list[str]:
    """The six paths with the member's progress, and the next step."""
    heading = _("## Your roadmap")
    legend = _("-# You may look ahead at any path.")
    if view.track:
        heading += f" · {view.track.title}"
        legend = _("-# ◆ on your way to {goal}. You may look ahead at any path.").format(goal=view.track.title)
    on_track = {step.path for step in view.track.steps} if view.track else set()
    lines = [_path_line(state, view.done, on_track=state.path.id in on_track) for state in view.states]
    steps = " · ".join(f"**/{command}** {purpose}" for command, purpose in next_steps())
    return [heading, "\n".join([*lines, legend]), f"{next_text(view.next)}\n-# {steps}"]


def next_text(step: NextStep | None) -> str:
    """The one next step in a line or two."""
    if step is None:
        return _("**Next:** you have walked the whole way. Choose another goal, or help somebody on theirs.")
    if step.topic is None:
        return _("**Next:** finish {path}: {exit}").format(path=step.path.title, exit=step.path.exit.title)
    return _("**Next:** {topic} ({path}, {weeks}), about {minutes} minutes").format(
        topic=step.topic.title, path=step.path.title, weeks=weeks(step.stage), minutes=step.topic.minutes
    )


def stage_text(view: StageView, today: date) -> list[str]:
    """One stage: its topics ticked or open, what to build, and what finishes the path."""
    path = view.state.path
    heading = f"## {path.title} · {weeks(view.stage)} · {view.stage.title}"
    if view.index == 0:
        heading += f"\n{path.summary}"
    parts = [heading]
    if view.state.missing:
        parts.append(_missing_line(view.state))
    parts.append("\n".join(_topic_lines(view, today)))
    parts.append(_build_line(view.project, view.done))
    last = view.stage == path.stages[-1]
    parts.append(exit_text(view.state, with_evidence=last))
    return parts


def topic_text(view: TopicView, today: date) -> list[str]:
    """One topic: what one can do afterwards, something to try, and the concept that explains it."""
    topic = view.topic
    status = _("☑ done, {day}").format(day=ago(view.done.day, today)) if view.done else _("☐ open")
    heading = f"## {topic.title}\n-# {view.path.title} · {weeks(view.stage)} · {status}"
    parts = [
        heading,
        _("**Afterwards you can:** {outcome}\n**Try this (about {minutes} minutes in all):** {practice}").format(
            outcome=topic.outcome, minutes=topic.minutes, practice=topic.practice
        ),
    ]
    return [*parts, think_first(view.concept), *explanation(view.concept)] if view.concept else parts


def tracks_text(curriculum: Curriculum, goal: str | None) -> list[str]:
    """All careers and specialist tracks in a line each."""

    def lines(kind: str) -> str:
        return "\n".join(
            f"**{track.title}**{_mark(track, goal)}{_timeline(track)}\n{track.summary}"
            for track in curriculum.tracks.values()
            if track.kind == kind
        )

    return [
        _("## Careers and specialist tracks"),
        _("### Careers\n{lines}").format(lines=lines("career")),
        _("### Specialists\n{lines}").format(lines=lines("specialist")),
    ]


def track_text(curriculum: Curriculum, view: TrackView) -> list[str]:
    """A track as an ordered way, the skills that it asks for, and the next step on it."""
    track = view.track
    chosen = _(" · your goal") if view.chosen else ""
    heading = f"## {track.title}{_timeline(track)}{chosen}\n{track.summary}"
    if track.builds_on:
        heading += "\n" + _("Builds on everything of {track}.").format(track=curriculum.tracks[track.builds_on].title)
    stops = "\n".join(_stop_line(number, stop, curriculum) for number, stop in enumerate(view.stops, 1))
    skills = "\n".join(
        f"{_('☑ **{skill}** (all its topics done)') if shown else _('☐ **{skill}** (open)')}: {skill.proof}".replace(
            "{skill}", skill.title
        )
        for skill, shown in view.skills
    )
    return [
        heading,
        _("### The way\n{stops}").format(stops=stops),
        _("### The skills\n{skills}").format(skills=skills),
        next_text(view.next),
    ]


def exit_text(state: PathState, *, with_evidence: bool) -> str:
    """What finishes a path; on demand also what counts as evidence, or the evidence that was given."""
    criterion = state.path.exit
    if state.exit:
        return _("☑ **Finished:** {title}\n-# Evidence: {evidence}").format(
            title=criterion.title, evidence=plain(state.exit.evidence or "")
        )
    goal = _("**To finish this path:** {statement}").format(statement=criterion.statement)
    if not with_evidence:
        return goal
    checklist = "\n".join(f"- {line}" for line in criterion.checklist)
    proofs = "\n".join(f"- *{_evidence_kind(proof.kind)}:* {proof.what}" for proof in criterion.evidence)
    return _("{goal}\n{checklist}\n**One of these counts as evidence**\n{proofs}").format(
        goal=goal, checklist=checklist, proofs=proofs
    )


def _evidence_kind(kind: str) -> str:
    return {
        "repository": _("code"),
        "deployment": _("something that runs"),
        "package": _("a package"),
        "report": _("a report"),
        "recording": _("a recording"),
        "description": _("a description"),
    }[kind]


def _path_line(state: PathState, done: Done, *, on_track: bool) -> str:
    if state.exit:
        status = _("☑ finished")
    elif state.done:
        stage = stage_reached(state.path, done)
        status = _("{weeks} of {total}").format(weeks=weeks(stage), total=state.path.weeks)
    elif state.missing:
        status = _("after {paths}").format(paths=", ".join(path.title for path in state.missing))
    else:
        status = _("{weeks} weeks").format(weeks=state.path.weeks)
    name = f"**{state.path.title}**{' ◆' if on_track else ''}"
    return f"{name} · {status}\n{bar(state.done, state.total)} {topics_done(state.done, state.total)}"


def _missing_line(state: PathState) -> str:
    names = ", ".join(path.title for path in state.missing)
    return _("**First:** {paths}. You may look ahead all the same.").format(paths=names)


def _topic_lines(view: StageView, today: date) -> list[str]:
    upcoming = view.next_topic
    lines = []
    for topic in view.stage.topics:
        if topic.id in view.done:
            lines.append(_("☑ {topic} · done {day}").format(topic=topic.title, day=ago(view.done[topic.id].day, today)))
        elif upcoming and topic.id == upcoming.id and view.state.exit is None:
            lines.append(_("☐ **{topic}** ← next, {minutes} min").format(topic=topic.title, minutes=topic.minutes))
        else:
            lines.append(_("☐ {topic} · open, {minutes} min").format(topic=topic.title, minutes=topic.minutes))
    return lines


def _build_line(project: Project, done: dict[str, Completion]) -> str:
    mark = "☑" if project.id in done else "☐"
    state = _("built") if project.id in done else _("to build, about {hours}").format(hours=duration(project.minutes))
    return _("{mark} Project: **{title}** · {state}").format(mark=mark, title=project.title, state=state)


def _mark(track: Track, goal: str | None) -> str:
    return _(" · your goal") if track.id == goal else ""


def _timeline(track: Track) -> str:
    return f" · {months(*track.months)}" if track.months else ""


def _stop_line(number: int, stop: TrackStop, curriculum: Curriculum) -> str:
    if stop.step.path is None:
        return f"{number}. **{stop.step.title}** · {_('beyond the six paths')}\n-# {stop.step.note}"
    path: Path = curriculum.paths[stop.step.path]
    until = ""
    if stop.step.until:
        until = _(" up to {stage}").format(stage=path.stages[path.index_of(stop.step.until)].title)
    here = _(" ← you are here") if stop.here else ""
    return f"{number}. **{stop.step.title}**{until} · {topics_done(stop.done, stop.total)}{here}"
