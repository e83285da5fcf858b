import { resolve } from 'node:path';
import { type Catalogue, openCatalogue } from '../../catalogue/open-catalogue.ts';
import type { Project } from './project.ts';

/** The catalogue in the folder that a user names, by default the project's own. Throws `ProblemInInput` where there is none. */
export function openAsked(project: Project, out: string | undefined): Catalogue {
  return openCatalogue(out === undefined ? project.catalogue : resolve(out), project.knowledge);
}
