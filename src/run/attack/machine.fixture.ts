import { type Attempt, call, perl, works } from './attempt.fixture.ts';

/** All families of sockets but those that programs need (socket(2)): local, internet 4 and 6, and routes. */
const OTHER_FAMILIES = 'grep { $_ != 1 && $_ != 2 && $_ != 10 && $_ != 16 } (0 .. 45)';

/**
 * What a step might do to the network, other processes, files and devices of the machine. The environment says where the
 * harness has laid what must not be reached: `CANARY_FOLDER`, `CANARY_PORT`, `CANARY_SOCKET` (an abstract name) and
 * `CANARY_PID`. Its secret lies in a file of that folder, in its environment and behind a descriptor that it was given.
 */
export const MACHINE_ATTEMPTS: readonly Attempt[] = [
  { name: 'reach the hypervisor', kind: 'sockets', script: perl('print "escaped\\n" if socket(S, 40, 1, 0)') },
  {
    name: 'reach the hypervisor by more bits than the kernel looks at',
    kind: 'sockets',
    script: perl('print "escaped\\n" if syscall(41, 2 ** 32 + 40, 1, 0) >= 0'),
  },
  { name: 'use the ciphers of the kernel', kind: 'sockets', script: perl('print "escaped\\n" if socket(S, 38, 5, 0)') },
  {
    name: 'use any other family',
    kind: 'sockets',
    script: perl(`for $f (${OTHER_FAMILIES}) { for $t (1, 2, 3, 5) { print "escaped\\n" if socket(S, $f, $t, 0) } }`),
  },
  {
    name: 'pair sockets of another family',
    kind: 'sockets',
    script: perl('for $f (2 .. 45) { print "escaped\\n" if socketpair(A, B, $f, 1, 0) }'),
  },
  {
    name: 'listen to the kernel',
    kind: 'sockets',
    script: perl('for $p (1 .. 30) { print "escaped\\n" if socket(S, 16, 3, $p) }'),
  },
  {
    name: 'load a protocol',
    kind: 'sockets',
    script: perl(
      'for $p (33, 115, 132, 136, 262) { for $t (1, 2, 3, 5, 6) { print "escaped\\n" if socket(S, 2, $t, $p) } }',
    ),
  },
  { name: 'send raw packets', kind: 'sockets', script: perl('print "escaped\\n" if socket(S, 2, 3, 1)') },
  {
    name: 'reach a port of the machine',
    kind: 'sockets',
    script: perl(
      'socket(S, 2, 1, 0); print "escaped\\n" if connect(S, pack("SnC4x8", 2, $ENV{CANARY_PORT}, 127, 0, 0, 1))',
    ),
  },
  {
    name: 'reach a socket without a file',
    kind: 'sockets',
    script: perl('socket(S, 1, 1, 0); print "escaped\\n" if connect(S, pack("Sxa*", 1, $ENV{CANARY_SOCKET}))'),
  },
  {
    name: 'reach a socket in a folder',
    kind: 'sockets',
    script: perl('socket(S, 1, 1, 0); print "escaped\\n" if connect(S, pack("Sa*x", 1, "$ENV{CANARY_FOLDER}/socket"))'),
  },

  {
    name: 'read what emrift was given',
    kind: 'processes',
    script: perl('for (glob "/proc/*/fd/*") { open(F, "<", $_) or next; sysread(F, $t, 100) && print $t if -f F }'),
  },
  {
    name: 'read the environment of emrift',
    kind: 'processes',
    script: perl('for (glob "/proc/[0-9]*/environ") { open(F, "<", $_) and print <F> }'),
  },
  { name: 'kill a process of the machine', kind: 'processes', script: works('kill -9 "$CANARY_PID"') },
  call('trace the first process', 'processes', 101, 16, 1, 0, 0),
  {
    name: 'write into a process of the sandbox',
    kind: 'processes',
    script:
      'for p in /proc/[0-9]*; do tr "\\0" " " <$p/cmdline | grep -q ^bwrap && (true 9<>$p/mem) && echo escaped; done 2>&-',
  },
  call('read from the first process', 'processes', 310, 1, '$p = pack("Q2", 0, 0)', 1, '$p', 1, 0),
  {
    name: 'take descriptors of the first process',
    kind: 'processes',
    script: perl('$p = syscall(434, 1, 0); for (0 .. 20) { print "escaped\\n" if syscall(438, $p, $_, 0) >= 0 }'),
  },
  { name: 'go before everybody else', kind: 'processes', script: works('nice -n -5 sh -c \'test "$(nice)" -lt 0\'') },
  { name: 'go before everybody in real time', kind: 'processes', script: works('chrt -f 1 true') },
  {
    name: 'become root by a program that may',
    kind: 'processes',
    script: works('for su in su sudo mount newuidmap; do test "$($su root -c "id -u" </dev/null)" = 0 && break; done'),
  },
  {
    name: 'become another user',
    kind: 'processes',
    script: perl('for (0, 1, 65534) { print "escaped\\n" if syscall(105, $_) >= 0 }'),
  },
  {
    name: 'push characters into a terminal',
    kind: 'processes',
    script: perl('for (0 .. 2) { open(F, "+>&=", $_); print "escaped\\n" if syscall(16, $_, 0x5412, $p = "x") >= 0 }'),
  },
  {
    name: 'live longer than the step',
    kind: 'processes',
    script: 'setsid sh -c "exec sleep 97531" >/dev/null 2>&1 & sleep 0.1',
  },

  { name: 'write to the programs', kind: 'files', script: works('touch /usr/emrift-was-here') },
  { name: 'make the programs writable', kind: 'files', script: works('mount -o remount,bind,rw /usr') },
  {
    name: 'find the store',
    kind: 'files',
    script: works('test -e "$CANARY_FOLDER" || test -e "/proc/1/root/$CANARY_FOLDER"'),
  },
  {
    name: 'find the secrets of the machine',
    kind: 'files',
    script: works('test -e /etc/shadow || test -e /root || test -e /home/root || ls /proc/1/cwd/etc/shadow'),
  },
  { name: 'give its files away', kind: 'files', script: works('touch given && chown 0 given') },
  { name: 'link a program to a place of its own', kind: 'files', script: works('ln /usr/bin/env env') },
  {
    name: 'write beside its folders',
    kind: 'files',
    script: works('touch /x || touch /dev/x || touch /etc/x || touch /home/x'),
  },
  {
    name: 'keep a link to a secret',
    kind: 'files',
    script: 'ln -s "$CANARY_FOLDER/secret" out; ln -s /proc/self/environ env',
    outputs: ['out', 'env'],
  },
  {
    name: 'keep a folder that is a link',
    kind: 'files',
    script: 'ln -s "$CANARY_FOLDER" d',
    outputs: ['d', 'd/secret'],
  },
  { name: 'keep a pipe that nobody writes to', kind: 'files', script: 'mkfifo out', outputs: ['out'] },

  {
    name: 'make the disk of the machine',
    kind: 'devices',
    script: works('for n in "8 0" "254 0" "253 0" "259 0"; do mknod disk b $n && head -c 1 disk && break; done'),
  },
  { name: 'make the memory of the machine', kind: 'devices', script: works('mknod memory c 1 1 || mknod log c 1 11') },
  {
    name: 'find a device',
    kind: 'devices',
    script: works(
      'ls /dev/mem /dev/kmsg /dev/kvm /dev/vsock /dev/fuse /dev/sda /dev/vda /dev/loop0 /dev/net/tun | grep -q .',
    ),
  },
  { name: 'find the devices of the kernel', kind: 'devices', script: works('ls /sys/* | grep -q .') },

  { name: 'raise the number of processes', kind: 'limits', script: works('ulimit -p 30000') },
  { name: 'allow core files', kind: 'limits', script: works('ulimit -c unlimited') },
];
