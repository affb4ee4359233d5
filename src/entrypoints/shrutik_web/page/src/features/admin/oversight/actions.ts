/** What the audit tells of, by the server's names. */
export const ACTIONS = [
  "api_key.made", "api_key.revoked",
  "chunk.gold_marked", "chunk.gold_unmarked", "chunk.reviewed", "chunk.reported",
  "collection.consent_published", "collection.consent_spoken", "collection.created", "collection.described", "collection.policies_changed", "collection.rechunked",
  "consent.given", "consent.given_for_other",
  "contributor.collections_changed", "contributor.email_changed", "contributor.email_changing", "contributor.email_verified", "contributor.made", "contributor.password_changed", "contributor.registered", "contributor.registered_again", "contributor.role_changed", "contributor.status_changed",
  "identity.linked", "identity.unlinked",
  "invitation.made", "invitation.revoked", "invitation.used",
  "profile.changed",
  "release.built", "release.downloaded", "release.failed", "release.requested",
  "session.ended", "session.others_ended", "session.refresh_reused", "session.started",
  "speaker.entrusted", "speaker.stated_synthetic",
  "transcriptions.brought",
  "withdrawal.erased", "withdrawal.requested", "withdrawal.undone",
] as const;
