import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Origin, Tool } from '../../model/tools.ts';
import type { LockedToolchain } from '../lock/locked.ts';
import type { LockedState, Provider } from './provider.ts';

/** A source that offers given versions, each made of one file; it remembers what it is asked. For tests. */
export class FakeSource implements Provider {
  readonly asked: string[] = [];
  readonly complete: boolean;
  readonly origin: Origin;
  readonly tools: readonly Tool[];
  versions: readonly string[] | Error;
  state: LockedState = 'same';
  revision = '1';
  content = 'a'.repeat(64);

  constructor(origin: Origin, tools: readonly Tool[], complete: boolean, versions: readonly string[] | Error) {
    this.origin = origin;
    this.tools = tools;
    this.complete = complete;
    this.versions = versions;
  }

  async listVersions() {
    this.asked.push('listVersions');
    if (this.versions instanceof Error) throw this.versions;
    return this.versions;
  }

  async check() {
    this.asked.push('check');
    return this.state;
  }

  async resolve(tool: Tool, version: string): Promise<LockedToolchain> {
    this.asked.push(`resolve ${version}`);
    const files = [{ name: 'lib', version: this.revision, size: 1000, estimated: true as const }];
    const { origin } = this;
    return { tool, version, origin, provenance: 'signed', platforms: { 'linux-x64': { files, disk: 2000 } } };
  }

  async install(locked: LockedToolchain, staging: string) {
    this.asked.push(`install ${locked.version}`);
    if (this.versions instanceof Error) throw this.versions;
    mkdirSync(join(staging, 'tree/bin'), { recursive: true });
    writeFileSync(join(staging, 'tree/bin/tool'), `#!/bin/sh\necho tool ${locked.version}\n`, { mode: 0o755 });
    const version = locked.platforms['linux-x64']!.files[0]!.version!;
    return {
      layout: 'relocatable' as const,
      path: ['bin'],
      env: {},
      files: {},
      lacks: {},
      borrowed: {},
      sources: [{ name: 'lib', version, size: 1234, sha256: this.content }],
      check: { command: ['tool'], expect: `tool ${locked.version}` },
    };
  }
}
