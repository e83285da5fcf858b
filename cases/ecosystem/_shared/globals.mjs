// Which globals one script takes from another: those that it changes and that the other had set.
const look = () => {
  const names = Object.getOwnPropertyNames(globalThis).filter((name) => {
    // A getter may load something, and none of the scripts in question defines one.
    return 'value' in Object.getOwnPropertyDescriptor(globalThis, name);
  });
  return new Map(names.map((name) => [name, globalThis[name]]));
};

/** The names of globals that differ from what they were at the call before. */
export function watchGlobals() {
  let before = look();
  return () => {
    const now = look();
    const changed = [...new Set([...before.keys(), ...now.keys()])].filter((name) => !Object.is(before.get(name), now.get(name)));
    before = now;
    return changed;
  };
}
