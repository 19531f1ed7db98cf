"""A migration is never edited once it has landed; another change is another migration.

python -m tests.warehouse.test_migrations    prints the table anew, for the line of a new migration
"""

from warehouse.database import read_migrations

LANDED = {}


def test_no_landed_migration_is_edited() -> None:
    assert {f"{each.version:04}_{each.name}": each.sha256[:16] for each in read_migrations()} == LANDED


if __name__ == "__main__":
    for migration in read_migrations():
        print(f'    "{migration.version:04}_{migration.name}": "{migration.sha256[:16]}",')
