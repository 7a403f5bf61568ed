-- Whom the members of a guild may see: those who chose it, where the guild lets anybody be seen at all.
CREATE VIEW visible_member AS
SELECT membership.guild_id, membership.user_id FROM membership
WHERE membership.visibility = 'visible' AND NOT EXISTS (
    SELECT 1 FROM guild_choice
    WHERE guild_choice.guild_id = membership.guild_id AND guild_choice.name = 'profiles' AND guild_choice.value = 'off'
);
