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

/** The lowest priority first, and of equal ones the first that came: a binary heap, for chains give nearly each task its own. */
class ReadyQueue {
  private readonly heap: Ready[] = [];
  private pushed = 0;

  push(task: Task): void {
    const entry = { task, turn: this.pushed++ };
    let at = this.heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (isBefore(this.heap[above]!, entry)) break;
      this.heap[at] = this.heap[above]!;
      at = above;
    }
    this.heap[at] = entry;
  }

  shift(): Task | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (!first || !last || this.heap.length === 0) return first?.task;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below + 1 < this.heap.length && isBefore(this.heap[below + 1]!, this.heap[below]!)) below++;
      if (below >= this.heap.length || isBefore(last, this.heap[below]!)) break;
      this.heap[at] = this.heap[below]!;
      at = below;
    }
    this.heap[at] = last;
    return first.task;
  }
}

/** A task and when it became ready. */
interface Ready {
  readonly task: Task;
  readonly turn: number;
}

function isBefore(a: Ready, b: Ready): boolean {
  return a.task.priority < b.task.priority || (a.task.priority === b.task.priority && a.turn < b.turn);
}
