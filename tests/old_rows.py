"""Rows as older versions wrote them, for tests of migrations."""

OLD_CONSENSUS = """
INSERT INTO consensuses (chunk, text, confidence, expected_wer, votes, decision, reasons, words, method, computed_at)
VALUES (:chunk, '', 0.5, 0.5, 1, :decision, :reasons, '[]', 'em', now())
"""


OLD_COLLECTION = """
INSERT INTO collections (id, slug, language, name, licence, consent_version, consent_text, created_at, policies)
VALUES (:id, 'bn', 'bn-BD', 'Bengali', 'CC0-1.0', '2026 ২', 'হ্যাঁ "ঠিক"', now(), '{}')
"""
OLD_SPEAKER = "INSERT INTO speakers (id, created_at, traits) VALUES (:id, now(), :traits)"
OLD_CONSENT = """
INSERT INTO consents (id, speaker, collection, version, purposes, given_at)
VALUES (gen_random_uuid(), :speaker, :collection, '2026 ২', '{publish,record}', now())
"""
OLD_TRAITS: list[tuple[dict[str, str], dict[str, str]]] = [
    ({}, {}),
    ({"age": "25", "gender": "F", "region": " Sylhet\n"}, {"age": "twenties", "gender": "female", "region": "Sylhet"}),
    ({"age": "Fourties", "gender": "other"}, {"age": "forties", "gender": "another"}),
    ({"age": "7", "gender": "man"}, {"age": "teens", "gender": "male"}),
    ({"age": "101", "dialect": "চাটগাঁইয়া"}, {"age": "eighties", "dialect": "চাটগাঁইয়া"}),
    ({"age": "old", "gender": "?", "accent": "\u2028"}, {}),
    ({"age": "thirties", "accent": "a\tb"}, {"age": "thirties", "accent": "a b"}),
]
