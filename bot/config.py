"""The settings: read once from the environment and `.env`, typed, and explained when they are wrong."""

from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
DISCORD_API_URL = "https://discord.com/api/v10"


class ConfigError(Exception):
    """Settings that cannot be used: one line each, naming the key, the value and what is allowed."""


class Config(BaseSettings):
    """Every setting of the bot. The names in the environment are the upper-case field names."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    discord_token: SecretStr | None = Field(None, description="The bot's token. Without one the playground starts.")
    discord_api_url: str = Field(DISCORD_API_URL, description="Discord's API base; another one gets every request.")
    database_path: Path = Field(Path("data/bot.db"), description="The SQLite file that holds what members did.")
    backups: int = Field(7, ge=0, le=365, description="So many daily copies of the database are kept; 0: none is made.")
    content_dir: Path = Field(Path("content"), description="The folder with paths, tracks, levels and concepts.")
    cache_dir: Path = Field(Path(".cache"), description="Where the compiled sandbox is kept; it can be made again.")
    log_level: LogLevel = Field("INFO", description="How much is logged.")
    log_format: Literal["text", "json"] = Field("text", description="Log lines for people, or one JSON object each.")
    playground_port: int = Field(
        8000, ge=1024, le=65534, description="The playground's page; its channels use the next port."
    )

    @model_validator(mode="before")
    @classmethod
    def _empty_means_default(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if value != ""}

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) and value.upper() in get_args(LogLevel) else value

    @field_validator("discord_api_url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("an address that begins with http:// or https://")
        return value.rstrip("/")

    @field_validator("discord_token")
    @classmethod
    def _no_blanks(cls, value: SecretStr | None) -> SecretStr | None:
        token = value.get_secret_value().strip() if value else ""
        if any(character.isspace() for character in token):
            raise ValueError("a token without blanks in it")
        return SecretStr(token) if token else None

    @property
    def sandbox_dir(self) -> Path:
        """Where the compiled sandbox is kept, wherever the process that makes it stands."""
        return self.cache_dir.absolute() / "grader"

    @property
    def playground_database_path(self) -> Path:
        """Where the playground keeps its members: apart from the real ones, unless DATABASE_PATH says where."""
        if "database_path" in self.model_fields_set:
            return self.database_path
        return self.database_path.with_name("playground.db")


def load_config() -> Config:
    """The settings of this process. Raises ConfigError."""
    try:
        return Config()
    except UnicodeDecodeError:
        raise ConfigError(".env: is not UTF-8 text. Save it as UTF-8.") from None
    except ValidationError as error:
        raise ConfigError("\n".join(_describe(details) for details in error.errors())) from None


ALLOWED = {
    "literal_error": "one of {expected}",
    "int_parsing": "a whole number",
    "greater_than_equal": "a number from {least} to {most}",
    "less_than_equal": "a number from {least} to {most}",
    "value_error": "{error}",
}


def _describe(details: ErrorDetails) -> str:
    name = str(details["loc"][0])
    key = name.upper()
    allowed = ALLOWED.get(details["type"], details["msg"]).format_map({**details.get("ctx", {}), **_bounds(name)})
    value = "the given value (not shown)" if key == "DISCORD_TOKEN" else repr(details["input"])
    return f"{key}: {value} cannot be used. Allowed: {allowed}."


def _bounds(name: str) -> dict[str, int]:
    """The least and the most that a setting may be, where it is a number."""
    field = Config.model_fields.get(name)
    limits = {type(limit).__name__: limit for limit in field.metadata} if field else {}
    return {"least": limits["Ge"].ge, "most": limits["Le"].le} if {"Ge", "Le"} <= limits.keys() else {}
