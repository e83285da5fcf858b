import { ERRNO, FIRST_UNCHECKED, FORBIDDEN, PARTLY, UNKNOWN } from './system-calls.ts';

/** One instruction of classic BPF (linux/filter.h): operation, how far to jump where it holds and where not, operand. */
type Instruction = readonly [code: number, holds: number, fails: number, operand: number];

const LOAD = 0x20;
const RETURN = 0x06;
const IF_EQUAL = 0x15;
const IF_AT_LEAST = 0x35;
const IF_ANY_BIT = 0x45;

/** Offsets in `struct seccomp_data` (linux/seccomp.h); of an argument its lower half, for all that is asked is an int. */
const NUMBER = 0;
const ARCHITECTURE = 4;
const argument = (index: number) => 16 + 8 * index;

const X86_64 = 0xc000003e;
/** Marks calls of the x32 convention, which would pass by every number. */
const X32 = 0x40000000;

const load = (offset: number): Instruction => [LOAD, 0, 0, offset];
const allow: Instruction = [RETURN, 0, 0, 0x7fff0000];
const refuse = (errno: number): Instruction => [RETURN, 0, 0, 0x00050000 | errno];

/** The instructions `then`, carried out only where the loaded value is `value`. */
const where = (value: number, then: readonly Instruction[]): Instruction[] => [
  [IF_EQUAL, 0, then.length, value],
  ...then,
];

/** CLONE_NEW* (linux/sched.h). Those of clone leave out the time namespace, whose bit is part of a signal's number there. */
const NEW_NAMESPACES = 0x7e020000;
const NEW_TIME = 0x80;

const AF = { UNIX: 1, INET: 2, INET6: 10, NETLINK: 16 } as const;
/** 0, ICMP, TCP, UDP and ICMPv6: others load modules of the kernel that nobody has asked for. */
const PROTOCOLS = [0, 1, 6, 17, 58];
/** Of netlink only routes, which libraries read to list interfaces. */
const NETLINK_ROUTE = 0;

const onProtocol = (protocols: readonly number[]): Instruction[] => [
  load(argument(2)),
  ...protocols.flatMap((protocol) => where(protocol, [allow])),
  refuse(ERRNO.EPROTONOSUPPORT),
];

const checkSocket: readonly Instruction[] = [
  load(argument(0)),
  ...where(AF.UNIX, [allow]),
  ...where(AF.INET, onProtocol(PROTOCOLS)),
  ...where(AF.INET6, onProtocol(PROTOCOLS)),
  ...where(AF.NETLINK, onProtocol([NETLINK_ROUTE])),
  refuse(ERRNO.EAFNOSUPPORT),
];

const checkPair: readonly Instruction[] = [load(argument(0)), ...where(AF.UNIX, [allow]), refuse(ERRNO.EAFNOSUPPORT)];

const refuseBits = (bits: number): Instruction[] => [
  load(argument(0)),
  [IF_ANY_BIT, 0, 1, bits],
  refuse(ERRNO.EPERM),
  allow,
];

/** Pushing characters into a terminal (TIOCSTI, TIOCLINUX). */
const checkIoctl: readonly Instruction[] = [
  load(argument(1)),
  ...where(0x5412, [refuse(ERRNO.EPERM)]),
  ...where(0x541c, [refuse(ERRNO.EPERM)]),
  allow,
];

/** The usual ones, a 32-bit view of the machine, and the question which it is. */
const checkPersonality: readonly Instruction[] = [
  load(argument(0)),
  ...[0, 8, 0x20000, 0x20008, 0xffffffff].flatMap((persona) => where(persona, [allow])),
  refuse(ERRNO.EPERM),
];

/** The filter as instructions. */
export function filterInstructions(): readonly Instruction[] {
  return [
    load(ARCHITECTURE),
    [IF_EQUAL, 1, 0, X86_64],
    refuse(ERRNO.ENOSYS),
    load(NUMBER),
    [IF_AT_LEAST, 0, 1, X32],
    refuse(ERRNO.ENOSYS),
    [IF_AT_LEAST, 0, 1, FIRST_UNCHECKED],
    refuse(ERRNO.ENOSYS),
    ...Object.values(FORBIDDEN).flatMap((number) => where(number, [refuse(ERRNO.EPERM)])),
    ...Object.values(UNKNOWN).flatMap((number) => where(number, [refuse(ERRNO.ENOSYS)])),
    ...where(PARTLY.clone, refuseBits(NEW_NAMESPACES)),
    ...where(PARTLY.unshare, refuseBits(NEW_NAMESPACES | NEW_TIME)),
    ...where(PARTLY.socket, checkSocket),
    ...where(PARTLY.socketpair, checkPair),
    ...where(PARTLY.ioctl, checkIoctl),
    ...where(PARTLY.personality, checkPersonality),
    allow,
  ];
}

/** The filter of system calls that every step runs under, as seccomp(2) takes it and `bwrap --seccomp` reads it. */
export function compileFilter(): Buffer {
  const instructions = filterInstructions();
  const program = Buffer.alloc(8 * instructions.length);
  for (const [index, [code, holds, fails, operand]] of instructions.entries()) {
    program.writeUInt16LE(code, 8 * index);
    program.writeUInt8(holds, 8 * index + 2);
    program.writeUInt8(fails, 8 * index + 3);
    program.writeUInt32LE(operand >>> 0, 8 * index + 4);
  }
  return program;
}
