import type { ErrorParts } from "#core/errors/error-parts.ts";
import { sentence } from "#core/text/format.ts";
import { escapeUnsafe } from "#core/text/printable.ts";

/** What went wrong and what to do next, announced by screen readers at once. */
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
      {data !== undefined && <Excerpt text={data} />}
      {excerpt !== undefined && <Excerpt text={excerpt} />}
      {next !== undefined && <p>{escapeUnsafe(next)}</p>}
    </div>
  );
}

/** Scrolls if it is wider than the page, also with the keyboard. */
function Excerpt({ text }: { readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable with the keyboard
    <pre class="scroll" tabIndex={0}>
      {text.split("\n").map(escapeUnsafe).join("\n")}
    </pre>
  );
}
