const loaded = require('./lib.mjs');
const factory = loaded.default ?? loaded;
Promise.resolve(factory()).then((module) => console.log('add', module._add(2, 3)));
