"""Real faults against real histories: kills, full disks, foreign environments."""
