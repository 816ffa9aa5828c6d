/** The few line drawings of the shell: 16 by 16, one stroke, the colour of the text beside them. */
const drawings = {
  close: 'M4 4l8 8M12 4l-8 8',
  chevron: 'M4 6l4 4 4-4',
  check: 'M3.500 8.500l3 3 6-7',
  calendar: 'M3 4.500h10v8.500H3zM3 7.500h10M5.500 2.500v3M10.500 2.500v3',
  search: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.300 10.300l3.200 3.200',
  up: 'M8 13V3.500M4 7l4-4 4 4',
  down: 'M8 3v9.500M4 9l4 4 4-4',
  both: 'M5 6.500L8 3.500l3 3M5 9.500l3 3 3-3',
  warning: 'M8 2.500L14.500 13.500h-13zM8 6.500v3.500M8 12v.01',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.500V11M8 5v.01',
  file: 'M4 2.500h5l3 3v8H4zM9 2.500v3h3',
  person: 'M8 8a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM3 13.500c.5-3 2.500-4 5-4s4.500 1 5 4',
  bell: 'M4 11.500V7.500a4 4 0 0 1 8 0v4l1 1H3zM6.500 14h3',
  star: 'M8 2.500l1.700 3.500 3.800.5-2.800 2.700.7 3.800L8 11.200 4.600 13l.7-3.800L2.500 6.500 6.300 6z',
  minus: 'M4 8h8',
  plus: 'M8 4v8M4 8h8',
} as const;

export type IconName = keyof typeof drawings;

/** A drawing beside a word; it never stands for the word, so it is hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className="vp-icon"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
