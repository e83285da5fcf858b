/** One try to get out of a step. */
export interface Attempt {
  readonly name: string;
  /** What it is about. */
  readonly kind: 'settings' | 'namespaces' | 'calls' | 'sockets' | 'processes' | 'files' | 'devices' | 'limits';
  /** A script of the shell that prints `escaped` where it worked. It does no harm where it does. */
  readonly script: string;
  /** Outputs that the step declares; what is taken of them is looked through for what it must not have. */
  readonly outputs?: readonly string[];
}

/**
 * An attempt that is one system call, by its number, with its arguments as perl writes them. It worked where the kernel
 * did as much as look at the arguments: not allowed (1) and not known (38) is all that may be said of it.
 */
export function call(
  name: string,
  kind: Attempt['kind'],
  number: number,
  ...args: readonly (string | number)[]
): Attempt {
  return {
    name,
    kind,
    script: perl(`print "escaped\\n" if syscall(${[number, ...args].join(', ')}) >= 0 || ($! != 1 && $! != 38)`),
  };
}

/** A script that runs perl, which every Debian has; nothing in the program may be a single quote. */
export function perl(program: string): string {
  return `perl -e '${program}'`;
}

/** A script that prints `escaped` where a command works. */
export function works(command: string): string {
  return `if { ${command}; } >/dev/null 2>&1; then echo escaped; fi`;
}
