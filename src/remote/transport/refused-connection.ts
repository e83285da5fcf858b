/** Of an error of a connection: what certificates, and both sides' wish for them, are at fault for. */
const AT_FAULT = /certificate|altnames|wrong version number|SSL alert number (?:4[2-9]|70|116)\b/i;

/**
 * Why a connection will never be made, in the words of TLS; null where it may be made a moment later. A certificate that nobody here
 * trusts, one that is not for this host, one that the server wants and did not get (alerts of RFC 8446, section 6.2), or a server
 * that does not speak TLS at all: gRPC calls all of them unavailable, as it does a server that is down. `details` is what
 * `@grpc/grpc-js` says of a call.
 */
export function whyRefused(details: string): string | null {
  const [, last] = /Last error: (.*?)(?:\. Resolution note:|$)/s.exec(details) ?? [];
  if (last === undefined || !AT_FAULT.test(last)) return null;
  if (/wrong version number/i.test(last)) return 'the server does not speak TLS: grpc:// instead of grpcs://';
  if (/alert number 116/.test(last)) return 'the server asks for a certificate: EMRIFT_REMOTE_CERT, EMRIFT_REMOTE_KEY';
  if (/SSL alert number/.test(last)) return 'the server refuses the certificate in EMRIFT_REMOTE_CERT';
  const cause = last.replace(/^(?:Error(?: \[\w+\])?: )+/, '').split('\n')[0]!;
  return `the server's certificate is refused: ${cause.slice(0, 200)}`;
}
