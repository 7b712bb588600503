/**
 * Reads one element of a typed array that is known to be there; an index outside it is a bug and throws.
 *
 * Statistics index arrays by numbers they computed themselves. A default such as `?? 0` would turn a wrong
 * index into a plausible coefficient, so the check stays on in the shipped app.
 */
export function elementAt(array: Float64Array | Int32Array, index: number): number {
  const element = array[index];
  if (element === undefined) throw new RangeError(`No element ${index} in an array of ${array.length}`);
  return element;
}
