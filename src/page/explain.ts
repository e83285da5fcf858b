import type { AnswerSources } from './explain/answer.ts';
import { startExplain } from './explain/start.ts';

/** The worker's program as text, which the build puts here. */
declare const WORKER_PROGRAM: string;

const sources = document.getElementById('sources')?.textContent ?? '';
startExplain(JSON.parse(sources) as AnswerSources, WORKER_PROGRAM);
