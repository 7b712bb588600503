/**
 * The only two platform globals the pure core may use. Node 20, Electron and every browser have both, with
 * the same behaviour, and neither reads the clock, the disk or the network. They are declared here because
 * `tsconfig.shared.json` loads neither the DOM's nor Node's types: anything else of the platform (`window`,
 * `process`, `fetch`, `setTimeout`, `crypto`) must not compile in `shared/`. Add nothing to this file; pass
 * it in as an argument instead.
 */

interface TextEncoder {
  /** Always `utf-8`. */
  readonly encoding: string;
  encode(input?: string): Uint8Array<ArrayBuffer>;
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number };
}

declare var TextEncoder: {
  prototype: TextEncoder;
  new (): TextEncoder;
};

interface TextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}

declare var TextDecoder: {
  prototype: TextDecoder;
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
};
