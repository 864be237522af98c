/** Drawn on a 16 × 16 field with one stroke, as the tokens' `svg` rule sets it. */
const drawings = {
  bell: 'M4 7a4 4 0 0 1 8 0c0 3.5 1.5 4.5 1.5 4.5h-11S4 10.5 4 7M6.500 13.500c.8.9 2.200.9 3 0',
  calendar: 'M2.5 3.5h11v10h-11zM2.5 6.8h11M5.5 2v2.5M10.5 2v2.5',
  chart: 'M2 13.500h12M3.500 11L7 7l2.500 2L13 4M10 4h3v3',
  check: 'M3 8.500l3.200 3L13 4.500',
  clip: 'M12.500 7L7.700 11.800a2.800 2.800 0 0 1-4-4L9 2.600a1.900 1.900 0 0 1 2.700 2.700L6.600 10.400a.9.9 0 0 1-1.300-1.300L9.600 4.800',
  day: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M8 4.5V8l2.5 1.5',
  diary: 'M3.500 1.500h9v13h-9zM6 4.500h4M6 7.500h4M6 10.500h4',
  down: 'M4 6l4 4 4-4',
  export: 'M8 9.5V2M5 5l3-3 3 3M2.5 11v2.5h11V11',
  eye: 'M1.500 8S4 3.500 8 3.500 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8zM10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0',
  import: 'M8 2v8M5 7.500L8 10.500l3-3M2.500 13.500h11',
  journal: 'M2.5 2.5h11v11h-11zM2.5 6h11M6.5 2.5v11M10 6v7.5M2.5 9.8h11',
  key: 'M8 11a3 3 0 1 1-6 0 3 3 0 0 1 6 0M7.200 8.800L13.500 2.500M11 5l2 2',
  keys: 'M1.500 4h13v8h-13zM4 6.500h.01M6.700 6.500h.01M9.300 6.500h.01M12 6.500h.01M5 9.500h6',
  left: 'M10 4L6 8l4 4',
  lock: 'M3.500 7.500h9v6h-9zM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500',
  mail: 'M2 3.5h12v9H2zM2 4.5l6 4.5 6-4.5',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  people:
    'M8.500 5.500a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0M1.5 13.5c0-3 2-4.5 4.5-4.5s4.5 1.5 4.5 4.5M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.4c1.6.6 2.5 2 2.5 4.1',
  person: 'M10.500 5a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0M3 14c0-3 2.200-5 5-5s5 2 5 5',
  plan: 'M6 4h7.5M6 8h7.5M6 12h7.5M2.5 4h.6M2.5 8h.6M2.5 12h.6',
  print: 'M4.500 6V2h7v4M4.500 12H2.500V6h11v6h-2M4.500 9.500h7V14h-7z',
  redo: 'M13 6.500H6.500a3.500 3.500 0 0 0 0 7H10M13 6.500l-3-3M13 6.500l-3 3',
  report: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M6 8h4M6 11h4',
  right: 'M6 4l4 4-4 4',
  search: 'M11.500 7a4.500 4.500 0 1 1-9 0 4.500 4.500 0 0 1 9 0M10.500 10.500L14 14',
  settings: 'M2.500 5h6M11.500 5h2M2.500 11h2M7.500 11h6M10 3.500v3M6 9.500v3',
  stop: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0M4 4l8 8',
  swap: 'M2.5 5.5h10L10 3M13.5 10.5h-10L6 13',
  undo: 'M3 6.500h6.500a3.500 3.500 0 0 1 0 7H6M3 6.500L6 3.500M3 6.500l3 3',
  warn: 'M8 2l6.500 11.500h-13zM8 6.500v3.500M8 11.800v.01',
  x: 'M4 4l8 8M12 4l-8 8',
} as const;

export type IconName = keyof typeof drawings;

/** Always beside a word or under a label: an icon alone says nothing to a screen reader. */
export function Icon({ name, className = 'i' }: { name: IconName; className?: string }) {
  return (
    <svg className={className} viewBox="0 0 16 16" aria-hidden="true">
      <path d={drawings[name]} strokeWidth={name === 'more' ? 2.5 : undefined} />
    </svg>
  );
}
