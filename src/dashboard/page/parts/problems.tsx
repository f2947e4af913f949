import type { ErrorParts } from "../../../errors.ts";
import { sentence } from "../../../text/format.ts";
import { escapeUnsafe } from "../../../text/printable.ts";

/** What went wrong and what to do next, told at once to those who listen. */
export function Problems({ errors }: { readonly errors: readonly ErrorParts[] }) {
  return (
    <div role="alert" class="problems">
      {errors.map((error) => (
        <Problem key={error.what} {...error} />
      ))}
    </div>
  );
}

function Problem({ what, where, data, excerpt, next }: ErrorParts) {
  return (
    <div class="problem">
      <p>
        <strong>
          <bdi>{sentence(escapeUnsafe(what))}</bdi>
        </strong>
        {where !== undefined && (
          <small>
            {" "}
            at <bdi>{escapeUnsafe(where)}</bdi>
          </small>
        )}
      </p>
      {data !== undefined && <pre>{escapeUnsafe(data)}</pre>}
      {excerpt !== undefined && <pre>{excerpt.split("\n").map(escapeUnsafe).join("\n")}</pre>}
      {next !== undefined && <p>{escapeUnsafe(next)}</p>}
    </div>
  );
}
