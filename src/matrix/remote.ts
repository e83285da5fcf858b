import * as z from 'zod';

/** What of a shared cache is used. */
export const CACHE_MODES = ['read-write', 'read', 'write'] as const;

/** One of them. */
export type CacheMode = (typeof CACHE_MODES)[number];

/** How toolchains get to the workers of an executor. */
export const TOOLCHAIN_WAYS = ['store', 'inject', 'inputs'] as const;

/** One of them. */
export type ToolchainWay = (typeof TOOLCHAIN_WAYS)[number];

const address = z.string().min(1);
const value = z.string().max(1000);
const name = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);

/** The part of `matrix.yaml` about other machines. */
export const REMOTE_SCHEMA = z.strictObject({
  cache: address.optional(),
  mode: z.enum(CACHE_MODES).optional(),
  executor: z.union([address, z.array(address).min(1)]).optional(),
  toolchains: z.enum(TOOLCHAIN_WAYS).optional(),
  store: z.string().regex(/^\//, 'is a whole path').optional(),
  properties: z.record(name, z.union([value, z.array(value)])).optional(),
});

/** What the matrix says of other machines: nothing is asked of them unless it says so. */
export type RemoteMatrix = z.infer<typeof REMOTE_SCHEMA>;
