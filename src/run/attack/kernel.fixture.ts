import { type Attempt, call, perl, works } from './attempt.fixture.ts';

/** Writes a setting of the kernel with the value that it has. */
const rewrite = (setting: string): Attempt => ({
  name: `write ${setting}`,
  kind: 'settings',
  script: works(`value=$(cat /proc/sys/${setting}) && echo "$value" >/proc/sys/${setting}`),
});

const NEW = { user: 0x10000000, mounts: 0x20000, net: 0x40000000, cgroup: 0x2000000 };

/** What a step might do to the kernel's settings, namespaces and large interfaces. */
export const KERNEL_ATTEMPTS: readonly Attempt[] = [
  ...['kernel/core_pattern', 'kernel/modprobe', 'vm/overcommit_memory', 'net/ipv4/ip_forward', 'kernel/hostname'].map(
    rewrite,
  ),
  { name: 'ask for help by sysrq', kind: 'settings', script: works('echo h >/proc/sysrq-trigger') },
  { name: 'make the settings writable', kind: 'settings', script: works('mount -o remount,bind,rw /proc/sys') },
  { name: 'take the cover off the settings', kind: 'settings', script: works('umount /proc/sys') },
  {
    name: 'protect itself from the killer of processes',
    kind: 'settings',
    script: works('echo -900 >/proc/self/oom_score_adj'),
  },
  { name: 'map more users', kind: 'settings', script: works('echo "0 0 4294967295" >/proc/self/uid_map') },

  { name: 'make a user namespace', kind: 'namespaces', script: works('unshare --user --map-root-user true') },
  {
    name: 'mount the control groups in a namespace of its own',
    kind: 'namespaces',
    script: works('unshare -Urm sh -c "mount -t cgroup2 none /tmp && test -e /tmp/cgroup.procs"'),
  },
  {
    name: 'mount the devices of the kernel',
    kind: 'namespaces',
    script: works('mkdir -p /tmp/s && mount -t sysfs none /tmp/s'),
  },
  call('clone into a user namespace', 'namespaces', 56, NEW.user | 17, 0, 0, 0, 0),
  {
    name: 'clone3 into a user namespace',
    kind: 'namespaces',
    script: perl(
      `$a = pack("Q11", ${NEW.user}, 0, 0, 0, 17, (0) x 6); print "escaped\\n" if syscall(435, $a, 88) >= 0`,
    ),
  },
  call('leave the mounts', 'namespaces', 272, NEW.mounts),
  call('leave the network', 'namespaces', 272, NEW.net),
  call('clone with more bits than the kernel looks at', 'namespaces', 56, 2 ** 32 + NEW.user + 17, 0, 0, 0, 0),
  {
    name: 'leave by the calls of 32 bits',
    kind: 'namespaces',
    script: perl(
      // unshare is 310 there (arch/x86/entry/syscalls/syscall_32.tbl); what it gives is laid behind the code, below 2 GB, for
      // perl takes what mmap gives for a number of 32 bits.
      `use DynaLoader; $a = syscall(9, 0, 4096, 7, 98, -1, 0); pipe(R, W); syswrite(W, pack("H*", "53b836010000bb00000010cd8089056d0000005bc3")); syscall(0, fileno(R), $a, 21); DynaLoader::dl_install_xsub("main::f", $a); f(); $r = unpack("l", unpack("P4", pack("Q", $a + 128))); print "escaped\\n" if $r != -1 && $r != -38`,
    ),
  },
  call('leave by the calls of x32', 'namespaces', 0x40000000 + 272, NEW.user),
  {
    name: 'enter what the first process is in',
    kind: 'namespaces',
    script: perl(
      'for (glob "/proc/1/ns/* /proc/self/fd/*") { open(F, "<", $_) or next; print "escaped\\n" if syscall(308, fileno(F), 0) >= 0 }',
    ),
  },
  {
    name: 'mount over the programs',
    kind: 'namespaces',
    script: perl('$t = "tmpfs"; $d = "/usr"; print "escaped\\n" if syscall(165, $t, $d, $t, 0, 0) >= 0'),
  },
  {
    name: 'open a file system',
    kind: 'namespaces',
    script: perl('$t = "proc"; print "escaped\\n" if syscall(430, $t, 0) >= 0'),
  },
  {
    name: 'open a tree of mounts',
    kind: 'namespaces',
    script: perl('$d = "/"; print "escaped\\n" if syscall(428, -100, $d, 1) >= 0'),
  },
  { name: 'change the root', kind: 'namespaces', script: perl('print "escaped\\n" if chroot("/proc/1/root")') },

  {
    name: 'add a key',
    kind: 'calls',
    script: perl('$t = "user"; $d = "emrift"; print "escaped\\n" if syscall(248, $t, $d, $d, 6, -4) >= 0'),
  },
  call('find the keyring of its user', 'calls', 250, 0, -4, 1),
  {
    name: 'learn where the kernel lies',
    kind: 'calls',
    script: works(`grep -v '^0000000000000000' /proc/kallsyms | grep -q .`),
  },
  { name: 'read the keys of others', kind: 'calls', script: works('grep -q . /proc/keys') },
  call('make an io_uring', 'calls', 425, 4, '$p = "\\0" x 120'),
  call('load a program into the kernel', 'calls', 321, 0, '$p = pack("L4 x100", 2, 4, 4, 1)', 72),
  call('watch events of the processor', 'calls', 298, '$p = pack("L2 x112", 1, 112)', 0, -1, -1, 0),
  call('handle its own page faults', 'calls', 323, 1),
  call('keep memory that nobody counts', 'calls', 319, '$p = "m"', 0),
  call('share memory that nobody counts', 'calls', 29, 0, 4096, 0o1600),
  call('keep messages that nobody counts', 'calls', 68, 0, 0o1600),
  call('keep semaphores that nobody counts', 'calls', 64, 0, 1, 0o1600),
  call('keep a queue that nobody counts', 'calls', 240, '$p = "q"', 0o102, 0o600, 0),
  call('name the machine', 'calls', 170, '$p = "x"', 1),
  call('read and write before everybody else', 'calls', 251, 1, 0, 1 << 13),
  call('read the log of the kernel', 'calls', 103, 3, '$p = "\\0" x 4096', 4096),
  call('set the clock', 'calls', 227, 0, '$p = pack("Q2", time, 0)'),
  call('bind ctrl-alt-del', 'calls', 169, 0xfee1dead - 0x100000000, 672274793, 0x89abcdef - 0x100000000, 0),
  call('reach the ports of the machine', 'calls', 172, 3),
  call('load a module', 'calls', 313, 0, '$p = ""', 0),
  call('open a file by its number', 'calls', 304, -100, '$p = pack("LLQ", 8, 1, 2)', 0),
  call('count quotas', 'calls', 179, 0x800001, 0, 0, 0),
];
