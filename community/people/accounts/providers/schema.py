"""What an entry of the provider table may say; the words of each key stand at the top of providers.toml."""

from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, field_validator, model_validator
from pydantic import Field as Declared

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
Use = Literal["show", "segment", "export", "message"]
FieldName = Literal[
    "name",
    "handle",
    "email",
    "picture",
    "profile",
    "place",
    "language",
    "website",
    "about",
    "birthday",
    "gender",
]


class Field(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    from_: tuple[str, ...] = Declared(alias="from", min_length=1)
    uses: tuple[Use, ...]
    why: str = ""
    required: bool = False


class Provider(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    name: str = Declared(pattern=r"^[a-z][a-z0-9_-]{0,38}$")
    label: str = Declared(min_length=1, max_length=40)
    icon: str = "key-round"
    order: int = 50
    kind: Literal["oidc", "oauth2"]
    issuer: str
    authorize_url: str = ""
    token_url: str = ""
    userinfo_url: str = ""
    emails_url: str = ""
    client_id: str = ""
    client_secret: str = Declared("", repr=False)
    scopes: dict[str, str]
    subject: tuple[str, ...] = ("sub",)
    email: Literal["claim", "never"] = "never"
    email_verified: str = "email_verified"
    pkce: bool = True
    nonce: bool = True
    client_auth: Literal["client_secret_basic", "client_secret_post", "none"] = (
        "client_secret_basic"
    )
    authorize_parameters: dict[str, str] = {}
    appsecret_proof: bool = False
    loopback: tuple[str, ...] = ()
    fields: dict[FieldName, Field]

    @field_validator("issuer", "authorize_url", "token_url", "userinfo_url", "emails_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value and (
            urlsplit(value).scheme not in ("https", "http") or not urlsplit(value).hostname
        ):
            raise ValueError("must be an address like https://login.example.org")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _is_whole(self) -> "Provider":
        if self.kind == "oauth2" and not (
            self.authorize_url and self.token_url and self.userinfo_url
        ):
            raise ValueError(
                "authorize_url, token_url and userinfo_url are needed where kind is oauth2"
            )
        if self.client_id and self.client_auth != "none" and not self.client_secret:
            raise ValueError("client_secret is missing")
        for address in (
            self.issuer,
            self.authorize_url,
            self.token_url,
            self.userinfo_url,
            self.emails_url,
        ):
            if address.startswith("http://") and urlsplit(address).netloc not in self.loopback:
                raise ValueError(
                    "issuer and addresses must begin with https://, except those that loopback lists with their port"
                )
        return self

    @property
    def enabled(self) -> bool:
        return bool(self.client_id)

    def field_uses(self, field: str) -> tuple[str, ...]:
        declared = self.fields.get(field)  # type: ignore[call-overload]
        return declared.uses if declared else ()
