"""The law: as data in packs, and as decisions with their articles. Pure."""
