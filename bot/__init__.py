"""The Discord bot of a community that learns Python together."""
