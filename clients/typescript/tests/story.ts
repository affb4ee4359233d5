/** What the types let be written, and what they do not: looked at by the compiler, never run. */
import { Client } from "../src/client.js";

const client = new Client({ baseUrl: "https://voices.example.org" });

export async function story(): Promise<string | undefined> {
  await client.logIn("asha@example.org", "a long password");
  const made = await client.call("post_webhooks", { body: { name: "mirror", url: "https://a.org", events: ["release.ready"] } });
  for await (const release of client.every("get_releases", { query: { status: "ready" } })) {
    const [file] = (await client.call("get_releases_release_id", { path: { release_id: release.id } })).files;
    if (file) await client.download(file);
  }
  await client.call("get_me");
  // @ts-expect-error - there is no such event
  await client.call("post_webhooks", { body: { name: "mirror", url: "https://a.org", events: ["release.lost"] } });
  // @ts-expect-error - its path takes an id
  await client.call("get_releases_release_id");
  // @ts-expect-error - there is no such operation
  await client.call("get_everything");
  return made.secret;
}
