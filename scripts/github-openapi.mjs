// Generates fixtures/github-api/openapi.json: the part of GitHub's published OpenAPI description
// that
// covers the action's requests, from the npm package @octokit/openapi (MIT).
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const VERSION = "23.0.2";
const REQUESTS = {
  "/repos/{owner}/{repo}/issues/{issue_number}/comments": ["get", "post"],
  "/repos/{owner}/{repo}/issues/comments/{comment_id}": ["patch", "delete"],
  "/repos/{owner}/{repo}/contents/{path}": ["get"],
  "/user": ["get"],
};
const target = new URL("../fixtures/github-api/openapi.json", import.meta.url);

const folder = await mkdtemp(join(tmpdir(), "skew-contract-openapi-"));
try {
  const exec = promisify(execFile);
  await exec("npm", ["pack", "--silent", `@octokit/openapi@${VERSION}`], { cwd: folder });
  const file = "package/generated/api.github.com.deref.json";
  await exec("tar", ["xzf", `octokit-openapi-${VERSION}.tgz`, file], { cwd: folder });
  const { info, paths } = JSON.parse(await readFile(join(folder, file), "utf8"));
  const cut = Object.fromEntries(
    Object.entries(REQUESTS).map(([path, methods]) => [
      path,
      Object.fromEntries(methods.map((method) => [method, requestOf(paths[path][method])])),
    ]),
  );
  const text = JSON.stringify({ info, paths: cut }, null, 1);
  await writeFile(target, `${text}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** A request's parameters and body, and the statuses of its responses. */
function requestOf({ parameters, requestBody, responses }) {
  return {
    parameters: parameters.map(({ name, in: place, required, schema }) => ({
      name,
      in: place,
      required,
      schema: withoutText(schema),
    })),
    requestBody: requestBody && withoutText(requestBody.content["application/json"].schema),
    responses: Object.keys(responses),
  };
}

function withoutText(schema) {
  return JSON.parse(JSON.stringify(schema), (name, value) =>
    ["description", "example", "examples"].includes(name) && typeof value !== "object"
      ? undefined
      : value,
  );
}
