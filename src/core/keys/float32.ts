/**
 * The 32-bit float nearest to a decimal text, ties to even, like Java's Float.parseFloat.
 *
 * `Math.fround(Number(text))` rounds twice: if the double is exactly between two floats, only the
 * decimal digits show which of them the text is closer to.
 */
export function parseFloat32(text: string): number {
  const double = Number(text);
  const float = Math.fround(double);
  if (float === double || !Number.isFinite(double)) return float;
  const other = neighbour(float, double > float);
  if (!isMidpoint(double, float, other)) return float;
  const side = compareDecimal(text, double);
  if (side === 0) return float;
  return side > 0 ? Math.max(float, other) : Math.min(float, other);
}

function isMidpoint(double: number, a: number, b: number): boolean {
  return double === asFinite(a) / 2 + asFinite(b) / 2;
}

/** For rounding, Infinity takes the place of the next float, 2^128. */
function asFinite(float: number): number {
  return Number.isFinite(float) ? float : Math.sign(float) * 2 ** 128;
}

/** The next float above or below. */
function neighbour(float: number, above: boolean): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, float);
  if (float === 0) {
    view.setInt32(0, above ? 1 : 0x80000001 | 0);
  } else {
    view.setInt32(0, view.getInt32(0) + (above === float > 0 ? 1 : -1));
  }
  return view.getFloat32(0);
}

/** The sign of (decimal text − double), in exact integer arithmetic. */
function compareDecimal(text: string, double: number): number {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace(/^[+-]/, "").split(".");
  const sign = text.startsWith("-") ? -1n : 1n;
  const digits = sign * BigInt(`0${whole}${fraction}`);
  const tens = Number(exponent) - fraction.length;
  const { numerator, twos } = exactly(double);
  const left = digits * 10n ** BigInt(Math.max(tens, 0)) * 2n ** BigInt(twos);
  const right = numerator * 10n ** BigInt(Math.max(-tens, 0));
  return left === right ? 0 : left > right ? 1 : -1;
}

/** double = numerator / 2^twos */
function exactly(double: number): { numerator: bigint; twos: number } {
  let scaled = double;
  let twos = 0;
  for (; !Number.isInteger(scaled); twos++) scaled *= 2;
  return { numerator: BigInt(scaled), twos };
}

/** Like String(), but distinguishes -0.0 from 0. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? "-0.0" : String(value);
}

/** The fewest digits that identify this float. */
export function shortestFloat32(value: number): string {
  if (value === 0) return numberText(value);
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return numberText(short);
  }
  return numberText(value);
}
