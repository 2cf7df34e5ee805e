/** The score over the weeks, drawn; loaded only where there is something to draw. */
import { useTheme } from '@material-ui/core/styles';
import { DateTime } from 'luxon';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { toneColors } from '../../model/tones';
import { CHART_HEIGHT, ticksOf } from './chartData';
import type { ChartData } from './chartData';

export interface ScoreChartProps {
  data: ChartData;
  locale: string;
}

const PERCENTS = [0, 25, 50, 75, 100];

const ScoreChart = ({ data, locale }: ScoreChartProps) => {
  const theme = useTheme();
  const score = toneColors(theme, 'good').main;
  const open = toneColors(theme, 'unclear').main;
  const goal = toneColors(theme, 'decided').main;
  const text = { fill: theme.palette.text.secondary, fontSize: 12 };
  const dayOf = (time: number) =>
    DateTime.fromMillis(time, { zone: 'utc' })
      .setLocale(locale)
      .toLocaleString({ day: 'numeric', month: 'short' });
  const still = { isAnimationActive: false } as const;
  return (
    <ResponsiveContainer
      width="100%"
      height={CHART_HEIGHT}
      initialDimension={{ width: 640, height: CHART_HEIGHT }}
    >
      <ComposedChart
        data={data.rows}
        margin={{ top: 8, right: 24, bottom: 0, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke={theme.palette.divider} />
        <XAxis
          dataKey="time"
          type="number"
          scale="time"
          domain={[data.start, data.end]}
          ticks={ticksOf(data)}
          tickFormatter={dayOf}
          tick={text}
          stroke={theme.palette.divider}
        />
        <YAxis
          domain={[0, 100]}
          ticks={PERCENTS}
          tickFormatter={value => `${value} %`}
          tick={text}
          width={52}
          axisLine={false}
          tickLine={false}
        />
        <Area
          {...still}
          dataKey="range"
          stroke="none"
          fill={open}
          fillOpacity={0.22}
        />
        <Line
          {...still}
          dataKey="value"
          stroke={score}
          strokeWidth={2.5}
          dot={{ r: 3.5, fill: score, strokeWidth: 0 }}
          connectNulls
        />
        <Line
          {...still}
          dataKey="forecast"
          stroke={score}
          strokeWidth={2}
          strokeDasharray="2 5"
          strokeLinecap="round"
          dot={false}
          connectNulls
        />
        {data.target && (
          <ReferenceLine
            y={data.target.score}
            stroke={goal}
            strokeWidth={1.5}
            strokeDasharray="8 4"
          />
        )}
        {data.target && data.target.time >= data.start && (
          <ReferenceLine
            x={data.target.time}
            stroke={goal}
            strokeWidth={1.5}
            strokeDasharray="8 4"
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
};

export default ScoreChart;
