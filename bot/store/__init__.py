"""Every SQL statement of the project. Functions are synchronous and take the connection of a transaction."""
