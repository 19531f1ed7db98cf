"""A migration is never edited once it has landed; another change is another migration.

python -m tests.warehouse.test_migrations    prints the table anew, for the line of a new migration
"""

from warehouse.database import read_migrations

LANDED = {
    "0000_schema_migrations": "1c79af9a8d7017a4",
    "0001_sources_and_runs": "03cdc6a8ee3ca19d",
    "0002_articles": "ee4d36023f536757",
    "0003_mentions": "0293245405de898a",
    "0004_coverage": "474376f576d5fbb5",
    "0010_source_hints": "f2feb03d26a9c615",
    "0020_revision_sets": "cfe6b60ee8fb16a4",
    "0030_copies": "4e8a449a5a62709f",
    "0040_story_state": "e0b947e7b0a7c613",
    "0050_entity_relations": "d369888e1e7531e6",
    "0070_repeated_lines": "e59e25b00e60b486",
    "0080_story_days": "89c0379da0b46dcc",
    "0100_running_shares": "70eb49cd2dde9fcc",
    "0110_story_links": "925f96cee002bfc5",
    "0120_entity_links": "c8846d0673cfa5e2",
    "0121_entity_link_slips": "d41d83b13ebdefdb",
    "0130_run_number": "9c3df21c3a824461",
    "0131_hopeless_bodies": "9749121f7456445e",
    "0140_summaries": "0e30d883fc0c8734",
    "0175_doubted_claims": "29d8cbd05f00b90e",
    "0176_entries_loaded_article": "b84adaa8294ea6df",
    "0180_mention_kinds": "20168af1ef6d9b9a",
    "0200_statements": "c59c4e6b7aa16ae5",
    "0220_extra_columns": "8738dd31e6179c05",
    "0260_statement_contrasts": "fe90229d00b00822",
    "0300_decided_contrasts": "824a0501fadfb0f5",
    "0290_furniture": "9ab585c40e196006",
    "0305_summary_buckets": "48160482c9710d81",
    "0306_expired_texts": "a20a153e48e94224",
    "0310_statement_decisions": "b7e72c31c211bef8",
    "0312_names_read": "b46446bc668f1785",
    "0330_language_origin": "52be0f0c2e81252b",
    "0311_statement_thresholds": "11160246fcbb007c",
    "0325_roles": "fcd524afc849da34",
    "0326_spelled_names": "4d271ab660967ce0",
    "0327_quote_variants": "d5fedb4fb80bb71e",
    "0328_lapses": "6d659f578f5c2e6e",
    "0340_deletions": "7e72ade5c584f0c8",
    "0341_story_counterparts": "46b71cac6392cc45",
    "0320_entity_link_initials": "aa882e9ac654d12d",
    "0331_alike_texts": "8f379ac3ad06cb3e",
    "0342_views_state": "5288cfdf27fb1891",
    "0343_summaries_state_each": "b71a134f4c641eb9",
    "0360_found_with": "ec47557c12cc1ff1",
    "0361_edits": "b95217f3bdca8fe2",
    "0362_undo_frees": "e8e7b582823c75f8",
    "0350_views_state_words": "35845812852388df",
    "0351_summaries_due_names": "2a750d6dfb5aea8a",
    "0332_quotations_joined": "0a94558fc54324ed",
    "0380_entity_link_endings": "a718c811991cb633",
    "0400_texts_unpacked": "b0b170e73fad6093",
    "0410_entity_link_surnames": "2428aea66ea21882",
    "0430_quotes_within_sentences": "ae83f408cda4e796",
}


def test_no_landed_migration_is_edited() -> None:
    assert {f"{each.version:04}_{each.name}": each.sha256[:16] for each in read_migrations()} == LANDED


if __name__ == "__main__":
    for migration in read_migrations():
        print(f'    "{migration.version:04}_{migration.name}": "{migration.sha256[:16]}",')
