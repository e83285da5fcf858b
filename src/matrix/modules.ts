import * as z from 'zod';
import { type Position, ProblemInInput } from '../model/errors.ts';
import { isInModuleRange, moduleVersion, parseModuleVersion, toModuleVersion } from '../model/module-name.ts';
import type { VersionSpec } from './specs.ts';

const FILE = /^(?!\.{0,2}\/)(?!.*\/\.{0,2}\/)[A-Za-z0-9@._+/-]{1,200}\.wasm$/;

/**
 * A real module as a column: package and exact version as npm spells them, the module's file in it, the Emscripten that
 * made it, in which of its own files that stands, and its licence.
 */
export const MODULE_SCHEMA = z
  .strictObject({
    npm: z.string().regex(/^@?[^@\s]+@[^@\s]+$/, 'must be a package and its version, like sql.js@1.8.0'),
    file: z.string().regex(FILE, 'must be the path of a .wasm file inside the package'),
    emsdk: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be a release of Emscripten, like 3.1.20'),
    source: z.string().min(1),
    licence: z.string().min(1),
  })
  .superRefine(({ npm, emsdk }, context) => {
    if (versionOf(npm, emsdk) !== null) return;
    context.addIssue({ code: 'custom', path: ['npm'], message: `no column can be named after ${npm.slice(0, 60)}` });
  });

/** A module as it stands in `matrix.yaml`. */
export type GivenModule = z.infer<typeof MODULE_SCHEMA>;

/** A version as asked for, as far as modules are looked at here. */
interface Asked {
  readonly text: string;
  readonly spec: VersionSpec;
  readonly position: Position;
}

/** What a module's entry asks for: exactly one version, by a name that changes where anything of it does. */
export function askForModule({ npm, file, emsdk }: GivenModule): Pick<Asked, 'text' | 'spec'> {
  return {
    text: `${npm} ${file}, Emscripten ${emsdk}`,
    spec: { kind: 'module', version: versionOf(npm, emsdk)!, file },
  };
}

/** Throws `ProblemInInput` at the second of two modules that would be the same column: one package has one file here. */
export function refuseTwice(modules: readonly Asked[]): void {
  const seen = new Set<string>();
  for (const one of modules) {
    if (one.spec.kind !== 'module') continue;
    const { package: name, version } = parseModuleVersion(one.spec.version)!;
    if (seen.has(`${name}@${version}`)) {
      throw new ProblemInInput(`${name}@${version} is given twice`, { position: one.position });
    }
    seen.add(`${name}@${version}`);
  }
}

/**
 * The modules of the matrix that an option means: by their version, their package (`sql.js`, `sql.js@>=1.8`) or their
 * Emscripten (`>=4`). Throws `ProblemInInput` where it means none of them.
 */
export function chooseModules<One extends Asked>(all: readonly One[], texts: readonly Asked[]): readonly One[] {
  const versionOfAsked = ({ spec }: Asked) => (spec.kind === 'module' ? spec.version : '');
  const chosen = texts.flatMap(({ text, position }) => {
    const exact = toModuleVersion(text);
    const found = all.filter((one) =>
      exact === null ? isInModuleRange(versionOfAsked(one), text) : versionOfAsked(one) === exact,
    );
    if (found.length > 0) return found;
    const packages = [...new Set(all.flatMap((one) => parseModuleVersion(versionOfAsked(one))?.package ?? []))];
    throw new ProblemInInput(`no module of the matrix is "${text.slice(0, 60)}"`, {
      position,
      hint: `there are ${packages.join(', ') || 'none'}`,
    });
  });
  return all.filter((one) => chosen.includes(one));
}

function versionOf(npm: string, emsdk: string): string | null {
  const at = npm.lastIndexOf('@');
  return moduleVersion({ emsdk, package: npm.slice(0, at), version: npm.slice(at + 1) });
}
