// Loaded into every process that `npm start` starts. The channel to the parent breaks however the parent ends, also by a
// hard kill: then this process ends too, as if it had been asked to.
if (process.channel) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
