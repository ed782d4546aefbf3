"""The finished site as files: built once from the real content, then looked at from many sides."""
