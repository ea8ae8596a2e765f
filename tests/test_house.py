"""House rules about imports that the layer contracts in pyproject.toml cannot say."""

import ast

from tests.imports import Import, all_imports, front_door, room_of, sources, tree

OF_THE_WEB = ("forms", "room", "routes", "views")
SEES_THE_BROWSER = {
    "flask": {"abort", "flash", "g", "make_response", "redirect", "request"}
    | {"send_file", "session"},
    "flask_login": {"current_user", "login_user", "logout_user"},
    "community.kernel.web": {"actor", "answer", "page", "see_other"},
}


def test_another_room_is_entered_by_its_front_door() -> None:
    """What stands in `__all__` is promised; the rest of a room may change at any time."""
    wrong = [it for it in all_imports() if enters_a_room(it) and not by_the_front_door(it)]
    assert not wrong, listed(wrong)


def enters_a_room(it: Import) -> bool:
    return room_of(it.target) not in (None, room_of(it.importer))


def by_the_front_door(it: Import) -> bool:
    if it.importer == "community.app" and it.target.split(".")[3:4] == ["room"]:
        return True
    room = room_of(it.target)
    inside = it.target.split(".")[3:]
    return len(inside) <= 1 and front_door(str(room)).issuperset(inside)


def test_a_room_is_used_by_the_names_it_offers() -> None:
    """`accounts.models.Account` from another room goes around the front door."""
    wrong = [line for module, file in sources() for line in detours(module, tree(file))]
    assert not wrong, "\n".join(["", *wrong])


def detours(module: str, source: ast.Module) -> list[str]:
    rooms = {}
    for node in ast.walk(source):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                target = f"{node.module}.{alias.name}"
                if target.count(".") == 2 and room_of(target) not in (None, room_of(module)):
                    rooms[alias.asname or alias.name] = target
    return [
        f"{module}:{node.lineno}: {node.value.id}.{node.attr}"
        for node in ast.walk(source)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in rooms
        and node.attr not in front_door(rooms[node.value.id])
    ]


def test_models_and_verbs_know_no_web() -> None:
    """A verb is called by pages, the API, jobs and commands alike."""
    wrong = [
        it
        for it in all_imports()
        if room_of(it.importer)
        and not is_of_the_web(it.importer)
        and it.name in SEES_THE_BROWSER.get(it.module, ())
    ]
    assert not wrong, listed(wrong)


def is_of_the_web(module: str) -> bool:
    return any(part in OF_THE_WEB for part in module.split(".")[3:])


def test_only_routes_and_room_import_views() -> None:
    wrong = [
        it
        for it in all_imports()
        if "views" in it.target.split(".")[3:] and not is_of_the_web(it.importer)
    ]
    assert not wrong, listed(wrong)


def test_the_application_imports_only_room_files() -> None:
    """app.py is the list of rooms and nothing else."""
    wrong = [
        it
        for it in all_imports()
        if it.importer == "community.app"
        and room_of(it.target)
        and it.target.split(".")[3:4] != ["room"]
    ]
    assert not wrong, listed(wrong)


def listed(wrong: list[Import]) -> str:
    return "\n".join(["", *map(str, wrong)])
