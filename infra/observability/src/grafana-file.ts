import type { Board, Choice, Panel, Query, Source, Unit } from './board.ts';

const SCHEMA = 39;
const PANELS_A_ROW = 3;
const WIDTH = 24 / PANELS_A_ROW;
const HEIGHT = 8;

type Json = Readonly<Record<string, unknown>>;

/** A board as Grafana imports it: every board of the same shape, three panels a row. */
export function grafanaFile(board: Board): string {
  const json = {
    uid: board.uid,
    title: board.title,
    tags: ['parta'],
    schemaVersion: SCHEMA,
    editable: false,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    timezone: 'browser',
    templating: { list: [...sourcesOf(board).map(sourceChoice), ...(board.choices ?? []).map(choiceOf)] },
    panels: panelsOf(board),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

const types: Readonly<Record<Source, string>> = {
  prometheus: 'prometheus',
  journal: 'grafana-postgresql-datasource',
  identity: 'grafana-postgresql-datasource',
};
const uidOf = (source: Source): Json => ({ type: types[source], uid: `\${${source}}` });
const sourcesOf = ({ source, choices = [] }: Board): readonly Source[] => [
  ...new Set([source, ...choices.map((choice) => choice.source)]),
];

/** Which of Grafana's own data sources stands behind the name. */
const sourceChoice = (source: Source): Json => ({
  name: source,
  label: source,
  type: 'datasource',
  query: types[source],
  regex: source === 'prometheus' ? '' : `/${source}/`,
});

const choiceOf = ({ name, label, ask, source }: Choice): Json => ({
  name,
  label,
  type: 'query',
  datasource: uidOf(source),
  query: ask,
  refresh: 1,
  sort: 1,
});

function panelsOf({ rows, source }: Board): readonly Json[] {
  let id = 0;
  let y = 0;
  return rows.flatMap(({ title, panels }) => {
    const heading = { id: ++id, type: 'row', title, gridPos: { x: 0, y: y++, w: 24, h: 1 }, panels: [] };
    const placed = panels.map((panel, index) => ({
      id: ++id,
      ...panelOf(panel, source),
      gridPos: {
        x: (index % PANELS_A_ROW) * WIDTH,
        y: y + Math.floor(index / PANELS_A_ROW) * HEIGHT,
        w: WIDTH,
        h: HEIGHT,
      },
    }));
    y += Math.ceil(panels.length / PANELS_A_ROW) * HEIGHT;
    return [heading, ...placed];
  });
}

const kinds = { number: 'stat', table: 'table', bars: 'barchart' } as const;

const panelOf = ({ title, unit, queries, shown, limit }: Panel, source: Source): Json => ({
  type: shown ? kinds[shown] : 'timeseries',
  title,
  datasource: uidOf(source),
  targets: queries.map((query, index) => targetOf(query, source, String.fromCharCode(65 + index), shown)),
  fieldConfig: {
    defaults: { unit: unit satisfies Unit, min: 0, ...(limit !== undefined && limitOf(limit)) },
    overrides: [],
  },
  options: { legend: { displayMode: 'list', placement: 'bottom' } },
});

function targetOf({ ask, legend }: Query, source: Source, refId: string, shown: Panel['shown']): Json {
  if (source === 'prometheus')
    return { refId, expr: ask, legendFormat: legend ?? '__auto', instant: shown !== undefined };
  return { refId, rawQuery: true, rawSql: ask, format: shown === undefined ? 'time_series' : 'table' };
}

const limitOf = (limit: number): Json => ({
  custom: { thresholdsStyle: { mode: 'line' } },
  thresholds: {
    mode: 'absolute',
    steps: [
      { color: 'green', value: null },
      { color: 'red', value: limit },
    ],
  },
});
