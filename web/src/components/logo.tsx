/** The hub's mark: one pool that several channels draw from. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <rect width="20" height="20" rx="5" fill="var(--accent)" />
      <g stroke="var(--accent-ink)" strokeWidth="1.6" strokeLinecap="round">
        <path d="M4.5 13.2c1 0 1.4-.9 2.75-.9s1.75.9 2.75.9 1.4-.9 2.75-.9 1.75.9 2.75.9" />
        <path d="M6.5 9.2V7.6M10 9.2V5M13.5 9.2V7.6" />
      </g>
    </svg>
  );
}
