import { memoise } from '../model/memoise.ts';
import type { Cell, Results } from '../model/results.ts';
import { TOOLS } from '../model/tools.ts';
import type { PageData } from '../reports/html/page-data.ts';
import { unpackNotes, unpackResults } from '../reports/html/unpack-results.ts';
import { type Context, makeContext } from '../reports/query/context.ts';
import { fitHosts, type HostRow } from '../reports/query/host-fit.ts';

/** All that the views ask: the catalogue, whole and by host. */
export interface World {
  readonly data: PageData;
  readonly context: Context;
  /** The hosts that some cell runs on, by tool and version. */
  readonly hosts: readonly string[];
  /** The catalogue as who uses one host only sees it: cells on others are left out. An empty name: on every host. */
  readonly on: (host: string) => Context;
  /** How what an Emscripten makes does on the hosts, whatever the Go. */
  readonly fitsOf: (emsdk: string) => readonly HostRow[];
  /** The commands that a workaround runs instead; empty where they are the same, on other files. */
  readonly commandsOf: (caseName: string, workaround: string) => string;
}

/** Opens what stands in the page. */
export function openWorld(data: PageData): World {
  const results = unpackResults(data);
  const knowledge = unpackNotes(data);
  const lives = new Map(data.histories);
  const open = (some: Results): Context => ({
    ...makeContext({ results: some, knowledge, hasTables: false, history: [], links: [] }),
    histories: (id) => lives.get(id) ?? null,
  });
  const context = open(results);
  const isHost = (id: string) => TOOLS[context.index.toolOf.get(id) ?? 'go'].host;
  const commands = new Map(
    data.cases.flatMap(({ name, workarounds }) => workarounds.map((one) => [`${name} ${one.name}`, one.commands])),
  );
  return {
    data,
    context,
    hosts: [...context.index.toolOf.keys()]
      .filter(isHost)
      .sort((a, b) => (context.index.order.get(a) ?? 0) - (context.index.order.get(b) ?? 0)),
    on: memoise((host: string) => {
      if (host === '') return context;
      const isMine = (cell: Cell) => Object.values(cell.on).every((id) => id === host || !isHost(id));
      return open({ ...results, cells: results.cells.filter(isMine) });
    }),
    fitsOf: memoise((emsdk: string) => fitHosts(context.index, [emsdk])),
    commandsOf: (caseName, workaround) => commands.get(`${caseName} ${workaround}`) ?? '',
  };
}
