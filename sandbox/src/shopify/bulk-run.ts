/** An export that runs, or is done. Lives in memory only: a sandbox that was restarted has forgotten it. */
export interface BulkRun {
  id: string;
  query: string;
  createdAt: number;
  /** When its file is there. */
  doneAt: number;
  file: string;
  rows: number;
}
