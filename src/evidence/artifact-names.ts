import type { ArtifactTable } from '../cases/case.ts';

/** The names that a case can make assertions on; imports as `module.name`. */
export type ArtifactNames = Readonly<Record<ArtifactTable, readonly string[]>>;
