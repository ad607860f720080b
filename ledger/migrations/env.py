"""Alembic's way in: on a connection of the store, or on an address given to it.

`alembic -x address=sqlite:///path upgrade head` needs no settings file.
"""

from alembic import context

from ledger.store.engine import connect, writing
from ledger.store.tables import metadata


def run() -> None:
    """Run the migrations on the connection in the attributes, or on `-x address=`."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        context.configure(connection=connection, target_metadata=metadata)
        context.run_migrations()
        return
    engine = connect(context.get_x_argument(as_dictionary=True)["address"])
    with writing(engine) as connection:
        context.configure(connection=connection, target_metadata=metadata)
        context.run_migrations()
    engine.dispose()


run()
