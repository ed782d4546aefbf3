"""Tests. They mirror hub/; site/ looks at a built site, browser/ at the same site in a real Chromium."""
