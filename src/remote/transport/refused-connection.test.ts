import { describe, expect, it } from 'vitest';
import { whyRefused } from './refused-connection.ts';

const said = (last: string) => `No connection established. Last error: ${last}. Resolution note: `;

describe('a connection that fails', () => {
  it.each([
    ['Error: self-signed certificate in certificate chain', "the server's certificate is refused: self-signed"],
    [
      "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: localhost. is not in the cert's altnames: DNS:a.b",
      "the server's certificate is refused: Hostname/IP does not match",
    ],
    ['Error: certificate has expired', "the server's certificate is refused: certificate has expired"],
    [
      '80:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:../rec_layer_s3.c:1601:SSL alert number 116\n (2026-01-01T00:00:00.000Z)',
      'the server asks for a certificate',
    ],
    [
      '80:error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:../r.c:1:SSL alert number 48\n',
      'the server refuses the',
    ],
    ['Error: 80:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../r.c:350:\n', 'does not speak TLS'],
  ])('for a reason that stays, says so: %s', (last, why) => {
    expect(whyRefused(said(last))).toContain(why);
    expect(whyRefused(said(last))).not.toContain('\n');
  });

  it.each([
    said('Error: connect ECONNREFUSED 127.0.0.1:1'),
    said('Failed to connect (2026-01-01T00:00:00.000Z)'),
    said('Error: 80:error:0A000126:SSL routines:ssl3_read_n:unexpected eof while reading:../r.c:1:'),
    'Worker disappeared while the certificate was made',
    'No connection established',
  ])('for a moment, may be made again: %s', (details) => {
    expect(whyRefused(details)).toBeNull();
  });
});
