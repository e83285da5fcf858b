import { printBytes } from '../../model/bytes.ts';
import { announce, append, fill, h } from '../dom.ts';
import type { AnswerSources } from './answer.ts';
import { showAnswer } from './show.ts';
import type { FromWorker, ToWorker } from './worker.ts';

/** A longer text is not put into the field, where the browser would lay out every line of it, in UTF-16 units. */
const LONGEST_SHOWN = 200_000;

const PASTED = 'the pasted log';

/** Shows the page that explains; `program` is the text of its worker. */
export function startExplain(sources: AnswerSources, program: string): void {
  const workerAddress = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  let worker: Worker | null = null;
  let isBusy = false;
  const answer = h('section', { id: 'answer', 'aria-label': 'Answer', 'aria-live': 'off' });
  const field = h('textarea', {
    id: 'log',
    'aria-label': 'A log',
    spellcheck: 'false',
    autocomplete: 'off',
    wrap: 'off',
    placeholder: 'wasm-ld: error: main.o: undefined symbol: …',
  });
  const chooser = h('input', { type: 'file', id: 'file', 'aria-label': 'A log or a module from this machine' });
  const drop = h(
    'div',
    { class: 'drop' },
    h('p', {}, 'or drop a log, a ', h('code', {}, '.wasm'), ', an object or an archive here, or choose one: '),
    chooser,
  );

  const start = () => {
    worker = new Worker(workerAddress);
    worker.postMessage({ kind: 'sources', sources } satisfies ToWorker);
    return worker;
  };
  const ask = (name: string, given: string | Blob) => {
    // Who asks again does not wait for what was asked before.
    if (isBusy) worker?.terminate();
    const own = isBusy || worker === null ? start() : worker;
    isBusy = true;
    const size = typeof given === 'string' ? given.length : given.size;
    fill(answer, h('p', { class: 'lead', role: 'status' }, `Reading ${name} (${printBytes(size)}) …`));
    const show = (found: FromWorker) => {
      isBusy = false;
      fill(answer, showAnswer(name, found));
      answer.querySelector<HTMLElement>('h2')?.focus();
      announce(answer.querySelector('.lead')?.textContent ?? 'Answered');
    };
    own.onmessage = ({ data }: MessageEvent<FromWorker>) => show(data);
    own.onerror = ({ message }) => {
      worker = null;
      show({ kind: 'problem', message: `could not be read: ${message}`, ms: 0 });
    };
    own.postMessage({ kind: 'ask', name, given } satisfies ToWorker);
  };

  const explainField = () => field.value.trim() !== '' && ask(PASTED, field.value);
  field.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.length > LONGEST_SHOWN) {
      event.preventDefault();
      field.value = `(${printBytes(text.length)} were pasted and are explained below; they are too long to be shown here)`;
      ask(PASTED, text);
    } else setTimeout(explainField);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) explainField();
  });
  chooser.addEventListener('change', () => {
    const file = chooser.files?.[0];
    if (file) ask(file.name, file);
  });
  addEventListener('dragover', (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
  addEventListener('dragleave', () => drop.classList.remove('over'));
  addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    const file = event.dataTransfer?.files[0];
    if (file) ask(file.name, file);
  });
  append(document.body, [
    h(
      'header',
      {},
      h('h1', {}, 'Explain a log, inspect a module'),
      h(
        'p',
        { class: 'soft' },
        'Of Go, Emscripten, clang, wasm-ld, Rust, TinyGo, bundlers, browsers and WASI hosts. All of it is read in this page; nothing is sent anywhere. ',
        h('a', { href: 'index.html' }, 'The catalogue'),
      ),
    ),
    h(
      'main',
      {},
      h('label', { class: 'field', for: 'log' }, 'Paste what the build or the browser said'),
      field,
      h(
        'p',
        {},
        h('button', { type: 'button', onclick: explainField }, 'Explain'),
        h('span', { class: 'soft' }, ' or Ctrl+Enter'),
      ),
      drop,
      answer,
    ),
    h('p', { id: 'status', class: 'aside', role: 'status' }),
  ]);
}
