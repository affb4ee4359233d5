"""Operations of the API, generated from its document: one method each, under its name there."""

from __future__ import annotations

from typing import Any, Literal, cast

from shrutik_client import models
from shrutik_client.calling import Calling, Form


class Operations(Calling):
    """What can be asked."""

    def delete_api_keys_api_key_id(
        self,
        api_key_id: str,
    ) -> models.ApiKeyMessage:
        """Revoke an API key: it stops working with the next request.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        api_key_missing, api_key_revoked, fields_invalid, id_malformed, login_only, login_required, rate_limited,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "DELETE",
            f"/api/v1/api-keys/{self.quoted(api_key_id)}",
        )
        return cast("models.ApiKeyMessage", answer)

    def delete_chunks_chunk_id_gold(
        self,
        chunk_id: str,
    ) -> models.GoldMessage:
        """Make it an ordinary chunk again; what its answers said of people is taken back (reviewers, admins).

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        chunk_missing, fields_invalid, gold_missing, id_malformed, login_required, not_permitted, own_voice,
        policies_unreadable, rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "DELETE",
            f"/api/v1/chunks/{self.quoted(chunk_id)}/gold",
        )
        return cast("models.GoldMessage", answer)

    def delete_invitations_invitation_id(
        self,
        invitation_id: str,
    ) -> models.InvitationMessage:
        """Take back an invitation that was not used.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, id_malformed, invitation_missing, invitation_revoked, invitation_used, login_required,
        not_permitted, rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "DELETE",
            f"/api/v1/invitations/{self.quoted(invitation_id)}",
        )
        return cast("models.InvitationMessage", answer)

    def delete_me(
        self,
    ) -> models.WithdrawalMessage:
        """Take back your account and all of your voice; it can be undone for a while.

        Raises `ApiProblem` with account_inactive, api_key_expired, api_key_invalid, contributor_missing,
        fields_invalid, last_admin, login_only, login_required, not_permitted, rate_limited, request_malformed,
        token_expired, token_invalid.
        """
        answer = self.call(
            "DELETE",
            "/api/v1/me",
        )
        return cast("models.WithdrawalMessage", answer)

    def delete_me_identities_identity_id(
        self,
        identity_id: str,
    ) -> models.IdentityMessage:
        """Unlink a log-in elsewhere.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        contributor_missing, fields_invalid, id_malformed, identity_missing, last_way_in, login_only,
        login_required, rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "DELETE",
            f"/api/v1/me/identities/{self.quoted(identity_id)}",
        )
        return cast("models.IdentityMessage", answer)

    def delete_me_sessions(
        self,
    ) -> None:
        """Log out everywhere else.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, login_only, login_required, rate_limited, request_malformed, token_expired, token_invalid.
        """
        self.call(
            "DELETE",
            "/api/v1/me/sessions",
        )

    def delete_me_sessions_session_id(
        self,
        session_id: str,
    ) -> None:
        """End one of your sessions.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, id_malformed, login_only, login_required, rate_limited, request_malformed,
        session_missing, token_expired, token_invalid.
        """
        self.call(
            "DELETE",
            f"/api/v1/me/sessions/{self.quoted(session_id)}",
        )

    def delete_recordings_recording_id(
        self,
        recording_id: str,
    ) -> models.WithdrawalMessage:
        """Take back a recording of yours; it can be undone for a while.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, id_malformed, login_required, not_permitted, rate_limited, recording_missing,
        request_malformed, token_expired, token_invalid, voice_withdrawn.
        """
        answer = self.call(
            "DELETE",
            f"/api/v1/recordings/{self.quoted(recording_id)}",
        )
        return cast("models.WithdrawalMessage", answer)

    def delete_webhooks_webhook_id(
        self,
        webhook_id: str,
    ) -> None:
        """Remove a webhook, with all that waits for it.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, id_malformed, login_required, not_permitted, rate_limited, request_malformed,
        token_expired, token_invalid, webhook_missing.
        """
        self.call(
            "DELETE",
            f"/api/v1/webhooks/{self.quoted(webhook_id)}",
        )

    def get__well_known_jwks_json(
        self,
    ) -> models.JwksMessage:
        """The public keys by which access tokens can be checked.

        Raises `ApiProblem` with rate_limited, request_malformed.
        """
        answer = self.call(
            "GET",
            "/.well-known/jwks.json",
        )
        return cast("models.JwksMessage", answer)

    def get_admin_agreement(
        self,
        *,
        collection: str,
    ) -> models.AgreementMessage:
        """How much judges agree beyond chance, from second looks at settled chunks.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        collection_missing, fields_invalid, login_required, not_permitted, policies_unreadable, rate_limited,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/admin/agreement",
            query={
                "collection": collection,
            },
        )
        return cast("models.AgreementMessage", answer)

    def get_admin_audit(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        subject: str | None = None,
        actor: str | None = None,
        action: str | None = None,
        before: str | None = None,
    ) -> models.AuditPage:
        """What was done, newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_required, not_permitted, page_limit, rate_limited,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/admin/audit",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "subject": subject,
                "actor": actor,
                "action": action,
                "before": before,
            },
        )
        return cast("models.AuditPage", answer)

    def get_admin_flags(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        kind: models.FlagKind | None = None,
        contributor_id: str | None = None,
    ) -> models.FlagPage:
        """Flags with their evidence, newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_required, not_permitted, page_limit, rate_limited,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/admin/flags",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "created_after": created_after,
                "created_before": created_before,
                "kind": kind,
                "contributor_id": contributor_id,
            },
        )
        return cast("models.FlagPage", answer)

    def get_admin_jobs(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        status: models.JobStatus | None = None,
    ) -> models.JobPage:
        """Background work, newest first; status=dead is the dead-letter list.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_required, not_permitted, page_limit, rate_limited,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/admin/jobs",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "created_after": created_after,
                "created_before": created_before,
                "status": status,
            },
        )
        return cast("models.JobPage", answer)

    def get_admin_pulse(
        self,
        *,
        days: int | None = None,
    ) -> models.PulseMessage:
        """What the installation was asked, and what waited, in the last day or days.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, login_required, not_permitted, rate_limited, request_malformed, token_expired,
        token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/admin/pulse",
            query={
                "days": days,
            },
        )
        return cast("models.PulseMessage", answer)

    def get_admin_queue(
        self,
        *,
        collection: str,
        user_id: str,
    ) -> models.QueueMessage:
        """Why a person is lent nothing of a collection, or less than they ask for.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        collection_missing, contributor_missing, fields_invalid, login_required, not_permitted,
        policies_unreadable, rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/admin/queue",
            query={
                "collection": collection,
                "user_id": user_id,
            },
        )
        return cast("models.QueueMessage", answer)

    def get_admin_stats(
        self,
        *,
        utc_offset: int | None = None,
        collection: str | None = None,
    ) -> models.OverviewMessage:
        """How much there is by status, and what was done on each of the last 30 days.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        collection_missing, fields_invalid, login_required, not_permitted, policies_unreadable, rate_limited,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/admin/stats",
            query={
                "utc_offset": utc_offset,
                "collection": collection,
            },
        )
        return cast("models.OverviewMessage", answer)

    def get_admin_users(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        status: models.ContributorStatus | None = None,
        role: models.Role | None = None,
        q: str | None = None,
    ) -> models.UserPage:
        """Accounts, newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_required, not_permitted, page_limit, rate_limited,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/admin/users",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "created_after": created_after,
                "created_before": created_before,
                "status": status,
                "role": role,
                "q": q,
            },
        )
        return cast("models.UserPage", answer)

    def get_api_keys(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
    ) -> models.ApiKeyPage:
        """The caller's API keys, newest first, including those that were revoked or expired.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_only, login_required, page_limit, rate_limited, request_malformed,
        token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/api-keys",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "created_after": created_after,
                "created_before": created_before,
            },
        )
        return cast("models.ApiKeyPage", answer)

    def get_auth_openid(
        self,
    ) -> models.ProviderList:
        """Institutions whose log-in people may use.

        Raises `ApiProblem` with fields_invalid, rate_limited, request_malformed.
        """
        answer = self.call(
            "GET",
            "/api/v1/auth/openid",
        )
        return cast("models.ProviderList", answer)

    def get_chunks_chunk_id(
        self,
        chunk_id: str,
    ) -> models.ChunkMessage:
        """A chunk, for its speaker, its reviewers, and those who have transcribed it.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        chunk_missing, fields_invalid, id_malformed, login_required, policies_unreadable, rate_limited,
        request_malformed, token_expired, token_invalid, transcribe_first, voice_withdrawn.
        """
        answer = self.call(
            "GET",
            f"/api/v1/chunks/{self.quoted(chunk_id)}",
        )
        return cast("models.ChunkMessage", answer)

    def get_chunks_chunk_id_audio(
        self,
        chunk_id: str,
    ) -> bytes:
        """The clip; audio_url is a signed link to it.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        blob_missing, chunk_missing, fields_invalid, id_malformed, link_expired, link_invalid, login_required,
        range_not_satisfiable, rate_limited, request_malformed, token_expired, token_invalid, voice_withdrawn.
        """
        answer = self.call(
            "GET",
            f"/api/v1/chunks/{self.quoted(chunk_id)}/audio",
        )
        return cast("bytes", answer)

    def get_chunks_chunk_id_consensus(
        self,
        chunk_id: str,
    ) -> models.ConsensusMessage:
        """What a chunk's transcriptions agree on.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        chunk_missing, fields_invalid, id_malformed, login_required, policies_unreadable, rate_limited,
        request_malformed, token_expired, token_invalid, transcribe_first, voice_withdrawn.
        """
        answer = self.call(
            "GET",
            f"/api/v1/chunks/{self.quoted(chunk_id)}/consensus",
        )
        return cast("models.ConsensusMessage", answer)

    def get_chunks_chunk_id_gold(
        self,
        chunk_id: str,
    ) -> models.GoldMessage:
        """What is known to be said in a chunk (reviewers, admins).

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        chunk_missing, fields_invalid, gold_missing, id_malformed, login_required, not_permitted, own_voice,
        rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            f"/api/v1/chunks/{self.quoted(chunk_id)}/gold",
        )
        return cast("models.GoldMessage", answer)

    def get_chunks_chunk_id_peaks(
        self,
        chunk_id: str,
    ) -> models.PeaksMessage:
        """The outline of the clip, to draw a waveform; peaks_url is a signed link to it.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        blob_missing, chunk_missing, damaged, decoding_too_costly, fields_invalid, id_malformed, link_expired,
        link_invalid, login_required, rate_limited, request_malformed, token_expired, token_invalid, too_long,
        undecodable, voice_withdrawn.
        """
        answer = self.call(
            "GET",
            f"/api/v1/chunks/{self.quoted(chunk_id)}/peaks",
        )
        return cast("models.PeaksMessage", answer)

    def get_chunks_chunk_id_spectrogram(
        self,
        chunk_id: str,
    ) -> bytes:
        """The spectrogram of the clip, mel bands up to 8 kHz; spectrogram_url is a signed link to it.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        blob_missing, chunk_missing, damaged, decoding_too_costly, fields_invalid, id_malformed, link_expired,
        link_invalid, login_required, rate_limited, request_malformed, token_expired, token_invalid, too_long,
        undecodable, voice_withdrawn.
        """
        answer = self.call(
            "GET",
            f"/api/v1/chunks/{self.quoted(chunk_id)}/spectrogram",
        )
        return cast("bytes", answer)

    def get_collections(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        language: str | None = None,
    ) -> models.CollectionPage:
        """Collections with their consent texts, newest first; for everybody.

        Raises `ApiProblem` with cursor_invalid, fields_invalid, language_invalid, page_limit,
        policies_unreadable, rate_limited, request_malformed.
        """
        answer = self.call(
            "GET",
            "/api/v1/collections",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "language": language,
            },
        )
        return cast("models.CollectionPage", answer)

    def get_collections_collection(
        self,
        collection: str,
    ) -> models.CollectionMessage:
        """One collection, by slug or id; for everybody.

        Raises `ApiProblem` with collection_missing, fields_invalid, policies_unreadable, rate_limited,
        request_malformed.
        """
        answer = self.call(
            "GET",
            f"/api/v1/collections/{self.quoted(collection)}",
        )
        return cast("models.CollectionMessage", answer)

    def get_collections_collection_consent(
        self,
        collection: str,
        *,
        version: str | None = None,
        language: str | None = None,
    ) -> models.ConsentDocumentMessage:
        """A collection's consent document, in one language; for everybody.

        Raises `ApiProblem` with collection_missing, consent_version_missing, fields_invalid, language_invalid,
        policies_unreadable, rate_limited, request_malformed.
        """
        answer = self.call(
            "GET",
            f"/api/v1/collections/{self.quoted(collection)}/consent",
            query={
                "version": version,
                "language": language,
            },
        )
        return cast("models.ConsentDocumentMessage", answer)

    def get_collections_collection_consent_audio_language(
        self,
        collection: str,
        language: str,
        *,
        version: str | None = None,
    ) -> bytes:
        """The consent document read aloud; for everybody.

        Raises `ApiProblem` with blob_missing, collection_missing, consent_audio_missing,
        consent_language_missing, consent_version_missing, fields_invalid, language_invalid, policies_unreadable,
        range_not_satisfiable, rate_limited, request_malformed.
        """
        answer = self.call(
            "GET",
            f"/api/v1/collections/{self.quoted(collection)}/consent/audio/{self.quoted(language)}",
            query={
                "version": version,
            },
        )
        return cast("bytes", answer)

    def get_collections_collection_leaderboard(
        self,
        collection: str,
        *,
        by: models.LeaderboardOrder | None = None,
    ) -> models.LeaderboardMessage:
        """Who gave most this month, of those who chose to be named; your own place if you did.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        collection_missing, contributor_missing, fields_invalid, login_required, policies_unreadable,
        rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            f"/api/v1/collections/{self.quoted(collection)}/leaderboard",
            query={
                "by": by,
            },
        )
        return cast("models.LeaderboardMessage", answer)

    def get_collections_collection_progress(
        self,
        collection: str,
    ) -> models.ProgressMessage:
        """How far a collection has come; for everybody.

        Raises `ApiProblem` with collection_missing, fields_invalid, policies_unreadable, rate_limited,
        request_malformed.
        """
        answer = self.call(
            "GET",
            f"/api/v1/collections/{self.quoted(collection)}/progress",
        )
        return cast("models.ProgressMessage", answer)

    def get_healthz(
        self,
    ) -> models.HealthMessage:
        """Whether the process lives.

        Raises `ApiProblem` with request_malformed.
        """
        answer = self.call(
            "GET",
            "/healthz",
        )
        return cast("models.HealthMessage", answer)

    def get_invitations(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        collection: str | None = None,
        status: models.InvitationState | None = None,
    ) -> models.InvitationPage:
        """The invitations that you made (all of them for admins), newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        collection_missing, cursor_invalid, fields_invalid, login_required, not_permitted, page_limit,
        policies_unreadable, rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/invitations",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "collection": collection,
                "status": status,
            },
        )
        return cast("models.InvitationPage", answer)

    def get_keys_releases(
        self,
    ) -> bytes:
        """The public key that signs releases and feeds, as minisign reads it, and below it how it came to be so.

        Raises `ApiProblem` with fields_invalid, rate_limited, request_malformed.
        """
        answer = self.call(
            "GET",
            "/api/v1/keys/releases",
        )
        return cast("bytes", answer)

    def get_languages(
        self,
    ) -> models.LanguagesMessage:
        """Languages that Shrutik can name.

        Raises `ApiProblem` with fields_invalid, rate_limited, request_malformed.
        """
        answer = self.call(
            "GET",
            "/api/v1/languages",
        )
        return cast("models.LanguagesMessage", answer)

    def get_me(
        self,
    ) -> models.ProfileMessage:
        """Your own account, and what you say of yourself.

        Raises `ApiProblem` with account_inactive, api_key_expired, api_key_invalid, contributor_missing,
        fields_invalid, login_required, rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/me",
        )
        return cast("models.ProfileMessage", answer)

    def get_me_consents(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
    ) -> models.ConsentPage:
        """Your own consents, newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_only, login_required, page_limit, rate_limited, request_malformed,
        token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/me/consents",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
            },
        )
        return cast("models.ConsentPage", answer)

    def get_me_export(
        self,
    ) -> bytes:
        """All that you gave and all that is kept about you, as one zip file.

        Raises `ApiProblem` with account_inactive, api_key_expired, api_key_invalid, contributor_missing,
        fields_invalid, login_only, login_required, not_permitted, rate_limited, request_malformed, token_expired,
        token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/me/export",
        )
        return cast("bytes", answer)

    def get_me_identities(
        self,
    ) -> models.IdentityList:
        """Log-ins elsewhere that open your account.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, login_only, login_required, rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/me/identities",
        )
        return cast("models.IdentityList", answer)

    def get_me_notices(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        unread: bool | None = None,
        language: str | None = None,
    ) -> models.NoticePage:
        """Your own notices, newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_only, login_required, page_limit, rate_limited, request_malformed,
        token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/me/notices",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "unread": unread,
                "language": language,
            },
        )
        return cast("models.NoticePage", answer)

    def get_me_notices_preferences(
        self,
    ) -> models.PreferencesMessage:
        """How notices of each kind reach you.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        contributor_missing, fields_invalid, login_only, login_required, rate_limited, request_malformed,
        token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/me/notices/preferences",
        )
        return cast("models.PreferencesMessage", answer)

    def get_me_sessions(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
    ) -> models.SessionPage:
        """Where you are logged in, newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_only, login_required, page_limit, rate_limited, request_malformed,
        token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/me/sessions",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
            },
        )
        return cast("models.SessionPage", answer)

    def get_me_stats(
        self,
        *,
        utc_offset: int | None = None,
    ) -> models.StatsMessage:
        """What you have done so far, with the last 30 days one by one.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, login_only, login_required, not_permitted, rate_limited, request_malformed, token_expired,
        token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/me/stats",
            query={
                "utc_offset": utc_offset,
            },
        )
        return cast("models.StatsMessage", answer)

    def get_me_withdrawals(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
    ) -> models.WithdrawalPage:
        """Your own withdrawals, newest first, with the releases that they concern.

        Raises `ApiProblem` with account_inactive, api_key_expired, api_key_invalid, cursor_invalid,
        fields_invalid, login_only, login_required, page_limit, rate_limited, request_malformed, token_expired,
        token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/me/withdrawals",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
            },
        )
        return cast("models.WithdrawalPage", answer)

    def get_notices_unsubscribe_about(
        self,
        about: str,
        *,
        expires: str,
        subject: str,
        signature: str,
    ) -> None:
        """Go to the screen that ends letters of a kind, for mail programs that open the link.

        Raises `ApiProblem` with fields_invalid, rate_limited, request_malformed.
        """
        self.call(
            "GET",
            f"/api/v1/notices/unsubscribe/{self.quoted(about)}",
            query={
                "expires": expires,
                "subject": subject,
                "signature": signature,
            },
        )

    def get_openapi_json(
        self,
    ) -> Any:
        """This document.

        Raises `ApiProblem` with rate_limited, request_malformed.
        """
        answer = self.call(
            "GET",
            "/api/v1/openapi.json",
        )
        return cast("Any", answer)

    def get_prompts(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        collection: str,
        state: models.PromptState | None = None,
    ) -> models.PromptPage:
        """A collection's prompts, newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        collection_missing, contributor_missing, cursor_invalid, fields_invalid, login_required, page_limit,
        policies_unreadable, rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/prompts",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "collection": collection,
                "state": state,
            },
        )
        return cast("models.PromptPage", answer)

    def get_prompts_media_media_id(
        self,
        media_id: str,
    ) -> bytes:
        """The picture or sound of a prompt; media_url is a signed link to it.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        blob_missing, fields_invalid, id_malformed, link_expired, link_invalid, login_required,
        prompt_medium_missing, range_not_satisfiable, rate_limited, request_malformed, token_expired,
        token_invalid.
        """
        answer = self.call(
            "GET",
            f"/api/v1/prompts/media/{self.quoted(media_id)}",
        )
        return cast("bytes", answer)

    def get_readyz(
        self,
    ) -> models.ReadinessMessage:
        """Whether requests can be answered: database, migrations, blobs, broker.

        Raises `ApiProblem` with request_malformed.
        """
        answer = self.call(
            "GET",
            "/readyz",
        )
        return cast("models.ReadinessMessage", answer)

    def get_recordings(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        collection: str | None = None,
        status: models.RecordingStatus | None = None,
        speaker: str | None = None,
    ) -> models.RecordingPage:
        """Your own recordings (all of them for admins), newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        collection_missing, cursor_invalid, fields_invalid, login_required, not_permitted, page_limit,
        policies_unreadable, rate_limited, request_malformed, speaker_missing, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/recordings",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "created_after": created_after,
                "created_before": created_before,
                "collection": collection,
                "status": status,
                "speaker": speaker,
            },
        )
        return cast("models.RecordingPage", answer)

    def get_recordings_recording_id(
        self,
        recording_id: str,
    ) -> models.RecordingMessage:
        """A recording and what became of it.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, id_malformed, login_required, not_permitted, rate_limited, recording_missing,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            f"/api/v1/recordings/{self.quoted(recording_id)}",
        )
        return cast("models.RecordingMessage", answer)

    def get_recordings_recording_id_audio(
        self,
        recording_id: str,
    ) -> bytes:
        """The original, byte for byte.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        blob_missing, fields_invalid, id_malformed, login_required, not_permitted, range_not_satisfiable,
        rate_limited, recording_missing, request_malformed, token_expired, token_invalid, voice_withdrawn.
        """
        answer = self.call(
            "GET",
            f"/api/v1/recordings/{self.quoted(recording_id)}/audio",
        )
        return cast("bytes", answer)

    def get_recordings_recording_id_chunks(
        self,
        recording_id: str,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
    ) -> models.ChunkPage:
        """A recording's chunks, in order.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, id_malformed, login_required, not_permitted, page_limit, rate_limited,
        recording_missing, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            f"/api/v1/recordings/{self.quoted(recording_id)}/chunks",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
            },
        )
        return cast("models.ChunkPage", answer)

    def get_releases(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        status: models.ReleaseStatus | None = None,
    ) -> models.ReleasePage:
        """Releases, newest first (researchers, admins).

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_required, not_permitted, page_limit, rate_limited,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/releases",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "created_after": created_after,
                "created_before": created_before,
                "status": status,
            },
        )
        return cast("models.ReleasePage", answer)

    def get_releases_release_id(
        self,
        release_id: str,
    ) -> models.ReleaseMessage:
        """A release and how far it is.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, id_malformed, login_required, not_permitted, rate_limited, release_missing,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            f"/api/v1/releases/{self.quoted(release_id)}",
        )
        return cast("models.ReleaseMessage", answer)

    def get_releases_release_id_files_name(
        self,
        release_id: str,
        name: str,
    ) -> Any:
        """A file of a release; url is a signed link to it.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        blob_missing, daily_download_used_up, fields_invalid, file_missing, id_malformed, link_expired,
        link_invalid, login_required, not_permitted, range_not_satisfiable, rate_limited, release_missing,
        release_withdrawn, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            f"/api/v1/releases/{self.quoted(release_id)}/files/{self.quoted(name)}",
        )
        return cast("Any", answer)

    def get_releases_release_id_public_name(
        self,
        release_id: str,
        name: str,
    ) -> Any:
        """A file of a release that is public, for everybody; caches may keep it.

        Raises `ApiProblem` with blob_missing, fields_invalid, file_missing, id_malformed, range_not_satisfiable,
        rate_limited, release_missing, release_withdrawn, request_malformed.
        """
        answer = self.call(
            "GET",
            f"/api/v1/releases/{self.quoted(release_id)}/public/{self.quoted(name)}",
        )
        return cast("Any", answer)

    def get_releases_release_id_withdrawals(
        self,
        release_id: str,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
    ) -> models.WithdrawnClipPage:
        """The clips of a release that were withdrawn, oldest first, for whoever holds a copy.

        Raises `ApiProblem` with cursor_invalid, fields_invalid, id_malformed, page_limit, rate_limited,
        release_missing, request_malformed.
        """
        answer = self.call(
            "GET",
            f"/api/v1/releases/{self.quoted(release_id)}/withdrawals",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
            },
        )
        return cast("models.WithdrawnClipPage", answer)

    def get_reviews_queue(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        collection: str | None = None,
    ) -> models.ReviewCasePage:
        """Chunks that wait for a reviewer, oldest first, without the reviewer's own voice.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        collection_missing, cursor_invalid, fields_invalid, login_required, not_permitted, page_limit,
        policies_unreadable, rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/reviews/queue",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "created_after": created_after,
                "created_before": created_before,
                "collection": collection,
            },
        )
        return cast("models.ReviewCasePage", answer)

    def get_series_name_withdrawals(
        self,
        name: str,
        *,
        after: int | None = None,
    ) -> bytes:
        """Clips that were withdrawn from any release of a name, oldest first, each row with the hash of the last.

        Raises `ApiProblem` with fields_invalid, rate_limited, request_malformed, series_missing.
        """
        answer = self.call(
            "GET",
            f"/api/v1/series/{self.quoted(name)}/withdrawals",
            query={
                "after": after,
            },
        )
        return cast("bytes", answer)

    def get_series_name_withdrawals_head(
        self,
        name: str,
    ) -> bytes:
        """Where that feed ends, signed: a statement in the first line, its minisign signature in those below.

        Raises `ApiProblem` with fields_invalid, rate_limited, request_malformed, series_missing.
        """
        answer = self.call(
            "GET",
            f"/api/v1/series/{self.quoted(name)}/withdrawals/head",
        )
        return cast("bytes", answer)

    def get_speakers(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
    ) -> models.SpeakerPage:
        """The people whom you look after, newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_required, not_permitted, page_limit, rate_limited,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/speakers",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
            },
        )
        return cast("models.SpeakerPage", answer)

    def get_speakers_speaker_id_consents(
        self,
        speaker_id: str,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
    ) -> models.ConsentPage:
        """A person's consents, newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, id_malformed, login_required, not_permitted, page_limit, rate_limited,
        request_malformed, speaker_missing, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            f"/api/v1/speakers/{self.quoted(speaker_id)}/consents",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
            },
        )
        return cast("models.ConsentPage", answer)

    def get_speakers_speaker_id_consents_consent_id_audio(
        self,
        speaker_id: str,
        consent_id: str,
    ) -> bytes:
        """A consent as it was said aloud, byte for byte.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        blob_missing, consent_missing, fields_invalid, id_malformed, login_required, not_permitted,
        range_not_satisfiable, rate_limited, request_malformed, speaker_missing, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            f"/api/v1/speakers/{self.quoted(speaker_id)}/consents/{self.quoted(consent_id)}/audio",
        )
        return cast("bytes", answer)

    def get_tasks(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        status: models.TaskStatus | None = None,
    ) -> models.TaskPage:
        """Your own tasks, newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_required, not_permitted, page_limit, policies_unreadable,
        rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/tasks",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "created_after": created_after,
                "created_before": created_before,
                "status": status,
            },
        )
        return cast("models.TaskPage", answer)

    def get_transcriptions(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
    ) -> models.TranscriptionPage:
        """Your own transcriptions, newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_required, not_permitted, page_limit, rate_limited,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/transcriptions",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "created_after": created_after,
                "created_before": created_before,
            },
        )
        return cast("models.TranscriptionPage", answer)

    def get_webhooks(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
    ) -> models.WebhookPage:
        """The caller's webhooks, newest first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, login_required, not_permitted, page_limit, rate_limited,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "GET",
            "/api/v1/webhooks",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "created_after": created_after,
                "created_before": created_before,
            },
        )
        return cast("models.WebhookPage", answer)

    def get_webhooks_webhook_id(
        self,
        webhook_id: str,
    ) -> models.WebhookMessage:
        """One webhook.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, id_malformed, login_required, not_permitted, rate_limited, request_malformed,
        token_expired, token_invalid, webhook_missing.
        """
        answer = self.call(
            "GET",
            f"/api/v1/webhooks/{self.quoted(webhook_id)}",
        )
        return cast("models.WebhookMessage", answer)

    def get_webhooks_webhook_id_deliveries(
        self,
        webhook_id: str,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        total: bool | None = None,
        created_after: str | None = None,
        created_before: str | None = None,
        status: models.DeliveryStatus | None = None,
    ) -> models.DeliveryPage:
        """What a webhook was told, and what waits for it or was given up; newest events first.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        cursor_invalid, fields_invalid, id_malformed, login_required, not_permitted, page_limit, rate_limited,
        request_malformed, token_expired, token_invalid, webhook_missing.
        """
        answer = self.call(
            "GET",
            f"/api/v1/webhooks/{self.quoted(webhook_id)}/deliveries",
            query={
                "limit": limit,
                "cursor": cursor,
                "total": total,
                "created_after": created_after,
                "created_before": created_before,
                "status": status,
            },
        )
        return cast("models.DeliveryPage", answer)

    def patch_admin_users_user_id(
        self,
        user_id: str,
        body: models.UserChange,
    ) -> models.AccountMessage:
        """Give an account another role, bind it to collections, or disable it.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, content_type_unsupported, contributor_active, contributor_disabled,
        contributor_erased, contributor_missing, fields_invalid, id_malformed, json_malformed, last_admin,
        login_required, not_permitted, policies_unreadable, rate_limited, request_malformed, token_expired,
        token_invalid, too_large.
        """
        answer = self.call(
            "PATCH",
            f"/api/v1/admin/users/{self.quoted(user_id)}",
            body=body,
        )
        return cast("models.AccountMessage", answer)

    def patch_collections_collection(
        self,
        collection: str,
        body: models.CollectionChange,
    ) -> models.CollectionMessage:
        """Change a collection's policies, words or goal; a new consensus policy decides its chunks anew (admins).

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, collection_words_invalid, content_type_unsupported,
        copy_rules_invalid, fields_invalid, json_malformed, language_invalid, lending_invalid, login_required,
        not_permitted, offering_invalid, policies_unreadable, policy_invalid, quality_rules_invalid, rate_limited,
        request_malformed, rules_invalid, second_look_invalid, text_invalid, token_expired, token_invalid,
        too_large, voters_invalid.
        """
        answer = self.call(
            "PATCH",
            f"/api/v1/collections/{self.quoted(collection)}",
            body=body,
        )
        return cast("models.CollectionMessage", answer)

    def patch_me(
        self,
        body: models.ProfileRequest,
    ) -> models.ProfileMessage:
        """Change your name, the language you read, what you say of yourself, and what of that goes out in releases.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, content_type_unsupported, contributor_missing, fields_invalid, json_malformed,
        language_invalid, login_only, login_required, name_invalid, rate_limited, request_malformed, text_invalid,
        token_expired, token_invalid, too_large, trait_invalid.
        """
        answer = self.call(
            "PATCH",
            "/api/v1/me",
            body=body,
        )
        return cast("models.ProfileMessage", answer)

    def patch_webhooks_webhook_id(
        self,
        webhook_id: str,
        body: models.WebhookChangeRequest,
    ) -> models.WebhookMessage:
        """Change, pause or switch on a webhook.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, content_type_unsupported, fields_invalid, id_malformed, json_malformed, login_required,
        name_invalid, not_permitted, rate_limited, request_malformed, token_expired, token_invalid, too_large,
        webhook_events_invalid, webhook_missing, webhook_url_invalid.
        """
        answer = self.call(
            "PATCH",
            f"/api/v1/webhooks/{self.quoted(webhook_id)}",
            body=body,
        )
        return cast("models.WebhookMessage", answer)

    def post_admin_jobs_job_id_retry(
        self,
        job_id: str,
    ) -> models.JobMessage:
        """Let a dead job wait again.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, id_malformed, job_done, job_missing, job_running, job_waiting, login_required,
        not_permitted, rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "POST",
            f"/api/v1/admin/jobs/{self.quoted(job_id)}/retry",
        )
        return cast("models.JobMessage", answer)

    def post_api_keys(
        self,
        body: models.ApiKeyRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.MadeApiKeyMessage:
        """Make an API key; its secret is shown this once.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, content_type_unsupported, contributor_missing, expiry_invalid, fields_invalid,
        idempotency_key_invalid, idempotency_key_reused, json_malformed, login_only, login_required, name_invalid,
        rate_limited, request_malformed, scope_not_held, scopes_invalid, token_expired, token_invalid, too_large,
        too_many_api_keys.
        """
        answer = self.call(
            "POST",
            "/api/v1/api-keys",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.MadeApiKeyMessage", answer)

    def post_auth_login(
        self,
        body: models.LoginRequest,
    ) -> models.TokenMessage:
        """Trade an address and a password for the tokens of a session.

        Raises `ApiProblem` with body_incomplete, content_type_unsupported, credentials_invalid, fields_invalid,
        json_malformed, login_throttled, rate_limited, request_malformed, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/auth/login",
            body=body,
        )
        return cast("models.TokenMessage", answer)

    def post_auth_logout(
        self,
        body: models.RefreshRequest,
    ) -> None:
        """End the session of the tokens that are shown, whichever they are.

        Raises `ApiProblem` with body_incomplete, content_type_unsupported, fields_invalid, json_malformed,
        rate_limited, request_malformed, too_large.
        """
        self.call(
            "POST",
            "/api/v1/auth/logout",
            body=body,
        )

    def post_auth_password_forgot(
        self,
        body: models.ForgottenPassword,
    ) -> models.LetterMessage:
        """Have a letter sent that leads to a new password.

        Raises `ApiProblem` with body_incomplete, content_type_unsupported, email_invalid, fields_invalid,
        json_malformed, rate_limited, request_malformed, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/auth/password/forgot",
            body=body,
        )
        return cast("models.LetterMessage", answer)

    def post_auth_password_reset(
        self,
        body: models.PasswordReset,
    ) -> None:
        """Give your account a new password, with the code from a letter; all sessions end.

        Raises `ApiProblem` with body_incomplete, content_type_unsupported, fields_invalid, json_malformed,
        one_time_token_invalid, password_invalid, rate_limited, request_malformed, too_large.
        """
        self.call(
            "POST",
            "/api/v1/auth/password/reset",
            body=body,
        )

    def post_auth_refresh(
        self,
        body: models.RefreshRequest,
    ) -> models.TokenMessage:
        """Trade a refresh token for the next tokens, once, or soon again if the answer was lost.

        Raises `ApiProblem` with body_incomplete, content_type_unsupported, fields_invalid, json_malformed,
        rate_limited, refresh_token_invalid, request_malformed, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/auth/refresh",
            body=body,
        )
        return cast("models.TokenMessage", answer)

    def post_auth_register(
        self,
        body: models.RegistrationRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.AccountMessage:
        """Make an account of your own.

        Raises `ApiProblem` with body_incomplete, content_type_unsupported, email_invalid, fields_invalid,
        idempotency_key_invalid, idempotency_key_reused, json_malformed, language_invalid, name_invalid,
        password_invalid, rate_limited, request_malformed, text_invalid, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/auth/register",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.AccountMessage", answer)

    def post_auth_verify_email(
        self,
        body: models.EmailVerification,
    ) -> None:
        """Show, with the code from a letter, that letters to an address reach you.

        Raises `ApiProblem` with body_incomplete, content_type_unsupported, email_taken, fields_invalid,
        json_malformed, one_time_token_invalid, rate_limited, request_malformed, too_large.
        """
        self.call(
            "POST",
            "/api/v1/auth/verify-email",
            body=body,
        )

    def post_auth_verify_email_again(
        self,
    ) -> models.LetterMessage:
        """Have that letter sent again.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, login_only, login_required, rate_limited, request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "POST",
            "/api/v1/auth/verify-email/again",
        )
        return cast("models.LetterMessage", answer)

    def post_chunks_chunk_id_report(
        self,
        chunk_id: str,
        body: models.ReportRequest,
    ) -> models.ClipReportMessage:
        """Say what is wrong with a settled chunk; it stays out of new releases until a reviewer has looked.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, chunk_missing, chunk_not_settled, content_type_unsupported, fields_invalid, id_malformed,
        json_malformed, login_required, policies_unreadable, rate_limited, report_answered, report_reason,
        reports_waiting, request_malformed, text_invalid, token_expired, token_invalid, too_large,
        transcribe_first, voice_withdrawn.
        """
        answer = self.call(
            "POST",
            f"/api/v1/chunks/{self.quoted(chunk_id)}/report",
            body=body,
        )
        return cast("models.ClipReportMessage", answer)

    def post_collections(
        self,
        body: models.CollectionRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.CollectionMessage:
        """Make a collection (admins).

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_words_invalid, consent_text_invalid, content_type_unsupported,
        copy_rules_invalid, fields_invalid, idempotency_key_invalid, idempotency_key_reused, json_malformed,
        language_invalid, lending_invalid, login_required, name_invalid, not_permitted, offering_invalid,
        policies_unreadable, policy_invalid, purpose_invalid, quality_rules_invalid, rate_limited,
        request_malformed, rules_invalid, second_look_invalid, slug_invalid, slug_taken, text_invalid,
        token_expired, token_invalid, too_large, voters_invalid.
        """
        answer = self.call(
            "POST",
            "/api/v1/collections",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.CollectionMessage", answer)

    def post_collections_collection_consent(
        self,
        collection: str,
        body: models.ConsentDraftRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.ConsentDocumentMessage:
        """Put a new version in force; every speaker is asked again before the next recording (admins).

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, consent_text_invalid, consent_version_taken,
        content_type_unsupported, fields_invalid, idempotency_key_invalid, idempotency_key_reused, json_malformed,
        language_invalid, login_required, not_permitted, policies_unreadable, purpose_invalid, rate_limited,
        request_malformed, text_invalid, token_expired, token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            f"/api/v1/collections/{self.quoted(collection)}/consent",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.ConsentDocumentMessage", answer)

    def post_consents(
        self,
        body: models.ConsentRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.ConsentMessage:
        """Agree to what a collection asks, word for word.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, consent_language_missing, consent_version_outdated,
        content_type_unsupported, fields_invalid, idempotency_key_invalid, idempotency_key_reused, json_malformed,
        language_invalid, login_only, login_required, policies_unreadable, purpose_invalid, rate_limited,
        request_malformed, text_invalid, token_expired, token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/consents",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.ConsentMessage", answer)

    def post_invitations(
        self,
        body: models.InvitationRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.IssuedInvitations:
        """Make codes for new people, or one that gives an account back; they are shown this once.

        Raises `ApiProblem` with account_inactive, account_not_replaceable, account_withdrawn, api_key_expired,
        api_key_invalid, body_incomplete, collection_missing, content_type_unsupported, contributor_missing,
        fields_invalid, idempotency_key_invalid, idempotency_key_reused, invitation_count_invalid,
        invitation_lifetime_invalid, invitations_made, json_malformed, login_required, name_invalid,
        not_permitted, policies_unreadable, rate_limited, request_malformed, text_invalid, token_expired,
        token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/invitations",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.IssuedInvitations", answer)

    def post_invitations_accept(
        self,
        body: models.AcceptanceRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.WelcomeMessage:
        """Open an account by a code and a name, or have one given back.

        Raises `ApiProblem` with account_not_replaceable, body_incomplete, content_type_unsupported,
        contributor_missing, fields_invalid, idempotency_key_invalid, idempotency_key_reused,
        invitation_code_invalid, invitation_expired, invitation_missing, invitation_revoked, invitation_used,
        json_malformed, language_invalid, name_invalid, rate_limited, request_malformed, text_invalid, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/invitations/accept",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.WelcomeMessage", answer)

    def post_me_email(
        self,
        body: models.EmailChange,
    ) -> models.LetterMessage:
        """Change your address, once the new one is confirmed.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, content_type_unsupported, email_invalid, fields_invalid, json_malformed, login_only,
        login_required, login_throttled, password_wrong, rate_limited, request_malformed, token_expired,
        token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/me/email",
            body=body,
        )
        return cast("models.LetterMessage", answer)

    def post_me_notices_read(
        self,
        body: models.ReadRequest,
    ) -> models.ReadMessage:
        """Say that you have read your notices.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, content_type_unsupported, fields_invalid, json_malformed, login_only, login_required,
        rate_limited, request_malformed, token_expired, token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/me/notices/read",
            body=body,
        )
        return cast("models.ReadMessage", answer)

    def post_me_password(
        self,
        body: models.PasswordChange,
    ) -> None:
        """Change your password; all your sessions end.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, content_type_unsupported, fields_invalid, json_malformed, login_only, login_required,
        login_throttled, password_invalid, password_wrong, rate_limited, request_malformed, token_expired,
        token_invalid, too_large.
        """
        self.call(
            "POST",
            "/api/v1/me/password",
            body=body,
        )

    def post_me_withdrawals(
        self,
        body: models.WithdrawalRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.WithdrawalMessage:
        """Take back a recording, one purpose of a collection, or your account; it can be undone for a while.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, content_type_unsupported, contributor_missing, fields_invalid,
        idempotency_key_invalid, idempotency_key_reused, json_malformed, last_admin, login_only, login_required,
        not_permitted, policies_unreadable, purpose_invalid, purpose_not_given, rate_limited, recording_missing,
        request_malformed, token_expired, token_invalid, too_large, voice_withdrawn, withdrawal_invalid.
        """
        answer = self.call(
            "POST",
            "/api/v1/me/withdrawals",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.WithdrawalMessage", answer)

    def post_me_withdrawals_withdrawal_id_undo(
        self,
        withdrawal_id: str,
    ) -> models.WithdrawalMessage:
        """Undo a withdrawal of yours while its time lasts.

        Raises `ApiProblem` with account_inactive, api_key_expired, api_key_invalid, fields_invalid, id_malformed,
        login_only, login_required, rate_limited, request_malformed, token_expired, token_invalid,
        withdrawal_final, withdrawal_missing, withdrawal_wider.
        """
        answer = self.call(
            "POST",
            f"/api/v1/me/withdrawals/{self.quoted(withdrawal_id)}/undo",
        )
        return cast("models.WithdrawalMessage", answer)

    def post_notices_unsubscribe_about(
        self,
        about: str,
        *,
        expires: str,
        subject: str,
        signature: str,
    ) -> None:
        """End letters of a kind, as the link in each letter says (RFC 8058); no log-in is needed.

        Raises `ApiProblem` with fields_invalid, link_expired, link_invalid, rate_limited, request_malformed.
        """
        self.call(
            "POST",
            f"/api/v1/notices/unsubscribe/{self.quoted(about)}",
            query={
                "expires": expires,
                "subject": subject,
                "signature": signature,
            },
        )

    def post_prompts(
        self,
        body: models.PromptsRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.PromptsAdded:
        """Add prompts (admins); those that exist already are passed over, so that a repeated call adds nothing.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, content_type_unsupported, fields_invalid, idempotency_key_invalid,
        idempotency_key_reused, json_malformed, login_required, not_permitted, policies_unreadable,
        prompt_longest_invalid, prompt_medium_invalid, prompt_medium_missing, prompt_text_invalid, rate_limited,
        request_malformed, text_invalid, token_expired, token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/prompts",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.PromptsAdded", answer)

    def post_prompts_import(
        self,
        content: bytes,
        content_type: str,
        *,
        collection: str,
        source: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.PromptsAdded:
        """Add the prompts of a file (admins): one text on each line, or JSON Lines; all or none.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, content_type_unsupported, fields_invalid, idempotency_key_invalid,
        idempotency_key_reused, login_required, not_permitted, policies_unreadable, prompt_longest_invalid,
        prompt_medium_invalid, prompt_medium_missing, prompt_text_invalid, rate_limited, request_malformed,
        text_invalid, token_expired, token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/prompts/import",
            query={
                "collection": collection,
                "source": source,
            },
            content=content,
            content_type=content_type,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.PromptsAdded", answer)

    def post_prompts_import_preview(
        self,
        content: bytes,
        content_type: str,
        *,
        collection: str,
        source: str | None = None,
    ) -> models.PromptsPreviewMessage:
        """What the import of a file would do, with what is wrong, line by line (admins); nothing is kept.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, content_type_unsupported, fields_invalid, login_required,
        not_permitted, policies_unreadable, rate_limited, request_malformed, token_expired, token_invalid,
        too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/prompts/import/preview",
            query={
                "collection": collection,
                "source": source,
            },
            content=content,
            content_type=content_type,
        )
        return cast("models.PromptsPreviewMessage", answer)

    def post_prompts_media(
        self,
        form: Form,
    ) -> models.PromptMediumMessage:
        """Keep a picture or a sound for prompts (admins); the same file sent again has the same id.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        content_type_unsupported, damaged, empty, fields_invalid, form_malformed, login_required, no_audio,
        not_permitted, picture_damaged, picture_too_large, prompt_medium_unsupported, rate_limited,
        request_malformed, token_expired, token_invalid, too_large, too_long, too_many_channels, too_short,
        unsupported_media, unsupported_rate.
        """
        answer = self.call(
            "POST",
            "/api/v1/prompts/media",
            form=form,
        )
        return cast("models.PromptMediumMessage", answer)

    def post_prompts_next(
        self,
        body: models.NextPromptRequest,
    ) -> models.PromptMessage:
        """Something to say: the least recorded prompt that you, or whom you look after, neither said nor skipped.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, content_type_unsupported, contributor_missing, fields_invalid,
        json_malformed, login_required, no_prompt_left, no_prompts_yet, not_permitted, policies_unreadable,
        rate_limited, request_malformed, speaker_missing, token_expired, token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/prompts/next",
            body=body,
        )
        return cast("models.PromptMessage", answer)

    def post_prompts_prompt_id_offer_again(
        self,
        prompt_id: str,
    ) -> models.PromptMessage:
        """Offer a prompt again that was set aside because speakers found it at fault (admins).

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, id_malformed, login_required, not_permitted, prompt_missing, rate_limited,
        request_malformed, token_expired, token_invalid.
        """
        answer = self.call(
            "POST",
            f"/api/v1/prompts/{self.quoted(prompt_id)}/offer-again",
        )
        return cast("models.PromptMessage", answer)

    def post_prompts_prompt_id_skip(
        self,
        prompt_id: str,
        body: models.PromptSkipRequest,
    ) -> models.SkippedPromptMessage:
        """Say that you would rather not say a prompt, and why; it is not offered to you again.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, content_type_unsupported, contributor_missing, fields_invalid, id_malformed,
        json_malformed, login_required, not_permitted, policies_unreadable, prompt_missing, rate_limited,
        request_malformed, speaker_missing, token_expired, token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            f"/api/v1/prompts/{self.quoted(prompt_id)}/skip",
            body=body,
        )
        return cast("models.SkippedPromptMessage", answer)

    def post_recordings(
        self,
        form: Form,
        *,
        collection: str | None = None,
        speaker: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.RecordingReceipt:
        """Send a recording of your own voice; it is cut afterwards.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        collection_missing, consent_required, content_type_unsupported, daily_upload_used_up, damaged, empty,
        fields_invalid, form_malformed, idempotency_key_invalid, idempotency_key_reused, login_required,
        metadata_too_large, no_audio, not_permitted, policies_unreadable, prompt_missing, rate_limited,
        request_malformed, speaker_missing, token_expired, token_invalid, too_large, too_long, too_many_channels,
        too_short, unsupported_media, unsupported_rate.
        """
        answer = self.call(
            "POST",
            "/api/v1/recordings",
            query={
                "collection": collection,
                "speaker": speaker,
            },
            form=form,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.RecordingReceipt", answer)

    def post_releases(
        self,
        body: models.ReleaseRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.ReleaseReceipt:
        """Ask for a release (researchers, admins); it is built afterwards.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, content_type_unsupported, decision_unknown, fields_invalid,
        format_unknown, idempotency_key_invalid, idempotency_key_reused, json_malformed, language_invalid,
        login_required, not_permitted, policies_unreadable, rate_limited, release_name_invalid, request_malformed,
        selection_invalid, split_by_unknown, text_invalid, token_expired, token_invalid, too_large, trait_invalid.
        """
        answer = self.call(
            "POST",
            "/api/v1/releases",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.ReleaseReceipt", answer)

    def post_releases_preview(
        self,
        body: models.ReleaseRequest,
    ) -> models.PreviewMessage:
        """What a release would hold, and what would stay out and why (researchers, admins); nothing is kept.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, content_type_unsupported, decision_unknown, fields_invalid,
        format_unknown, json_malformed, language_invalid, login_required, not_permitted, policies_unreadable,
        rate_limited, release_name_invalid, request_malformed, selection_invalid, split_by_fixed,
        split_by_unknown, test_incomplete, text_invalid, token_expired, token_invalid, too_large, trait_invalid.
        """
        answer = self.call(
            "POST",
            "/api/v1/releases/preview",
            body=body,
        )
        return cast("models.PreviewMessage", answer)

    def post_releases_release_id_report(
        self,
        release_id: str,
        body: models.ReleasedClipReportRequest,
    ) -> models.ClipReportMessage:
        """Say what is wrong with a clip of a release; it stays out of new ones until a reviewer has looked.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, chunk_not_settled, clip_missing, content_type_unsupported, fields_invalid, id_malformed,
        json_malformed, login_required, not_permitted, rate_limited, release_missing, report_answered,
        report_reason, reports_waiting, request_malformed, text_invalid, token_expired, token_invalid, too_large,
        voice_withdrawn.
        """
        answer = self.call(
            "POST",
            f"/api/v1/releases/{self.quoted(release_id)}/report",
            body=body,
        )
        return cast("models.ClipReportMessage", answer)

    def post_reviews(
        self,
        body: models.RulingRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.ReviewMessage:
        """Accept, edit or reject a chunk that is open or waits for a review (reviewers, admins).

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, chunk_missing, content_type_unsupported, fields_invalid, idempotency_key_invalid,
        idempotency_key_reused, json_malformed, login_required, not_in_review, not_permitted, nothing_to_accept,
        own_voice, policies_unreadable, rate_limited, request_malformed, review_reason, review_text, text_invalid,
        token_expired, token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/reviews",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.ReviewMessage", answer)

    def post_speakers(
        self,
        body: models.SpeakerRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.SpeakerMessage:
        """Look after a person without an account.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, content_type_unsupported, fields_invalid, guardian_missing,
        idempotency_key_invalid, idempotency_key_reused, json_malformed, login_required, name_invalid,
        not_permitted, policies_unreadable, rate_limited, request_malformed, speaker_missing, text_invalid,
        token_expired, token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/speakers",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.SpeakerMessage", answer)

    def post_speakers_speaker_id_consents(
        self,
        speaker_id: str,
        form: Form,
        *,
        idempotency_key: str | None = None,
    ) -> models.ConsentMessage:
        """Send a person's consent as they said it aloud.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        collection_missing, consent_language_missing, consent_version_outdated, content_type_unsupported, damaged,
        empty, fields_invalid, form_malformed, id_malformed, idempotency_key_invalid, idempotency_key_reused,
        language_invalid, login_required, no_audio, not_permitted, policies_unreadable, purpose_invalid,
        rate_limited, request_malformed, speaker_missing, text_invalid, token_expired, token_invalid, too_large,
        too_long, too_many_channels, too_short, unsupported_media, unsupported_rate.
        """
        answer = self.call(
            "POST",
            f"/api/v1/speakers/{self.quoted(speaker_id)}/consents",
            form=form,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.ConsentMessage", answer)

    def post_tasks(
        self,
        body: models.TasksRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.TasksTaken:
        """Take chunks to transcribe, for 30 minutes; none of your own voice, none twice.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, content_type_unsupported, count_invalid, daily_tasks_used_up,
        fields_invalid, idempotency_key_invalid, idempotency_key_reused, json_malformed, login_required,
        not_permitted, policies_unreadable, rate_limited, request_malformed, token_expired, token_invalid,
        too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/tasks",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.TasksTaken", answer)

    def post_tasks_task_id_renew(
        self,
        task_id: str,
    ) -> models.TaskMessage:
        """Keep a task for another 30 minutes.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, id_malformed, lease_used_up, login_required, not_permitted, policies_unreadable,
        rate_limited, request_malformed, task_cancelled, task_expired, task_missing, task_skipped, task_submitted,
        token_expired, token_invalid.
        """
        answer = self.call(
            "POST",
            f"/api/v1/tasks/{self.quoted(task_id)}/renew",
        )
        return cast("models.TaskMessage", answer)

    def post_tasks_task_id_skip(
        self,
        task_id: str,
        body: models.SkipRequest,
    ) -> models.SkippedTaskMessage:
        """Give a task up.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, content_type_unsupported, fields_invalid, id_malformed, json_malformed, login_required,
        not_permitted, rate_limited, request_malformed, task_cancelled, task_expired, task_missing, task_skipped,
        task_submitted, token_expired, token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            f"/api/v1/tasks/{self.quoted(task_id)}/skip",
            body=body,
        )
        return cast("models.SkippedTaskMessage", answer)

    def post_transcriptions(
        self,
        body: models.TranscriptionsRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.TranscriptionReceipts:
        """Send what you heard, for 1 to 20 tasks; all of it is kept, or none.

        Raises `ApiProblem` with account_inactive, account_withdrawn, already_transcribed, api_key_expired,
        api_key_invalid, body_incomplete, chunk_settled, content_type_unsupported, fields_invalid,
        idempotency_key_invalid, idempotency_key_reused, items_invalid, json_malformed, login_required,
        not_permitted, policies_unreadable, rate_limited, request_malformed, task_missing, task_skipped,
        text_invalid, token_expired, token_invalid, too_large.
        """
        answer = self.call(
            "POST",
            "/api/v1/transcriptions",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.TranscriptionReceipts", answer)

    def post_webhooks(
        self,
        body: models.WebhookRequest,
        *,
        idempotency_key: str | None = None,
    ) -> models.KnownWebhookMessage:
        """Register a webhook; it is told of what happens from now on.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, content_type_unsupported, contributor_missing, fields_invalid,
        idempotency_key_invalid, idempotency_key_reused, json_malformed, login_required, name_invalid,
        not_permitted, policies_unreadable, rate_limited, request_malformed, token_expired, token_invalid,
        too_large, too_many_webhooks, webhook_events_invalid, webhook_url_invalid.
        """
        answer = self.call(
            "POST",
            "/api/v1/webhooks",
            body=body,
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.KnownWebhookMessage", answer)

    def post_webhooks_webhook_id_deliveries_event_id_resend(
        self,
        webhook_id: str,
        event_id: str,
    ) -> models.DeliveryMessage:
        """Tell a webhook of an event once more, with the same message id.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        delivery_missing, delivery_waiting, fields_invalid, id_malformed, login_required, not_permitted,
        rate_limited, request_malformed, token_expired, token_invalid, webhook_missing, webhook_off.
        """
        answer = self.call(
            "POST",
            f"/api/v1/webhooks/{self.quoted(webhook_id)}/deliveries/{self.quoted(event_id)}/resend",
        )
        return cast("models.DeliveryMessage", answer)

    def post_webhooks_webhook_id_secret(
        self,
        webhook_id: str,
    ) -> models.KnownWebhookMessage:
        """Replace the secret of a webhook; for a day messages are signed with both.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, id_malformed, login_required, not_permitted, rate_limited, request_malformed,
        token_expired, token_invalid, webhook_missing.
        """
        answer = self.call(
            "POST",
            f"/api/v1/webhooks/{self.quoted(webhook_id)}/secret",
        )
        return cast("models.KnownWebhookMessage", answer)

    def post_webhooks_webhook_id_test(
        self,
        webhook_id: str,
        *,
        idempotency_key: str | None = None,
    ) -> models.DeliveryMessage:
        """Send an event `webhook.test`.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        fields_invalid, id_malformed, idempotency_key_invalid, idempotency_key_reused, login_required,
        not_permitted, rate_limited, request_malformed, token_expired, token_invalid, webhook_missing,
        webhook_off.
        """
        answer = self.call(
            "POST",
            f"/api/v1/webhooks/{self.quoted(webhook_id)}/test",
            idempotency_key=idempotency_key or self.new_key(),
        )
        return cast("models.DeliveryMessage", answer)

    def put_chunks_chunk_id_gold(
        self,
        chunk_id: str,
        body: models.GoldRequest,
    ) -> models.GoldMessage:
        """Make a settled chunk a gold item: lent unseen, it tells how good people are (reviewers, admins).

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, chunk_missing, content_type_unsupported, fields_invalid, id_malformed, json_malformed,
        login_required, not_permitted, not_settled, own_voice, policies_unreadable, rate_limited,
        request_malformed, text_invalid, token_expired, token_invalid, too_large.
        """
        answer = self.call(
            "PUT",
            f"/api/v1/chunks/{self.quoted(chunk_id)}/gold",
            body=body,
        )
        return cast("models.GoldMessage", answer)

    def put_collections_collection_consent_audio_language(
        self,
        collection: str,
        language: str,
        content: bytes,
        content_type: str,
        *,
        version: str | None = None,
    ) -> models.ConsentDocumentMessage:
        """Keep the consent document read aloud; once people have agreed to a version it stays (admins).

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, collection_missing, consent_audio_settled, consent_language_missing,
        consent_version_missing, damaged, empty, fields_invalid, language_invalid, login_required, no_audio,
        not_permitted, policies_unreadable, rate_limited, request_malformed, token_expired, token_invalid,
        too_large, too_long, too_many_channels, too_short, unsupported_media, unsupported_rate.
        """
        answer = self.call(
            "PUT",
            f"/api/v1/collections/{self.quoted(collection)}/consent/audio/{self.quoted(language)}",
            query={
                "version": version,
            },
            content=content,
            content_type=content_type,
        )
        return cast("models.ConsentDocumentMessage", answer)

    def put_me_notices_preferences(
        self,
        body: models.PreferencesRequest,
    ) -> models.PreferencesMessage:
        """Choose how notices reach you: on the page, by mail at once, in a letter of a day or a week, or not at all.

        Raises `ApiProblem` with account_inactive, account_withdrawn, api_key_expired, api_key_invalid,
        body_incomplete, content_type_unsupported, contributor_missing, fields_invalid, json_malformed,
        login_only, login_required, notice_choice_invalid, rate_limited, request_malformed, token_expired,
        token_invalid, too_large, utc_offset_invalid.
        """
        answer = self.call(
            "PUT",
            "/api/v1/me/notices/preferences",
            body=body,
        )
        return cast("models.PreferencesMessage", answer)
