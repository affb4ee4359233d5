/** The client: calls by the names of the API's document, and what takes several of them. */
import { Calling } from "./calling.js";
import { OPERATIONS } from "./table.js";
import { PART, sendInParts } from "./parts.js";
import { ApiProblem, problemOf, Unreachable } from "./problems.js";

export { ApiProblem, Unreachable };

export class Client {
  #calling;

  /** @param {import("./client.d.ts").Options} options */
  constructor(options) {
    this.#calling = new Calling(options);
  }

  /**
   * @param {import("./client.d.ts").OperationId} id
   * @param {any} ask
   * @returns {Promise<any>}
   */
  async call(id, ask = {}) {
    const [method, path, once] = /** @type {[string, string, string?]} */ (OPERATIONS[id]);
    const key = ask.idempotencyKey ?? (once ? crypto.randomUUID() : null);
    /** @type {Record<string, string>} */
    const headers = key ? { "Idempotency-Key": key } : {};
    if (ask.body !== undefined) headers["Content-Type"] = "application/json";
    const body = ask.body === undefined ? (ask.form ?? ask.content ?? null) : JSON.stringify(ask.body);
    const how = { headers, body, signal: ask.signal, ...(key ? { again: true } : {}) };
    return read(await this.#calling.send(method, filled(path, ask.path) + search(ask.query), how));
  }

  /**
   * @param {string} email
   * @param {string} password
   */
  async logIn(email, password) {
    this.#calling.begin(await this.call("post_auth_login", { body: { email, password } }));
  }

  async logOut() {
    const refresh_token = this.#calling.end();
    if (refresh_token) await this.call("post_auth_logout", { body: { refresh_token } });
  }

  /**
   * @param {any} id
   * @param {any} ask
   * @returns {AsyncGenerator<any>}
   */
  async *every(id, ask = {}) {
    for (let cursor = undefined; cursor !== null; ) {
      const page = await this.call(id, { ...ask, query: { ...ask.query, cursor } });
      yield* page.items;
      cursor = page.next_cursor;
    }
  }

  /**
   * @param {Blob} audio
   * @param {{ collection: string } & Record<string, string>} metadata
   * @param {number} part
   */
  upload(audio, metadata, part = PART) {
    return sendInParts(this.#calling, audio, metadata, part);
  }

  /** @param {import("./messages.d.ts").ReleaseFileMessage} file */
  async download(file) {
    // A signed address needs no proof, and none is sent to wherever a bucket is.
    const answer = await arrived(this.#calling.fetch(this.#calling.address(file.url)), file.name);
    if (!answer.ok) throw await problemOf(answer);
    const bytes = new Uint8Array(await arrived(answer.arrayBuffer(), file.name));
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const told = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (told !== file.sha256) throw new Unreachable(`${file.name} did not arrive whole.`);
    return bytes;
  }
}

/**
 * What a promise of the network brings; if it breaks off, that is one of our own errors.
 * @template T
 * @param {Promise<T>} coming
 * @param {string} name
 * @returns {Promise<T>}
 */
async function arrived(coming, name) {
  try {
    return await coming;
  } catch (error) {
    throw new Unreachable(`${name} did not arrive.`, { cause: error });
  }
}

/**
 * @param {string} path
 * @param {Record<string, string>} parts
 */
function filled(path, parts = {}) {
  return path.replace(/{(\w+)}/g, (_, name) => encodeURIComponent(/** @type {string} */ (parts[name])));
}

/** @param {Record<string, unknown>} query */
function search(query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const pairs = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return given.length ? `?${pairs}` : "";
}

/** @param {Response} answer */
async function read(answer) {
  if (answer.status === 204) return null;
  const kind = (answer.headers.get("content-type") ?? "").split(";")[0];
  if (kind !== "application/json") return new Uint8Array(await arrived(answer.arrayBuffer(), "The answer"));
  return arrived(answer.json(), "The answer");
}
