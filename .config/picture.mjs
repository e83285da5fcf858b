// Takes the picture of the catalogue that README.md shows, from reports/index.html as it is committed. On demand, after the
// catalogue has changed; it needs Chromium, as `chromium` on PATH or under the path in CHROMIUM.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const picture = join(root, '.github/docs/catalogue.png');
const profile = mkdtempSync(join(tmpdir(), 'emrift-picture-'));
try {
  execFileSync(
    process.env.CHROMIUM ?? 'chromium',
    [
      '--headless=new',
      '--no-sandbox',
      '--hide-scrollbars',
      `--user-data-dir=${profile}`,
      '--window-size=1100,1000',
      `--screenshot=${picture}`,
      pathToFileURL(join(root, 'reports/index.html')).href,
    ],
    { stdio: ['ignore', 'ignore', 'ignore'], timeout: 60_000 },
  );
  console.log(picture);
} finally {
  rmSync(profile, { recursive: true, force: true });
}
