/** The table of figures: for a terminal, and as the page docs/benchmarks.md. */
import type { Machine } from './machine';
import { figure } from './arithmetic';
import type { Measure } from './measure';

const valueText = ({ value, unit }: Measure) =>
  value === undefined
    ? 'not measured'
    : `${figure(value)}${unit && ` ${unit}`}`;

export function textTable(measures: readonly Measure[]): string {
  const rows = measures.map(one => [
    String(one.id),
    one.name,
    valueText(one),
    one.target,
    one.met ? 'met' : 'NOT MET',
  ]);
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows
    .map(row => row.map((cell, at) => cell.padEnd(widths[at])).join('  '))
    .join('\n');
}

export function page(measures: readonly Measure[], machine: Machine): string {
  const cell = (text: string) => text.replace(/\|/g, '\\|');
  const rows = measures.map(
    one =>
      `| ${one.id} | ${cell(one.name)} | ${valueText(one)} | ${one.target} | ${
        one.met ? 'yes' : '**no**'
      } | ${cell(one.note ?? '')} |`,
  );
  return `# Benchmarks

Written by \`npm run bench\`. Everything that is compared ran side by side, on one machine; the ratios are what counts, since
machines differ. What each measure does stands in \`bench/README.md\`.

${machineText(machine)}

| # | measure | value | must reach | met | from |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function machineText({
  date,
  cores,
  cpu,
  memoryGb,
  versions,
}: Machine): string {
  const lines = [
    `- ${date}, ${cores} cores (${cpu}), ${memoryGb} GB of memory`,
    `- ${versions.map(([name, version]) => `${name} ${version}`).join(', ')}`,
  ];
  return lines.join('\n');
}
