import { createAuthClient } from "better-auth/react";

/** Sign-in and sign-out, through the same origin as everything else. */
export const signInClient = createAuthClient({ basePath: "/api/auth" });
