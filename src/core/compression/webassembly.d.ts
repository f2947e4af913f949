// The part of WebAssembly that is used: @types/node does not have it, and the "DOM" library has too
// much else.
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
  class Memory {
    constructor(options: { initial: number; maximum: number; shared: true });
    readonly buffer: SharedArrayBuffer;
  }
}
