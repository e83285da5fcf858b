import type { Range } from '../model/results.ts';
import { TOOL_NAMES, type Tool } from '../model/tools.ts';
import type { Ladder } from './ladder.ts';
import type { Surroundings } from './neighbours.ts';
import { measureRange } from './range.ts';

/** On which tools a break depends, and where along their versions it stands. */
export interface Attribution {
  /** Tools joined by `+`, in tool order. */
  readonly blame: string;
  /** No tested combination of its steps escapes. */
  readonly always: boolean;
  readonly ranges: Readonly<Partial<Record<Tool, Range>>>;
}

/**
 * Blames the tools on which having this very break depends: those of which another version, with all partners the same,
 * was tested and does not have it. A neighbour that fails with another break does not have this one; it is no proof that
 * anything works there, and only says that this break is told apart from the other by that tool's version.
 *
 * Where no neighbour differs, all tools of the failing steps are blamed: nothing tested tells them apart.
 */
export function attributeBreak(places: readonly Surroundings[], ladder: Ladder): Attribution {
  const present = TOOL_NAMES.filter((tool) => places.some(({ along }) => along.has(tool)));
  const telling = present.filter((tool) => places.some((place) => depends(place, tool)));
  const blamed = telling.length > 0 ? telling : present;
  const ranges = blamed.map((tool) => [tool, measureRange(tool, places, ladder)] as const);
  return {
    blame: blamed.join('+'),
    always: places.every(({ escapes }) => !escapes),
    ranges: Object.fromEntries(ranges),
  };
}

function depends({ along }: Surroundings, tool: Tool): boolean {
  return (along.get(tool) ?? []).some(({ broke, clean }) => broke.length > 0 && clean.length > 0);
}
