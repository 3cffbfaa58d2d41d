/**
 * Part of a statement: its transaction is answered before it is on disk, some half a second later. Only a crash of the database
 * server itself can undo it, in the order of commits: what a later transaction flushed is kept with all that came before it. For
 * what is done again when it is lost; never for what somebody was promised.
 */
export const commitSoonSql = "set_config('synchronous_commit', 'off', true)";
