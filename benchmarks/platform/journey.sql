-- The SQL of taking five tasks and of sending five texts, as the repositories have it, for pgbench: no Python, no decisions.
\set who random(1, :people)
BEGIN ISOLATION LEVEL READ COMMITTED;
SET LOCAL plan_cache_mode = force_generic_plan;
SET LOCAL enable_seqscan = off;
SET LOCAL enable_bitmapscan = off;
SELECT pg_advisory_xact_lock(:who), c.id AS person, c.speaker AS voice, found.id AS collection
FROM contributors c, LATERAL (SELECT * FROM collections WHERE slug = 'bn' LIMIT 1) AS found
WHERE c.id = CAST('00000000-0000-7000-8000-' || lpad(:who::text, 12, '0') AS uuid) \gset
WITH places AS MATERIALIZED (
    SELECT greatest(0, least(5, 60 - count(*))) AS free FROM tasks
    WHERE contributor = :person::uuid AND status = 'leased' AND lease_expires_at > now()
), near AS MATERIALIZED (
    SELECT id, votes, turn FROM chunks
    WHERE chunks.collection = :collection::uuid AND chunks.status = 'open' AND chunks.free_at < 'infinity' AND chunks.free_at <= now()
        AND chunks.speaker <> :voice::uuid AND :person::uuid <> ALL (chunks.had)
    ORDER BY votes DESC, turn, id LIMIT 100
), ordinary AS MATERIALIZED (
    SELECT found.* FROM near, LATERAL (
        SELECT chunks.id, chunks.collection, chunks.speaker, chunks.votes, chunks.wanted, chunks.status,
            chunks.recording, chunks.index, chunks.span_start, chunks.span_end, chunks.sample_rate, chunks.audio_key,
            chunks.audio_size, chunks.audio_sha256, chunks.created_at, chunks.skips, chunks.text, chunks.confidence,
            chunks.settled_by, chunks.quality
        FROM chunks
        WHERE chunks.id = near.id AND chunks.collection = :collection::uuid AND chunks.status = 'open'
            AND chunks.free_at < 'infinity' AND chunks.free_at <= now() AND chunks.speaker <> :voice::uuid AND :person::uuid <> ALL (chunks.had)
            AND NOT EXISTS (SELECT FROM tasks WHERE tasks.chunk = chunks.id AND tasks.contributor = :person::uuid)
        FOR NO KEY UPDATE SKIP LOCKED
    ) AS found LIMIT (SELECT free FROM places)
)
SELECT coalesce(array_agg(id), '{}') AS clips, coalesce(array_agg(gen_random_uuid()), '{}') AS tasks,
    coalesce(array_agg(gen_random_uuid()), '{}') AS texts, coalesce(array_agg(gen_random_uuid()), '{}') AS jobs
FROM ordinary \gset
WITH given AS (
    SELECT id, chunk, :collection::uuid AS collection, :person::uuid AS contributor, now() AS leased_at,
        now() + interval '30 minutes' AS lease_expires_at, 'leased' AS status, false AS gold
    FROM unnest(:tasks::uuid[], :clips::uuid[]) AS given (id, chunk)
), kept AS (
    INSERT INTO tasks (id, chunk, collection, contributor, leased_at, lease_expires_at, status, gold) SELECT * FROM given
)
UPDATE chunks SET had = (holders || had)[1:64], free_at = CASE WHEN (chunks.wanted - chunks.votes) <= 0 THEN 'infinity'
    ELSE coalesce((
        SELECT lease_expires_at FROM (
            SELECT lease_expires_at FROM (SELECT * FROM tasks WHERE tasks.chunk = chunks.id OFFSET 0) AS theirs
            WHERE status = 'leased' AND NOT gold
            UNION ALL SELECT lease_expires_at FROM given WHERE given.chunk = chunks.id
        ) AS leases ORDER BY lease_expires_at DESC OFFSET (chunks.wanted - chunks.votes) - 1 LIMIT 1
    ), '-infinity') END
FROM (SELECT chunk, array_agg(contributor) AS holders FROM given GROUP BY chunk) AS lent
WHERE chunks.id = lent.chunk;
COMMIT;
BEGIN ISOLATION LEVEL READ COMMITTED;
SET LOCAL plan_cache_mode = force_generic_plan;
SET LOCAL enable_seqscan = off;
SET LOCAL enable_bitmapscan = off;
SELECT count(*) FROM (
    SELECT tasks.*, chunks.id, chunks.collection, chunks.speaker, chunks.votes, chunks.wanted, chunks.status,
        chunks.recording, chunks.index, chunks.span_start, chunks.span_end, chunks.sample_rate, chunks.audio_key,
        chunks.audio_size, chunks.audio_sha256, chunks.created_at, chunks.skips, chunks.text, chunks.confidence,
        chunks.settled_by, chunks.quality
    FROM tasks JOIN chunks ON chunks.id = tasks.chunk WHERE tasks.id = ANY (:tasks::uuid[])
    ORDER BY chunks.id FOR NO KEY UPDATE OF chunks FOR NO KEY UPDATE OF tasks
) AS locked;
WITH given AS (
    SELECT id, task, chunk, :person::uuid AS contributor, 'কাগজ খাতা গাছ নদী পাখি বই মাটি রোদ' AS text,
        now() AS created_at, false AS late, false AS gold
    FROM unnest(:texts::uuid[], :tasks::uuid[], :clips::uuid[]) AS given (id, task, chunk)
), kept AS (
    INSERT INTO transcriptions (id, task, chunk, contributor, text, created_at, late, gold) SELECT * FROM given
), submitted AS (
    UPDATE tasks SET status = 'submitted', finished_at = given.created_at FROM given WHERE tasks.id = given.task
)
UPDATE chunks SET votes = chunks.votes + voted.votes,
    free_at = CASE WHEN (chunks.wanted - chunks.votes - voted.votes) <= 0 THEN 'infinity' ELSE coalesce((
        SELECT lease_expires_at FROM (SELECT * FROM tasks WHERE tasks.chunk = chunks.id OFFSET 0) AS theirs
        WHERE status = 'leased' AND NOT gold AND id <> ALL (voted.tasks)
        ORDER BY lease_expires_at DESC OFFSET (chunks.wanted - chunks.votes - voted.votes) - 1 LIMIT 1
    ), '-infinity') END
FROM (SELECT chunk, count(*) AS votes, array_agg(task) AS tasks FROM given WHERE NOT gold GROUP BY chunk) AS voted
WHERE chunks.id = voted.chunk;
WITH given AS (
    SELECT id, 'decide_chunk' AS kind, subject, now() AS due_at, now() AS created_at, 'waiting' AS status, 0 AS attempts,
        '' AS error
    FROM unnest(:jobs::uuid[], :clips::uuid[]) AS given (id, subject)
), twins AS MATERIALIZED (
    SELECT twin.* FROM given, LATERAL (
        SELECT jobs.kind, jobs.subject FROM jobs
        WHERE jobs.kind = given.kind AND jobs.subject = given.subject AND jobs.status = 'waiting' FOR NO KEY UPDATE
    ) AS twin
), kept AS (
    INSERT INTO jobs (id, kind, subject, due_at, created_at, status, attempts, error)
    SELECT * FROM given WHERE (kind, subject) NOT IN (SELECT * FROM twins)
    ON CONFLICT (kind, subject) WHERE status = 'waiting' AND started_at IS NULL DO UPDATE SET error = '' WHERE false
    RETURNING status, sent_at
)
SELECT pg_notify('shrutik_jobs', '')
FROM (SELECT FROM kept WHERE status = 'waiting' AND sent_at IS NULL LIMIT 1) AS unsent;
COMMIT;
