"""What an author may write, one module for each kind of file. The JSON Schemas are generated from these models."""

from typing import Any

from bot.curriculum.schema._base import Document, Item, Model
from bot.curriculum.schema.assessments import AssessmentModel
from bot.curriculum.schema.badges import BadgeModel
from bot.curriculum.schema.challenges import ChallengeModel
from bot.curriculum.schema.checklists import ChecklistModel
from bot.curriculum.schema.checkpoints import CheckpointModel
from bot.curriculum.schema.concepts import ConceptModel
from bot.curriculum.schema.decks import DeckModel
from bot.curriculum.schema.glossary import GlossaryModel
from bot.curriculum.schema.guides import GuideModel
from bot.curriculum.schema.levels import LevelModel
from bot.curriculum.schema.nudges import NudgeModel
from bot.curriculum.schema.paths import PathModel
from bot.curriculum.schema.plans import PlanModel
from bot.curriculum.schema.projects import ProjectModel
from bot.curriculum.schema.quizzes import QuizModel
from bot.curriculum.schema.server import ServerModel
from bot.curriculum.schema.statements import StatementsModel
from bot.curriculum.schema.tracks import TrackModel

__all__ = [
    "KINDS",
    "AssessmentModel",
    "BadgeModel",
    "ChallengeModel",
    "ChecklistModel",
    "CheckpointModel",
    "ConceptModel",
    "DeckModel",
    "Document",
    "GlossaryModel",
    "GuideModel",
    "Item",
    "LevelModel",
    "NudgeModel",
    "PathModel",
    "PlanModel",
    "ProjectModel",
    "QuizModel",
    "ServerModel",
    "StatementsModel",
    "TrackModel",
    "json_schema",
]

KINDS: tuple[type[Document], ...] = (
    PathModel,
    TrackModel,
    LevelModel,
    ConceptModel,
    ProjectModel,
    ChallengeModel,
    DeckModel,
    PlanModel,
    QuizModel,
    AssessmentModel,
    StatementsModel,
    BadgeModel,
    GuideModel,
    ChecklistModel,
    GlossaryModel,
    CheckpointModel,
    NudgeModel,
)


def json_schema(model: type[Model]) -> dict[str, Any]:
    """The JSON Schema of one kind of file, for editors that complete and check while one types."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
