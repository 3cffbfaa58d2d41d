import { useRouter } from "next/navigation";
import { useState } from "react";
import { useMutation } from "urql";
import type { CheckAccountMutation } from "../../../../graphql/generated/graphql.ts";
import { CheckAccount, ConnectChannel } from "../../../../graphql/set-up.ts";
import { setUpPath } from "../../../../routes.ts";
import { type AccountForm, credentialsOf, listOf } from "./fields.ts";

type Checked = CheckAccountMutation["checkAccount"];

/** Tests the account that was filled in, then connects it in shadow and goes on to its set-up. */
export function useConnect(form: AccountForm) {
  const router = useRouter();
  const [checking, check] = useMutation(CheckAccount);
  const [connecting, connect] = useMutation(ConnectChannel);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const { platform, baseUrl } = form;
  const account = { platform, credentials: credentialsOf(form), baseUrl: baseUrl.trim() || null };
  return {
    isBusy: checking.fetching || connecting.fetching,
    checked,
    trouble,
    /** What was tested is no longer what is filled in. */
    forget: () => {
      setChecked(null);
      setTrouble(null);
    },
    check: async () => {
      setTrouble(null);
      const { data, error } = await check({ input: account });
      setChecked(data?.checkAccount ?? null);
      if (!data) setTrouble(error?.message ?? "");
    },
    connect: async () => {
      setTrouble(null);
      const { name, code, locationIds, platformLocationId } = form;
      const input = {
        ...account,
        name,
        code,
        locationIds,
        platformLocationId,
        countries: listOf(form.countries.toUpperCase()),
      };
      const { data, error } = await connect({ input: { ...input, isLive: false } });
      const result = data?.connectChannel;
      if (result && "channel" in result) router.push(setUpPath(result.channel.id));
      else setTrouble(result && "message" in result ? result.message : (error?.message ?? ""));
    },
  };
}
