import type { PageData } from '../reports/html/page-data.ts';
import { startPage } from './start-page.ts';

const data = document.getElementById('catalogue')?.textContent ?? '';
startPage(JSON.parse(data) as PageData);
