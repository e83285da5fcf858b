/** A server that answered with something that cannot be true: it is not asked again. */
export class ServerLie extends Error {
  override readonly name = 'ServerLie';
}
