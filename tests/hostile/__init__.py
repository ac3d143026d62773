"""Input made to harm, each piece a name, a function that makes it, and what is expected of it."""
