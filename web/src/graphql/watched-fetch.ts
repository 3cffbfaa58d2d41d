/** The API sends a ping every 12 s. A stream that is silent for longer than this is dead, whatever the socket says. */
const silenceMaxMs = 40_000;

/**
 * A fetch whose body fails when nothing, not even a ping, came for 40 s; so a connection cannot die unnoticed. `onHeard` is called for
 * everything that comes.
 */
export function watchedFetch(onHeard: () => void): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!response.body || !response.ok) return response;
    return new Response(response.body.pipeThrough(silenceAlarm(onHeard)), {
      status: response.status,
      headers: response.headers,
    });
  };
}

function silenceAlarm(onHeard: () => void): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let timer: ReturnType<typeof setTimeout>;
  const arm = (controller: TransformStreamDefaultController) => {
    clearTimeout(timer);
    timer = setTimeout(
      () => controller.error(new Error(`no live update and no ping for ${silenceMaxMs} ms`)),
      silenceMaxMs,
    );
  };
  return new TransformStream({
    start: arm,
    transform(chunk, controller) {
      arm(controller);
      onHeard();
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
}
