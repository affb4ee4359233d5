"""The application: which resource answers at which route."""

from collections.abc import Mapping
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import falcon

from shrutik_bootstrap.platform import Platform
from shrutik_http.context import Resource
from shrutik_http.errors import handle_errors
from shrutik_http.links import ROOT, Links
from shrutik_http.middleware.access_log import AccessLog
from shrutik_http.middleware.authentication import Authentication
from shrutik_http.middleware.conditional import Conditional
from shrutik_http.middleware.cors import Cors
from shrutik_http.middleware.heads import Heads
from shrutik_http.middleware.identity import RequestId
from shrutik_http.middleware.sanity import Sanity
from shrutik_http.middleware.security_headers import SecurityHeaders
from shrutik_http.openapi.document import openapi_document
from shrutik_http.options import HttpOptions
from shrutik_http.resources import (
    admin,
    auth,
    chunks,
    collections,
    documents,
    golds,
    health,
    people,
    prompts,
    recordings,
    releases,
    reviews,
    tasks,
    transcriptions,
)


def create_app(platform: Platform, options: HttpOptions | None = None) -> falcon.App[Any, Any]:
    """The WSGI application over a platform.

    Args:
        platform: the use cases; taken out of the container once, here.
        options: what the installation chose; None for the defaults.
    """
    chosen = options or HttpOptions()
    links = Links(platform.links(), platform.clock(), chosen.link_lifetime)
    # The way in is from the first to the last, the way out from the last to the first.
    # Of any type: falcon takes every object that has some of the methods.
    middleware: list[Any] = [
        AccessLog(),
        RequestId(),
        Heads(),
        SecurityHeaders(),
        Cors(chosen.cors_origins),
        Conditional(),
        Sanity(),
        Authentication(platform.identify(), links),
    ]
    app = falcon.App(middleware=middleware)
    app.req_options.strip_url_path_trailing_slash = True
    handle_errors(app)
    for routes in (_people(platform), _voices(platform, links), _datasets(platform, links), _operating(platform)):
        for path, resource in routes.items():
            app.add_route(path, resource)
    return app


def _people(platform: Platform) -> Mapping[str, Resource]:
    add_prompts, read_prompts = platform.add_prompts(), platform.read_prompts()
    read_collections = platform.read_collections()
    return {
        f"{ROOT}/auth/register": auth.Registrations(platform.register()),
        f"{ROOT}/auth/login": auth.Logins(platform.log_in()),
        f"{ROOT}/me": people.Me(),
        f"{ROOT}/me/consents": people.MyConsents(platform.list_consents()),
        f"{ROOT}/consents": people.Consents(platform.give_consent()),
        f"{ROOT}/languages": collections.Languages(),
        f"{ROOT}/collections": collections.Collections(platform.create_collection(), read_collections),
        ROOT + "/collections/{collection}": collections.CollectionItem(read_collections, platform.change_policies()),
        f"{ROOT}/prompts": prompts.Prompts(add_prompts, read_prompts),
        f"{ROOT}/prompts/import": prompts.PromptsImport(add_prompts),
        f"{ROOT}/prompts/next": prompts.NextPrompt(read_prompts),
    }


def _voices(platform: Platform, links: Links) -> Mapping[str, Resource]:
    read_recordings, read_chunks = platform.read_recordings(), platform.read_chunks()
    upload = platform.upload_recording()
    take_tasks, keep_tasks = platform.take_tasks(), platform.keep_tasks()
    submit, read_transcriptions = platform.submit_transcriptions(), platform.read_transcriptions()
    return {
        f"{ROOT}/recordings": recordings.Recordings(upload, read_recordings, links),
        ROOT + "/recordings/{recording_id}": recordings.RecordingItem(read_recordings, links),
        ROOT + "/recordings/{recording_id}/audio": recordings.RecordingAudio(read_recordings),
        ROOT + "/recordings/{recording_id}/chunks": recordings.RecordingChunks(read_recordings, links),
        ROOT + "/chunks/{chunk_id}": chunks.ChunkItem(read_chunks, links),
        ROOT + "/chunks/{chunk_id}/audio": chunks.ChunkAudio(read_chunks, read_recordings),
        ROOT + "/chunks/{chunk_id}/consensus": chunks.ChunkConsensus(read_chunks),
        ROOT + "/chunks/{chunk_id}/gold": golds.ChunkGold(platform.keep_gold()),
        f"{ROOT}/tasks": tasks.Tasks(take_tasks, keep_tasks, links),
        ROOT + "/tasks/{task_id}/skip": tasks.TaskSkip(keep_tasks),
        ROOT + "/tasks/{task_id}/renew": tasks.TaskRenew(keep_tasks, links),
        f"{ROOT}/transcriptions": transcriptions.Transcriptions(submit, read_transcriptions),
        f"{ROOT}/reviews": reviews.Reviews(platform.decide_review()),
        f"{ROOT}/reviews/queue": reviews.Queue(platform.review_queue(), links),
    }


def _datasets(platform: Platform, links: Links) -> Mapping[str, Resource]:
    read_releases, manage_people = platform.read_releases(), platform.manage_people()
    manage_jobs = platform.manage_jobs()
    return {
        f"{ROOT}/releases": releases.Releases(platform.request_release(), read_releases, links),
        ROOT + "/releases/{release_id}": releases.ReleaseItem(read_releases, links),
        ROOT + "/releases/{release_id}/files/{name}": releases.ReleaseFileItem(read_releases),
        f"{ROOT}/admin/users": admin.Users(manage_people),
        ROOT + "/admin/users/{user_id}": admin.UserItem(manage_people),
        f"{ROOT}/admin/jobs": admin.Jobs(manage_jobs),
        ROOT + "/admin/jobs/{job_id}/retry": admin.JobRetry(manage_jobs),
    }


def _operating(platform: Platform) -> Mapping[str, Resource]:
    return {
        "/healthz": health.Health(),
        "/readyz": health.Readiness(platform.count_jobs(), platform.blobs()),
        f"{ROOT}/openapi.json": documents.OpenApi(partial(openapi_document, _version())),
        "/api/docs": documents.DocsPage(),
        "/api/docs/{name}": documents.DocsPart(),
    }


def _version() -> str:
    try:
        return version("shrutik")
    except PackageNotFoundError:
        return "0"
