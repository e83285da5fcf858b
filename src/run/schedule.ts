/** Something to do once all that it needs is done. */
export interface Task {
  readonly id: string;
  readonly needs: readonly string[];
  /** Which of the lanes it runs in; each lane has its own bound on tasks at a time. */
  readonly lane: string;
  /** Of those that are ready in a lane the lowest goes first, and of equal ones the first in order. */
  readonly priority: number;
  run(): Promise<void>;
}

/**
 * Runs tasks as soon as what they need is done, at most `lanes[lane]` of a lane at a time. Rejects with the first error
 * after the tasks under way have ended; none is begun after an error or an abort. Needs that name no task count as done.
 */
export function runTasks(
  tasks: readonly Task[],
  lanes: Readonly<Record<string, number>>,
  signal: AbortSignal,
): Promise<void> {
  const waiting = new Map<string, number>();
  const dependents = new Map<string, Task[]>();
  const ids = new Set(tasks.map((task) => task.id));
  const ready = new Map(Object.keys(lanes).map((lane) => [lane, new ReadyQueue()]));
  for (const task of tasks) {
    const needs = new Set(task.needs.filter((id) => ids.has(id)));
    waiting.set(task.id, needs.size);
    for (const id of needs) {
      const list = dependents.get(id);
      if (list) list.push(task);
      else dependents.set(id, [task]);
    }
    if (needs.size === 0) ready.get(task.lane)!.push(task);
  }
  return new Promise((resolve, reject) => {
    const running = new Map(Object.keys(lanes).map((lane) => [lane, 0]));
    let left = tasks.length;
    let active = 0;
    let failure: { error: unknown } | undefined;
    const settle = () => {
      if (failure && active === 0) reject(failure.error);
      else if (!failure && left === 0) resolve();
      else if (!failure && active === 0) reject(new Error('tasks need each other in a circle'));
    };
    const finish = (task: Task) => {
      left--;
      for (const dependent of dependents.get(task.id) ?? []) {
        const count = waiting.get(dependent.id)! - 1;
        waiting.set(dependent.id, count);
        if (count === 0) ready.get(dependent.lane)!.push(dependent);
      }
    };
    const start = (task: Task) => {
      active++;
      running.set(task.lane, running.get(task.lane)! + 1);
      task
        .run()
        .then(
          () => finish(task),
          (error: unknown) => {
            failure ??= { error };
          },
        )
        .finally(() => {
          active--;
          running.set(task.lane, running.get(task.lane)! - 1);
          pump();
        });
    };
    const pump = () => {
      if (signal.aborted) failure ??= { error: signal.reason };
      for (const [lane, queue] of ready) {
        while (!failure && running.get(lane)! < lanes[lane]!) {
          const task = queue.shift();
          if (!task) break;
          start(task);
        }
      }
      settle();
    };
    pump();
  });
}

/** First in, first out within a priority; there are few distinct priorities. */
class ReadyQueue {
  private readonly queues = new Map<number, { items: Task[]; next: number }>();
  private priorities: number[] = [];

  push(task: Task): void {
    const queue = this.queues.get(task.priority);
    if (queue) {
      queue.items.push(task);
      return;
    }
    this.queues.set(task.priority, { items: [task], next: 0 });
    this.priorities = [...this.queues.keys()].sort((a, b) => a - b);
  }

  shift(): Task | undefined {
    for (const priority of this.priorities) {
      const queue = this.queues.get(priority)!;
      if (queue.next < queue.items.length) return queue.items[queue.next++];
    }
    return undefined;
  }
}
