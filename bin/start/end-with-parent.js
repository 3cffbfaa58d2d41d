// Loaded into every process that `npm start` starts. The channel to the parent breaks however the parent ends, also by a
// hard kill: then this process ends too, as if it had been asked to, and by force when that takes too long.
const patienceMs = 10_000;

if (process.channel) {
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), patienceMs).unref();
  });
  process.channel.unref();
}
