import type { CountSession } from "./count-session.ts";

const place = "stockpool.count";

/** The count that was begun on this device and is not finished; null when there is none, or one that this panel cannot read. */
export function readSession(): CountSession | null {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(place) ?? "null");
    return isSession(saved) ? saved : null;
  } catch {
    // Another version wrote it, or the device lets nothing be kept: a count starts anew.
    return null;
  }
}

/** Keeps the count on this device. False: the device refused, and the count lives only as long as this page. */
export function saveSession(session: CountSession | null): boolean {
  try {
    if (session === null) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(session));
    return true;
  } catch {
    return false;
  }
}

/** `version` tells who wrote it; nobody else writes there. */
function isSession(saved: unknown): saved is CountSession {
  return typeof saved === "object" && saved !== null && "version" in saved && saved.version === 1;
}
