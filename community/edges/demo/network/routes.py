"""The demo network as an application of its own; it shares nothing with the community."""

from flask import Flask, jsonify

from . import views
from .issuer import description, opened


def create_network(issuer: str) -> Flask:
    app = Flask(__name__, template_folder=".", static_folder=None)
    network = opened(issuer)
    app.add_url_rule(
        "/.well-known/openid-configuration", "description", lambda: jsonify(description(network))
    )
    app.add_url_rule(
        "/jwks", "jwks", lambda: jsonify({"keys": [network.key.as_dict(private=False)]})
    )
    app.add_url_rule("/authorize", "choose", lambda: views.choose(network))
    app.add_url_rule("/authorize", "send_back", lambda: views.send_back(network), methods=["POST"])
    app.add_url_rule("/token", "exchange", lambda: views.exchange(network), methods=["POST"])
    app.add_url_rule("/userinfo", "tell", lambda: views.tell(network))
    return app
