import { LIMITS } from './limits.ts';
import { UnreadableError } from './unreadable-error.ts';

const GIGABYTE = 1024 ** 3;

/** Stops what is being unpacked before it fills memory or disk: a few kilobytes can be made to unpack to petabytes. */
export class UnpackGuard {
  #packed = 0;
  #unpacked = 0;
  readonly #mostBytes: number;

  /** @param mostBytes may come out in all */
  constructor(mostBytes: number = LIMITS.fileBytes) {
    this.#mostBytes = mostBytes;
  }

  /** Counts bytes that have been unpacked; throws an `UnreadableError` when they are too many. */
  count(packed: number, unpacked: number): void {
    this.#packed += packed;
    this.#unpacked += unpacked;
    if (this.#unpacked > this.#mostBytes) {
      const most =
        this.#mostBytes >= GIGABYTE
          ? `${this.#mostBytes / GIGABYTE} GB`
          : `${this.#mostBytes / 1024 ** 2} MB`;
      throw new UnreadableError('compressed_bomb', `the file unpacks to more than ${most}; split it`);
    }
    if (this.#unpacked > LIMITS.unpackedFreely && this.#unpacked > this.#packed * LIMITS.unpackRatio) {
      throw new UnreadableError(
        'compressed_bomb',
        `the file unpacks to more than ${LIMITS.unpackRatio} times its size, which texts do not; unpack it yourself, and open what is inside if it is what you expect`,
      );
    }
  }
}
