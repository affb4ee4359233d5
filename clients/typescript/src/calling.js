/** One call: sent with a proof, tried again where that is safe. */
import { ApiProblem, problemOf, Unreachable } from "./problems.js";

const AGAIN = new Set([429, 503]);
const SAFE = new Set(["GET", "HEAD", "PUT", "DELETE"]);
const LONGEST_PAUSE_MS = 60_000;

export class Calling {
  /** @type {string | null} */
  #token;
  #refreshToken = "";
  /** @type {Promise<boolean> | null} */
  #renewing = null;

  /** @param {import("./client.d.ts").Options} options */
  constructor(options) {
    this.base = options.baseUrl.replace(/\/+$/, "");
    this.attempts = options.attempts ?? 5;
    this.timeout = options.timeout ?? 60_000;
    this.fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
    this.#token = options.apiKey ?? null;
  }

  /** @param {{ access_token: string, refresh_token?: string | null }} tokens */
  begin(tokens) {
    this.#token = tokens.access_token;
    this.#refreshToken = tokens.refresh_token ?? "";
  }

  /** Forget the log-in; the refresh token, to be given back. */
  end() {
    const given = this.#refreshToken;
    this.#token = null;
    this.#refreshToken = "";
    return given;
  }

  /**
   * The answer, whatever it is but a problem. Only the server of the API itself gets the proof of who calls.
   * @param {string} method
   * @param {string} path of the API, or a whole address
   * @param {{ headers?: Record<string, string>, body?: BodyInit | null, signal?: AbortSignal | undefined, again?: boolean }} how
   * @returns {Promise<Response>}
   */
  async send(method, path, { headers = {}, body = null, signal, again = SAFE.has(method) } = {}) {
    let renewed = false;
    const own = originOf(this.address(path)) === originOf(this.base);
    for (let attempt = 0; attempt < this.attempts; attempt++) {
      const token = this.#token;
      const last = attempt + 1 === this.attempts;
      /** @type {Record<string, string>} */
      const proof = token && own ? { Authorization: `Bearer ${token}` } : {};
      const answer = await this.#sent(method, path, { ...headers, ...proof }, body, signal, again);
      if (answer?.ok) return answer;
      if (answer?.status === 401 && own && !renewed && (await this.#renewed(token))) renewed = true;
      else if (answer && (!AGAIN.has(answer.status) || last)) throw await problemOf(answer);
      else if (!last) await pause(attempt, answer);
    }
    throw new Unreachable(`${this.base} does not answer.`);
  }

  /**
   * The answer; null if none came and it may be sent again.
   * @param {string} method
   * @param {string} path
   * @param {Record<string, string>} headers
   * @param {BodyInit | null} body
   * @param {AbortSignal | undefined} signal
   * @param {boolean} again
   */
  async #sent(method, path, headers, body, signal, again) {
    const within = AbortSignal.timeout(this.timeout);
    const ended = signal ? AbortSignal.any([signal, within]) : within;
    try {
      return await this.fetch(this.address(path), { method, headers, body, signal: ended });
    } catch (error) {
      if (signal?.aborted) throw error;
      if (!again) throw new Unreachable(`${this.base} does not answer.`, { cause: error });
      return null;
    }
  }

  /** @param {string | null} old */
  #renewed(old) {
    if (this.#token !== old) return Promise.resolve(true);
    if (!this.#refreshToken) return Promise.resolve(false);
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  async #renew() {
    const body = JSON.stringify({ refresh_token: this.#refreshToken });
    const headers = { "Content-Type": "application/json" };
    // Never sent again: such a token is good for one time. So it does not come to null.
    const answer = /** @type {Response} */ (await this.#sent("POST", "/api/v1/auth/refresh", headers, body, undefined, false));
    if (!answer.ok) throw await problemOf(answer);
    const tokens = /** @type {any} */ (await answer.json().catch(() => null));
    if (!tokens?.access_token) throw new ApiProblem(answer.status, {});
    this.begin(tokens);
    return true;
  }

  /** @param {string} path */
  address(path) {
    return /^https?:/.test(path) ? path : this.base + path;
  }
}

/** @param {string} address */
function originOf(address) {
  try {
    return new URL(address, globalThis.location?.href ?? "http://localhost").origin;
  } catch (error) {
    throw new Unreachable(`${address} is no address.`, { cause: error });
  }
}

/**
 * As long as the server asks for, or longer and longer.
 * @param {number} attempt
 * @param {Response | null} answer
 */
function pause(attempt, answer) {
  const asked = answer?.headers.get("retry-after") ?? "";
  const grown = 500 * 2 ** attempt * (0.5 + Math.random() / 2);
  const wait = Math.min(/^\d+$/.test(asked) ? Number(asked) * 1000 : grown, LONGEST_PAUSE_MS);
  return new Promise((resolve) => setTimeout(resolve, wait));
}
