/** The types of the client; `client.js` is what runs. */
import type * as messages from "./messages.d.ts";
import type { Operations } from "./operations.d.ts";

export type { messages, Operations };
export type OperationId = keyof Operations;

export interface Options {
  /** Where the API is, e.g. `https://voices.example.org`. */
  baseUrl: string;
  /** Of a program; without it a person logs in. */
  apiKey?: string;
  /** How often a call is tried that may be repeated: reads, and what has an idempotency key. */
  attempts?: number;
  /** Milliseconds that the server may say nothing. */
  timeout?: number;
  /** In place of the global one. */
  fetch?: typeof fetch;
}

type Taken<Id extends OperationId> = Omit<Operations[Id], "answer">;
/** What a call takes: what its operation has, and how it is sent. */
export type Ask<Id extends OperationId> = Taken<Id> & { idempotencyKey?: string; signal?: AbortSignal };
export type Answer<Id extends OperationId> = Operations[Id]["answer"];

type Paged = { [Id in OperationId]: Answer<Id> extends { items: unknown[]; next_cursor: string | null } ? Id : never }[OperationId];
export type Item<Id extends Paged> = Answer<Id> extends { items: (infer One)[] } ? One : never;

/** An answer that is not a success (RFC 9457). */
export class ApiProblem extends Error {
  constructor(status: number, body: Record<string, unknown>);
  readonly status: number;
  /** Stable, for programs. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: messages.ProblemField[];
  /** All members, e.g. limits. */
  readonly body: Record<string, unknown>;
}

/** No answer came, after all attempts. */
export class Unreachable extends Error {}

export class Client {
  constructor(options: Options);
  /** Throws an `ApiProblem` if it is not a success, `Unreachable` if there was no answer. */
  call<Id extends OperationId>(
    id: Id,
    ...ask: Record<string, never> extends Taken<Id> ? [Ask<Id>?] : Partial<Taken<Id>> extends Taken<Id> ? [Ask<Id>?] : [Ask<Id>]
  ): Promise<Answer<Id>>;
  logIn(email: string, password: string): Promise<void>;
  logOut(): Promise<void>;
  /** All items of a list, page by page. */
  every<Id extends Paged>(id: Id, ask?: Partial<Ask<Id>>): AsyncGenerator<Item<Id>>;
  /** Send a recording in parts; what came stays if the network breaks off, and the rest is sent after it. */
  upload(audio: Blob, metadata: { collection: string } & Record<string, string>, part?: number): Promise<messages.UploadMessage>;
  /** One file of a release, checked by its digest. */
  download(file: messages.ReleaseFileMessage): Promise<Uint8Array>;
}
