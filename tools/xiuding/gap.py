"""The mark that stands in a reconstructed text for what no instrument quotes."""

#: Visible to every reader, kept by every output, and never compared as words.
GAP = "〔原文未载〕"
