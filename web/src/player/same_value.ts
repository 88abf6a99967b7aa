/** Whether an answer says anything, and whether two say the same. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

export function isSame(a: unknown, b: unknown): boolean {
  return (isNothing(a) && isNothing(b)) || JSON.stringify(a) === JSON.stringify(b);
}
