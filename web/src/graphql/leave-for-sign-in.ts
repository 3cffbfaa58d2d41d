/** Goes to the sign-in, which leads back to where the person is now. */
export function leaveForSignIn(): void {
  const from = window.location.pathname + window.location.search;
  window.location.replace(`/sign-in?from=${encodeURIComponent(from)}`);
}
