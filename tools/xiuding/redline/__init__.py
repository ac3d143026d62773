"""Redlines: what changed between two texts, at the level of Chinese words."""
