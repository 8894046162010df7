/** The mark: six grains on their vine, and a leaf. */
export function Mark() {
  return (
    <svg viewBox="0 0 48 51" aria-hidden="true">
      <path
        d="M9.4 18 16.7 30.7 24 18 31.3 30.7 38.6 18M16.7 30.7 24 43.4 31.3 30.7"
        fill="none"
        stroke="var(--color-grape-500)"
        strokeWidth="3"
      />
      <g fill="var(--color-grape-700)">
        <circle cx="9.4" cy="18" r="6.2" />
        <circle cx="24" cy="18" r="6.2" />
        <circle cx="38.6" cy="18" r="6.2" />
        <circle cx="16.7" cy="30.7" r="6.2" />
        <circle cx="31.3" cy="30.7" r="6.2" />
        <circle cx="24" cy="43.4" r="6.2" />
      </g>
      <path d="M24 10.6c-.6-5.2 2.9-9 10-9 .5 5.6-3.6 9.3-10 9Z" fill="var(--color-leaf-500)" />
    </svg>
  );
}
