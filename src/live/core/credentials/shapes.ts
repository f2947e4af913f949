import { UserError } from "#core/errors/user-error.ts";
import { bootstrapOf } from "../cluster/bootstrap.ts";
import { Secret } from "../cluster/secret.ts";
import { ConnectionSettings } from "../cluster/settings.ts";
import type { CloudCredential, KafkaLogin, SecretPath } from "./credentials.ts";

/*
 * The JSON in variables and secrets. Errors name the variable or secret, the field and the expected
 * shape. They do not quote the text, and have no cause, because JSON.parse's errors quote it.
 */

interface Shape<T> {
  readonly example: string;
  readonly read: (fields: Fields) => T;
}

export const cloudCredential: Shape<CloudCredential> = {
  example: '{"confluent_cloud_api_key": "…", "confluent_cloud_api_secret": "…"}',
  read: (fields) => ({
    key: fields.text("confluent_cloud_api_key"),
    secret: new Secret(fields.text("confluent_cloud_api_secret")),
  }),
};

export const kafkaLogin: Shape<KafkaLogin> = {
  example:
    '{"kafka_cluster_id": "lkc-…", "bootstrap.servers": "host:9092", "sasl.username": "…", "sasl.password": "…"}',
  read: (fields) => ({
    clusterId: fields.text("kafka_cluster_id").trim(),
    environmentId: fields.optional("environment_id")?.trim(),
    connection: {
      bootstrap: addressesOf(fields),
      tls: { verifyHost: true },
      sasl: {
        mechanism: "PLAIN",
        username: fields.text("sasl.username"),
        password: new Secret(fields.text("sasl.password")),
      },
    },
  }),
};

export const secretPath: Shape<SecretPath> = {
  example: '{"region_name": "us-east-1", "secret_name": "…"}',
  read: (fields) => ({
    // Becomes part of a host name.
    regionName: fields.text("region_name", /^[a-z]{2}(?:-[a-z]+)+-\d{1,2}$/),
    secretName: fields.text("secret_name", /^[\w/+=.@:-]{1,2048}$/),
  }),
};

/** Reads one object. @throws UserError */
export function readOne<T>(text: string, where: string, shape: Shape<T>): T {
  const value = parse(text, where, shape.example);
  if (isObject(value)) return shape.read(new Fields(value, where, shape.example));
  throw badShape(where, "is not a JSON object", shape.example);
}

/** Reads a list of objects, or a single object. @throws UserError */
export function readSome<T>(text: string, where: string, shape: Shape<T>): T[] {
  const example = `[${shape.example}]`;
  const value = parse(text, where, example);
  const items: unknown[] = Array.isArray(value) ? value : [value];
  if (items.length === 0) throw badShape(where, "is an empty list", example);
  return items.map((item, i) => {
    const place = items.length === 1 ? "" : `item ${i + 1} `;
    if (!isObject(item)) throw badShape(where, `${place}is not a JSON object`, example);
    return shape.read(new Fields(item, where, example, place));
  });
}

class Fields {
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #where: string;
  readonly #example: string;
  readonly #place: string;

  constructor(
    object: Readonly<Record<string, unknown>>,
    where: string,
    example: string,
    place = "",
  ) {
    this.#object = object;
    this.#where = where;
    this.#example = example;
    this.#place = place;
  }

  get where(): string {
    return this.#where;
  }

  text(name: string, form = /./s): string {
    const text = this.optional(name);
    if (text === undefined) throw this.#bad(`has no "${name}"`);
    if (isPlaceholder(text)) throw this.#bad(`still has the placeholder as "${name}"`);
    if (!form.test(text)) throw this.#bad(`has an invalid "${name}"`);
    return text;
  }

  optional(name: string): string | undefined {
    const value = this.#object[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string") throw this.#bad(`has a "${name}" that is not text`);
    return value.trim() === "" ? undefined : value;
  }

  #bad(reason: string): UserError {
    return badShape(this.#where, this.#place + reason, this.#example);
  }
}

function addressesOf(fields: Fields): string[] {
  const value = new Secret(fields.text("bootstrap.servers"));
  const settings = new ConnectionSettings([
    { name: "bootstrap.servers", value, where: fields.where },
  ]);
  return bootstrapOf(settings, "SASL_SSL");
}

/** Whether the text is still a placeholder such as `<YOUR_KEY>`. */
export function isPlaceholder(text: string): boolean {
  return /^<[^>]*>$/.test(text.trim());
}

function parse(text: string, where: string, example: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const isCut = /[,:[{]\s*$/.test(text);
    throw badShape(
      where,
      isCut ? "is cut off: in a .env file, it must be on one line" : "is not JSON",
      example,
    );
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function badShape(where: string, reason: string, example: string): UserError {
  return new UserError({
    what: `its value ${reason}`,
    where,
    next: `Use this form: ${example}`,
  });
}
