"""`python -m community.edges.demo.network --port 8001`"""

import click
from werkzeug.serving import make_server

from .routes import create_network


@click.command()
@click.option(
    "--port", default=8001, show_default=True, help="Where it listens, on this machine only."
)
def main(port: int) -> None:
    """Run the network of invented people until it is stopped."""
    server = make_server(
        "127.0.0.1", port, create_network(f"http://127.0.0.1:{port}"), threaded=True
    )
    click.echo(f"The demo network listens at http://127.0.0.1:{port}")
    server.serve_forever()


if __name__ == "__main__":
    main()
