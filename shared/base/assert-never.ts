/** Closes a switch over a union: a new member fails to compile, an impossible value throws. */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}
