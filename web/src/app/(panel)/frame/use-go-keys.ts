import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent } from "react";
import { places } from "./places.ts";

/** How long after `g` the second key still counts. */
const secondKeyMs = 1_200;

/** `g` and a letter goes to a screen, `/` to the search field of the screen, `?` lists the keys. */
export function useGoKeys(onHelp: () => void): void {
  const router = useRouter();
  const go = useEffectEvent((href: string) => router.push(href));
  const help = useEffectEvent(onHelp);
  useEffect(() => {
    let goUntil = 0;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const place = event.timeStamp < goUntil && places.find(({ key }) => key === event.key);
      goUntil = event.key === "g" ? event.timeStamp + secondKeyMs : 0;
      if (place) go(place.href);
      else if (event.key === "?") help();
      else if (event.key === "/") focusSearch(event);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, [contenteditable], [role=dialog]") !== null
  );
}

function focusSearch(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>("main input[type=search]");
  if (!field) return;
  event.preventDefault();
  field.select();
}
