/** What goes wrong: an answer that is a problem, or no answer. */

export class ApiProblem extends Error {
  /**
   * @param {number} status
   * @param {Record<string, any>} body
   */
  constructor(status, body) {
    super(`${status} ${body.code ?? "unknown"}: ${body.detail ?? body.title ?? ""}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = String(body.code ?? "unknown");
    this.title = String(body.title ?? "");
    this.detail = String(body.detail ?? "");
    this.errors = body.errors ?? [];
    this.body = body;
  }
}

export class Unreachable extends Error {
  name = "Unreachable";
}

/**
 * The problem that an answer tells, also if something between answered in place of the API.
 * @param {Response} answer
 */
export async function problemOf(answer) {
  const body = await answer.json().catch(() => null);
  return new ApiProblem(answer.status, body && typeof body === "object" ? body : { detail: answer.statusText });
}
