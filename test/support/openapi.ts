import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import { parse } from "yaml";

/*
 * Holds requests and answers against the OpenAPI documents that Confluent publishes. They lie beside
 * the project where they were fetched, and are no part of it.
 */

const folder = fileURLToPath(new URL("../../../shared/openapi/", import.meta.url));
const DOCUMENTS: Readonly<Record<string, string>> = {
  "/org/v2/": "org-v2",
  "/cmk/v2/": "cmk-v2",
  "/iam/v2/": "apikeys-v2",
  "/v2/metrics/": "metrics-v2",
};

/** Whether the documents are here. */
export const hasOpenApi = existsSync(`${folder}org-v2.openapi.yaml`);

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly request: unknown;
  readonly status: number;
  readonly answer: unknown;
}

type Node = Record<string, unknown>;

/** What is wrong with an exchange, by the published documents; nothing where they are not here. */
export function openApiErrors(exchange: Exchange): string[] {
  if (!hasOpenApi) return [];
  const { method, path, query, request, status, answer } = exchange;
  const [, name = ""] = Object.entries(DOCUMENTS).find(([start]) => path.startsWith(start)) ?? [];
  const document = documentOf(name);
  const template = Object.keys(document.paths as Node).find((one) =>
    new RegExp(`^${one.replace(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );
  if (template === undefined) return [`no path ${path}`];
  const operation = (document.paths as Record<string, Node>)[template]?.[
    method.toLowerCase()
  ] as Node;
  if (operation === undefined) return [`no ${method} ${path}`];
  const at = `#/paths/${escapePointer(template)}/${method.toLowerCase()}`;
  const known = Object.keys(operation.responses as Node);
  return [
    ...queryErrors(operation, query),
    ...(request === undefined
      ? []
      : schemaErrors(
          `${name}:request`,
          `${at}/requestBody/content/application~1json/schema`,
          request,
        )),
    ...([String(status), "default"].some((one) => known.includes(one)) || status >= 500
      ? []
      : [`no answer ${status} for ${path}`]),
    ...(answer === undefined || status >= 400
      ? []
      : schemaErrors(name, `${at}/responses/${status}/content/application~1json/schema`, answer)),
  ];
}

function queryErrors({ parameters = [] }: Node, query: URLSearchParams): string[] {
  const all = (parameters as Node[]).filter((one) => one.in === "query");
  const names = all.map((one) => String(one.name));
  const missing = all.filter((one) => one.required === true && !query.has(String(one.name)));
  const unknown = [...query.keys()].filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) => `unknown parameter ${name}`),
    ...missing.map((one) => `missing parameter ${one.name}`),
  ];
}

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const documents = new Map<string, Node>();
const validators = new Map<string, ValidateFunction>();

function documentOf(name: string): Node {
  const known = documents.get(name);
  if (known !== undefined) return known;
  const document: Node = parse(readFileSync(`${folder}${name}.openapi.yaml`, "utf8"));
  documents.set(name, document);
  ajv.addSchema(forAjv(document, false) as Node, name);
  ajv.addSchema(forAjv(document, true) as Node, `${name}:request`);
  return document;
}

function schemaErrors(name: string, pointer: string, value: unknown): string[] {
  const $ref = `${name}${pointer}`;
  const validate = validators.get($ref) ?? ajv.compile({ $ref });
  validators.set($ref, validate);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** OpenAPI 3.0 as JSON Schema: `nullable`, and in requests what is read only is not required. */
function forAjv(node: unknown, isRequest: boolean): unknown {
  if (Array.isArray(node)) return node.map((one) => forAjv(one, isRequest));
  if (typeof node !== "object" || node === null) return node;
  const { nullable, discriminator, example, ...rest } = node as Node;
  const copied = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, forAjv(value, isRequest)]),
  );
  if (isRequest && Array.isArray(copied.required)) {
    const properties = (copied.properties ?? {}) as Record<string, Node>;
    copied.required = copied.required.filter((name) => properties[name]?.readOnly !== true);
  }
  // An empty list of results is of both shapes, which its document does not mean to forbid.
  if (Array.isArray(copied.oneOf)) {
    copied.anyOf = copied.oneOf;
    delete copied.oneOf;
  }
  if (nullable === true && typeof copied.type === "string") copied.type = [copied.type, "null"];
  return copied;
}

function escapePointer(path: string): string {
  return encodeURIComponent(path.replaceAll("~", "~0").replaceAll("/", "~1"));
}
