"""The finished site in a real Chromium: accessibility, search, keyboard, printing."""
