/**
 * The number of UTF-16 units to delete and insert to turn one text into the other, or `undefined` above *limit*.
 *
 * The greedy algorithm of E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica 1, 1986), without
 * the edit script: time grows with limit², memory with limit, and the length of what both texts share costs one pass. A
 * difference library also builds the script, which for texts of 100 KB takes seconds instead of milliseconds.
 */
export function editDistanceWithin(left: string, right: string, limit: number): number | undefined {
  let start = 0;
  let leftEnd = left.length;
  let rightEnd = right.length;
  while (start < leftEnd && start < rightEnd && left[start] === right[start]) start += 1;
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd -= 1;
    rightEnd -= 1;
  }
  const leftSize = leftEnd - start;
  const rightSize = rightEnd - start;
  const most = Math.min(limit, leftSize + rightSize);
  if (Math.abs(leftSize - rightSize) > most) return undefined;

  // reach[k]: how far into `left` the furthest path on diagonal k (= place in left − place in right) gets.
  const offset = most + 1;
  const reach = new Int32Array(2 * most + 3);
  for (let distance = 0; distance <= most; distance += 1) {
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      // In range: |diagonal| ≤ most, and the array has one more place on either side.
      const below = reach[offset + diagonal + 1] as number;
      const above = reach[offset + diagonal - 1] as number;
      const isInsertion = diagonal === -distance || (diagonal !== distance && above < below);
      let x = isInsertion ? below : above + 1;
      let y = x - diagonal;
      while (x < leftSize && y < rightSize && left[start + x] === right[start + y]) {
        x += 1;
        y += 1;
      }
      reach[offset + diagonal] = x;
      if (x >= leftSize && y >= rightSize) return distance;
    }
  }
  return undefined;
}
