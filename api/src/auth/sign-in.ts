import { apiKey } from "@better-auth/api-key";
import type { Connection } from "@stockpool/prisma";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import type { Logger } from "pino";
import { clientAddressHeader } from "../http/client-address.ts";

export interface SignInOptions {
  prisma: Connection["prisma"];
  apiUrl: string;
  /** Whose pages may sign in. */
  trustedOrigins: ReadonlySet<string>;
  /** Whether the panel is reached by https: cookies then travel by nothing else. */
  isSecure: boolean;
  secret: string;
  log: Logger;
}

const dayS = 86_400;

/** People sign in with e-mail and password; nobody signs up. Sessions last a week and are renewed daily. */
export function makeSignIn({ prisma, apiUrl, trustedOrigins, isSecure, secret, log }: SignInOptions) {
  return betterAuth({
    appName: "Stockpool",
    baseURL: apiUrl,
    basePath: "/api/auth",
    secret,
    trustedOrigins: [...trustedOrigins],
    database: prismaAdapter(prisma, { provider: "postgresql" }),
    emailAndPassword: { enabled: true, disableSignUp: true },
    session: { expiresIn: 7 * dayS, updateAge: dayS },
    // Attempts are limited by `limits/sign-in-attempts.ts`, by address and by e-mail.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: isSecure,
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    plugins: [apiKey({ defaultPrefix: "sp_", requireName: true, rateLimit: { enabled: false } })],
    telemetry: { enabled: false },
    logger: { log: (level, message) => log[level](message) },
  });
}

export type SignIn = ReturnType<typeof makeSignIn>;
