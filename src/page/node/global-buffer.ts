// Rooms that read bytes use Node's global; the build puts this one in its place.
export { Buffer } from './buffer.ts';
