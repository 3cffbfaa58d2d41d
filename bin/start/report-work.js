// Loaded into a process that `npm start` starts: tells how much it has computed until the parent says that it is ready. So a slow
// start on a busy machine is told from one that stands still.
const everyMs = 500;

if (process.channel) {
  const reports = setInterval(() => {
    const { user, system } = process.cpuUsage();
    if (process.connected) process.send?.({ computedMs: (user + system) / 1_000 });
  }, everyMs).unref();
  process.once("message", () => clearInterval(reports));
  // Listening alone must not keep the process alive.
  process.channel.unref();
}
