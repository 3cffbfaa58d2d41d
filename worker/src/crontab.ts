/** When the clock queues what, in UTC (graphile-worker's crontab). */
export const crontab = `
* * * * * poll_channels
* * * * * expire_holds
17 3 * * * tidy_database
7 2 * * * audit_pool
*/10 * * * * republish_due
41 2 * * * recompute_velocity
`;
