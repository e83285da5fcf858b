/**
 * A Containerfile of a worker's image, to be built in a clone of emrift: Node.js, bubblewrap, and a store with all that a profile
 * needs. What runs actions in it (a runner of Buildbarn, buildbox-casd) is added by whoever has one.
 */
export function renderContainerfile(profile: string, store: string): string {
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
 && chmod -R a+rX ${store}
USER 1000:1000
`;
}
