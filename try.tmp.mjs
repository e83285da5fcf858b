var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// src/remote/transport/grpc.ts
var grpc_exports = {};
__export(grpc_exports, {
  loadDefinitions: () => loadDefinitions,
  openTransport: () => openTransport
});
import { join as join2 } from "node:path";
import {
  Client,
  credentials,
  Metadata
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
function loadDefinitions(folder) {
  return loadSync(FILES, { includeDirs: [join2(folder, PROTOS)], longs: Number, defaults: true });
}
function openTransport(folder, failure) {
  const definitions = loadDefinitions(folder);
  const message = (type) => definitions[`${PACKAGE}.${type}`];
  const encode = (type, value) => message(type).serialize(value);
  const decode = ((type, bytes) => message(type).deserialize(Buffer.from(bytes)));
  const methodOf = (name) => {
    const [service, call] = name.split("/");
    const full = service === "ByteStream" ? "google.bytestream.ByteStream" : `${PACKAGE}.${service}`;
    return definitions[full][call];
  };
  return { encode, decode, connect: (endpoint) => connect(endpoint, methodOf, failure) };
}
function connect({ address, tls, token }, methodOf, failure) {
  const secured = tls ? credentials.createSsl(tls.ca, tls.key, tls.cert) : credentials.createInsecure();
  const client = new Client(address, secured, {
    "grpc.max_receive_message_length": LARGEST,
    "grpc.max_send_message_length": LARGEST,
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.max_reconnect_backoff_ms": 2e3,
    // Calls of two runs in one process are no reason to share what one of them may close.
    "grpc.use_local_subchannel_pool": 1
  });
  const metadata = () => {
    const sent = new Metadata();
    if (token !== void 0) sent.set("authorization", `Bearer ${token}`);
    return sent;
  };
  const asError = (error) => explain(error, failure);
  const bounds = ({ deadline }) => ({ deadline: Date.now() + deadline });
  return {
    call(name, request, options) {
      const method = methodOf(name);
      return once(
        options.signal,
        asError,
        (done) => client.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          metadata(),
          bounds(options),
          done
        )
      );
    },
    stream(name, request, options) {
      const method = methodOf(name);
      const open4 = () => client.makeServerStreamRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        metadata(),
        bounds(options)
      );
      return readAll(open4, options.signal, asError);
    },
    async write(pieces, options) {
      const method = methodOf("ByteStream/Write");
      const answer = await once(options.signal, asError, (done) => {
        const call = client.makeClientStreamRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          metadata(),
          bounds(options),
          done
        );
        void sendAll(call, pieces);
        return call;
      });
      return answer.committedSize ?? 0;
    },
    close: () => client.close()
  };
}
function once(signal2, asError, start) {
  signal2?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = () => {
      call.cancel();
      reject(signal2.reason);
    };
    const call = start((error, answer) => {
      signal2?.removeEventListener("abort", abort);
      if (error || answer === void 0) reject(asError(error));
      else resolve(answer);
    });
    signal2?.addEventListener("abort", abort, { once: true });
  });
}
async function* readAll(open4, signal2, asError) {
  signal2?.throwIfAborted();
  const call = open4();
  const abort = () => call.cancel();
  signal2?.addEventListener("abort", abort, { once: true });
  try {
    for await (const message of call) yield message;
  } catch (error) {
    signal2?.throwIfAborted();
    throw asError(error);
  } finally {
    signal2?.removeEventListener("abort", abort);
    call.cancel();
  }
}
async function sendAll(call, pieces) {
  call.on("error", () => {
  });
  try {
    for await (const piece of pieces) {
      if (call.destroyed) return;
      if (!call.write(piece)) {
        await new Promise((resolve) => {
          for (const event of ["drain", "close", "error", "finish"]) call.once(event, resolve);
        });
      }
    }
    call.end();
  } catch {
    call.cancel();
  }
}
function explain(error, failure) {
  const { code, details, message } = error ?? {};
  if (typeof code !== "number") return error instanceof Error ? error : failure(2, "no answer");
  return failure(code, (details || message || `code ${code}`).split("\n")[0].slice(0, 300));
}
var PROTOS, FILES, PACKAGE, LARGEST;
var init_grpc = __esm({
  "src/remote/transport/grpc.ts"() {
    "use strict";
    PROTOS = "src/remote/protos";
    FILES = ["build/bazel/remote/execution/v2/remote_execution.proto", "google/bytestream/bytestream.proto"];
    PACKAGE = "build.bazel.remote.execution.v2";
    LARGEST = 4 << 20;
  }
});

// try.tmp.ts
import { mkdtempSync, readFileSync as readFileSync4 } from "node:fs";

// src/remote/client/endpoint.ts
import { readFileSync } from "node:fs";

// src/model/errors.ts
var ProblemInInput = class extends Error {
  name = "ProblemInInput";
  position;
  hint;
  constructor(message, options = {}) {
    super(message);
    this.position = options.position;
    this.hint = options.hint;
  }
};

// src/remote/client/endpoint.ts
var REMOTE_VARIABLES = {
  token: "EMRIFT_REMOTE_TOKEN",
  ca: "EMRIFT_REMOTE_CA",
  cert: "EMRIFT_REMOTE_CERT",
  key: "EMRIFT_REMOTE_KEY"
};
var FORM = "write grpc://HOST:PORT or grpcs://HOST:PORT, with /INSTANCE where the server has several";
function readEndpoint(text, env, from) {
  const position = { file: from };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !["grpc:", "grpcs:"].includes(url.protocol) || url.hostname === "") {
    throw new ProblemInInput(`${JSON.stringify(text.slice(0, 80))} is no address of a server`, {
      position,
      hint: FORM
    });
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new ProblemInInput("an address holds no user, password or question mark", {
      position,
      hint: `a token goes into ${REMOTE_VARIABLES.token}`
    });
  }
  const isSecure = url.protocol === "grpcs:";
  const token = env[REMOTE_VARIABLES.token] || void 0;
  if (token !== void 0 && !isSecure && !isLoopback(url.hostname)) {
    throw new ProblemInInput(`${REMOTE_VARIABLES.token} would be sent in plain text to ${url.hostname}`, {
      position,
      hint: "use grpcs://"
    });
  }
  return {
    address: `${url.hostname}:${url.port || (isSecure ? 443 : 80)}`,
    instance: decodeURIComponent(url.pathname.replace(/^\/|\/$/g, "")),
    tls: isSecure ? readTls(env) : null,
    token
  };
}
function isLoopback(host) {
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
function readTls(env) {
  const read2 = (variable) => {
    const path = env[variable];
    if (!path) return null;
    try {
      return readFileSync(path);
    } catch (error) {
      throw new ProblemInInput(`${path} cannot be read (${error.code})`, {
        position: { file: variable }
      });
    }
  };
  const tls = {
    ca: read2(REMOTE_VARIABLES.ca),
    cert: read2(REMOTE_VARIABLES.cert),
    key: read2(REMOTE_VARIABLES.key)
  };
  if (tls.cert === null !== (tls.key === null)) {
    throw new ProblemInInput("a certificate needs its key, and a key its certificate", {
      position: { file: tls.cert ? REMOTE_VARIABLES.key : REMOTE_VARIABLES.cert },
      hint: `set both ${REMOTE_VARIABLES.cert} and ${REMOTE_VARIABLES.key}`
    });
  }
  return tls;
}

// src/system/own-folder.ts
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
var PROGRAMS = "src/toolchains/programs";
function ownFolder() {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, PROGRAMS))) {
    const parent = dirname(folder);
    if (parent === folder) throw new ProblemInInput(`the installation is incomplete: no ${PROGRAMS} above the program`);
    folder = parent;
  }
  return folder;
}

// src/remote/transport/transport.ts
var CODE = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  dataLoss: 15,
  unauthenticated: 16
};
var RpcError = class extends Error {
  name = "RpcError";
  code;
  constructor(code, message) {
    super(message);
    this.code = code;
  }
};

// src/remote/transport/load.ts
async function loadTransport() {
  const { openTransport: openTransport2 } = await Promise.resolve().then(() => (init_grpc(), grpc_exports));
  return openTransport2(ownFolder(), (code, message) => new RpcError(code, message));
}

// src/run/storage/blobs.ts
import { createHash as createHash2 } from "node:crypto";
import { closeSync, mkdirSync as mkdirSync2, openSync, readFileSync as readFileSync3, readSync, statSync as statSync3 } from "node:fs";
import { copyFile, open as open2, rename, rm } from "node:fs/promises";
import { dirname as dirname4, join as join4 } from "node:path";

// src/model/canonical.ts
import { hash } from "node:crypto";
function canonicalJson(value) {
  return JSON.stringify(sortKeys(value));
}
function sha256(data) {
  return hash("sha256", data, "hex");
}
function sortKeys(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  const sorted2 = {};
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === void 0) continue;
    if (key === "__proto__") Object.defineProperty(sorted2, key, { value: sortKeys(member), enumerable: true });
    else sorted2[key] = sortKeys(member);
  }
  return sorted2;
}

// src/system/files.ts
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, readdirSync, renameSync, rmSync, statSync as statSync2, utimesSync, writeFileSync } from "node:fs";
import { dirname as dirname3, join as join3 } from "node:path";

// src/system/folders.ts
import { mkdirSync, statSync } from "node:fs";
import { dirname as dirname2 } from "node:path";
function makeFolder(path) {
  try {
    mkdirSync(path);
  } catch (error) {
    if (isFolder(path)) return;
    if (!lacksParent(error, path)) throw error;
    makeFolder(dirname2(path));
    try {
      mkdirSync(path);
    } catch (again) {
      if (!isFolder(path)) throw again;
    }
  }
}
function lacksParent(error, path) {
  return error.code === "ENOENT" && dirname2(path) !== path;
}
function isFolder(path) {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

// src/system/mark.ts
import { hostname } from "node:os";

// src/system/identity.ts
import { readFileSync as readFileSync2, readlinkSync } from "node:fs";
function readBootId() {
  return read(() => readFileSync2("/proc/sys/kernel/random/boot_id", "utf8").trim());
}
function readPidSpace() {
  return read(() => readlinkSync("/proc/self/ns/pid"));
}
function read(look) {
  try {
    return look();
  } catch {
    return "";
  }
}

// src/system/mark.ts
var MARK = "\\d+(?:-[0-9a-f]{16})?";
function ownMark() {
  return `${process.pid}-${ownPlace()}`;
}
var HOST = 8;
var BOOT = 4;
var SPACE = 4;
var place;
function ownPlace() {
  place ??= digest(hostname(), HOST) + digest(readBootId(), BOOT) + digest(readPidSpace(), SPACE);
  return place;
}
function digest(text, length) {
  return sha256(text).slice(0, length);
}

// src/system/files.ts
function writeAtomically(path, content) {
  makeFolder(dirname3(path));
  const draft = draftOf(path);
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
function draftOf(path) {
  return `${path}.${ownMark()}.${randomBytes(4).toString("hex")}.draft`;
}
var DRAFT = new RegExp(`\\.(${MARK})\\.[0-9a-f]{8}\\.draft$`);
var USED_WITHIN = 864e5;
function isThereToUse(path) {
  const stats = statSync2(path, { throwIfNoEntry: false });
  if (!stats) return false;
  const now = Date.now();
  try {
    if (now - stats.mtimeMs > USED_WITHIN) utimesSync(path, now / 1e3, now / 1e3);
  } catch {
  }
  return true;
}

// src/run/storage/sparse-copy.ts
import { open } from "node:fs/promises";
var CHUNK = 1 << 20;
var HOLE = 1 << 16;
var ZEROS = Buffer.alloc(HOLE);
async function copySparsely(from, to, hash2) {
  const target = await open(to, "wx");
  try {
    const buffer = Buffer.alloc(CHUNK);
    let position = 0;
    for (; ; ) {
      const { bytesRead } = await from.read(buffer, 0, CHUNK, position);
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      hash2?.update(chunk);
      await writeFull(target, chunk, position);
      position += bytesRead;
    }
    await target.truncate(position);
    return position;
  } finally {
    await target.close();
  }
}
async function writeFull(target, chunk, position) {
  for (let start = 0; start < chunk.length; ) {
    let end = start;
    while (end < chunk.length && !isHole(chunk.subarray(end, end + HOLE))) end = Math.min(end + HOLE, chunk.length);
    if (end > start) await target.write(chunk, start, end - start, position + start);
    start = end + HOLE;
  }
}
function isHole(piece) {
  return piece.equals(piece.length === HOLE ? ZEROS : ZEROS.subarray(0, piece.length));
}

// src/run/storage/blobs.ts
function openBlobs(store) {
  const root = join4(store, "blobs");
  const pathOf = (digest2) => `${root}/${digest2.slice(7, 9)}/${digest2.slice(9)}`;
  const put = (bytes) => {
    const digest2 = `sha256:${sha256(bytes)}`;
    const path = pathOf(digest2);
    if (!isThereToUse(path)) writeAtomically(path, bytes);
    return digest2;
  };
  return {
    put,
    putFile: (path) => put(readFileSync3(path)),
    async putOpen(file) {
      if ((await file.stat()).size <= SMALL) return put(await file.readFile());
      const draft = draftOf(join4(root, "new"));
      mkdirSync2(root, { recursive: true });
      try {
        const hash2 = createHash2("sha256");
        await copySparsely(file, draft, hash2);
        const digest2 = `sha256:${hash2.digest("hex")}`;
        if (isThereToUse(pathOf(digest2))) return digest2;
        mkdirSync2(dirname4(pathOf(digest2)), { recursive: true });
        await rename(draft, pathOf(digest2));
        return digest2;
      } finally {
        await rm(draft, { force: true });
      }
    },
    async putStream(digest2, pieces) {
      const draft = draftOf(join4(root, "new"));
      mkdirSync2(root, { recursive: true });
      try {
        const file = await open2(draft, "wx");
        try {
          for await (const piece of pieces) await file.write(piece);
        } finally {
          await file.close();
        }
        mkdirSync2(dirname4(pathOf(digest2)), { recursive: true });
        await rename(draft, pathOf(digest2));
      } finally {
        await rm(draft, { force: true });
      }
    },
    pathOf,
    has: (digest2) => isThereToUse(pathOf(digest2)),
    read: (digest2) => readFileSync3(pathOf(digest2)),
    readStart: (digest2, length) => readStart(pathOf(digest2), length),
    sizeOf: (digest2) => statSync3(pathOf(digest2)).size,
    copyTo: (digest2, path) => copyOut(pathOf(digest2), path)
  };
}
var SMALL = 1 << 20;
function readStart(path, length) {
  const fd = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(fd, bytes));
  } finally {
    closeSync(fd);
  }
}
async function copyOut(blob, path) {
  const file = await open2(blob, "r");
  try {
    const { size: size2, blocks } = await file.stat();
    if (size2 <= SMALL || blocks * 512 >= size2) await copyFile(blob, path);
    else await copySparsely(file, path);
  } finally {
    await file.close();
  }
}

// src/run/remote/remote-executor.ts
import { setTimeout as sleep3 } from "node:timers/promises";

// src/model/action.ts
function actionKey(action2) {
  return sha256(canonicalJson(action2));
}

// src/remote/client/blob-store.ts
import { createHash as createHash3 } from "node:crypto";
import { open as open3 } from "node:fs/promises";

// src/remote/form/digest.ts
function digestOf(bytes) {
  return { hash: sha256(bytes), sizeBytes: bytes.length };
}
function blobOf(bytes) {
  return { digest: digestOf(bytes), bytes };
}
function toBlobDigest(digest2, sizeBytes) {
  return { hash: digest2.slice("sha256:".length), sizeBytes };
}
function toDigest({ hash: hash2 }) {
  return `sha256:${hash2}`;
}
function blobKey({ hash: hash2, sizeBytes }) {
  return `${hash2}/${sizeBytes}`;
}
var HASH = /^[0-9a-f]{64}$/;
function isDigest(value) {
  return typeof value?.hash === "string" && HASH.test(value.hash) && Number.isSafeInteger(value.sizeBytes) && value.sizeBytes >= 0;
}

// src/remote/client/lie.ts
var ServerLie = class extends Error {
  name = "ServerLie";
};

// src/remote/client/retry.ts
import { setTimeout as sleep } from "node:timers/promises";
var PASSING = [CODE.unavailable, CODE.aborted];
var USUAL = { attempts: 4, pause: 100 };
async function withRetries(call, signal2, { attempts, pause } = USUAL) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= attempts || !(error instanceof RpcError) || !PASSING.includes(error.code)) throw error;
      const longest = pause * 3 ** (attempt - 1);
      await sleep(longest / 2 + Math.random() * longest / 2, void 0, signal2 ? { signal: signal2 } : {});
    }
  }
}

// src/remote/client/blob-store.ts
var LARGE = 1 << 20;
var BATCH = 3 << 20;
var DIGEST_BYTES = 100;
var MOST_DIGESTS = 1e4;
var PIECE = 512 << 10;
var DEADLINE = 1e4;
var DEADLINE_PER_MIB = 2e3;
var deadlineFor = (bytes) => DEADLINE + bytes / (1 << 20) * DEADLINE_PER_MIB;
function openRemoteBlobs(channel, instance, traffic) {
  const prefix = instance === "" ? "" : `${instance}/`;
  let uploads = 0;
  const sendBatch = async (blobs2, signal2) => {
    const requests = blobs2.map(({ digest: digest2, bytes }) => ({ digest: digest2, data: bytes }));
    const size2 = sum(blobs2.map(({ bytes }) => bytes.length));
    const options = { deadline: deadlineFor(size2), signal: signal2 };
    const call = () => channel.call("ContentAddressableStorage/BatchUpdateBlobs", { instanceName: instance, requests }, options);
    const { responses } = await withRetries(call, signal2);
    const failed = responses.find(({ status }) => (status?.code ?? CODE.ok) !== CODE.ok);
    if (failed) throw new RpcError(failed.status.code, failed.status.message || "the blob was refused");
    traffic.up += size2;
  };
  const sendStream = async (upload, signal2) => {
    const { hash: hash2, sizeBytes } = upload.digest;
    const name = `${prefix}uploads/${process.pid.toString(16).padStart(8, "0")}-0000-4000-8000-${(++uploads).toString(16).padStart(12, "0")}/blobs/${hash2}/${sizeBytes}`;
    const options = { deadline: deadlineFor(sizeBytes), signal: signal2 };
    const committed = await withRetries(() => channel.write(piecesOf(upload, name), options), signal2);
    if (committed !== sizeBytes && committed !== -1) throw new RpcError(CODE.dataLoss, "a blob arrived in part");
    traffic.up += sizeBytes;
  };
  const readBatch = async (digests, take, signal2) => {
    const asked = new Map(digests.map((digest2) => [blobKey(digest2), digest2]));
    const options = { deadline: deadlineFor(sum(digests.map(({ sizeBytes }) => sizeBytes))), signal: signal2 };
    const call = () => channel.call("ContentAddressableStorage/BatchReadBlobs", { instanceName: instance, digests }, options);
    const { responses } = await withRetries(call, signal2);
    for (const { digest: digest2, data = new Uint8Array(), status } of responses) {
      const code = status?.code ?? CODE.ok;
      if (code === CODE.notFound) continue;
      if (code !== CODE.ok) throw new RpcError(code, status?.message || "a blob could not be read");
      if (!isDigest(digest2) || !asked.delete(blobKey(digest2)))
        throw new ServerLie("it sent a blob that was not asked for");
      if (blobKey(digestOf(data)) !== blobKey(digest2)) throw new ServerLie(`it sent other bytes for ${digest2.hash}`);
      traffic.down += data.length;
      await take(digest2, data);
    }
  };
  const readStream = async (digest2, take, signal2) => {
    const resourceName = `${prefix}blobs/${digest2.hash}/${digest2.sizeBytes}`;
    const options = { deadline: deadlineFor(digest2.sizeBytes), signal: signal2 };
    async function* pieces() {
      let size2 = 0;
      const hash2 = createHash3("sha256");
      for await (const { data } of channel.stream("ByteStream/Read", { resourceName, readOffset: 0 }, options)) {
        size2 += data.length;
        if (size2 > digest2.sizeBytes) throw new ServerLie(`it sent more bytes than ${digest2.hash} has`);
        traffic.down += data.length;
        hash2.update(data);
        yield data;
      }
      if (hash2.digest("hex") !== digest2.hash) throw new ServerLie(`it sent other bytes for ${digest2.hash}`);
    }
    try {
      await take(digest2, pieces());
    } catch (error) {
      if (error instanceof RpcError && error.code === CODE.notFound) return;
      throw error;
    }
  };
  return {
    async findMissing(digests, signal2) {
      const asked = new Map(digests.map((digest2) => [blobKey(digest2), digest2]));
      const missing = [];
      for (const part of inBatches([...asked.values()], () => DIGEST_BYTES, MOST_DIGESTS)) {
        const request = { instanceName: instance, blobDigests: part };
        const call = () => channel.call("ContentAddressableStorage/FindMissingBlobs", request, { deadline: DEADLINE, signal: signal2 });
        const { missingBlobDigests } = await withRetries(call, signal2);
        missing.push(...missingBlobDigests.flatMap((digest2) => asked.get(blobKey(digest2)) ?? []));
      }
      return missing;
    },
    async upload(blobs2, signal2) {
      const small = [];
      for (const blob of blobs2) {
        if (blob.digest.sizeBytes > LARGE) await sendStream(blob, signal2);
        else small.push("bytes" in blob ? blob : await readSmall(blob));
      }
      for (const part of inBatches(small, ({ digest: digest2 }) => digest2.sizeBytes + DIGEST_BYTES))
        await sendBatch(part, signal2);
    },
    async download(digests, take, signal2) {
      const distinct = [...new Map(digests.map((digest2) => [blobKey(digest2), digest2])).values()];
      const small = distinct.filter(({ sizeBytes }) => sizeBytes <= LARGE);
      for (const part of inBatches(small, ({ sizeBytes }) => sizeBytes + DIGEST_BYTES))
        await readBatch(part, take, signal2);
      for (const digest2 of distinct) if (digest2.sizeBytes > LARGE) await readStream(digest2, take, signal2);
    }
  };
}
function* inBatches(list, sizeOf, most = MOST_DIGESTS) {
  let batch = [];
  let bytes = 0;
  for (const item of list) {
    const size2 = sizeOf(item);
    if (batch.length > 0 && (bytes + size2 > BATCH || batch.length >= most)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size2;
  }
  if (batch.length > 0) yield batch;
}
async function readSmall({ digest: digest2, path }) {
  const file = await open3(path, "r");
  try {
    return { digest: digest2, bytes: await file.readFile() };
  } finally {
    await file.close();
  }
}
async function* piecesOf(upload, resourceName) {
  const { sizeBytes } = upload.digest;
  const file = "path" in upload ? await open3(upload.path, "r") : null;
  try {
    for (let offset = 0; offset < sizeBytes; offset += PIECE) {
      const length = Math.min(PIECE, sizeBytes - offset);
      const data = file ? await readPiece(file, offset, length) : upload.bytes.subarray(offset, offset + length);
      const isLast = offset + length === sizeBytes;
      yield {
        resourceName: offset === 0 ? resourceName : "",
        writeOffset: offset,
        data,
        ...isLast && { finishWrite: true }
      };
    }
  } finally {
    await file?.close();
  }
}
async function readPiece(file, offset, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
function sum(numbers) {
  return numbers.reduce((total, number2) => total + number2, 0);
}

// src/remote/client/execution.ts
import { setTimeout as sleep2 } from "node:timers/promises";
var LOOK_EVERY = 15e3;
var LOOK_DEADLINE = 2e4;
var MOST_WAITS = 5;
async function executeAction(channel, decode, request) {
  const { instance, action: action2, skipCache, inline, signal: signal2, deadline, onStage } = request;
  const lost = new AbortController();
  const both = AbortSignal.any([signal2, lost.signal]);
  const options = { deadline, signal: both };
  let name = null;
  const follow = async (operations) => {
    for await (const operation of operations) {
      name = operation.name || name;
      if (operation.done) return readEnd(operation, decode);
      if (onStage) reportStage(operation, decode, onStage);
    }
    return null;
  };
  const start = () => follow(
    channel.stream(
      "Execution/Execute",
      {
        instanceName: instance,
        actionDigest: action2,
        inlineOutputFiles: inline,
        ...skipCache && { skipCacheLookup: true }
      },
      options
    )
  );
  const watching = new AbortController();
  void watch(
    channel,
    instance,
    watching.signal,
    () => lost.abort(new RpcError(CODE.unavailable, "the server fell silent"))
  );
  try {
    let ended = await start().catch((error) => {
      if (name === null || !isInterruption(error)) throw error;
      return null;
    });
    for (let waits = 0; ended === null && name !== null && waits < MOST_WAITS; waits++) {
      await sleep2(100 * 2 ** waits, void 0, { signal: both });
      ended = await follow(channel.stream("Execution/WaitExecution", { name }, options));
    }
    if (ended === null) throw new RpcError(CODE.unavailable, "the execution ended without a result");
    return ended;
  } catch (error) {
    signal2.throwIfAborted();
    throw lost.signal.aborted ? lost.signal.reason : error;
  } finally {
    watching.abort();
  }
}
function isInterruption(error) {
  return error instanceof RpcError && error.code === CODE.unavailable;
}
async function watch(channel, instance, signal2, onLost) {
  try {
    for (; ; ) {
      await sleep2(LOOK_EVERY, void 0, { signal: signal2, ref: false });
      await channel.call(
        "Capabilities/GetCapabilities",
        { instanceName: instance },
        { deadline: LOOK_DEADLINE, signal: signal2 }
      );
    }
  } catch (error) {
    if (!signal2.aborted && error instanceof RpcError && LOST.includes(error.code)) onLost();
  }
}
var LOST = [CODE.unavailable, CODE.deadlineExceeded];
function readEnd({ error, response }, decode) {
  if (error) return { status: error };
  if (!response) throw new RpcError(CODE.internal, "the execution ended without an answer");
  return decode("ExecuteResponse", response.value);
}
function reportStage({ metadata }, decode, onStage) {
  if (!metadata?.type_url.endsWith("ExecuteOperationMetadata")) return;
  const { stage } = decode("ExecuteOperationMetadata", metadata.value);
  if (stage === 2) onStage("queued");
  if (stage === 3) onStage("executing");
}

// src/remote/form/by-utf8.ts
function byUtf8(a, b) {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

// src/remote/form/tree.ts
function buildTree(files, links, encode) {
  const root = emptyFolder();
  for (const file of files) {
    const { folder, name } = findPlace(root, file.path);
    folder.files.set(name, file);
  }
  for (const link of links) {
    const { folder, name } = findPlace(root, link.path);
    folder.links.set(name, link.target);
  }
  const folders = /* @__PURE__ */ new Map();
  const digest2 = digestFolder(root, encode, folders);
  return { root: digest2, folders: [...folders.values()] };
}
function emptyFolder() {
  return { files: /* @__PURE__ */ new Map(), links: /* @__PURE__ */ new Map(), folders: /* @__PURE__ */ new Map() };
}
function findPlace(root, path) {
  const names = path.split("/");
  if (names.some((part) => part === "" || part === "." || part === "..")) throw new Error(`no relative path: ${path}`);
  const name = names.pop();
  let folder = root;
  for (const part of names) {
    const next = folder.folders.get(part) ?? emptyFolder();
    if (folder.files.has(part) || folder.links.has(part)) throw new Error(`${path} lies below a file`);
    folder.folders.set(part, next);
    folder = next;
  }
  if (folder.files.has(name) || folder.links.has(name) || folder.folders.has(name))
    throw new Error(`two things have the path ${path}`);
  return { folder, name };
}
function digestFolder({ files, links, folders }, encode, blobs2) {
  const message = {
    files: sorted(files).map(([name, { digest: digest2, executable }]) => ({
      name,
      digest: digest2,
      ...executable && { isExecutable: true }
    })),
    directories: sorted(folders).map(([name, folder]) => ({ name, digest: digestFolder(folder, encode, blobs2) })),
    symlinks: sorted(links).map(([name, target]) => ({ name, target }))
  };
  const blob = blobOf(encode("Directory", message));
  blobs2.set(blob.digest.hash, blob);
  return blob.digest;
}
function sorted(entries) {
  return [...entries].sort(([a], [b]) => byUtf8(a, b));
}

// src/remote/form/wire-action.ts
function buildWireAction(command, tree, encode) {
  const properties = sortPairs(command.properties);
  const platform = properties.length > 0 ? { platform: { properties } } : {};
  const commandBlob = blobOf(
    encode("Command", {
      arguments: command.arguments,
      environmentVariables: sortPairs(Object.entries(command.env).map(([name, value]) => ({ name, value }))),
      outputPaths: [...command.outputs].sort(byUtf8),
      ...platform
    })
  );
  const action2 = {
    commandDigest: commandBlob.digest,
    inputRootDigest: tree.root,
    ...command.timeout === void 0 ? {} : { timeout: { seconds: command.timeout } },
    ...platform
  };
  const actionBlob = blobOf(encode("Action", action2));
  return { digest: actionBlob.digest, blobs: [actionBlob, commandBlob, ...tree.folders] };
}
function sortPairs(pairs) {
  return [...pairs].sort((a, b) => byUtf8(a.name, b.name) || byUtf8(a.value, b.value));
}

// src/run/remote/job.ts
var JOB_FORMAT = 1;
var JOB_FILES = {
  program: "emrift-step.js",
  job: "action.json",
  /** Files by the digits of their digest. */
  inputs: "in",
  outputs: "out"
};

// src/run/remote/judge-execution.ts
var REFUSALS = [
  CODE.invalidArgument,
  CODE.failedPrecondition,
  CODE.permissionDenied,
  CODE.unauthenticated,
  CODE.unimplemented
];
function judgeResponse({ status, result: result2, cachedResult, message }) {
  const code = status?.code ?? CODE.ok;
  if (code !== CODE.ok) return judgeStatus(status, message);
  if (!result2) return { kind: "again", reason: "the server gave no result" };
  return { kind: "done", result: result2, cached: cachedResult === true };
}
function judgeError(error) {
  return judgeStatus({ code: error.code, message: error.message });
}
function judgeStatus({ code = 0, message: said, details = [] }, remark) {
  const reason = (said || remark || `code ${code}`).split("\n")[0].slice(0, 300);
  const lacksBlob = details.some(({ type_url }) => type_url.endsWith("PreconditionFailure")) || /missing|not found in/i.test(reason);
  if (code === CODE.failedPrecondition && lacksBlob) return { kind: "again", reason };
  return { kind: REFUSALS.includes(code) ? "refused" : "again", reason };
}

// src/run/remote/pool.ts
var SPARED = 500;
var LONGEST = 3e4;
function openPool(values, now = () => performance.now()) {
  const members = values.map((value) => ({ value, underWay: 0, failures: 0, sparedUntil: 0 }));
  const choose = (tried) => {
    const time = now();
    const rank = (member) => (tried.has(member.value) ? 2 : 0) + (member.sparedUntil > time ? 1 : 0);
    return members.reduce((best, member) => {
      const [a, b] = [rank(member), rank(best)];
      return a < b || a === b && member.underWay < best.underWay ? member : best;
    });
  };
  return {
    async with(tried, work) {
      const member = choose(tried);
      member.underWay++;
      try {
        const { ok, value } = await work(member.value);
        member.failures = ok ? 0 : member.failures + 1;
        member.sparedUntil = ok ? 0 : now() + Math.min(LONGEST, SPARED * 2 ** (member.failures - 1));
        return value;
      } finally {
        member.underWay--;
      }
    }
  };
}

// src/run/remote/print-report.ts
var REPORT = "report.json";
var FORMAT = 1;

// src/run/remote/read-report.ts
import * as z from "zod";
var LARGEST_REPORT = 128 << 20;
var MOST_OUTPUTS = 1e4;
var size = z.int().min(0);
var usage = z.strictObject({ wallMs: z.number(), cpuMs: z.number(), peakBytes: z.number() });
var printed = { stdout: z.string(), stderr: z.string(), usage };
var output = z.strictObject({
  path: z.string(),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  executable: z.literal(true).optional(),
  size
});
var LIMITS = ["wall", "silence", "output", "memory", "disk", "files", "processes", "outputs"];
var result = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("exited"),
    exitCode: z.int().min(0).max(255),
    outputs: z.array(output).max(MOST_OUTPUTS),
    ...printed
  }),
  z.strictObject({ kind: z.literal("limit"), limit: z.enum(LIMITS), ...printed }),
  z.strictObject({ kind: z.literal("infra"), reason: z.string() })
]);
var SCHEMA = z.strictObject({ format: z.literal(FORMAT), key: z.string(), result });
function readReport(bytes, key, action2) {
  let value;
  try {
    value = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return null;
  }
  const parsed = SCHEMA.safeParse(value);
  if (!parsed.success || parsed.data.key !== key) return null;
  const { result: result2 } = parsed.data;
  if (result2.kind !== "exited") return { result: result2, blobs: [] };
  const paths = new Set(result2.outputs.map(({ path }) => path));
  if (paths.size !== result2.outputs.length || ![...paths].every((path) => isOutput(path, action2))) return null;
  const outputs = result2.outputs.map(({ size: _, ...node }) => node);
  const blobs2 = result2.outputs.map((node) => toBlobDigest(node.digest, node.size));
  return { result: { ...result2, outputs }, blobs: blobs2 };
}
function isOutput(path, { outputs }) {
  if (path.includes("\0") || path.split("/").some((part) => part === "" || part === "." || part === "..")) return false;
  return outputs.some((declared) => {
    const folder = declared.replace(/^(?:\.\/)+|\/+$/g, "");
    return path === folder || path.startsWith(`${folder}/`) || folder === "." || folder === "";
  });
}

// src/run/remote/receive-blob.ts
async function receiveBlob(blobs2, digest2, content) {
  if (content instanceof Uint8Array) blobs2.put(content);
  else await blobs2.putStream(toDigest(digest2), content);
}

// src/run/remote/remote-executor.ts
var MOST_TRIES = 6;
var PAUSE = 250;
var SLACK = 12e4;
var LONGEST_WAIT = 6 * 36e5;
var PROGRAM_ENV = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" };
var MOST_BYTES = 1 << 30;
function createRemoteExecutor(options) {
  const { transport, blobs: blobs2, program, store, traffic, note, report = () => {
  }, pause = PAUSE } = options;
  const programBlob = blobOf(program);
  const pool = openPool(
    options.endpoints.map((endpoint) => ({
      ...endpoint,
      remote: openRemoteBlobs(endpoint.channel, endpoint.instance, traffic)
    }))
  );
  let complained = false;
  const attempt = async (job, server, skipCache, signal2) => {
    const { channel, instance, name, remote } = server;
    try {
      if (!skipCache) {
        const known = await lookUp(server, job.wire.digest, signal2);
        const read3 = known && await readResult(known, job, remote, signal2);
        if (read3 && isLasting(read3)) {
          report({ kind: "hit", endpoint: name });
          return { kind: "result", result: withWorker(read3, known, name) };
        }
      }
      await send(job, remote, signal2);
      const { wall } = job.action.limits;
      const judged = judgeResponse(
        await executeAction(channel, transport.decode, {
          instance,
          action: job.wire.digest,
          skipCache,
          inline: [REPORT],
          signal: signal2,
          deadline: LONGEST_WAIT + 2 * wall,
          onStage: (kind) => report({ kind, endpoint: name })
        })
      );
      if (judged.kind !== "done") return judged;
      const read2 = await readResult(judged.result, job, remote, signal2);
      if (read2 && isLasting(read2)) return { kind: "result", result: withWorker(read2, judged.result, name) };
      if (read2?.kind === "infra") return { kind: "again", reason: read2.reason };
      return {
        kind: "again",
        reason: `no report of the step came back${await lastWords(judged.result, remote, signal2)}`
      };
    } catch (error) {
      signal2.throwIfAborted();
      if (error instanceof RpcError) return asTried(judgeError(error));
      if (error instanceof ServerLie) return { kind: "again", reason: error.message };
      throw error;
    }
  };
  return {
    async execute(action2, signal2, { fresh = false } = {}) {
      const job = planJob(action2, options, programBlob);
      const tried = /* @__PURE__ */ new Set();
      let reason = "";
      for (let attempts = 0; attempts < MOST_TRIES; attempts++) {
        if (attempts > 0) {
          report({ kind: "repeated", endpoint: "" });
          await sleep3(pause * 2 ** (attempts - 1), void 0, { signal: signal2 });
        }
        const came = await pool.with(tried, async (server) => {
          report({ kind: "queued", endpoint: server.name });
          const value = await attempt(job, server, fresh || attempts > 0, signal2).finally(
            () => report({ kind: "ended", endpoint: server.name })
          );
          tried.add(server);
          if (value.kind !== "result") reason = `${server.name}: ${value.reason}`;
          return { ok: value.kind !== "again", value };
        });
        if (came.kind === "result") return came.result;
        if (came.kind === "again") continue;
        if (!complained) note(`${reason}; nothing is repeated, see matrix.yaml: remote`);
        complained = true;
        break;
      }
      return { kind: "infra", reason };
    }
  };
  async function lookUp({ channel, instance }, digest2, signal2) {
    const request = { instanceName: instance, actionDigest: digest2, inlineOutputFiles: [REPORT] };
    try {
      return await withRetries(
        () => channel.call("ActionCache/GetActionResult", request, { deadline: 1e4, signal: signal2 }),
        signal2
      );
    } catch (error) {
      const absent = [CODE.notFound, CODE.unimplemented];
      if (error instanceof RpcError && absent.includes(error.code)) return null;
      throw error;
    }
  }
  async function send({ uploads }, remote, signal2) {
    const missing = await remote.findMissing(
      uploads.map(({ digest: digest2 }) => digest2),
      signal2
    );
    const hashes = new Set(missing.map(({ hash: hash2 }) => hash2));
    await remote.upload(
      uploads.filter(({ digest: digest2 }) => hashes.has(digest2.hash)),
      signal2
    );
  }
  async function readResult(found, job, remote, signal2) {
    const file = found.outputFiles.find(({ path }) => path === REPORT);
    if (!isDigest(file?.digest) || file.digest.sizeBytes > LARGEST_REPORT) return null;
    const bytes = file.contents?.length ? inline(file.contents, file.digest) : await fetchWhole(file.digest, remote, signal2);
    const read2 = bytes && readReport(bytes, job.key, job.action);
    if (!read2) return null;
    const wanted = read2.blobs.filter((digest2) => !blobs2.has(toDigest(digest2)));
    if (wanted.reduce((sum2, { sizeBytes }) => sum2 + sizeBytes, 0) > MOST_BYTES) return null;
    await remote.download(wanted, (digest2, content) => receiveBlob(blobs2, digest2, content), signal2);
    if (!wanted.every((digest2) => blobs2.has(toDigest(digest2))))
      throw new RpcError(CODE.dataLoss, "the server lost an output");
    return read2.result;
  }
  async function lastWords({ stderrRaw, stderrDigest }, remote, signal2) {
    const isSmall = isDigest(stderrDigest) && stderrDigest.sizeBytes > 0 && stderrDigest.sizeBytes < 1 << 16;
    const bytes = stderrRaw?.length ? stderrRaw : isSmall ? await fetchWhole(stderrDigest, remote, signal2).catch(() => null) : null;
    const line = bytes ? Buffer.from(bytes).toString("utf8").trim().split("\n")[0].slice(0, 200) : "";
    return line === "" ? "" : `: ${line}`;
  }
  function inline(contents, digest2) {
    if (digestOf(contents).hash !== digest2.hash) throw new ServerLie("it sent a report with another digest");
    traffic.down += contents.length;
    return contents;
  }
  function planJob(action2, { propertiesOf }, step) {
    const key = actionKey(action2);
    const job = { format: JOB_FORMAT, key, action: action2, store };
    const jobBlob = blobOf(Buffer.from(JSON.stringify(job)));
    const inputs = [...new Set(action2.inputs.map(({ digest: digest2 }) => digest2))].map((digest2) => ({
      digest: toBlobDigest(digest2, blobs2.sizeOf(digest2)),
      path: blobs2.pathOf(digest2)
    }));
    const files = [
      { path: JOB_FILES.program, digest: step.digest },
      { path: JOB_FILES.job, digest: jobBlob.digest },
      ...inputs.map(({ digest: digest2 }) => ({ path: `${JOB_FILES.inputs}/${digest2.hash}`, digest: digest2 }))
    ];
    const tree = buildTree(files, [], transport.encode);
    const command = {
      arguments: ["node", JOB_FILES.program],
      env: PROGRAM_ENV,
      outputs: [REPORT, JOB_FILES.outputs],
      properties: propertiesOf(action2),
      timeout: Math.ceil((2 * action2.limits.wall + SLACK) / 1e3)
    };
    const wire = buildWireAction(command, tree, transport.encode);
    return { key, action: action2, wire, uploads: [step, jobBlob, ...wire.blobs, ...inputs] };
  }
}
function asTried(judged) {
  return judged.kind === "done" ? { kind: "again", reason: "the server gave no result" } : judged;
}
function isLasting(result2) {
  return result2.kind !== "infra";
}
function withWorker(result2, { executionMetadata }, name) {
  if (result2.kind === "infra") return result2;
  const worker = (executionMetadata?.worker || name).slice(0, 200);
  return { ...result2, usage: { ...result2.usage, worker } };
}
async function fetchWhole(digest2, remote, signal2) {
  const pieces = [];
  let found = false;
  const take = async (_, content) => {
    if (content instanceof Uint8Array) pieces.push(content);
    else for await (const piece of content) pieces.push(piece);
    found = true;
  };
  await remote.download([digest2], take, signal2);
  return found ? Buffer.concat(pieces) : null;
}

// try.tmp.ts
var t = await loadTransport();
var log = (...a) => console.log(Math.round(performance.now()), ...a);
var blobs = openBlobs(mkdtempSync("/tmp/x-"));
var endpoints = process.argv[2].split(",").map((u) => ({ channel: t.connect(readEndpoint(u, {}, "x")), instance: "", name: u }));
var unix = process.argv[3] ?? "1000";
var ex = createRemoteExecutor({ transport: t, endpoints, blobs, program: readFileSync4("dist/emrift-step.js"), store: "/emrift/store", propertiesOf: () => [{ name: "unixUID", value: unix }], traffic: { up: 0, down: 0 }, note: log, report: (e) => log(JSON.stringify(e)) });
var input = blobs.put(Buffer.from("hello input"));
var action = (command) => ({ command, env: { PATH: "/usr/bin:/bin", HOME: "/home/emrift" }, inputs: [{ path: "d/in.txt", digest: input }], outputs: ["o.txt", "link", "dir"], toolchains: [], limits: { wall: 6e4, silence: 6e4, output: 1 << 20, memory: 1 << 30 }, declared: [] });
var signal = new AbortController().signal;
for (const c of ["id; pwd; ls -la; cat d/in.txt; echo x > o.txt; ln -s o.txt link; mkdir dir; echo y > dir/y; ls /; cat /proc/self/status | head -3; hostname", "exit 3", "kill -9 $$", "id; pwd; ls -la; cat d/in.txt; echo x > o.txt; ln -s o.txt link; mkdir dir; echo y > dir/y; ls /; cat /proc/self/status | head -3; hostname", ...process.argv[4] ? [process.argv[4]] : []])
  log(await ex.execute(action(c), signal));
for (const e of endpoints) e.channel.close();
