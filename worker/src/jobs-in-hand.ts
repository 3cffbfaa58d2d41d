import type { Job, WorkerEvents } from "graphile-worker";

/** How long a job that ended stays in hand: graphile-worker tries again to note its end while the database does not answer. */
const endingMs = 30_000;

/** The jobs that a worker has taken and not ended: those that wait for their turn in it, and those that run. */
export class JobsInHand {
  /** By id, when it ended; null while it has not. */
  readonly #endedAt = new Map<string, number | null>();

  constructor(events: WorkerEvents) {
    events.on("localQueue:getJobs:complete", ({ jobs }) => this.#take(jobs));
    events.on("localQueue:returnJobs", ({ jobs }) => this.#end(jobs));
    events.on("job:complete", ({ job }) => this.#end([job]));
  }

  /** Their ids, also of those that ended so lately that this may not be noted yet. */
  ids(): string[] {
    const noted = Date.now() - endingMs;
    for (const [id, endedAt] of this.#endedAt) if (endedAt !== null && endedAt < noted) this.#endedAt.delete(id);
    return [...this.#endedAt.keys()];
  }

  #take(jobs: Job[]): void {
    for (const { id } of jobs) this.#endedAt.set(id, null);
  }

  #end(jobs: readonly Pick<Job, "id">[]): void {
    for (const { id } of jobs) this.#endedAt.set(id, Date.now());
  }
}
