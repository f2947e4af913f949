type Paint = (text: string) => string;

/** Terminal colours, or plain text without colours. */
export interface Ink {
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
}

/** SGR codes of ECMA-48, each with the one that ends it. */
export function createInk(color: boolean): Ink {
  const paint = (begin: number, end: number): Paint =>
    color ? (text) => `\x1b[${begin}m${text}\x1b[${end}m` : (text) => text;
  return {
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    bold: paint(1, 22),
    dim: paint(2, 22),
  };
}
