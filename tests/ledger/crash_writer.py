"""A server to be killed: it stores entries, and says of each that it is kept.

Run as a program: `crash_writer.py ADDRESS NAME`. Each line of its output is a hash
that it has been told is committed. It ends only by being killed.
"""

import sys
from threading import Lock, Thread

from ledger.entry import entry_hash
from ledger.sequencer import Sequencer
from ledger.store import Store, Transaction
from tests.ledger.entries import SALT, Process

CLERKS = 4  # who ask at once


def ask_for_ever(sequencer: Sequencer, name: str, said: Lock) -> None:
    """Store one entry of a process after the other, a bid or two before each."""
    process = Process(name)

    def open_(transaction: Transaction) -> None:
        transaction.open_process(name, SALT)

    sequencer.run(open_)
    process.add("open_process")
    while True:
        process.bid()
        process.add("answer_question")
        process.bid()
        if len(process.entries) > 20:
            process.close()
            process.round += 1
        for data in process.entries:
            store(sequencer, data)
            with said:
                sys.stdout.write(entry_hash(data) + "\n")
                sys.stdout.flush()
        process.entries.clear()


def store(sequencer: Sequencer, data: bytes) -> None:
    """Have one entry stored."""
    sequencer.run(lambda transaction: transaction.append(data))


def main(address: str, name: str) -> None:
    """Ask from several threads at once."""
    said = Lock()
    with Sequencer(Store(address)) as sequencer:
        clerks = [
            Thread(target=ask_for_ever, args=[sequencer, f"{name}-{n}", said])
            for n in range(CLERKS)
        ]
        for clerk in clerks:
            clerk.start()
        for clerk in clerks:
            clerk.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
