/** Ready, blocked and incomplete over the days, drawn; loaded only where there is something to draw. */
import { useTheme } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { VERDICTS } from '@readiness-gates/backstage-plugin-readiness-common';
import { VERDICT_LOOKS, toneColors } from '../../model/tones';
import { CHART_HEIGHT, ticksOf } from '../Report/chartData';
import { DASHES } from './trendLooks';
import type { TrendRow } from './trendRows';

export interface TrendChartProps {
  rows: TrendRow[];
  /** Where the day is that is compared with. */
  since: number;
  locale: string;
}

const TrendChart = ({ rows, since, locale }: TrendChartProps) => {
  const theme = useTheme();
  const text = { fill: theme.palette.text.secondary, fontSize: 12 };
  const start = rows[0].time;
  const end = rows[rows.length - 1].time;
  const dayOf = (time: number) =>
    DateTime.fromMillis(time, { zone: 'utc' })
      .setLocale(locale)
      .toLocaleString({ day: 'numeric', month: 'short' });
  return (
    <ResponsiveContainer
      width="100%"
      height={CHART_HEIGHT}
      initialDimension={{ width: 640, height: CHART_HEIGHT }}
    >
      <LineChart data={rows} margin={{ top: 8, right: 24, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke={theme.palette.divider} />
        <XAxis
          dataKey="time"
          type="number"
          scale="time"
          domain={[start, end]}
          ticks={ticksOf({ rows: [], start, end })}
          tickFormatter={dayOf}
          tick={text}
          stroke={theme.palette.divider}
        />
        <YAxis
          domain={[0, 'auto']}
          allowDecimals={false}
          tickFormatter={(value: number) => value.toLocaleString(locale)}
          tick={text}
          width={56}
          axisLine={false}
          tickLine={false}
        />
        {VERDICTS.map(verdict => (
          <Line
            key={verdict}
            isAnimationActive={false}
            dataKey={verdict}
            stroke={toneColors(theme, VERDICT_LOOKS[verdict].tone).main}
            strokeWidth={2.5}
            strokeDasharray={DASHES[verdict]}
            strokeLinecap={verdict === 'incomplete' ? 'round' : undefined}
            dot={false}
          />
        ))}
        {since > start && since <= end && (
          <ReferenceLine
            x={since}
            stroke={theme.palette.text.secondary}
            strokeWidth={1.5}
            strokeDasharray="3 3"
          />
        )}
      </LineChart>
    </ResponsiveContainer>
  );
};

export default TrendChart;
