/** Lets so many works go on at a time; the others wait in order. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** A gate that lets `places` works in at a time. */
export function openGate(places: number): Gate {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
