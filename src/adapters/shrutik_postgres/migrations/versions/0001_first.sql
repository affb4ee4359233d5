-- The tables of the first version. References are checked at commit, so the order of writes within one is free.

CREATE TABLE jobs (
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    subject UUID NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    started_at TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    error TEXT NOT NULL,
    CONSTRAINT pk_jobs PRIMARY KEY (id),
    CONSTRAINT ck_jobs_kind CHECK (kind IN ('process_recording', 'decide_chunk', 'build_release')),
    CONSTRAINT ck_jobs_status CHECK (status IN ('waiting', 'running', 'done', 'dead')),
    CONSTRAINT ck_jobs_attempts CHECK (attempts >= 0)
);

CREATE INDEX ix_jobs_done ON jobs (finished_at) WHERE status = 'done';
CREATE INDEX ix_jobs_page ON jobs (status, id);
CREATE INDEX ix_jobs_pending ON jobs (kind, subject) WHERE status IN ('waiting', 'running');
CREATE INDEX ix_jobs_running ON jobs (started_at) WHERE status = 'running';
CREATE INDEX ix_jobs_sent ON jobs (sent_at) WHERE status = 'waiting' AND sent_at IS NOT NULL;
CREATE INDEX ix_jobs_unsent ON jobs (id) WHERE status = 'waiting' AND sent_at IS NULL;

CREATE TABLE receipts (
    person UUID NOT NULL,
    operation TEXT NOT NULL,
    key TEXT NOT NULL,
    digest TEXT NOT NULL,
    subjects UUID[] NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_receipts PRIMARY KEY (person, operation, key)
);

CREATE INDEX ix_receipts_age ON receipts (created_at);

CREATE TABLE speakers (
    id UUID NOT NULL,
    contributor UUID,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    traits JSONB NOT NULL,
    CONSTRAINT pk_speakers PRIMARY KEY (id)
);

CREATE TABLE collections (
    id UUID NOT NULL,
    slug TEXT NOT NULL,
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    licence TEXT NOT NULL,
    consent_version TEXT NOT NULL,
    consent_text TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    policies JSONB NOT NULL,
    CONSTRAINT pk_collections PRIMARY KEY (id),
    CONSTRAINT uq_collections_slug UNIQUE (slug)
);

CREATE INDEX ix_collections_language ON collections (language, id);

CREATE TABLE contributors (
    id UUID NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    speaker UUID NOT NULL,
    locale TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status TEXT NOT NULL,
    CONSTRAINT pk_contributors PRIMARY KEY (id),
    CONSTRAINT uq_contributors_email UNIQUE (email),
    CONSTRAINT ck_contributors_role CHECK (role IN ('contributor', 'reviewer', 'researcher', 'admin')),
    CONSTRAINT ck_contributors_status CHECK (status IN ('active', 'disabled', 'erased')),
    CONSTRAINT fk_contributors_speaker FOREIGN KEY(speaker) REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE consents (
    id UUID NOT NULL,
    speaker UUID NOT NULL,
    collection UUID NOT NULL,
    version TEXT NOT NULL,
    purposes TEXT[] NOT NULL,
    given_at TIMESTAMP WITH TIME ZONE NOT NULL,
    withdrawn_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_consents PRIMARY KEY (id),
    CONSTRAINT ck_consents_purposes CHECK (cardinality(purposes) > 0),
    CONSTRAINT fk_consents_speaker FOREIGN KEY(speaker) REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_consents_collection FOREIGN KEY(collection) REFERENCES collections (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_consents_latest ON consents (speaker, collection, given_at, id);
CREATE INDEX ix_consents_page ON consents (speaker, id);

CREATE TABLE prompts (
    id UUID NOT NULL,
    collection UUID NOT NULL,
    recorded INTEGER DEFAULT '0' NOT NULL,
    voices UUID[] DEFAULT '{}' NOT NULL,
    text TEXT NOT NULL,
    digest BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    source TEXT NOT NULL,
    CONSTRAINT pk_prompts PRIMARY KEY (id),
    CONSTRAINT uq_prompts_collection_digest UNIQUE (collection, digest),
    CONSTRAINT ck_prompts_recorded CHECK (recorded >= 0),
    CONSTRAINT fk_prompts_collection FOREIGN KEY(collection) REFERENCES collections (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_prompts_next ON prompts (collection, recorded, id);
CREATE INDEX ix_prompts_page ON prompts (collection, id);

CREATE TABLE audit_entries (
    id UUID NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor UUID,
    action TEXT NOT NULL,
    subject UUID NOT NULL,
    facts JSONB NOT NULL,
    CONSTRAINT pk_audit_entries PRIMARY KEY (id),
    CONSTRAINT fk_audit_entries_actor FOREIGN KEY(actor) REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_audit_entries_subject ON audit_entries (subject, id);

CREATE TABLE recordings (
    id UUID NOT NULL,
    collection UUID NOT NULL,
    speaker UUID NOT NULL,
    contributor UUID NOT NULL,
    prompt UUID,
    audio_key TEXT NOT NULL,
    audio_size BIGINT NOT NULL,
    audio_sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status TEXT NOT NULL,
    reasons JSONB NOT NULL,
    duration DOUBLE PRECISION,
    sample_rate INTEGER,
    channels INTEGER,
    samples BIGINT,
    codec TEXT,
    container TEXT,
    quality JSONB NOT NULL,
    chunk_count INTEGER NOT NULL,
    metadata JSONB NOT NULL,
    CONSTRAINT pk_recordings PRIMARY KEY (id),
    CONSTRAINT ck_recordings_status CHECK (status IN ('uploaded', 'processing', 'chunked', 'refused', 'failed', 'withdrawn')),
    CONSTRAINT ck_recordings_sound_whole CHECK (num_nulls(duration, sample_rate, channels, samples, codec, container) IN (0, 6)),
    CONSTRAINT ck_recordings_chunk_count CHECK (chunk_count >= 0),
    CONSTRAINT fk_recordings_collection FOREIGN KEY(collection) REFERENCES collections (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_recordings_speaker FOREIGN KEY(speaker) REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_recordings_contributor FOREIGN KEY(contributor) REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_recordings_prompt FOREIGN KEY(prompt) REFERENCES prompts (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_recordings_collection ON recordings (collection, id);
CREATE INDEX ix_recordings_contributor ON recordings (contributor, id);
CREATE INDEX ix_recordings_said ON recordings (speaker, prompt) WHERE status IN ('uploaded', 'processing', 'chunked');

CREATE TABLE releases (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    collections UUID[] NOT NULL,
    formats TEXT[] NOT NULL,
    min_confidence DOUBLE PRECISION NOT NULL,
    requested_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status TEXT NOT NULL,
    progress DOUBLE PRECISION NOT NULL,
    clips INTEGER NOT NULL,
    seconds DOUBLE PRECISION NOT NULL,
    files JSONB NOT NULL,
    digest TEXT NOT NULL,
    error TEXT NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_releases PRIMARY KEY (id),
    CONSTRAINT uq_releases_name_version UNIQUE (name, version),
    CONSTRAINT ck_releases_status CHECK (status IN ('requested', 'building', 'ready', 'failed', 'superseded')),
    CONSTRAINT ck_releases_version CHECK (version > 0),
    CONSTRAINT ck_releases_progress CHECK (progress BETWEEN 0 AND 1),
    CONSTRAINT fk_releases_requested_by FOREIGN KEY(requested_by) REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE chunks (
    id UUID NOT NULL,
    collection UUID NOT NULL,
    speaker UUID NOT NULL,
    free_at TIMESTAMP WITH TIME ZONE DEFAULT '-infinity' NOT NULL,
    votes INTEGER NOT NULL,
    wanted INTEGER NOT NULL,
    status TEXT NOT NULL,
    had UUID[] DEFAULT '{}' NOT NULL,
    recording UUID NOT NULL,
    index INTEGER NOT NULL,
    span_start BIGINT NOT NULL,
    span_end BIGINT NOT NULL,
    sample_rate INTEGER NOT NULL,
    audio_key TEXT NOT NULL,
    audio_size BIGINT NOT NULL,
    audio_sha256 TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    skips INTEGER NOT NULL,
    text TEXT,
    confidence DOUBLE PRECISION,
    settled_by TEXT,
    quality JSONB NOT NULL,
    CONSTRAINT pk_chunks PRIMARY KEY (id),
    CONSTRAINT ck_chunks_status CHECK (status IN ('silent', 'open', 'in_review', 'settled', 'rejected', 'withdrawn')),
    CONSTRAINT ck_chunks_settled_by CHECK (settled_by IN ('consensus', 'reviewer')),
    CONSTRAINT ck_chunks_span CHECK (span_start >= 0 AND span_end > span_start),
    CONSTRAINT ck_chunks_counts CHECK (votes >= 0 AND skips >= 0),
    CONSTRAINT ck_chunks_confidence CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT fk_chunks_collection FOREIGN KEY(collection) REFERENCES collections (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_chunks_speaker FOREIGN KEY(speaker) REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_chunks_recording FOREIGN KEY(recording) REFERENCES recordings (id) DEFERRABLE INITIALLY DEFERRED
)
 WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);

CREATE INDEX ix_chunks_open ON chunks (collection, votes DESC, id) INCLUDE (speaker, free_at, had) WHERE status = 'open';
CREATE INDEX ix_chunks_recording ON chunks (recording, index, id);
CREATE INDEX ix_chunks_settled ON chunks (collection, recording, index) WHERE status = 'settled';
CREATE INDEX ix_chunks_voiced ON chunks (collection, id) WHERE votes > 0;

CREATE TABLE cuts (
    recording UUID NOT NULL,
    digest TEXT NOT NULL,
    cuts JSONB NOT NULL,
    CONSTRAINT pk_cuts PRIMARY KEY (recording),
    CONSTRAINT fk_cuts_recording FOREIGN KEY(recording) REFERENCES recordings (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE consensuses (
    chunk UUID NOT NULL,
    text TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    expected_wer DOUBLE PRECISION NOT NULL,
    votes INTEGER NOT NULL,
    decision TEXT NOT NULL,
    reasons TEXT[] NOT NULL,
    words JSONB NOT NULL,
    method TEXT NOT NULL,
    computed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_consensuses PRIMARY KEY (chunk),
    CONSTRAINT ck_consensuses_confidence CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT fk_consensuses_chunk FOREIGN KEY(chunk) REFERENCES chunks (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE release_members (
    release UUID NOT NULL,
    chunk UUID NOT NULL,
    CONSTRAINT pk_release_members PRIMARY KEY (release, chunk),
    CONSTRAINT fk_release_members_release FOREIGN KEY(release) REFERENCES releases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_release_members_chunk FOREIGN KEY(chunk) REFERENCES chunks (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_release_members_chunk ON release_members (chunk);

CREATE TABLE reviews (
    id UUID NOT NULL,
    chunk UUID NOT NULL,
    collection UUID NOT NULL,
    speaker UUID NOT NULL,
    why TEXT[] NOT NULL,
    queued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status TEXT NOT NULL,
    reviewer UUID,
    decision TEXT,
    text TEXT,
    reason TEXT NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_reviews PRIMARY KEY (id),
    CONSTRAINT ck_reviews_status CHECK (status IN ('queued', 'decided')),
    CONSTRAINT ck_reviews_decision CHECK (decision IN ('accept', 'edit', 'reject')),
    CONSTRAINT ck_reviews_decided CHECK ((status = 'decided') = (decision IS NOT NULL)),
    CONSTRAINT fk_reviews_chunk FOREIGN KEY(chunk) REFERENCES chunks (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reviews_collection FOREIGN KEY(collection) REFERENCES collections (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reviews_speaker FOREIGN KEY(speaker) REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reviews_reviewer FOREIGN KEY(reviewer) REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_reviews_latest ON reviews (chunk, id);
CREATE INDEX ix_reviews_queue ON reviews (id) WHERE status = 'queued';
CREATE INDEX ix_reviews_queue_of_collection ON reviews (collection, id) WHERE status = 'queued';
CREATE UNIQUE INDEX uq_reviews_chunk_queued ON reviews (chunk) WHERE status = 'queued';

CREATE TABLE tasks (
    id UUID NOT NULL,
    chunk UUID NOT NULL,
    collection UUID NOT NULL,
    contributor UUID NOT NULL,
    leased_at TIMESTAMP WITH TIME ZONE NOT NULL,
    lease_expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status TEXT NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    skip_reason TEXT,
    CONSTRAINT pk_tasks PRIMARY KEY (id),
    CONSTRAINT uq_tasks_chunk_contributor UNIQUE (chunk, contributor),
    CONSTRAINT ck_tasks_status CHECK (status IN ('leased', 'submitted', 'skipped', 'expired', 'cancelled')),
    CONSTRAINT ck_tasks_skip_reason CHECK (skip_reason IN ('inaudible', 'wrong_language', 'no_speech', 'several_speakers', 'cut_off', 'offensive', 'too_hard', 'other')),
    CONSTRAINT fk_tasks_chunk FOREIGN KEY(chunk) REFERENCES chunks (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_tasks_collection FOREIGN KEY(collection) REFERENCES collections (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_tasks_contributor FOREIGN KEY(contributor) REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_tasks_held ON tasks (contributor, lease_expires_at) WHERE status = 'leased';
CREATE INDEX ix_tasks_page ON tasks (contributor, id);
CREATE INDEX ix_tasks_page_by_status ON tasks (contributor, status, id);
CREATE INDEX ix_tasks_running_out ON tasks (lease_expires_at) WHERE status = 'leased';

CREATE TABLE transcriptions (
    id UUID NOT NULL,
    task UUID NOT NULL,
    chunk UUID NOT NULL,
    contributor UUID NOT NULL,
    text TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    late BOOLEAN NOT NULL,
    CONSTRAINT pk_transcriptions PRIMARY KEY (id),
    CONSTRAINT uq_transcriptions_chunk_contributor UNIQUE (chunk, contributor),
    CONSTRAINT fk_transcriptions_task FOREIGN KEY(task) REFERENCES tasks (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_transcriptions_chunk FOREIGN KEY(chunk) REFERENCES chunks (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_transcriptions_contributor FOREIGN KEY(contributor) REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_transcriptions_page ON transcriptions (contributor, id);

ALTER TABLE speakers ADD CONSTRAINT fk_speakers_contributor FOREIGN KEY(contributor) REFERENCES contributors (id) DEFERRABLE INITIALLY DEFERRED;
