import { cleanText } from '../text/clean.ts';

/**
 * Text from outside for XML 1.0: invisible characters spelled out, those that XML cannot hold at all (section 2.2)
 * replaced, markup as entities.
 */
export function xmlText(text: string): string {
  return cleanText(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>]/g, (character) => ENTITIES[character]!);
}

/** The same inside an attribute's double quotes, where line breaks and tabs would become blanks. */
export function xmlAttribute(text: string): string {
  return xmlText(text)
    .replaceAll('"', '&quot;')
    .replace(/[\n\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** An element with attributes and content that is XML already. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlAttribute(String(value))}"`);
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
