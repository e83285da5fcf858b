import { ProblemInInput } from '../../model/errors.ts';

/** What may stand in a command of the file as it is. */
const PROFILE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const STORE = /^(?:\/[A-Za-z0-9._-]+)+$/;

/**
 * A Containerfile of a worker's image, to be built in a clone of emrift: Node.js, bubblewrap, and a store with all that a profile
 * needs. What runs actions in it (a runner of Buildbarn, buildbox-casd) is added by whoever has one. Throws `ProblemInInput` for a
 * profile or a folder whose name would be something else to a shell.
 */
export function renderContainerfile(profile: string, store: string): string {
  if (!PROFILE.test(profile)) throw wrong('--profile', profile, 'no name of a profile');
  if (!STORE.test(store)) throw wrong('--store', store, 'no whole path of letters, digits and ._-');
  return `# A worker for emrift, profile ${profile}. Build it in a clone of emrift: podman build -f Containerfile .
FROM docker.io/library/node:20-bookworm
RUN apt-get update \\
 && apt-get install -y --no-install-recommends bubblewrap gpgv debian-archive-keyring python3 python3-pip cargo \\
 && rm -rf /var/lib/apt/lists/*
COPY . /emrift/src
ENV EMRIFT_STORE=${store}
# Caches are warmed in bubblewrap, so the build has to allow user namespaces: podman build --security-opt seccomp=unconfined.
RUN cd /emrift/src && npm ci --ignore-scripts && npm run build \\
 && apt-get update && node dist/cli.js worker prepare --profile ${profile} \\
 && rm -rf /var/lib/apt/lists/* && chmod -R a+rX ${store}
USER 1000:1000
`;
}

function wrong(option: string, value: string, what: string): ProblemInInput {
  return new ProblemInInput(`${JSON.stringify(value.slice(0, 80))} is ${what}`, { position: { file: option } });
}
