/** A small server of tus over real sockets, for tests: it keeps what comes, and does once what a test bids it. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Kept = { key: string; fields: Record<string, string>; length: number; bytes: Buffer; done: boolean };
export type Heard = { method: string; path: string; offset: number };
/** What becomes of a part before it is kept; true: it was answered, or never will be. */
type Fault = (kept: Kept, part: Buffer, answer: ServerResponse) => boolean;

const PATH = "/api/v1/uploads";

export class TusServer {
  readonly uploads: Kept[] = [];
  readonly heard: Heard[] = [];
  /** Each is done to one part, in this order; null leaves one alone. */
  faults: (Fault | null)[] = [];
  /** Of the whole as it is told; by itself that of what came. */
  sha256: string | null = null;
  /** What whoever asks for an upload is told instead, such as 410. */
  gone: number | null = null;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((asked, answer) => {
      const blocks: Buffer[] = [];
      asked.on("data", (block: Buffer) => { blocks.push(block); });
      asked.on("end", () => { this.#answer(asked, Buffer.concat(blocks), answer); });
    });
  }

  static async open(): Promise<TusServer> {
    const made = new TusServer();
    await new Promise<void>((resolve) => { made.#server.listen(0, "127.0.0.1", resolve); });
    return made;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  count(method: string): number {
    return this.heard.filter((one) => one.method === method).length;
  }

  #answer(asked: IncomingMessage, body: Buffer, answer: ServerResponse): void {
    const [method = "", path = ""] = [asked.method, asked.url];
    const offset = Number(asked.headers["upload-offset"] ?? -1);
    this.heard.push({ method, path, offset });
    answer.setHeader("Tus-Resumable", "1.0.0");
    if (method === "POST" && path === PATH) this.#begin(asked, answer);
    else if (path.startsWith(`${PATH}/`)) this.#one(path, method, offset, body, answer);
    else refuse(answer, 404, "route_missing");
  }

  #begin(asked: IncomingMessage, answer: ServerResponse): void {
    const key = String(asked.headers["idempotency-key"]);
    let number = this.uploads.findIndex((one) => one.key === key);
    if (number < 0) {
      const length = Number(asked.headers["upload-length"]);
      number = this.uploads.push({ key, fields: fieldsOf(String(asked.headers["upload-metadata"])), length, bytes: Buffer.alloc(0), done: false }) - 1;
    }
    answer.writeHead(201, { Location: `${this.address}${PATH}/${number}` }).end();
  }

  #one(path: string, method: string, offset: number, body: Buffer, answer: ServerResponse): void {
    const number = Number(path.slice(PATH.length + 1));
    const kept = this.uploads[number];
    if (kept === undefined || this.gone !== null) {
      refuse(answer, this.gone ?? 404, "upload_missing");
      this.gone = null;
    } else if (method === "PATCH") this.#part(kept, number, offset, body, answer);
    else if (method === "HEAD") answer.writeHead(200, this.#told(kept, number)).end();
    else if (method === "GET") answer.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(this.#state(kept, number)));
    else answer.writeHead(204).end();
  }

  #part(kept: Kept, number: number, offset: number, body: Buffer, answer: ServerResponse): void {
    if (this.faults.shift()?.(kept, body, answer) === true) return;
    if (offset !== kept.bytes.length) {
      refuse(answer, 409, "offset_differs");
      return;
    }
    kept.bytes = Buffer.concat([kept.bytes, body]);
    kept.done = kept.bytes.length === kept.length;
    answer.writeHead(204, this.#told(kept, number)).end();
  }

  #told(kept: Kept, number: number): Record<string, string> {
    const whole = kept.done ? { "Shrutik-Recording": `r${number}`, "Shrutik-SHA256": this.#sha256Of(kept) } : {};
    return { "Upload-Offset": String(kept.bytes.length), "Upload-Length": String(kept.length), ...whole };
  }

  #state(kept: Kept, number: number): unknown {
    const told = kept.done ? { status: "complete", recording_id: `r${number}`, sha256: this.#sha256Of(kept) } : { status: "receiving", recording_id: null, sha256: null };
    return { id: String(number), bytes: kept.length, offset: kept.bytes.length, problem: null, ...told };
  }

  #sha256Of(kept: Kept): string {
    return this.sha256 ?? createHash("sha256").update(kept.bytes).digest("hex");
  }
}

/** The connection dies when half of the part has come. */
export function cut(kept: Kept, part: Buffer, answer: ServerResponse): boolean {
  kept.bytes = Buffer.concat([kept.bytes, part.subarray(0, part.length >> 1)]);
  answer.socket?.destroy();
  return true;
}

/** The part is kept, and its answer is lost. */
export function loseAnswer(kept: Kept, part: Buffer, answer: ServerResponse): boolean {
  kept.bytes = Buffer.concat([kept.bytes, part]);
  kept.done = kept.bytes.length === kept.length;
  answer.socket?.destroy();
  return true;
}

/** Nothing is kept, and the part refused with this status. */
export function refuseWith(status: number, code: string): Fault {
  return (_kept, _part, answer) => {
    refuse(answer, status, code);
    return true;
  };
}

function refuse(answer: ServerResponse, status: number, code: string): void {
  answer.writeHead(status, { "Content-Type": "application/problem+json" }).end(JSON.stringify({ code, detail: code }));
}

function fieldsOf(metadata: string): Record<string, string> {
  const pairs = metadata.split(",").map((pair) => pair.split(" "));
  return Object.fromEntries(pairs.map(([name = "", value = ""]) => [name, Buffer.from(value, "base64").toString()]));
}
