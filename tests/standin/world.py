"""What there is in the Discord of the stand-in, as Discord tells it: one member, one guild, one channel."""

from typing import Any

from tests.standin.protocol import APPLICATION, CHANNEL, DIRECT, GUILD, LONG_AGO, MEMBER

Json = dict[str, Any]

BOT: Json = {"id": APPLICATION, "username": "bot", "discriminator": "0000", "avatar": None, "bot": True, "flags": 0}
USER: Json = {"id": MEMBER, "username": "ada", "global_name": "Ada", "discriminator": "0", "avatar": None}
ABOUT: Json = {"id": APPLICATION, "name": "bot", "description": "", "icon": None, "verify_key": "0" * 64, "flags": 0}
ABOUT |= {"bot_public": True, "bot_require_code_grant": False, "owner": USER}
SESSIONS: Json = {"total": 1000, "remaining": 999, "reset_after": 14400000, "max_concurrency": 1}

CHANNEL_HERE: Json = {"id": CHANNEL, "guild_id": GUILD, "type": 0, "name": "general", "position": 0, "topic": None}
CHANNEL_HERE |= {"permission_overwrites": [], "nsfw": False, "parent_id": None}
DIRECT_HERE: Json = {"id": DIRECT, "type": 1, "last_message_id": None, "flags": 0, "recipients": [USER]}
MEMBER_HERE: Json = {"user": USER, "roles": [], "joined_at": LONG_AGO, "deaf": False, "mute": False, "flags": 0}
EVERYONE: Json = {"id": GUILD, "name": "@everyone", "color": 0, "position": 0, "permissions": "0", "hoist": False}
EVERYONE |= {"managed": False, "mentionable": False, "flags": 0}
# The bot's own role: everything but administrator, as after a usual invitation.
BOT_ROLE: Json = EVERYONE | {"id": "600000000000000006", "name": "bot", "position": 9, "managed": True}
BOT_ROLE |= {"permissions": str((1 << 50) - 1 - (1 << 3))}
GUILD_HERE: Json = {"id": GUILD, "name": "Learners", "owner_id": MEMBER, "member_count": 2}
GUILD_HERE |= {"roles": [EVERYONE, BOT_ROLE], "features": ["COMMUNITY"]}
GUILD_HERE |= {"channels": [CHANNEL_HERE], "members": [MEMBER_HERE | {"user": BOT, "roles": [BOT_ROLE["id"]]}]}
GUILD_HERE |= {name: [] for name in ("threads", "emojis", "stickers", "voice_states", "presences")}

INTERACTION: Json = {"version": 1, "application_id": APPLICATION, "context": 0, "entitlements": [], "locale": "en-US"}
INTERACTION |= {"guild_id": GUILD, "guild": {"id": GUILD, "features": [], "locale": "en-US"}, "guild_locale": "en-US"}
INTERACTION |= {"channel_id": CHANNEL, "channel": CHANNEL_HERE, "member": MEMBER_HERE | {"permissions": "0"}}
INTERACTION |= {"authorizing_integration_owners": {"0": GUILD}, "attachment_size_limit": 1 << 23}
INTERACTION |= {"app_permissions": "0"}
MESSAGE: Json = {"type": 0, "channel_id": CHANNEL, "author": BOT, "content": "", "edited_timestamp": None}
MESSAGE |= dict.fromkeys(("tts", "pinned", "mention_everyone"), False)
MESSAGE |= {name: [] for name in ("attachments", "components", "embeds", "mentions", "mention_roles")}
ANSWER: Json = {"type": 20, "application_id": APPLICATION, "webhook_id": APPLICATION}
