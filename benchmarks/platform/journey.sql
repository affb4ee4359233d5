\set who random(1, :people)
BEGIN;
SELECT pg_advisory_xact_lock(:who);
SELECT c.id AS person, c.speaker AS voice, (SELECT count(*) FROM tasks t WHERE t.contributor = c.id AND t.status = 'leased' AND t.lease_expires_at > now()) AS held FROM contributors c WHERE c.id = CAST('00000000-0000-7000-8000-' || lpad(:who::text, 12, '0') AS uuid) \gset
WITH found AS (
    SELECT id, votes, turn FROM chunks
    WHERE collection = :collection::uuid AND chunks.status = 'open' AND free_at <= now() AND speaker <> :voice::uuid AND :person::uuid <> ALL (had)
    ORDER BY votes DESC, turn, id LIMIT 20
), taken AS (
    SELECT c.id, c.collection, c.wanted, c.votes FROM chunks c JOIN found USING (id)
    WHERE c.status = 'open' AND c.free_at <= now()
        AND NOT EXISTS (SELECT FROM tasks t WHERE t.chunk = c.id AND t.contributor = :person::uuid)
    ORDER BY c.votes DESC, c.turn, c.id LIMIT 5 FOR NO KEY UPDATE OF c SKIP LOCKED
), lent AS (
    INSERT INTO tasks (id, chunk, collection, contributor, leased_at, lease_expires_at, status)
    SELECT gen_random_uuid(), id, collection, :person::uuid, now(), now() + interval '30 minutes', 'leased' FROM taken
    RETURNING id, chunk
), marked AS (
    UPDATE chunks c SET had = array_prepend(:person::uuid, c.had), free_at = CASE WHEN c.wanted - c.votes <= 1 THEN now() + interval '30 minutes' ELSE free_at END
    FROM taken WHERE c.id = taken.id
)
SELECT array_agg(id) AS tasks, array_agg(chunk) AS clips FROM lent \gset
COMMIT;
BEGIN;
SELECT count(*) FROM (SELECT id FROM chunks WHERE id = ANY (:clips::uuid[]) ORDER BY id FOR NO KEY UPDATE) AS c;
SELECT count(*) FROM (SELECT id FROM tasks WHERE id = ANY (:tasks::uuid[]) ORDER BY id FOR NO KEY UPDATE) AS c;
INSERT INTO transcriptions (id, task, chunk, contributor, text, created_at, late) SELECT gen_random_uuid(), t, c, :person::uuid, 'শব্দ১ শব্দ২ শব্দ৩ শব্দ৪ শব্দ৫ শব্দ৬ শব্দ৭ শব্দ৮', now(), false FROM unnest(:tasks::uuid[], :clips::uuid[]) AS x (t, c);
UPDATE tasks SET status = 'submitted', finished_at = now() WHERE id = ANY (:tasks::uuid[]);
UPDATE chunks SET votes = votes + 1, free_at = CASE WHEN wanted - votes <= 1 THEN 'infinity' ELSE free_at END WHERE id = ANY (:clips::uuid[]);
INSERT INTO jobs (id, kind, subject, due_at, created_at, status, attempts, error) SELECT gen_random_uuid(), 'decide_chunk', c, now(), now(), 'waiting', 0, '' FROM unnest(:clips::uuid[]) AS c;
SELECT pg_notify('shrutik_jobs', '');
COMMIT;
