/** When the clock queues what, in UTC (graphile-worker's crontab). */
export const crontab = `
* * * * * poll_channels
* * * * * reconcile_channels
*/15 * * * * visit_platforms
* * * * * expire_holds
* * * * * end_flash_sales
7 2 * * * audit_pool
17 3 * * * tidy_database
*/10 * * * * republish_due
41 2 * * * recompute_velocity
`;
