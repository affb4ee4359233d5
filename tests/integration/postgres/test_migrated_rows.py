"""What an older version wrote is there after migrations, in the words of this one."""

import json
from uuid import NAMESPACE_URL, uuid5

from alembic import command
from sqlalchemy import Engine, text

from old_rows import OLD_COLLECTION, OLD_CONSENSUS, OLD_CONSENT, OLD_SPEAKER, OLD_TRAITS
from shrutik_core.collections.consent_document import may_publish
from shrutik_core.collections.consent_draft import first_document
from shrutik_core.testing.builders import a_collection, a_speaker
from shrutik_postgres import migrate
from shrutik_postgres.unit_of_work import PostgresUnitsOfWork


def test_decisions_of_an_older_version_are_told_in_the_new_words(empty: Engine) -> None:
    with empty.connect() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0007")
        connection.execute(text("SET session_replication_role = replica"))
        kept = (("more_voices", ["few_voices"]), ("more_voices", ["all_voices_wanted", "unsure"]), ("accept", []))
        for decision, reasons in kept:
            row = {"chunk": uuid5(NAMESPACE_URL, str(reasons)), "decision": decision, "reasons": reasons}
            connection.execute(text(OLD_CONSENSUS), row)
        connection.commit()
    migrate.upgrade(empty)
    with empty.connect() as connection:
        found = {(row.decision, tuple(row.reasons)) for row in connection.execute(text("SELECT * FROM consensuses"))}
    assert found == {("more_votes", ("few_votes",)), ("more_votes", ("all_votes_wanted", "unsure")), ("accept", ())}


def test_texts_of_an_older_version_become_first_documents_and_traits_their_values(empty: Engine) -> None:
    with empty.connect() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0013")
        connection.execute(text(OLD_COLLECTION), {"id": a_collection().id})
        for number, (traits, _) in enumerate(OLD_TRAITS, 1):
            connection.execute(text(OLD_SPEAKER), {"id": a_speaker(number).id, "traits": json.dumps(traits)})
        connection.execute(text(OLD_CONSENT), {"speaker": a_speaker().id, "collection": a_collection().id})
        connection.commit()
    migrate.upgrade(empty)
    with PostgresUnitsOfWork(empty)() as work:
        collection = work.collections.find(a_collection().id)
        assert collection is not None
        assert work.consent_documents.of_collection(collection.id) == (first_document(collection),)
        consent = work.consents.latest(a_speaker().id, collection.id)
        assert consent is not None
        assert (consent.language, consent.text_hash, consent.narrowed_from) == (None, None, None)
        assert may_publish(consent, work.consent_documents.of_collection(collection.id))
        speakers = [work.speakers.find(a_speaker(number).id) for number, _ in enumerate(OLD_TRAITS, 1)]
    assert [(one.traits, one.traits_in_releases) for one in speakers if one] == [(new, None) for _, new in OLD_TRAITS]
