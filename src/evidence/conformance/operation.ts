import * as z from 'zod';

/** What a command, an argument or a variable cannot hold (execve(2)). */
const text = z.string().refine((value) => !value.includes('\0'), 'must not contain a NUL');
const variables = z.record(
  text.refine((name) => name !== '' && !name.includes('='), 'must be a name without ='),
  text,
);
const payload = z.string().default('');
const statusCode = z.number().int().min(100).max(599);
const headers = z.record(z.string(), z.string()).default({});

/** How a guest is started, in either style. `root` is a folder beside the test. */
export const START = {
  args: z.array(text).default([]),
  env: variables.default({}),
  root: z.string().nullable().default(null),
};

/** What a shell's and the system's numbers for an exit can be; below 0 stands a signal. */
export const EXIT_CODE = z.number().int().min(-64).max(4_294_967_295);

const operation = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), ...START }),
  z.object({ type: z.literal('wait'), exit_code: EXIT_CODE.default(0) }),
  z.object({ type: z.literal('read'), id: z.string().default('stdout'), payload }),
  z.object({ type: z.literal('write'), id: z.string().default('write'), payload }),
  z.object({ type: z.literal('connect'), id: z.string().default('server'), protocol_type: z.string().default('tcp') }),
  z.object({ type: z.literal('send'), id: z.string(), payload }),
  z.object({ type: z.literal('recv'), id: z.string(), payload }),
  z.object({
    type: z.literal('request'),
    method: z.string().default('GET'),
    path: z.string().default('/'),
    headers,
    body: payload,
    response: z.object({ status: statusCode.default(200), headers, body: payload }).prefault({}),
  }),
  z.object({ type: z.literal('kill'), signal: z.string().default('SIGTERM') }),
]);

/** The operations of a test in the order in which they are carried out. */
export const OPERATIONS = z.array(operation).max(1000);

/**
 * One operation of a test of the public suite WebAssembly/wasi-testsuite, by the names that its `X.json` uses (its code on
 * `main` of August 2026; doc/specification.md there lacks `write`, `request` and `kill`).
 */
export type Operation = z.infer<typeof operation>;

/** The operation that starts the guest. */
export type RunOperation = Operation & { readonly type: 'run' };

const endpoint = z.object({
  method: z
    .string()
    .regex(/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/i, 'must be a method of HTTP')
    .optional(),
  path: z.string().default('/'),
  mode: z.enum(['static', 'echo-body', 'echo-headers']).optional(),
  response: z.unknown().optional(),
});

/** Servers that a test wants beside it. A closed one is an address on which nobody listens. */
export const SERVERS = z.array(
  z
    .object({
      name: z.string().regex(/^[A-Za-z0-9_]+$/, 'must be letters, digits and _'),
      kind: z.enum(['listening', 'closed']).default('listening'),
      endpoints: z.array(endpoint).optional(),
    })
    .refine(
      ({ kind, endpoints }) => kind === 'listening' || endpoints === undefined,
      'a closed server has no endpoints',
    ),
);
