"""The teacher's page: the course, session by session, and every worksheet."""
