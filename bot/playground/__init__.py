"""The bot in a simulated Discord, in the browser: nothing to install, no token, no network."""
