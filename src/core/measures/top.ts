/** Indices of the `size` largest values, largest first; of equal ones the earlier first. */
export function topIndices(values: Float64Array, size: number): number[] {
  const top: number[] = [];
  const ranksAbove = (a: number, b: number) => {
    const difference = (values[a] as number) - (values[b] as number);
    return difference > 0 || (difference === 0 && a < b);
  };
  for (let index = 0; index < values.length; index++) {
    const last = top[top.length - 1];
    if (top.length === size && (last === undefined || !ranksAbove(index, last))) continue;
    top.splice(insertionPoint(top, index, ranksAbove), 0, index);
    if (top.length > size) top.pop();
  }
  return top;
}

function insertionPoint(
  top: readonly number[],
  index: number,
  ranksAbove: (a: number, b: number) => boolean,
): number {
  let low = 0;
  let high = top.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranksAbove(index, top[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
