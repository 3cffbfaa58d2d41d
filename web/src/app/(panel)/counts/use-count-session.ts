import { useEffect, useState } from "react";
import type { CountSession } from "./count-session.ts";
import { readSession, saveSession } from "./saved-session.ts";

type Step = (session: CountSession) => CountSession;

/** The count on this device: undefined until it was read. Every step is saved before the next. */
export function useCountSession() {
  const [session, setSession] = useState<CountSession | null | undefined>(undefined);
  const [isSaved, setSaved] = useState(true);
  useEffect(() => setSession(readSession()), []);
  useEffect(() => {
    if (session !== undefined) setSaved(saveSession(session));
  }, [session]);
  return {
    session,
    isSaved,
    start: (first: CountSession) => setSession(first),
    end: () => setSession(null),
    step: (step: Step) => setSession((now) => (now ? step(now) : now)),
  };
}
