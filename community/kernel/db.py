"""The database: one model for SQLite and PostgreSQL, one transaction per request, job or command."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Annotated, Any, cast

from flask import Flask, g, has_request_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    DateTime,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    event,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from community.config import Config
from community.kernel import sqlite

BUSY_SECONDS = 15
_reading: ContextVar[bool] = ContextVar("reading", default=False)


class Moment(TypeDecorator[datetime]):
    """An aware UTC time; SQLite forgets the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a time needs its zone; take it from clock.now()")
        return value.astimezone(UTC) if value else None

    def result_processor(
        self, dialect: Dialect, coltype: Any
    ) -> Callable[[Any], datetime | None] | None:
        """Pages read many times, so this stays one call per value and none of the decorator's own."""
        read: Any = self.impl_instance.result_processor(dialect, coltype)
        if dialect.name != "sqlite":
            return read
        return lambda value: None if value is None else read(value).replace(tzinfo=UTC)


Document = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
Number = BigInteger().with_variant(Integer(), "sqlite")

Key = Annotated[int, mapped_column(Number, primary_key=True, autoincrement=True)]


def points_to(column: str, **options: Any) -> Any:
    """A mapped foreign key, always indexed: `author_id: Mapped[int] = points_to("accounts.id")`."""
    options.setdefault("index", not options.get("primary_key", False))
    return mapped_column(
        Number, ForeignKey(column, ondelete=options.pop("ondelete", None)), **options
    )


class Base(DeclarativeBase):
    """Whoever derives from it becomes a table; the map lives in the registry, which Flask-SQLAlchemy copies."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: Moment, dict[str, Any]: Document, list[Any]: Document},
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun inside take no write lock, and SQLite refuses writes in them."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def connection() -> Connection:
    """Where this request asks. While it only reads and needs no session, that is a connection without one."""
    if not (_reading.get() and has_request_context()) or db.session.registry.has():
        return db.session.connection()
    if "connection" not in g:
        g.connection = db.engine.connect()
    return g.connection


def _give_back(error: BaseException | None) -> None:
    """The answer is made: a database that goes away only now takes nothing from it."""
    if lent := g.pop("connection", None):
        with suppress(DBAPIError):
            lent.close()
    if db.session.registry.has():
        with suppress(DBAPIError):
            db.session.close()
        db.session.registry.clear()


def has_changes() -> bool:
    """Whether this context's session, if it has begun one, holds anything unwritten."""
    session = db.session
    return session.registry.has() and bool(session.new or session.dirty or session.deleted)


def init_app(app: Flask, config: Config) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = config.database
    if config.sqlite:
        connect = {"timeout": BUSY_SECONDS}
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
            "module": sqlite.driver,
            "connect_args": connect,
            "pool_size": 16,
        }
    else:
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
            "pool_pre_ping": True,
            "pool_size": 8,
            "pool_timeout": 10,
        }
    db.init_app(app)
    app.teardown_appcontext(_give_back)
    with app.app_context():
        if config.sqlite:
            sqlite.tame(db.engine, _reading.get)
        else:
            _tame_postgresql(db.engine)


def _tame_postgresql(engine: Engine) -> None:
    """A transaction that only reads says so in its BEGIN, which costs no round trip."""

    @event.listens_for(engine, "begin")
    def begun(connection: Any) -> None:
        driver = connection.connection.dbapi_connection
        if driver.read_only != _reading.get():
            driver.read_only = _reading.get()


def table_of(model: type[Base]) -> Table:
    """For statements on many rows at once: half the cost of the mapped class."""
    return cast(Table, model.__table__)


def insert_or_ignore(model: type[Base], **values: Any) -> bool:
    """Insert a row unless a unique key is taken; True when this call inserted it."""
    dialect = sqlite_dialect if db.engine.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(model).values(**values).on_conflict_do_nothing().returning(text("1"))
    return db.session.execute(statement).first() is not None
