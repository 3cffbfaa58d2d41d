import { parseOptions, usage } from "./start/options.ts";
import { Supervisor } from "./start/supervisor.ts";

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.isHelp) console.log(usage);
  else await startAndStop(new Supervisor(options));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function startAndStop(supervisor: Supervisor): Promise<void> {
  let isAskedToStop = false;
  const stop = async () => {
    isAskedToStop = true;
    await supervisor.stop();
    // Everything has ended; a timer that somebody forgot must not keep people waiting.
    process.exit();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  try {
    await supervisor.start();
  } catch (error) {
    await supervisor.stop();
    if (!isAskedToStop) throw error;
  }
}
