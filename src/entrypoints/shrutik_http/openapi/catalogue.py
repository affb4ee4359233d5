"""All operations of the API; a test holds this list to the routes that there are."""

from shrutik_http.openapi.datasets import ADMIN, OPERATING, RELEASES
from shrutik_http.openapi.golds import GOLDS
from shrutik_http.openapi.people import COLLECTIONS, PEOPLE
from shrutik_http.openapi.voices import CHUNKS, RECORDINGS, REVIEWS, TASKS

OPERATIONS = (*PEOPLE, *COLLECTIONS, *RECORDINGS, *CHUNKS, *TASKS, *REVIEWS, *GOLDS, *RELEASES, *ADMIN, *OPERATING)

TAGS = {
    "people": "Accounts, access tokens and consent.",
    "collections": "What is collected together: a language, a licence, a consent text.",
    "prompts": "What is to be said.",
    "recordings": "Takes of one's own voice.",
    "chunks": "The clips that a recording is cut into, and what their transcriptions agree on.",
    "tasks": "Clips lent to people, and what they heard.",
    "reviews": "When transcriptions disagree, a reviewer decides.",
    "releases": "Numbered datasets to download.",
    "admin": "Accounts and background work.",
    "operating": "Health, and this document.",
}
