/** A step that puts questions, as far as it says which ones they are. */
export interface Asker {
  /** The step of a case, on whatever it ran: steps with the same text here put the same questions. */
  readonly step: string;
  /** The names of the questions that it came to. */
  readonly names: readonly string[];
}

/**
 * Which steps put the same questions: for the text of each step a number, which steps share that are connected by a name that
 * both came to. A case for another host has steps of its own, and a host that ends early hides what was still to come.
 */
export function numberQuestions(askers: readonly Asker[]): ReadonlyMap<string, number> {
  const sets: Set<string>[] = [];
  const setOf = new Map<string, Set<string>>();
  const join = (name: string, step: string) => {
    const [into, from] = [setOf.get(name), setOf.get(step)];
    if (into === from) return;
    if (!into) return void place(name, from!);
    for (const member of from ?? [step]) place(member, into);
    from?.clear();
  };
  const place = (member: string, set: Set<string>) => {
    setOf.set(member, set);
    set.add(member);
  };
  for (const { step, names } of askers) {
    // A name cannot be mistaken for a step.
    const own = `step ${step}`;
    if (!setOf.has(own)) sets.push(new Set());
    if (!setOf.has(own)) place(own, sets.at(-1)!);
    for (const name of names) join(`name ${name}`, own);
  }
  const numbers = new Map(sets.map((set, number) => [set, number]));
  return new Map(askers.map(({ step }) => [step, numbers.get(setOf.get(`step ${step}`)!)!]));
}
