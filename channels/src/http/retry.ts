import { PlatformError } from "../trouble.ts";
import { pause } from "./pause.ts";

const triesMax = 3;
const firstPauseMs = 200;

/** No usable answer came, and asking again may help. */
export class Unavailable extends PlatformError {}

/** Repeats a read that found the platform unavailable: 3 tries, with growing pauses of random length between them. */
export async function retryRead<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof Unavailable) || tries === triesMax) throw error;
      await pause(firstPauseMs * 2 ** tries * Math.random(), signal);
    }
  }
}
