"""What the forum says no to."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid, NotAllowed, Refusal, TooMany


class WritingSuspended(NotAllowed):
    sentence = _l(
        "Your account may read but not write for now. Your notifications say why and until when."
    )


class BoardTakesNoThreads(NotAllowed):
    sentence = _l("Only the team starts threads in this board. Pick another board for yours.")


class BoardTakesOtherKinds(Invalid):
    sentence = _l(
        "This board takes other kinds of threads: %(kinds)s. Pick one of them, or another board."
    )


class ThreadClosed(Refusal):
    sentence = _l("This thread is closed. Start a new one and link to it if there is more to say.")


class TooFast(TooMany):
    sentence = _l(
        "You have just posted. Wait %(seconds)s seconds, then send it again; your text is kept."
    )


class EnoughForToday(TooMany):
    sentence = _l("New accounts start with a few posts a day. Your text is kept; send it tomorrow.")


class TooManyLinks(Invalid):
    sentence = _l(
        "A new account may set %(most)s links in a post. Take some out and send it again."
    )


class TooManyImages(Invalid):
    sentence = _l("A post of yours may show %(most)s images. Take some out and send it again.")


class TooManyMentions(Invalid):
    sentence = _l(
        "A post of yours may name %(most)s people. Take some names out and send it again."
    )


class TitleTooShort(Invalid):
    sentence = _l("The title is too short. Say in a few words what it is about.")


class TooManyTags(Invalid):
    sentence = _l("A thread carries up to %(most)s tags. Keep the ones that say most.")


class NotPublished(Invalid):
    sentence = _l(
        "This text cannot be published here. Take out what looks like advertising and send it again."
    )


class EditTooLate(NotAllowed):
    sentence = _l("The time to edit this post is over. Write a reply to correct it.")


class OthersHaveReplied(Refusal):
    sentence = _l(
        "Others have replied to this thread, so it stays. Ask a moderator if it has to go."
    )


class AlreadyAnswered(Refusal):
    sentence = _l(
        "Another answer has just been accepted. Take that one back first if this one is better."
    )


class NoQuestion(Refusal):
    sentence = _l("Only a question has an accepted answer.")


class NoAnswerToTry(Refusal):
    sentence = _l("No answer is accepted here yet. Once one is, say whether it works for you.")


class OwnAnswer(Refusal):
    sentence = _l("This is your own answer. Others say whether it works for them.")


class OwnPost(Refusal):
    sentence = _l("This is your own post. Others react to it.")


class OpeningPost(Refusal):
    sentence = _l("The opening post answers no question. Pick one of the replies.")


class SlugTaken(Refusal):
    sentence = _l("Another board has this address. Choose a different one.")


class DraftOvertaken(Refusal):
    sentence = _l(
        "A newer draft of this text was saved in another tab. Reload the page to go on with it."
    )


class NoSuchPlace(Refusal):
    status = 400
    sentence = _l("This address does not lead to a part of the list. Begin at the top of it.")
