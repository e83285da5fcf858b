// Takes what README.md shows anew: the picture of the catalogue's page, from reports/index.html as it is committed, and the
// recording of a run, which stands in README.md between two marks. On demand, after either has changed; it needs Chromium,
// and for the recording the toolchains that it names, which the run fetches.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const ARGUMENTS = 'run --case page/heap-view --go 1.26,1.27 --emsdk 3.1.69,6.0.5 --host node=24 --out pages';

await takePicture(join(root, '.github/docs/catalogue.png'));
record(join(root, 'README.md'));

async function takePicture(file) {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 860 } });
    await page.goto(pathToFileURL(join(root, 'reports/index.html')).href);
    await page.waitForSelector('h2');
    await page.screenshot({ path: file });
    console.log(file);
  } finally {
    await browser.close();
  }
}

/** Runs it in an empty folder, and writes what it says, both streams as they come, between the marks. */
function record(readme) {
  const folder = mkdtempSync(join(tmpdir(), 'emrift-recording-'));
  try {
    const command = `"${process.execPath}" "${join(root, 'dist/cli.js')}" ${ARGUMENTS} 2>&1`;
    const said = execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    const [before, rest] = readFileSync(readme, 'utf8').split('<!-- recording -->\n');
    const after = rest.slice(rest.indexOf('<!-- end of the recording -->'));
    const shown = `## A run\n\n\`\`\`console\n$ node dist/cli.js ${ARGUMENTS}\n${said.trimEnd()}\n\`\`\`\n`;
    writeFileSync(readme, `${before}<!-- recording -->\n${shown}${after}`);
    console.log(readme);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
