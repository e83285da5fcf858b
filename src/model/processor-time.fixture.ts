/** The milliseconds of processor time that some work takes: unlike those of the clock, no other work on the machine adds to them. */
export function processorTime(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
