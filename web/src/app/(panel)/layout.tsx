import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ChannelsProvider } from "../../graphql/channels-provider.tsx";
import { LiveProvider } from "../../graphql/live-provider.tsx";
import { Frame } from "./frame/frame.tsx";

/** Everything behind the sign-in. The API decides who may; this only spares strangers an empty frame. */
export default async function PanelLayout({ children }: { children: ReactNode }) {
  const names = (await cookies()).getAll().map(({ name }) => name);
  if (!names.some((name) => name.endsWith("session_token"))) redirect("/sign-in");
  return (
    <LiveProvider>
      <ChannelsProvider>
        <Frame>{children}</Frame>
      </ChannelsProvider>
    </LiveProvider>
  );
}
