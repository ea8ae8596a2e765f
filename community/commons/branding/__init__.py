"""How the brand looks here: name, words, colours, fonts, logo and cover."""

from community.commons.branding.brands import Brand, brand, change, change_picture, written

__all__ = ["Brand", "brand", "change", "change_picture", "written"]
