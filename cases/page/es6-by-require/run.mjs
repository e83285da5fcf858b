import factory from './lib.mjs';

const module = await factory();
console.log('add', module._add(2, 3));
