import { posix } from "node:path";
import { forbiddenPackages, rooms, walls } from "./rooms.ts";
import { importsOf, type SourceFile } from "./source.ts";

/** Every import that breaks the table of rooms, each as a line that names the right door. */
export function brokenDoors(files: SourceFile[]): string[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((imported) => {
      const breach = breachOf(file.path, imported);
      return breach ? [`${file.path} imports ${imported}: ${breach}`] : [];
    }),
  );
}

function breachOf(path: string, imported: string): string | null {
  const room = roomOf(path);
  if (imported.startsWith("@stockpool/")) return doorBreach(room, imported);
  if (imported.startsWith(".")) return pathBreach(path, room, posix.join(posix.dirname(path), imported));
  return forbiddenPackages[room]?.test(imported) ? `${room} does without ${imported}` : null;
}

function doorBreach(room: string, imported: string): string | null {
  return doorsOf(room).includes(imported) ? null : `${room} may go through ${nameDoors(room)}`;
}

function pathBreach(path: string, room: string, target: string): string | null {
  const targetRoom = roomOf(target);
  if (targetRoom === room) return wallBreach(path, target);
  if (rooms[room]?.mayReachInside) return null;
  const doors = doorsOf(room).filter((door) => door.split("/")[1] === targetRoom);
  return doors.length > 0
    ? `a path must not leave ${room}; the door is ${doors.join(" or ")}`
    : `${room} must not know ${targetRoom}; it may go through ${nameDoors(room)}`;
}

function wallBreach(path: string, target: string): string | null {
  for (const [folder, names] of Object.entries(walls)) {
    const here = names.find((name) => path.startsWith(`${folder}/${name}/`));
    const there = names.find((name) => target.startsWith(`${folder}/${name}/`));
    if (here && there && here !== there) return `${here} must not know ${there}; what both need belongs beside them`;
  }
  return null;
}

function doorsOf(room: string): string[] {
  return rooms[room]?.mayImport ?? [];
}

function nameDoors(room: string): string {
  return doorsOf(room).join(", ") || "no door of ours";
}

function roomOf(path: string): string {
  return path.split("/")[0] ?? "";
}
