// An OpenID provider on a free port of the loopback; whoever logs in there is who they say they are.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [returnTo] = process.argv.slice(2);
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      { client_id: "shrutik", client_secret: "a secret of the test's", redirect_uris: [returnTo] },
      { client_id: "public", token_endpoint_auth_method: "none", redirect_uris: [returnTo] },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["a key of the test's"] },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `Name of ${id}`, email: `${id}@uni.example.edu`, email_verified: !id.startsWith("un") }),
    }),
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
