/** Codes above ASCII belong to no word. */
const ALPHABET = 128;

/**
 * Makes a test whether a text holds any of some ASCII words, in one pass whatever their number: the automaton of Aho
 * and Corasick ("Efficient string matching", 1975) with all transitions filled in. Several times faster than an
 * alternation in a regular expression.
 */
export function compileWords(words: readonly string[]): (text: string) => boolean {
  const { table, accepts } = fillTransitions(buildTrie(words));
  return (text) => {
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      state = code < ALPHABET ? table[state * ALPHABET + code]! : 0;
      if (accepts[state] === 1) return true;
    }
    return false;
  };
}

interface TrieNode {
  readonly next: Map<number, number>;
  ends: boolean;
}

function buildTrie(words: readonly string[]): readonly TrieNode[] {
  const nodes: TrieNode[] = [{ next: new Map(), ends: false }];
  for (const word of words) {
    let node = 0;
    for (let at = 0; at < word.length; at++) {
      const code = word.charCodeAt(at);
      let child = nodes[node]!.next.get(code);
      if (child === undefined) {
        child = nodes.push({ next: new Map(), ends: false }) - 1;
        nodes[node]!.next.set(code, child);
      }
      node = child;
    }
    nodes[node]!.ends = true;
  }
  return nodes;
}

/** Where a node has no transition, its longest proper suffix has; nodes are taken in breadth-first order. */
function fillTransitions(nodes: readonly TrieNode[]): { table: Uint16Array; accepts: Uint8Array } {
  const table = new Uint16Array(nodes.length * ALPHABET);
  const accepts = new Uint8Array(nodes.length);
  const suffix = new Uint16Array(nodes.length);
  const queue = [0];
  for (const node of queue) {
    accepts[node] = nodes[node]!.ends || accepts[suffix[node]!] === 1 ? 1 : 0;
    table.copyWithin(node * ALPHABET, suffix[node]! * ALPHABET, (suffix[node]! + 1) * ALPHABET);
    for (const [code, child] of nodes[node]!.next) {
      suffix[child] = node === 0 ? 0 : table[suffix[node]! * ALPHABET + code]!;
      table[node * ALPHABET + code] = child;
      queue.push(child);
    }
  }
  return { table, accepts };
}
