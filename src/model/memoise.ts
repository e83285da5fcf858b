/**
 * A function that computes each value once: for equal keys, which are the first argument where nothing else is said, it gives
 * the value of the first call. What `compute` throws is not kept.
 */
export function memoise<Args extends unknown[], Value>(
  compute: (...args: Args) => Value,
  keyOf: (...args: Args) => unknown = (...args) => args[0],
): (...args: Args) => Value {
  const known = new Map<unknown, Value>();
  return (...args) => {
    const key = keyOf(...args);
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as Value;
    const value = compute(...args);
    known.set(key, value);
    return value;
  };
}
