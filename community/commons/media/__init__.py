"""Pictures people bring: re-encoded, kept, served, and forgotten when nothing shows them."""

from community.commons.media.models import Upload
from community.commons.media.pictures import QuotaReached, forget, keep_picture, use, variant

__all__ = ["QuotaReached", "Upload", "forget", "keep_picture", "use", "variant"]
