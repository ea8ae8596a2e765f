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


class TooManyFiles(Invalid):
    sentence = _l("A post of yours may carry %(most)s files. Take some out and send it again.")


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


class EditConflict(Refusal):
    sentence = _l(
        "Somebody else has changed this text in the meantime. Theirs stands above yours: bring both together, then save."
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


class IdeaSettled(Refusal):
    sentence = _l(
        "This idea is settled, so it takes no votes any more. Spend yours on another one."
    )


class NoVotesLeft(Refusal):
    sentence = _l(
        "All your %(most)s votes are out. Take one back from another idea, or wait until one is settled."
    )


class NotIntoItself(Refusal):
    sentence = _l(
        "An idea is merged into another one that is still standing. Pick a different one."
    )


class SlowDown(TooMany):
    sentence = _l(
        "People reply here once in %(minutes)s minutes. Send yours in %(wait)s minutes; your text is kept."
    )


class TimeAhead(Invalid):
    sentence = _l("Pick a time that is still to come, within a year.")


class PaceOutOfRange(Invalid):
    sentence = _l("Give between 1 and %(most)s minutes, or 0 for no limit.")


class MergeIntoAnother(Invalid):
    sentence = _l("Name the thread that this one goes into, by its address or its number.")


class MergedMeanwhile(Refusal):
    sentence = _l(
        "This thread has just become part of another one. Send your reply again; it is added there."
    )


class CannotBeMerged(Refusal):
    sentence = _l(
        "Discussions, questions and wiki pages that everybody sees can be merged. Close this one and link to the other instead."
    )


class OpeningPostStays(Invalid):
    sentence = _l("The opening post stays with its thread. Pick some of the replies.")


class ChoosePosts(Invalid):
    sentence = _l("Pick between one and %(most)s posts that everybody sees.")


class PollOptionsWanted(Invalid):
    sentence = _l("Give between two and twenty different choices, one on each line.")


class PollOptionTooLong(Invalid):
    sentence = _l("A choice has room for %(most)s letters. Shorten the long ones.")


class PollTimeWanted(Invalid):
    sentence = _l("Pick a day from today on, within a year, or leave it empty.")


class ChoiceWanted(Invalid):
    sentence = _l("Choose something first, then vote.")


class AlreadyVoted(Refusal):
    sentence = _l("You have voted here already. Press “Vote anew” to change your choice.")


class PollOver(Refusal):
    sentence = _l("This poll has ended. Its results stand in the thread.")


class ProductWanted(Invalid):
    sentence = _l("Pick the product you write about.")


class StarsWanted(Invalid):
    sentence = _l("Give it one to five stars.")


class ReviewedAlready(Invalid):
    sentence = _l(
        "You have reviewed this product already. Open your review and change its stars or its text."
    )


class ProductSlugTaken(Refusal):
    sentence = _l("Another product has this address. Choose a different one.")


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
