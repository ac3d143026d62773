"""Drawing a redline: terminal, HTML, comparison table and docx, all from one `Redline`."""
