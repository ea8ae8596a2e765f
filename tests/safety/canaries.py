"""Words that stand at one place only, so that one knows where a word came from."""

from tests.safety.world import World

OUT_OF_SIGHT = (
    "draft", "private_board", "private_about", "private_title", "private_body", "private_tag", "private_reply", "hidden_title", "hidden_body", "hiding",
    "deleted_post", "hidden_post", "held_post", "held_title", "held_body", "draft_article", "draft_body", "draft_excerpt", "judged_post",
    "flag_note", "decision_note", "link_note", "fact_of_network", "handle_there", "fact",
)  # fmt: skip


def word_of(place: str) -> str:
    """A word no other place has: letters only, so that every search takes it as one."""
    return "canary" + place.replace("_", "").replace("0", "")


def every_address(world: World) -> list[str]:
    """All pages, and every number around that a thread, a post, a decision, an item might have."""
    found = world.pages()
    for number in range(1, 30):
        found += [
            world.path(rule, **dict.fromkeys(NUMBERED, number))
            for rule, _route in world.rules("GET")
            if "<int:" in rule
        ]
    for slug in ("team", "skiing", world.things["draft_article"].slug, "uncategorized"):
        found += [f"/b/{slug}", f"/b/{slug}/feed.atom", f"/blog/{slug}", f"/blog/{slug}/edit"]
    for name in ("secret", "hidden", "waiting", "draft_article_thread"):
        thing = world.things.get(name)
        if thing is not None:
            found += [
                f"/t/{thing.id}/{thing.slug}",
                f"/t/{thing.id}/{thing.slug}/1",
                f"/t/{thing.id}/reply",
            ]
    return list(dict.fromkeys([*found, *searches()]))


def searches() -> list[str]:
    found = []
    for place in OUT_OF_SIGHT:
        word = word_of(place)
        found += [
            f"/search?q={word}",
            f"/search?q={word}&kind=post",
            f"/tags/{word}",
            f"/people?text={word}",
            f"/search?q={word[:-3]}*",
            f"/search?q=tag:{word}",
        ]
    return found


NUMBERED = (
    "thread_id",
    "post_id",
    "decision_id",
    "item_id",
    "board_id",
    "member_id",
    "fact_id",
    "position",
    "account_id",
)
