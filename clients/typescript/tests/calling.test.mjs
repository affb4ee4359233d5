/** What goes wrong on the way: node --test. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Calling } from "../src/calling.js";
import { ApiProblem, Client, Unreachable } from "../src/client.js";

function over(...answers) {
  const asked = [];
  const fetch = async (url, init) => {
    asked.push({ url, ...init });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    const [status, body, headers = {}] = answer;
    return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
  };
  return { client: new Client({ baseUrl: "https://a.org/", fetch, attempts: 4 }), asked };
}

const LATER = [503, { code: "busy" }, { "retry-after": "0" }];
const FINE = [200, { id: "1" }];
const WEBHOOK = { body: { name: "a", url: "https://b.org", events: ["release.ready"] } };

test("what may be repeated is, with the same key", async () => {
  const { client, asked } = over(LATER, new TypeError("no"), [429, {}, { "retry-after": "0" }], FINE);
  assert.deepEqual(await client.call("post_webhooks", WEBHOOK), { id: "1" });
  assert.equal(new Set(asked.map(({ headers }) => headers["Idempotency-Key"])).size, 1);
  assert.equal(asked.length, 4);
});

test("what may not be repeated is not", async () => {
  const { client, asked } = over(new TypeError("broken"));
  await assert.rejects(client.call("post_auth_logout", { body: { refresh_token: "x" } }), Unreachable);
  assert.equal(asked.length, 1);
});

test("attempts have an end", async () => {
  const { client, asked } = over(LATER, LATER, LATER, LATER);
  await assert.rejects(client.call("get_me"), (error) => error instanceof ApiProblem && error.code === "busy");
  assert.equal(asked.length, 4);
});

test("a token that ran out is renewed once, for all who ask", async () => {
  const tokens = { access_token: "old", refresh_token: "r1" };
  const { client, asked } = over([200, tokens], [401, { code: "token_expired" }], [401, { code: "token_expired" }],
    [200, { access_token: "new", refresh_token: "r2" }], FINE, FINE);
  await client.logIn("a@b.org", "p");
  await Promise.all([client.call("get_me"), client.call("get_me")]);
  assert.equal(asked.filter(({ url }) => url.endsWith("/auth/refresh")).length, 1);
  assert.equal(asked.at(-1).headers.Authorization, "Bearer new");
});

test("paths and queries are written as the API reads them", async () => {
  const { client, asked } = over(FINE);
  await client.call("get_recordings_recording_id_chunks", { path: { recording_id: "a/b" }, query: { limit: 2, cursor: null } });
  assert.equal(asked[0].url, "https://a.org/api/v1/recordings/a%2Fb/chunks?limit=2");
});

for (const [answer, family] of [
  [new TypeError("no"), Unreachable],
  [[200, ["no tokens"]], ApiProblem],
  [[401, { code: "refresh_token_invalid" }], ApiProblem],
]) {
  test(`a renewal that fails is one of the client's errors: ${answer}`, async () => {
    const { client, asked } = over([200, { access_token: "old", refresh_token: "r1" }], [401, { code: "token_expired" }], answer);
    await client.logIn("a@b.org", "p");
    await assert.rejects(client.call("get_me"), family);
    assert.equal(asked.length, 3);
  });
}

test("a download that fails is one of the client's errors", async () => {
  const file = { name: "a.csv", url: "https://bucket.org/a.csv", sha256: "0" };
  for (const [answer, family] of [[new TypeError("no"), Unreachable], [[403, { code: "link_expired" }], ApiProblem], [[200, {}], Unreachable]]) {
    await assert.rejects(over(answer).client.download(file), family);
  }
  const body = new ReadableStream({ pull: (stream) => stream.error(new TypeError("lost")) });
  const client = new Client({ baseUrl: "https://a.org", fetch: async () => new Response(body) });
  await assert.rejects(client.download(file), Unreachable);
});

test("only the server of the API gets the proof", async () => {
  const asked = [];
  const fetch = async (url, { headers }) => (asked.push("Authorization" in headers), new Response("{}"));
  const calling = new Calling({ baseUrl: "https://a.org/", apiKey: "k", fetch });
  const own = ["/x", "https://a.org/x", "https://A.org:443/x"];
  const others = ["http://a.org/x", "https://a.org:8443/x", "https://elsewhere.org/x", ".elsewhere.org/x", "@elsewhere.org/x"];
  for (const path of [...own, ...others]) await calling.send("GET", path);
  assert.deepEqual(asked, [...own.map(() => true), ...others.map(() => false)]);
});
